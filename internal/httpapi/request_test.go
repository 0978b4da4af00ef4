package httpapi_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestTheIdOfARequestIsInItsHeaderItsErrorsAndItsLogLine(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	got := s.query(t, `{ clients(first: 1) { nodes { id } } }`, "X-Request-Id", "chosen-by-the-caller")
	id := got.Header.Get("X-Request-Id")
	if len(id) != 36 || !strings.Contains(got.text, `"requestId":"`+id+`"`) {
		t.Errorf("the id %q is not in %s", id, got.text)
	}
	got.has(t, domain.CodeUnauthenticated)
	if log := s.log.String(); !strings.Contains(log, "msg=request requestId="+id+" method=POST path=/graphql") || strings.Contains(log, "clients(first") {
		t.Errorf("the log says\n%s", log)
	}
}

func TestTokensOfFilesAreNotLogged(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, path := range []string{"/files/right-to-read", "/files/uploads/right-to-write"} {
		s.ask(t, http.MethodGet, path, "")
	}
	if log := s.log.String(); strings.Contains(log, "right-to") || strings.Count(log, "path=/files/…") != 2 {
		t.Errorf("the log says\n%s", log)
	}
}

func TestMachinesThatLookEveryFewSecondsAreNotLogged(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, path := range []string{"/healthz", "/health", "/readyz"} {
		s.ask(t, http.MethodGet, path, "")
	}
	if log := s.log.String(); strings.Contains(log, "msg=request") {
		t.Errorf("the log says\n%s", log)
	}
}

func TestAForwardedAddressCountsOnlyThroughTrustedProxies(t *testing.T) {
	t.Parallel()
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"203.0.113.7:5000", nil, "203.0.113.7"},
		{"203.0.113.7:5000", []string{"198.51.100.1"}, "203.0.113.7"},
		{"10.1.2.3:5000", nil, "10.1.2.3"},
		{"10.1.2.3:5000", []string{"198.51.100.1"}, "198.51.100.1"},
		{"10.1.2.3:5000", []string{"192.0.2.9, 198.51.100.1"}, "198.51.100.1"},
		{"10.1.2.3:5000", []string{"192.0.2.9", "198.51.100.1, 10.9.9.9"}, "198.51.100.1"},
		{"10.1.2.3:5000", []string{"192.0.2.9, nonsense"}, "10.1.2.3"},
		{"[::ffff:10.1.2.3]:5000", []string{"2001:db8::1"}, "2001:db8::1"},
		{"[fd00::1]:5000", []string{"198.51.100.1"}, "198.51.100.1"},
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		request.RemoteAddr = c.remote
		request.Header["X-Forwarded-For"] = c.forwarded
		if got := httpapi.ClientAddress(request, trusted); got != c.want {
			t.Errorf("from %s, forwarded for %v: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestAPanicIsAnAnswerThatTellsNothingAndALogLineThatTellsAll(t *testing.T) {
	t.Parallel()
	s := open(t, func(o *httpapi.Options) {
		o.Files = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the secret of the house") })
		o.Explorer = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	})
	got := s.ask(t, http.MethodGet, "/files/x", "")
	if got.StatusCode != http.StatusInternalServerError || got.text != "Internal Server Error\n" {
		t.Errorf("answered %d %s", got.StatusCode, got.text)
	}
	if log := s.log.String(); !strings.Contains(log, "the secret of the house") || !strings.Contains(log, got.Header.Get("X-Request-Id")) ||
		!strings.Contains(log, "request_test.go") {
		t.Errorf("the log says\n%s", log)
	}
	defer func() {
		if cause, _ := recover().(error); !errors.Is(cause, http.ErrAbortHandler) || !strings.Contains(s.log.String(), "path=/explorer/") {
			t.Errorf("an aborted request ends with %v, and the log says\n%s", cause, s.log)
		}
	}()
	s.ask(t, http.MethodGet, "/explorer/", "")
}

func TestAnInstanceThatCannotServeSaysWhy(t *testing.T) {
	t.Parallel()
	s := open(t, func(o *httpapi.Options) {
		o.Ready = func(context.Context) error { return errors.New("the database does not answer") }
	})
	got := s.ask(t, http.MethodGet, "/readyz", "")
	if got.StatusCode != http.StatusServiceUnavailable || got.Header.Get("Retry-After") != "1" || !strings.Contains(got.text, "the database does not answer") {
		t.Errorf("answered %d %s", got.StatusCode, got.text)
	}
	if alive := s.ask(t, http.MethodGet, "/healthz", ""); alive.StatusCode != http.StatusOK {
		t.Errorf("it lives with %d", alive.StatusCode)
	}
}

func TestASocketGoesThroughTheWholeRouter(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	served := httptest.NewServer(s.router)
	t.Cleanup(served.Close)
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	connection, response, err := dialer.DialContext(t.Context(), strings.Replace(served.URL, "http", "ws", 1)+"/graphql", nil)
	testkit.Must(t, err)
	testkit.Must(t, response.Body.Close())
	testkit.Must(t, connection.WriteMessage(websocket.TextMessage, []byte(`{"type":"connection_init"}`)))
	_, text, err := connection.ReadMessage()
	testkit.Must(t, err)
	testkit.Must(t, connection.Close())
	if !strings.Contains(string(text), "connection_ack") {
		t.Errorf("the socket says %s", text)
	}
	s.log.await(t, "status=101")
	_, response, err = dialer.DialContext(t.Context(), strings.Replace(served.URL, "http", "ws", 1)+"/graphql", http.Header{"Origin": {"https://evil.example"}})
	if err == nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign page: %v", err)
	}
}
