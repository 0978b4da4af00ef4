package wsproto_test

import (
	"fmt"
	"net/http"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestAPersonHasALimitedNumberOfSockets(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{SocketsPerIdentity: 2})
	first, _ := h.enter("ana"), h.enter("ana")
	third := h.dial()
	third.say(`{"type":"connection_init","payload":{"authorization":"ana"}}`)
	third.isClosed(1013) // retriable: dead sockets count until they are found out
	h.enter("luz")
	_ = first.Close()
	eventually(t, "the place is free", func() bool { return h.server.Snapshot().Sockets <= 2 })
	h.enter("ana")
}

func TestAnonymousPeersAreCountedByAddress(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{
		AnonymousPerAddress: 1,
		ClientAddress:       func(r *http.Request) string { return r.Header.Get("X-Test-Address") },
	})
	dialer := &websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	enter := func(address string) *client {
		c := h.dialWith(dialer, http.Header{"X-Test-Address": {address}})
		c.say(`{"type":"connection_init"}`)
		return c
	}
	enter("192.0.2.1").hears(`{"type":"connection_ack"}`)
	enter("192.0.2.2").hears(`{"type":"connection_ack"}`)
	enter("192.0.2.1").isClosed(1013)
}

func TestSocketsWithoutInitAreFewPerAddress(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{UnauthenticatedPerAddress: 3})
	waiting := []*client{h.dial(), h.dial(), h.dial()}
	_, response, err := (&websocket.Dialer{}).Dial(h.url(), nil)
	if err == nil || response == nil || response.StatusCode != http.StatusTooManyRequests {
		t.Fatalf("the fourth got %v, %v", response, err)
	}
	_ = response.Body.Close()
	waiting[0].init("ana") // makes room
	h.dial().init("ana")
}

func TestAnOverloadedServerSaysSo(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MaxPeers: 10, SocketsPerIdentity: 20, CloseTimeout: patience})
	for range 10 {
		h.enter("ana")
	}
	h.dial().isClosed(1013)
}

func TestAFloodOfMessagesIsCutOff(t *testing.T) {
	t.Parallel()
	clock := newClock() // stands still: nothing is refilled
	h := open(t, wsproto.Options{MessageBurst: 10, Clock: clock})
	c := h.enter("ana")
	for range 9 {
		c.say(`{"type":"pong"}`)
	}
	c.say(`{"type":"pong"}`)
	c.isClosed(4429)
}

func TestAFloodOfPingFramesIsCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MessageBurst: 10, Clock: newClock()})
	c := h.enter("ana")
	for range 10 {
		if err := c.WriteControl(websocket.PingMessage, nil, time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
	}
	c.isClosed(4429)
}

func TestAThousandSubscriptionsOnOneSocketAreCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MessageBurst: 2000})
	c := h.enter("ana")
	for i := range 1000 {
		text := fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":{"query":"live"}}`, i)
		if c.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
			break // it was cut off on the way
		}
	}
	c.isClosed(4429)
	for range 50 {
		receive(t, h.feed.started, "operation")
		receive(t, h.feed.released, "stop")
	}
	snapshot := h.server.Snapshot()
	if len(h.feed.started) != 0 || snapshot.Endings["too_many_subscriptions"] != 1 {
		t.Fatalf("more than 50 ran, or another reason: %v", snapshot.Endings)
	}
}

func TestAThousandSubscriptionsLiveWhereTheyAreAllowed(t *testing.T) {
	t.Parallel()
	const subscriptions = 1000
	h := open(t, wsproto.Options{MessageBurst: 2000, SubscriptionsPerSocket: subscriptions, QueueMessages: 2 * subscriptions})
	c := h.enter("ana")
	for i := range subscriptions {
		c.subscribe(fmt.Sprint(i), "live")
		receive(t, h.feed.started, "operation")
	}
	if taken := h.feed.publish(`1`); taken != subscriptions {
		t.Fatalf("%d of %d took the result", taken, subscriptions)
	}
	seen := make(map[string]bool)
	for range subscriptions {
		_, text, err := c.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		seen[string(text)] = true
	}
	if len(seen) != subscriptions {
		t.Fatalf("%d different messages", len(seen))
	}
}

// An executing operation keeps its place after the peer's complete: otherwise subscribe and complete in turn would
// start any number.
func TestCompletedExecutionsCountUntilTheyReturn(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{SubscriptionsPerSocket: 1})
	c := h.enter("ana")
	c.subscribe("1", "stubborn")
	receive(t, h.feed.started, "operation")
	c.say(`{"id":"1","type":"complete"}`)
	c.subscribe("2", "live")
	c.isClosed(4429)
	close(h.feed.unblock)
}

// realtime.md 0.5: in other transports such a payload leaves the socket open and without a reader.
func TestThreeThousandBadInitsLeaveNoDescriptor(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Log("descriptors are counted on Linux only; sockets everywhere")
	}
	h := open(t, wsproto.Options{})
	h.enter("ana") // whatever is opened once is open now
	before := descriptors(t)
	for range 30 {
		batch := make([]*client, 100)
		for i := range batch {
			batch[i] = h.dial()
			batch[i].say(`{"type":"connection_init","payload":"x"}`)
		}
		for _, c := range batch {
			c.isClosed(4400)
			_ = c.Close()
		}
	}
	eventually(t, "one socket left", func() bool { return h.server.Snapshot().Sockets == 1 })
	eventually(t, "descriptors as before", func() bool { return descriptors(t) <= before })
}

func descriptors(t *testing.T) int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}
