package httpapi_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/testkit"
)

// patience bounds what must happen.
const patience = time.Minute

// brief is a time that a test waits out.
const brief = 50 * time.Millisecond

// served opens the router behind a real listener.
func served(t *testing.T, change func(*httpapi.Options)) *httptest.Server {
	t.Helper()
	s := open(t, change)
	server := httptest.NewUnstartedServer(s.router)
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// says sends the beginning of a request on a connection of its own.
func says(t *testing.T, server *httptest.Server, text string) net.Conn {
	t.Helper()
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	testkit.Must(t, err)
	t.Cleanup(func() { _ = connection.Close() })
	testkit.Must(t, connection.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(connection, text)
	testkit.Must(t, err)
	return connection
}

// head is a POST of a body that is longer than what comes of it.
func head(path, accept string) string {
	return "POST " + path + " HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\nAccept: " + accept + "\r\nContent-Length: 60000\r\n\r\n{"
}

func TestABodyThatDoesNotComeEndsItsConnectionOnEveryDoor(t *testing.T) {
	t.Parallel()
	server := served(t, func(o *httpapi.Options) { o.BodyTime = brief })
	for name, request := range map[string]string{
		"plain":                     head("/graphql", "application/json"),
		"event stream":              head("/graphql", "text/event-stream"),
		"who does not read it":      head("/nothing", "*/*"),
		"a refusal before the body": head("/graphql", "image/png"),
		"health":                    "GET /healthz HTTP/1.1\r\nHost: example.com\r\nContent-Length: 60000\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// It ends when the server closes it: what comes first is the refusal, or the answer of who did not need the body.
			if _, err := io.ReadAll(says(t, server, request)); err != nil && !strings.Contains(err.Error(), "reset") {
				t.Errorf("the connection ends with %v", err)
			}
		})
	}
}

func TestTheTimeOfABodyIsNotThatOfWhatFollows(t *testing.T) {
	t.Parallel()
	server := served(t, func(o *httpapi.Options) {
		o.BodyTime = brief
		o.Explorer = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err != nil {
				t.Errorf("the body: %v", err)
			}
			select {
			case <-r.Context().Done():
				t.Error("the request was ended with the time of its body")
			case <-time.After(4 * brief):
			}
			w.WriteHeader(http.StatusNoContent)
		})
	})
	connection := says(t, server, "")
	reader := bufio.NewReader(connection)
	for range 2 { // the connection goes on
		_, err := io.WriteString(connection, "POST /explorer HTTP/1.1\r\nHost: example.com\r\nContent-Length: 2\r\n\r\n{}")
		testkit.Must(t, err)
		response, err := http.ReadResponse(reader, nil)
		testkit.Must(t, err)
		testkit.Must(t, response.Body.Close())
		if response.StatusCode != http.StatusNoContent {
			t.Errorf("answered %d", response.StatusCode)
		}
	}
}

func TestAnAnswerThatNobodyTakesIsGivenUp(t *testing.T) {
	t.Parallel()
	ended := make(chan error, 1)
	server := served(t, func(o *httpapi.Options) {
		o.RequestTime = brief
		o.Explorer = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			chunk := make([]byte, 1<<20)
			for {
				if _, err := w.Write(chunk); err != nil {
					ended <- err
					return
				}
			}
		})
	})
	says(t, server, "GET /explorer HTTP/1.1\r\nHost: example.com\r\n\r\n")
	select {
	case err := <-ended:
		if !strings.Contains(err.Error(), "timeout") {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("it is still written")
	}
}

func TestAnEventStreamOutlivesTheTimeOfARequest(t *testing.T) {
	t.Parallel()
	server := served(t, func(o *httpapi.Options) { o.BodyTime, o.RequestTime = brief, brief })
	body := `{"query":"subscription { rateTicks { at } }"}`
	connection := says(t, server, fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\n"+
		"Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	testkit.Must(t, err)
	t.Cleanup(func() { _ = response.Body.Close() })
	first := make([]byte, 1)
	_, err = io.ReadFull(response.Body, first)
	testkit.Must(t, err)
	testkit.Must(t, connection.SetReadDeadline(time.Now().Add(6*brief)))
	for err == nil {
		_, err = response.Body.Read(make([]byte, 4096))
	}
	if timeout, ok := err.(net.Error); !ok || !timeout.Timeout() { //nolint:errorlint // the reader of a body does not wrap it
		t.Errorf("the stream ended with %v", err)
	}
}

// An open stream is bounded by the limits of streams, and a body that does not come must not hold the connection of who was refused.
func TestAnOpenEventStreamLeavesItsPlaceToOthers(t *testing.T) {
	t.Parallel()
	server := served(t, func(o *httpapi.Options) { o.RequestsOfOneNetwork, o.BodyTime, o.RequestTime = 1, patience, patience })
	const body = `{"query":"subscription { rateTicks { at } }"}`
	for range 2 {
		connection := says(t, server, fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\n"+
			"Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		testkit.Must(t, err)
		if response.StatusCode != http.StatusOK {
			t.Errorf("a stream is answered %d", response.StatusCode)
		}
		testkit.Must(t, connection.Close())
	}
	for deadline := time.Now().Add(patience); ; {
		// Its body does not come. Where the place was taken at that moment, by the question below, it is refused, and another one tries.
		says(t, server, head("/graphql", "text/event-stream"))
		asking := says(t, server, "GET /nothing HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n")
		got, err := io.ReadAll(asking)
		testkit.Must(t, asking.Close())
		if strings.HasPrefix(string(got), "HTTP/1.1 429 ") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("answered %s, %v", got, err)
		}
	}
	// Who is refused is not waited for.
	if got, err := io.ReadAll(says(t, server, head("/graphql", "application/json"))); !strings.HasPrefix(string(got), "HTTP/1.1 429 ") {
		t.Errorf("answered %s, %v", got, err)
	}
}

func TestAConnectionMoreThanANetworkMayHaveIsClosed(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	server := httptest.NewUnstartedServer(s.router)
	server.Config.ConnState = httpapi.ConnectionLimit(3, nil)
	server.Start()
	t.Cleanup(server.Close)
	held := make([]net.Conn, 3)
	for i := range held {
		held[i] = says(t, server, head("/graphql", "application/json"))
	}
	if answer, err := io.ReadAll(says(t, server, "")); len(answer) > 0 || err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("the fourth is answered %q, %v", answer, err)
	}
	testkit.Must(t, held[0].Close())
	// The place is free as soon as the server notices.
	for deadline := time.Now().Add(patience); ; {
		get, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/healthz", nil)
		testkit.Must(t, err)
		if response, err := http.DefaultClient.Do(get); err == nil {
			testkit.Must(t, response.Body.Close())
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the place is not free")
		}
	}
}

func TestConnectionsOfATrustedProxyAreNotCounted(t *testing.T) {
	t.Parallel()
	hook := httpapi.ConnectionLimit(1, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")})
	for remote, want := range map[string]int{"10.1.2.3": 3, "203.0.113.7": 1, "2001:db8::1,2001:db8::2,2001:db8:0:1::1": 2} {
		addresses := strings.Split(remote, ",")
		open := 0
		for i := range 3 {
			peer := &addressed{remote: addresses[i%len(addresses)]}
			if hook(peer, http.StateNew); !peer.closed {
				open++
			}
		}
		if open != want {
			t.Errorf("%s may have %d open, want %d", remote, open, want)
		}
	}
}

// addressed is a connection of which only the other end is known.
type addressed struct {
	net.Conn
	remote string
	closed bool
}

func (a *addressed) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(a.remote), Port: 5000} }

func (a *addressed) Close() error { a.closed = true; return nil }

func TestRequestsInFlightAreCountedByNetwork(t *testing.T) {
	t.Parallel()
	entered, leave := make(chan struct{}, 10), make(chan struct{})
	s := open(t, func(o *httpapi.Options) {
		o.RequestsOfOneNetwork = 2
		o.Explorer = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { entered <- struct{}{}; <-leave })
	})
	testkit.Must(t, s.Pricing.Refresh(t.Context()))
	request := func(path, remote, forwarded string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.RemoteAddr = remote + ":5000"
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		recorder := httptest.NewRecorder()
		s.router.ServeHTTP(recorder, r)
		return recorder
	}
	done := make(chan struct{})
	for _, from := range [][2]string{{"10.1.2.3", "2001:db8::1"}, {"10.1.2.3", "2001:db8::2"}, {"203.0.113.8", ""}, {"203.0.113.8", ""}} {
		go func() { request("/explorer/", from[0], from[1]); done <- struct{}{} }()
		<-entered
	}
	for _, c := range []struct {
		remote, forwarded string
		status            int
	}{
		{"10.1.2.3", "2001:db8::3", http.StatusTooManyRequests},
		{"10.9.9.9", "192.0.2.1, 2001:db8::4", http.StatusTooManyRequests},
		{"10.1.2.3", "2001:db8:0:1::1", http.StatusOK},
		{"10.1.2.3", "", http.StatusOK}, // the proxy itself
		{"203.0.113.7", "2001:db8::3", http.StatusOK},
		{"203.0.113.8", "", http.StatusTooManyRequests},
	} {
		if alive := request("/healthz", c.remote, c.forwarded); alive.Code != http.StatusOK {
			t.Errorf("whether it lives is answered %d", alive.Code)
		}
		got := request("/api/v1/rates", c.remote, c.forwarded)
		if got.Code != c.status || c.status != http.StatusOK && (got.Header().Get("Retry-After") == "" || !strings.Contains(got.Body.String(), `"RATE_LIMITED"`)) {
			t.Errorf("from %s for %s: answered %d %s", c.remote, c.forwarded, got.Code, got.Body)
		}
	}
	close(leave)
	for range 4 {
		<-done
	}
	if got := request("/api/v1/rates", "10.1.2.3", "2001:db8::3"); got.Code != http.StatusOK {
		t.Errorf("after they left: %d", got.Code)
	}
}
