package httpapi_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/origin"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/program"
	"github.com/qoricash/qoricash/internal/wsproto"
	"github.com/qoricash/qoricash/web/desk"
	"github.com/qoricash/qoricash/web/explorer"
	"github.com/qoricash/qoricash/web/reference"
)

const password = "Clave-de-pruebas-1"

// seeds are the four origins of the front ends.
var seeds = []string{"http://localhost:3000", "http://localhost:8081", "https://qoricash.vercel.app", "https://app.qoricash.pe"}

// previews covers the pages of one front end before they are released.
const previews = "https://qoricash-git-*.vercel.app"

// journal keeps what is logged.
type journal struct {
	mu      sync.Mutex
	text    bytes.Buffer
	written chan struct{} // closed by the next line
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.written != nil {
		close(j.written)
		j.written = nil
	}
	return j.text.Write(p)
}

// await returns once the text is in the log: the line of a request that was answered early is written when its handler ends.
func (j *journal) await(t *testing.T, text string) {
	t.Helper()
	for {
		j.mu.Lock()
		if strings.Contains(j.text.String(), text) {
			j.mu.Unlock()
			return
		}
		if j.written == nil {
			j.written = make(chan struct{})
		}
		written := j.written
		j.mu.Unlock()
		select {
		case <-written:
		case <-time.After(30 * time.Second):
			t.Fatalf("the log never says %s:\n%s", text, j)
		}
	}
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// site is the whole router over a house.
type site struct {
	*testkit.Kit
	router http.Handler
	log    *journal
	token  string // of a session of the Master
	login  string // the Master's
}

// open opens the router; change may replace parts of it.
func open(t *testing.T, change func(*httpapi.Options)) *site {
	t.Helper()
	s := &site{Kit: testkit.New(t), log: &journal{}}
	logger := slog.New(slog.NewTextHandler(s.log, nil))
	executor, hub := program.API(t, s.Kit, logger)
	allowed, err := origin.Parse(append(seeds[:len(seeds):len(seeds)], previews))
	testkit.Must(t, err)
	transport := wsproto.New(hub, httpapi.LiveAuthenticator{Sessions: s.Identity}, wsproto.Options{AllowedOrigins: allowed,
		SessionCookie: identity.CookieName(false), Clock: s.Clock, Logger: logger})
	t.Cleanup(transport.Close)
	present := graph.Presenter(logger)
	options := httpapi.Options{
		GraphQL: gqlhttp.New(executor, gqlhttp.Options{Authenticate: httpapi.Authenticate(s.Identity, false),
			Present: func(ctx context.Context, fault *gqlerror.Error) *gqlerror.Error { return present(ctx, fault) },
			Clock:   s.Clock, Subscribe: transport.ServeOperation, KeepFor: graph.KeepFor, CredentialHeaders: []string{identity.KeyHeader}}),
		Live: transport, Identity: s.Identity, Pricing: s.Pricing, Files: s.Files.Handler(logger), Explorer: explorer.Handler("/explorer"),
		Desk: desk.Handler(nil), Reference: reference.Handler(), Ready: func(context.Context) error { return nil }, AllowedOrigins: allowed,
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, Clock: s.Clock, Logger: logger,
	}
	if change != nil {
		change(&options)
	}
	s.router, err = httpapi.New(options)
	testkit.Must(t, err)
	return s
}

// signIn gives the Master a password and a session of it.
func (s *site) signIn(t *testing.T) {
	t.Helper()
	s.SetPassword(t, identity.StaffMember(s.ID(testkit.Master)), password)
	row, err := s.Store.Read().User.Get(s.As(t, testkit.Master), s.ID(testkit.Master))
	testkit.Must(t, err)
	signedIn, err := s.Identity.SignIn(s.As(t, testkit.Anonymous), identity.SignInInput{Credentials: identity.Credentials{
		Staff: &identity.StaffCredentials{Login: row.Email, Password: password}}})
	testkit.Must(t, err)
	s.token, s.login = signedIn.Token, row.Email
}

// answer is what came back.
type answer struct {
	*http.Response
	text string
}

// ask sends a request through the whole router; headers come in pairs.
func (s *site) ask(t *testing.T, method, target, body string, headers ...string) answer {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	s.router.ServeHTTP(recorder, request)
	response := recorder.Result()
	text, err := io.ReadAll(response.Body)
	testkit.Must(t, errors.Join(err, response.Body.Close()))
	return answer{response, string(text)}
}

// query sends a GraphQL document by POST.
func (s *site) query(t *testing.T, document string, headers ...string) answer {
	t.Helper()
	return s.ask(t, http.MethodPost, "/graphql", `{"query":`+quoted(document)+`}`,
		append([]string{"Content-Type", "application/json", "Accept", "application/graphql-response+json"}, headers...)...)
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

func (a answer) has(t *testing.T, code domain.Code) {
	t.Helper()
	if !strings.Contains(a.text, `"code":"`+string(code)+`"`) {
		t.Errorf("answered %d %s, want %s", a.StatusCode, a.text, code)
	}
}
