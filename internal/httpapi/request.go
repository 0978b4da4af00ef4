package httpapi

import (
	"bufio"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
)

// identify gives each request its id, its client's address, and one line in the log when it is done.
func identify(options Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := uuid.Must(uuid.NewV7()).String()
		origin := access.Origin{RequestID: id, Address: ClientAddress(r, options.TrustedProxies), UserAgent: r.UserAgent(),
			BaseURL: baseURL(r, options.TrustedProxies)}
		w.Header().Set("X-Request-Id", id)
		recorder := &statusRecorder{ResponseWriter: w}
		started := options.Clock.Now()
		// Deferred, so that a request that is cut off in the middle of its answer has its line too.
		defer func() {
			if polled(r.URL.Path) {
				return
			}
			options.Logger.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("requestId", id), slog.String("method", r.Method),
				slog.String("path", loggedPath(r.URL.Path)), slog.Int("status", recorder.code()),
				slog.Duration("took", options.Clock.Now().Sub(started).Round(time.Microsecond)))
		}()
		next.ServeHTTP(recorder, r.WithContext(access.WithOrigin(r.Context(), origin)))
	})
}

// polled tells whether machines ask for a path every few seconds, which would drown the log.
func polled(path string) bool {
	switch path {
	case "/healthz", "/health", "/readyz":
		return true
	}
	return false
}

// loggedPath keeps the tokens of signed addresses out of the log.
func loggedPath(path string) string {
	if strings.HasPrefix(path, "/files/") {
		return "/files/…"
	}
	return path
}

// ClientAddress is the address that a request came from: the nearest one in X-Forwarded-For that is no trusted proxy, when
// the connection itself comes from one; the connection's own otherwise.
func ClientAddress(r *http.Request, trusted []netip.Prefix) string {
	address := hostOf(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && isTrusted(address, trusted); i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		address = hop
	}
	return address
}

func hostOf(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	return host
}

func isTrusted(address string, trusted []netip.Prefix) bool {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	for _, prefix := range trusted {
		if prefix.Contains(parsed.Unmap()) {
			return true
		}
	}
	return false
}

// statusRecorder remembers the status of an answer for the log. It lets the transports reach the connection below.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (s *statusRecorder) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

// Hijack notes that the connection changes its protocol: the answer to a websocket does not pass through WriteHeader.
func (s *statusRecorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	connection, buffers, err := http.NewResponseController(s.ResponseWriter).Hijack()
	if err == nil && s.status == 0 {
		s.status = http.StatusSwitchingProtocols
	}
	return connection, buffers, err
}

// Unwrap serves http.ResponseController.
func (s *statusRecorder) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *statusRecorder) code() int {
	if s.status == 0 {
		return http.StatusOK
	}
	return s.status
}

// recovered turns a panic into an answer that tells nothing, and a log line that tells all.
func recovered(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(cause)
			}
			logger.ErrorContext(r.Context(), "panic in a handler", "requestId", access.OriginFrom(r.Context()).RequestID,
				"cause", cause, "stack", string(debug.Stack()))
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// secureHeaders are the headers of every answer; a handler may set a wider content policy for its own page.
func secureHeaders(transport bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if transport {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}
