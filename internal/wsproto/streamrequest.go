package wsproto

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refusal is an answer by HTTP status, before the stream starts. Messages are read by people of the house; they never
// repeat anything of the request.
type refusal struct {
	status  int
	code    string
	message string
}

// refuse answers a request that becomes neither socket nor stream.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	s.metrics.refused.Add(1)
	refused := &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
	if s.options.Present != nil {
		refused = s.options.Present(r.Context(), refused)
	}
	body, err := json.Marshal(struct {
		Errors gqlerror.List `json:"errors"`
	}{gqlerror.List{refused}})
	if err != nil {
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// A peer that has gone does not need the answer.
	_, _ = w.Write(body)
}

// serveStream serves one operation, which read takes from the request, as an event stream.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request, read func(http.ResponseWriter, *http.Request) (*Request, *refusal)) {
	if !s.origins.permits(r) {
		s.refuse(w, r, http.StatusForbidden, "FORBIDDEN", "El origen de la página no está permitido.")
		return
	}
	// The body first: one that is slow to come must not hold a place.
	request, refused := read(w, r)
	if refused != nil {
		if refused.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, POST")
		}
		s.refuse(w, r, refused.status, refused.code, refused.message)
		return
	}
	member := membership{network: s.options.Network(r), kind: kindStream}
	if !s.admit(w, r, &member) {
		return
	}
	since := s.options.Clock.Now()
	who, err := s.authenticateStream(r)
	if err != nil {
		s.registry.cancelReservation(&member)
		s.refuseCaller(w, r, err)
		return
	}
	s.startStream(w, r, newStream(s, member, since), request, &who, since)
}

// startStream registers the peer, sends the response's head and serves until the end.
func (s *Server) startStream(w http.ResponseWriter, r *http.Request, st *stream, request *Request, who *Principal, since time.Time) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	st.cancel = cancel
	st.expiresAt = who.ExpiresAt
	_, ok := s.registry.add(st)
	defer s.registry.remove(st, &st.member)
	if !ok {
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable, "UNAVAILABLE", "El servicio está sobrecargado o se está reiniciando.")
		return
	}
	if e, ok := s.registry.bind(st, &st.member, who, since); !ok {
		s.refuseBinding(w, r, e)
		return
	}
	if err := openEventStream(w); err != nil {
		s.options.Logger.Error("event streams need deadlines of the HTTP server", "error", err)
		s.refuse(w, r, http.StatusInternalServerError, "INTERNAL", "Error interno.")
		return
	}
	s.metrics.streams.Add(1)
	defer s.metrics.streams.Add(-1)
	s.wheel.schedule(&st.timer, st.nextTimerAtStart())
	defer s.wheel.stop(&st.timer)
	opCtx := ctx
	if who.Bind != nil {
		opCtx = who.Bind(ctx)
	}
	op := st.begin(opCtx, cancel, request)
	st.serve(r.Context().Done(), w)
	st.finish(op)
}

// refuseCaller answers a request whose authenticator failed.
func (s *Server) refuseCaller(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, ErrUnavailable) {
		s.options.Logger.Error("the authenticator of a stream could not tell", "error", err)
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable, "UNAVAILABLE", "No se pudo comprobar la sesión. Inténtalo de nuevo.")
		return
	}
	if errors.Is(err, ErrForbidden) {
		s.refuse(w, r, http.StatusForbidden, "FORBIDDEN", "Tu sesión tiene un paso pendiente. Complétalo y vuelve a conectar.")
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	s.refuse(w, r, http.StatusUnauthorized, "UNAUTHENTICATED", "Las credenciales no son válidas o han vencido.")
}

func (s *Server) refuseBinding(w http.ResponseWriter, r *http.Request, e ending) {
	switch e.cause {
	case causeTooManyConnections:
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusTooManyRequests, "RATE_LIMITED", "Hay demasiadas conexiones abiertas.")
		return
	case causeOverload:
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable, "UNAVAILABLE", "El servicio está sobrecargado.")
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	s.refuse(w, r, http.StatusUnauthorized, "UNAUTHENTICATED", "La sesión ha terminado.")
}

// nextTimerAtStart is nextTimer for a stream that the registry already knows.
func (st *stream) nextTimerAtStart() time.Time {
	st.out.mu.Lock()
	defer st.out.mu.Unlock()
	return st.nextTimer()
}

// begin starts the operation.
func (st *stream) begin(ctx context.Context, cancel context.CancelFunc, request *Request) *operation {
	op := &operation{peer: st, cancel: cancel, done: ctx.Done(), executing: true}
	st.out.mu.Lock()
	// The first bytes make browsers and proxies take the response for open.
	if st.out.append(textEvent([]byte(":\n\n"))) {
		st.wake()
	}
	st.out.mu.Unlock()
	st.server.metrics.subscriptions.Add(1)
	st.server.operations.Go(func() {
		op.run(ctx, st.server.executor, request, st.server.reportPanic("execute"))
	})
	return op
}

// finish releases what the stream held.
func (st *stream) finish(op *operation) {
	st.out.mu.Lock()
	if !op.ended {
		op.ended = true
		st.server.metrics.subscriptions.Add(-1)
	}
	stop := op.stop
	st.out.discard()
	st.out.mu.Unlock()
	op.release(stop)
}

// openEventStream sends the head of the response. The server's own timeouts do not suit a stream: the read deadline
// would end the request, and each write sets a deadline of its own.
func openEventStream(w http.ResponseWriter) error {
	control := http.NewResponseController(w)
	if err := control.SetReadDeadline(time.Time{}); err != nil {
		return fmt.Errorf("clear read deadline: %w", err)
	}
	header := w.Header()
	header.Set("Content-Type", "text/event-stream; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	return nil
}

func (s *Server) authenticateStream(r *http.Request) (Principal, error) {
	ctx, cancel := context.WithTimeout(r.Context(), s.options.AuthenticateTimeout)
	defer cancel()
	token, _ := bearerToken(r.Header.Get("Authorization"))
	request := r.WithContext(ctx)
	if !s.origins.cookieCounts(r) {
		request.Header = r.Header.Clone()
		request.Header.Del("Cookie")
	}
	who, err := s.authenticator.Authenticate(ctx, request, token)
	if err != nil {
		return Principal{}, fmt.Errorf("authenticate stream: %w", err)
	}
	if !who.ExpiresAt.IsZero() && !s.options.Clock.Now().Before(who.ExpiresAt) {
		return Principal{}, errors.New("authenticate stream: session expired")
	}
	return who, nil
}

// streamRequestOf is what a request says of its operation beside the operation itself.
func streamRequestOf(r *http.Request) *Request {
	return &Request{LastEventID: r.Header.Get("Last-Event-ID"), ReadOnly: r.Method == http.MethodGet}
}

func (s *Server) parseStreamRequest(w http.ResponseWriter, r *http.Request) (*Request, *refusal) {
	request := streamRequestOf(r)
	var refused *refusal
	switch r.Method {
	case http.MethodGet:
		request.RawParams, refused = parseStreamQuery(r)
	case http.MethodPost:
		request.RawParams, refused = s.parseStreamBody(w, r)
	default:
		refused = &refusal{http.StatusMethodNotAllowed, "BAD_REQUEST", "Usa GET o POST."}
	}
	return request, refused
}

func badRequest() *refusal {
	return &refusal{http.StatusBadRequest, "BAD_REQUEST", "La solicitud GraphQL no es válida."}
}

func (s *Server) parseStreamBody(w http.ResponseWriter, r *http.Request) (graphql.RawParams, *refusal) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return graphql.RawParams{}, &refusal{http.StatusUnsupportedMediaType, "BAD_REQUEST", "El cuerpo debe ser application/json."}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(s.options.MaxMessageBytes)))
	if err != nil {
		var tooBig *http.MaxBytesError
		if errors.As(err, &tooBig) {
			return graphql.RawParams{}, &refusal{http.StatusRequestEntityTooLarge, "BAD_REQUEST", "El cuerpo es demasiado grande."}
		}
		return graphql.RawParams{}, badRequest()
	}
	params, err := parseOperation(body)
	if err != nil {
		return graphql.RawParams{}, badRequest()
	}
	return params, nil
}

func parseStreamQuery(r *http.Request) (graphql.RawParams, *refusal) {
	query := r.URL.Query()
	if !query.Has("query") {
		return graphql.RawParams{}, badRequest()
	}
	params := graphql.RawParams{Query: query.Get("query"), OperationName: query.Get("operationName")}
	var err error
	if params.Variables, err = objectValue([]byte(query.Get("variables"))); err != nil {
		return graphql.RawParams{}, badRequest()
	}
	if params.Extensions, err = objectValue([]byte(query.Get("extensions"))); err != nil {
		return graphql.RawParams{}, badRequest()
	}
	return params, nil
}
