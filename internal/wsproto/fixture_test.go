package wsproto_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.uber.org/goleak"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/origin"
	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must happen; nothing waits for what must not.
const patience = 20 * time.Second

// feed is an executor whose operations are named by their query.
type feed struct {
	mu    sync.Mutex
	sinks map[int]wsproto.Sink
	next  int

	started  chan *wsproto.Request // one per Execute
	released chan struct{}         // one per stop, and per `hold` whose context ended
	replay   wsproto.Message       // what `replay` sends again and again
	replayed chan error
	unblock  chan struct{} // ends `stubborn`, which does not mind its context
}

func newFeed() *feed {
	return &feed{
		sinks:    make(map[int]wsproto.Sink),
		started:  make(chan *wsproto.Request, 4096),
		released: make(chan struct{}, 4096),
		replayed: make(chan error, 16),
		unblock:  make(chan struct{}),
	}
}

func (f *feed) Execute(ctx context.Context, request *wsproto.Request, sink wsproto.Sink) func() {
	defer func() { f.started <- request }()
	switch request.Query {
	case "once":
		sink.Next(wsproto.Message{Payload: []byte(`{"data":{"n":1}}`), Cursor: "c1"})
		sink.Complete()
	case "fail":
		sink.Fail(gqlerror.List{{Message: "no"}})
		sink.Complete()
		sink.Next(wsproto.Message{Payload: []byte(`{}`)})
	case "panic":
		panic("of the executor")
	case "hold":
		f.started <- request
		<-ctx.Done()
		f.released <- struct{}{}
	case "stubborn":
		f.started <- request
		<-f.unblock
	case "replay":
		f.replayed <- f.replayAll(ctx, sink)
	default:
		return f.subscribe(sink)
	}
	return nil
}

const replayLength = 2000

func (f *feed) replayAll(ctx context.Context, sink wsproto.Sink) error {
	for range replayLength {
		if err := sink.NextWait(ctx, f.replay); err != nil {
			return err
		}
	}
	sink.Complete()
	return nil
}

func (f *feed) subscribe(sink wsproto.Sink) func() {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := f.next
	f.next++
	f.sinks[key] = sink
	return sync.OnceFunc(func() {
		f.mu.Lock()
		delete(f.sinks, key)
		f.mu.Unlock()
		f.released <- struct{}{}
	})
}

// publish pushes to all subscribers and returns how many took it.
func (f *feed) publish(payload string) int {
	f.mu.Lock()
	sinks := make([]wsproto.Sink, 0, len(f.sinks))
	for _, sink := range f.sinks {
		sinks = append(sinks, sink)
	}
	f.mu.Unlock()
	taken := 0
	for _, sink := range sinks {
		if sink.Next(wsproto.Message{Payload: []byte(payload), Cursor: "c"}) {
			taken++
		}
	}
	return taken
}

func (f *feed) completeAll() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, sink := range f.sinks {
		sink.Complete()
	}
}

// doorkeeper knows people by their token or cookie; nobody's token is "bad", that of "owing" may not enter yet, and of
// "later" it cannot tell.
type doorkeeper struct {
	expiresAt time.Time
	entered   chan string // when set, says who came in and waits at gate
	gate      chan struct{}
}

func (d *doorkeeper) Authenticate(ctx context.Context, r *http.Request, token string) (wsproto.Principal, error) {
	if token == "" {
		if cookie, err := r.Cookie("session"); err == nil {
			token = cookie.Value
		}
	}
	if d.entered != nil {
		d.entered <- token
		select {
		case <-d.gate:
		case <-ctx.Done():
			return wsproto.Principal{}, ctx.Err()
		}
	}
	switch token {
	case "panic":
		panic("of the authenticator")
	case "bad":
		return wsproto.Principal{}, errors.New("unknown token")
	case "owing":
		return wsproto.Principal{}, fmt.Errorf("%w: a second factor first", wsproto.ErrForbidden)
	case "later":
		return wsproto.Principal{}, fmt.Errorf("%w: the database is away", wsproto.ErrUnavailable)
	case "":
		return wsproto.Principal{}, nil
	}
	return wsproto.Principal{Identity: token, SessionID: "session-" + token, ExpiresAt: d.expiresAt}, nil
}

// origins reads a list of origins that is known to be good.
func origins(entries ...string) origin.List {
	list, err := origin.Parse(entries)
	if err != nil {
		panic(err)
	}
	return list
}

func newClock() *clock.Frozen {
	return clock.NewFrozen(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))
}

// house is a server under test, over real sockets.
type house struct {
	t      *testing.T
	server *wsproto.Server
	feed   *feed
	door   *doorkeeper
	http   *httptest.Server
}

func open(t *testing.T, options wsproto.Options) *house {
	t.Helper()
	return openWith(t, options, &doorkeeper{}, (*httptest.Server).Start)
}

func openWith(t *testing.T, options wsproto.Options, door *doorkeeper, start func(*httptest.Server)) *house {
	t.Helper()
	if options.CloseTimeout == 0 {
		options.CloseTimeout = 500 * time.Millisecond
	}
	if options.UnauthenticatedPerNetwork == 0 {
		options.UnauthenticatedPerNetwork = 10_000
	}
	options.Logger = slog.New(slog.DiscardHandler)
	h := &house{t: t, feed: newFeed(), door: door}
	h.server = wsproto.New(h.feed, door, options)
	h.http = httptest.NewUnstartedServer(h.server)
	start(h.http)
	t.Cleanup(func() {
		h.server.Close()
		h.http.Close()
	})
	return h
}

func (h *house) url() string { return "ws" + strings.TrimPrefix(h.http.URL, "http") }

// client is a websocket of the test, speaking plain text.
type client struct {
	t *testing.T
	*websocket.Conn
}

func (h *house) dial() *client {
	h.t.Helper()
	return h.dialWith(&websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}, nil)
}

func (h *house) dialWith(dialer *websocket.Dialer, header http.Header) *client {
	h.t.Helper()
	conn, response, err := dialer.Dial(h.url(), header)
	if err != nil {
		h.t.Fatalf("dial: %v", err)
	}
	_ = response.Body.Close()
	h.t.Cleanup(func() { _ = conn.Close() })
	return &client{h.t, conn}
}

// enter dials and is acknowledged.
func (h *house) enter(token string) *client {
	h.t.Helper()
	c := h.dial()
	c.init(token)
	return c
}

func (c *client) init(token string) {
	c.t.Helper()
	c.say(fmt.Sprintf(`{"type":"connection_init","payload":{"authorization":"Bearer %s"}}`, token))
	c.hears(`{"type":"connection_ack"}`)
}

func (c *client) say(text string) {
	c.t.Helper()
	if err := c.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		c.t.Fatalf("write: %v", err)
	}
}

func (c *client) subscribe(id, query string) {
	c.t.Helper()
	c.say(fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query))
}

// hears expects one message.
func (c *client) hears(want string) {
	c.t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	kind, got, err := c.ReadMessage()
	if err != nil {
		c.t.Fatalf("want %.200s, got error %v", want, err)
	}
	if kind != websocket.TextMessage || !json.Valid(got) || string(got) != want {
		c.t.Fatalf("want %.200s, got %.200s", want, got)
	}
}

// isClosed expects the connection to be closed with a code before any other message comes.
func (c *client) isClosed(code int) {
	c.t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	_, got, err := c.ReadMessage()
	var closed *websocket.CloseError
	switch {
	case err == nil:
		c.t.Fatalf("want close %d, got message %s", code, got)
	case !errors.As(err, &closed):
		c.t.Fatalf("want close %d, got %v", code, err)
	case closed.Code != code:
		c.t.Fatalf("want close %d, got %d %q", code, closed.Code, closed.Text)
	}
}

// closedAfterMessages reads on until the connection is closed, and returns how many messages came before.
func (c *client) closedAfterMessages(code int) int {
	c.t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	for n := 0; ; n++ {
		_, _, err := c.ReadMessage()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != code {
			c.t.Fatalf("want close %d, got %v", code, err)
		}
		return n
	}
}

func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(patience):
		t.Fatalf("no %s", what)
		panic("unreachable")
	}
}

// eventually waits for what gives no signal: the counters of the server and the kernel's books.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(patience)
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for !condition() {
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatalf("not reached: %s", what)
		}
	}
}

// smallWindow dials with a receive buffer that a stalled reader fills at once.
func smallWindow() *websocket.Dialer {
	return &websocket.Dialer{
		Subprotocols: []string{"graphql-transport-ws"},
		NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return conn, conn.(*net.TCPConn).SetReadBuffer(4 << 10)
		},
	}
}
