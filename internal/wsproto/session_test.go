package wsproto_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestASessionThatExpiresClosesItsSocket(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock})
	h.door.expiresAt = clock.Now().Add(15 * time.Second)
	c := h.enter("ana")
	clock.Advance(15 * time.Second)
	c.isClosed(4401)
}

func TestATokenIsReadWhereverClientsWriteIt(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	for _, payload := range []string{
		`{"authorization":"Bearer ana"}`, `{"Authorization":"Bearer ana"}`, `{"authorization":"ana"}`,
		`{"headers":{"Authorization":"Bearer ana"}}`, `{"headers":{"authorization":"bearer ana"}}`, `{"Headers":{"AUTHORIZATION":"ana"}}`,
		`{"authorization":"Bearer ana","headers":{"Authorization":"Bearer bad"}}`, `{"authorization":null,"headers":{"Authorization":"Bearer ana"}}`,
	} {
		c := h.dial()
		c.say(`{"type":"connection_init","payload":` + payload + `}`)
		c.hears(`{"type":"connection_ack"}`)
		h.server.CloseSession("session-ana", wsproto.CodeForbidden, "signed out")
		c.isClosed(4403)
	}
}

func TestARenewedSessionLivesOn(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock, PingInterval: time.Hour})
	h.door.expiresAt = clock.Now().Add(15 * time.Second)
	renewed, other := h.enter("ana"), h.enter("luz")
	h.server.RenewSession("session-ana", clock.Now().Add(30*time.Second))
	clock.Advance(20 * time.Second)
	other.isClosed(4401)
	renewed.subscribe("1", "once")
	renewed.hears(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	renewed.hears(`{"id":"1","type":"complete"}`)
	clock.Advance(10 * time.Second)
	renewed.isClosed(4401)
}

func TestAnExpiredSessionDoesNotEnter(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock})
	h.door.expiresAt = clock.Now()
	c := h.dial()
	c.say(`{"type":"connection_init","payload":{"authorization":"ana"}}`)
	c.isClosed(4401)
}

func TestClosingASessionClosesItsConnectionsOnly(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	first, second, other := h.enter("ana"), h.enter("ana"), h.enter("luz")
	h.server.CloseSession("session-ana", wsproto.CodeUnauthorized, "signed out")
	first.isClosed(4401)
	second.isClosed(4401)
	other.say(`{"type":"ping"}`)
	other.hears(`{"type":"pong"}`)
}

// A session may be revoked after its state was read and before the socket is on the books.
func TestASessionRevokedDuringItsAuthenticationDoesNotEnter(t *testing.T) {
	t.Parallel()
	for _, revoke := range []func(*wsproto.Server){
		func(s *wsproto.Server) { s.CloseSession("session-ana", wsproto.CodeUnauthorized, "signed out") },
		func(s *wsproto.Server) { s.CloseIdentity("ana", wsproto.CodeUnauthorized, "deactivated") },
	} {
		h := open(t, wsproto.Options{})
		h.door.entered, h.door.gate = make(chan string), make(chan struct{})
		c := h.dial()
		c.say(`{"type":"connection_init","payload":{"authorization":"ana"}}`)
		receive(t, h.door.entered, "authentication")
		revoke(h.server)
		close(h.door.gate)
		c.isClosed(4401)
	}
}

func TestTwoMissedPingsCloseTheSocket(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock})
	silent, live := h.enter("ana"), h.enter("luz")
	for range 2 {
		clock.Advance(25 * time.Second)
		silent.hears(`{"type":"ping"}`)
		live.hears(`{"type":"ping"}`)
		live.say(`{"type":"pong"}`)
		live.say(`{"type":"ping"}`) // its answer says that the pong has been seen
		live.hears(`{"type":"pong"}`)
	}
	clock.Advance(25 * time.Second)
	silent.isClosed(4499)
	live.hears(`{"type":"ping"}`)
}

func TestDrainTellsEverybodyToComeBackAndCompletesNothing(t *testing.T) {
	t.Parallel()
	const sockets = 30
	h := open(t, wsproto.Options{DrainPeriod: 300 * time.Millisecond, SocketsPerIdentity: sockets})
	clients := make([]*client, sockets)
	for i := range clients {
		clients[i] = h.enter("ana")
		clients[i].subscribe("1", "live")
		receive(t, h.feed.started, "operation")
	}
	drained := make(chan error, 1)
	go func() { drained <- h.server.Drain(t.Context()) }()
	for _, c := range clients {
		c.isClosed(1012)
	}
	if err := receive(t, drained, "end of the drain"); err != nil {
		t.Fatal(err)
	}
	_, response, err := (&websocket.Dialer{}).Dial(h.url(), nil)
	if err == nil || response == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("a draining server answered %v, %v", response, err)
	}
	_ = response.Body.Close()
}

func TestADrainWithoutTimeClosesTheRestAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{DrainPeriod: time.Hour, SocketsPerIdentity: 10, CloseTimeout: patience})
	clients := make([]*client, 10)
	for i := range clients {
		clients[i] = h.enter("ana")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.server.Drain(ctx); err == nil {
		t.Fatal("sockets whose peers have not answered the close were reported as gone")
	}
	for _, c := range clients {
		c.isClosed(1012)
	}
}
