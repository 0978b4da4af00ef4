package wsproto_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/wsproto"
)

// The table of realtime.md 1.2: what a peer does wrong and the code that it is told.
//
//nolint:tparallel // The rows share one server, whose limits per address they would meet together.
func TestViolationsCloseWithTheCodeOfTheProtocol(t *testing.T) {
	t.Parallel()
	const ack = `{"type":"connection_init"}`
	long := strings.Repeat("x", 70<<10)
	rows := []struct {
		name string
		// before the first message the connection is acknowledged, unless raw
		raw  bool
		says []string
		code int
	}{
		{"subscribe before init", true, []string{`{"id":"1","type":"subscribe","payload":{"query":"live"}}`}, 4401},
		{"second init", false, []string{ack}, 4429},
		{"invalid JSON", false, []string{`{`}, 4400},
		{"not an object", false, []string{`[]`}, 4400},
		{"no type", false, []string{`{"id":"1"}`}, 4400},
		{"unknown type", false, []string{`{"type":"start"}`}, 4400},
		{"a server's message", false, []string{`{"id":"1","type":"next","payload":{}}`}, 4400},
		{"init payload is a string", true, []string{`{"type":"connection_init","payload":"x"}`}, 4400},
		{"init payload is an array", true, []string{`{"type":"connection_init","payload":[]}`}, 4400},
		{"init authorization is a number", true, []string{`{"type":"connection_init","payload":{"authorization":1}}`}, 4400},
		{"ping payload is a number", false, []string{`{"type":"ping","payload":1}`}, 4400},
		{"subscribe without id", false, []string{`{"type":"subscribe","payload":{"query":"live"}}`}, 4400},
		{"subscribe with empty id", false, []string{`{"id":"","type":"subscribe","payload":{"query":"live"}}`}, 4400},
		{"subscribe without payload", false, []string{`{"id":"1","type":"subscribe"}`}, 4400},
		{"subscribe without query", false, []string{`{"id":"1","type":"subscribe","payload":{}}`}, 4400},
		{"variables are an array", false, []string{`{"id":"1","type":"subscribe","payload":{"query":"live","variables":[]}}`}, 4400},
		{"complete without id", false, []string{`{"type":"complete"}`}, 4400},
		{
			"duplicate id", false,
			[]string{`{"id":"1","type":"subscribe","payload":{"query":"live"}}`, `{"id":"1","type":"subscribe","payload":{"query":"live"}}`}, 4409,
		},
		{"init headers are a string", true, []string{`{"type":"connection_init","payload":{"headers":"x"}}`}, 4400},
		{"init authorization in headers is a number", true, []string{`{"type":"connection_init","payload":{"headers":{"authorization":1}}}`}, 4400},
		{"refused credentials in headers", true, []string{`{"type":"connection_init","payload":{"headers":{"Authorization":"Bearer bad"}}}`}, 4401},
		{"refused credentials", true, []string{`{"type":"connection_init","payload":{"authorization":"Bearer bad"}}`}, 4401},
		{"a session that owes something", true, []string{`{"type":"connection_init","payload":{"authorization":"Bearer owing"}}`}, 4403},
		{"credentials that cannot be looked up", true, []string{`{"type":"connection_init","payload":{"authorization":"Bearer later"}}`}, 1013},
		{"a defect of ours", true, []string{`{"type":"connection_init","payload":{"authorization":"panic"}}`}, websocket.CloseInternalServerErr},
		{"oversized message", false, []string{`{"type":"ping","payload":{"x":"` + long + `"}}`}, websocket.CloseMessageTooBig},
		{"text that is not UTF-8", false, []string{"{\"type\":\"\xff\"}"}, websocket.CloseInvalidFramePayloadData},
	}
	h := open(t, wsproto.Options{AnonymousPerNetwork: 1000})
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			h := &house{t: t, server: h.server, feed: h.feed, http: h.http}
			c := h.dial()
			if !row.raw {
				c.say(ack)
				c.hears(`{"type":"connection_ack"}`)
			}
			for _, text := range row.says {
				c.say(text)
			}
			c.isClosed(row.code)
		})
	}
	t.Run("binary frame", func(t *testing.T) {
		h := &house{t: t, server: h.server, feed: h.feed, http: h.http}
		c := h.dial()
		if err := c.WriteMessage(websocket.BinaryMessage, []byte(ack)); err != nil {
			t.Fatal(err)
		}
		c.isClosed(4400)
	})
	t.Run("reserved bit", func(t *testing.T) {
		h := &house{t: t, server: h.server, feed: h.feed, http: h.http}
		c := h.enter("ana")
		if _, err := c.NetConn().Write([]byte{0xc1, 0x80, 0, 0, 0, 0}); err != nil {
			t.Fatal(err)
		}
		c.isClosed(websocket.CloseProtocolError)
	})
}

func TestOtherSubprotocolsHearThatTheyAreNotAcceptable(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	for _, offered := range [][]string{nil, {"graphql-ws"}, {"chat", "mqtt"}} {
		h.dialWith(&websocket.Dialer{Subprotocols: offered}, nil).isClosed(4406)
	}
	c := h.dialWith(&websocket.Dialer{Subprotocols: []string{"graphql-ws", "graphql-transport-ws"}}, nil)
	c.init("ana")
}

func TestASocketWithoutInitIsClosedAfterTheTimeout(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock})
	c := h.dial()
	eventually(t, "the server has the socket", func() bool { return h.server.Snapshot().Sockets == 1 })
	clock.Advance(11 * time.Second)
	c.isClosed(4408)
}

func TestPingIsAnsweredWithItsPayload(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.dial()
	c.say(`{"type":"ping"}`) // allowed at any time, also before init
	c.hears(`{"type":"pong"}`)
	c.say(`{"type":"ping","payload":{"a":[1,2]}}`)
	c.hears(`{"type":"pong","payload":{"a":[1,2]}}`)
	c.say(`{"type":"pong"}`)
	c.init("ana")
}

func TestPingFramesAreAnsweredByPongFrames(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	pong := make(chan string, 1)
	c.SetPongHandler(func(data string) error { pong <- data; return nil })
	if err := c.WriteControl(websocket.PingMessage, []byte("hello"), time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	c.subscribe("1", "once")
	c.hears(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	if got := receive(t, pong, "pong frame"); got != "hello" {
		t.Fatalf("pong carries %q", got)
	}
}

func TestOperationsYieldResultsAndComplete(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	c.subscribe("1", "once")
	c.hears(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	c.hears(`{"id":"1","type":"complete"}`)
	c.subscribe("1", "live") // the id is free again
	receive(t, h.feed.started, "operation")
	receive(t, h.feed.started, "operation")
	h.feed.publish(`{"data":1}`)
	c.hears(`{"id":"1","type":"next","payload":{"data":1}}`)
	h.feed.completeAll()
	c.hears(`{"id":"1","type":"complete"}`)
}

func TestNothingFollowsAnError(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	c.subscribe("1", "fail") // the executor completes and pushes after it has failed
	c.hears(`{"id":"1","type":"error","payload":[{"message":"no"}]}`)
	c.say(`{"type":"ping"}`)
	c.hears(`{"type":"pong"}`)
}

func TestAPanicOfTheExecutorIsAnErrorOfThatOperationOnly(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	c.subscribe("1", "panic")
	c.hears(`{"id":"1","type":"error","payload":[{"message":"Error interno.","extensions":{"code":"INTERNAL","retryable":false}}]}`)
	c.subscribe("2", "once")
	c.hears(`{"id":"2","type":"next","payload":{"data":{"n":1}}}`)
}

func TestNothingIsSentAfterThePeersComplete(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	c.subscribe("1", "live")
	receive(t, h.feed.started, "operation")
	c.say(`{"id":"1","type":"complete"}`)
	receive(t, h.feed.released, "stop")
	if taken := h.feed.publish(`{}`); taken != 0 {
		t.Fatalf("%d sinks took a result after complete", taken)
	}
	c.say(`{"id":"1","type":"complete"}`) // once more is no offence: it may cross the server's own
	c.say(`{"type":"ping"}`)
	c.hears(`{"type":"pong"}`)
}

func TestCompleteEndsAnExecutionThatHasNotReturned(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{SubscriptionsPerSocket: 1})
	c := h.enter("ana")
	c.subscribe("1", "hold")
	receive(t, h.feed.started, "operation")
	c.say(`{"id":"1","type":"complete"}`)
	receive(t, h.feed.released, "end of the context")
}

func TestFragmentedMessagesAreWhole(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.dial()
	text := `{"type":"connection_init","payload":{"authorization":"Bearer ana"}}`
	socket := c.NetConn()
	for i := range len(text) {
		first := byte(0)
		if i == 0 {
			first = 1
		}
		if i == len(text)-1 {
			first |= 0x80
		}
		// A ping frame may come between fragments.
		frame := []byte{0x89, 0x80, 0, 0, 0, 0, first, 0x81, 0, 0, 0, 0, text[i]}
		if i%30 != 0 {
			frame = frame[6:]
		}
		if _, err := socket.Write(frame); err != nil {
			t.Fatal(err)
		}
	}
	c.hears(`{"type":"connection_ack"}`)
}

func TestIDsThatNeedEscapingComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	c := h.enter("ana")
	c.say(`{"id":"a\"\\ñ","type":"subscribe","payload":{"query":"once"}}`)
	c.hears(`{"id":"a\"\\ñ","type":"next","payload":{"data":{"n":1}}}`)
}

func TestOriginsDecideWhoMayConnect(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{AllowedOrigins: origins("https://app.qoricash.pe"), SessionCookie: "session"})
	host := strings.TrimPrefix(h.http.URL, "http://")
	rows := []struct {
		name, origin, cookie, authorization string
		status                              int
	}{
		{"allowed", "https://app.qoricash.pe", "session=ana", "", 101},
		{"same origin", "http://" + host, "session=ana", "", 101},
		{"no browser", "", "", "", 101},
		{"no browser, a cookie that is not ours", "", "AWSALB=x", "", 101},
		{"no browser, bearer beside the cookie", "", "session=ana", "Bearer ana", 101},
		{"cookie without origin", "", "session=ana", "", 403},
		{"foreign", "https://evil.example", "", "", 403},
		{"null", "null", "", "", 403},
		{"suffix", "https://app.qoricash.pe.evil.io", "", "", 403},
		{"other scheme", "http://app.qoricash.pe", "", "", 403},
		{"other port", "https://app.qoricash.pe:444", "", "", 403},
	}
	for _, row := range rows {
		header := http.Header{}
		for name, value := range map[string]string{"Origin": row.origin, "Cookie": row.cookie, "Authorization": row.authorization} {
			if value != "" {
				header.Set(name, value)
			}
		}
		dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
		conn, response, err := dialer.Dial(h.url(), header)
		if err == nil {
			_ = conn.Close()
		}
		if response == nil || response.StatusCode != row.status {
			t.Errorf("%s: want %d, got %v (%v)", row.name, row.status, response, err)
			continue
		}
		_ = response.Body.Close()
	}
}

func TestTheCookieOfAPageThatAPatternCoversIsIgnored(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{AllowedOrigins: origins("https://app-git-*.qoricash.pe"), SessionCookie: "session"})
	h.door.entered, h.door.gate = make(chan string, 1), make(chan struct{})
	close(h.door.gate)
	for message, want := range map[string]string{`{"type":"connection_init"}`: "", `{"type":"connection_init","payload":{"authorization":"Bearer luz"}}`: "luz"} {
		c := h.dialWith(&websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}},
			http.Header{"Origin": {"https://app-git-main.qoricash.pe"}, "Cookie": {"session=ana"}})
		c.say(message)
		c.hears(`{"type":"connection_ack"}`)
		if came := receive(t, h.door.entered, "authentication"); came != want {
			t.Errorf("entered as %q, want %q", came, want)
		}
	}
}

func TestTheCookieOfAnAllowedPageAuthenticates(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{AllowedOrigins: origins("https://app.qoricash.pe"), SessionCookie: "session"})
	c := h.dialWith(&websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}},
		http.Header{"Origin": {"https://app.qoricash.pe"}, "Cookie": {"session=ana"}})
	c.say(`{"type":"connection_init"}`)
	c.hears(`{"type":"connection_ack"}`)
	h.server.CloseIdentity("ana", wsproto.CodeUnauthorized, "session revoked")
	c.isClosed(4401)
}
