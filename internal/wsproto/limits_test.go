package wsproto_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
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

func TestAnonymousPeersAreCountedByNetwork(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{
		AnonymousPerNetwork: 1,
		Network:             func(r *http.Request) string { return r.Header.Get("X-Test-Address") },
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

// Half of the places are for those whom the house knows, however many networks strangers come from.
func TestStrangersFillAtMostHalfOfThePlaces(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MaxPeers: 20, SocketsPerIdentity: 20, Network: func(r *http.Request) string { return r.Header.Get("X-Test-Address") }})
	dialer := &websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	stranger := func(address string) *client {
		c := h.dialWith(dialer, http.Header{"X-Test-Address": {address}})
		c.say(`{"type":"connection_init"}`)
		return c
	}
	first := stranger("192.0.2.1")
	first.hears(`{"type":"connection_ack"}`)
	for i := range 9 {
		stranger(fmt.Sprintf("192.0.2.%d", i+2)).hears(`{"type":"connection_ack"}`)
	}
	stranger("192.0.2.11").isClosed(1013)
	if l := h.post(`{"query":"live"}`, nil); l.StatusCode != http.StatusServiceUnavailable || l.Header.Get("Retry-After") == "" {
		t.Errorf("a stranger's stream got %d", l.StatusCode)
	}
	for range 9 {
		h.enter("ana")
	}
	_ = first.Close()
	eventually(t, "a place is free", func() bool { return h.server.Snapshot().Sockets == 18 })
	stranger("192.0.2.11").hears(`{"type":"connection_ack"}`)
}

func TestSocketsWithoutInitAreFewPerNetwork(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{UnauthenticatedPerNetwork: 3})
	waiting := []*client{h.dial(), h.dial(), h.dial()}
	_, response, err := (&websocket.Dialer{}).Dial(h.url(), nil)
	if err == nil || response == nil || response.StatusCode != http.StatusTooManyRequests || !response.Close {
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

// frame is one masked frame of a client, with a mask of zeros.
func frame(head byte, payload string) []byte {
	return append(append([]byte{head, 0x80 | byte(len(payload))}, 0, 0, 0, 0), payload...)
}

func TestAMessageOfEndlessFragmentsIsCutOff(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, fragment []byte
		most, cut       int
	}{
		"empty fragments":           {frame(0x01, `{"type"`), frame(0x00, ""), 0, 1_000},
		"fragments of a byte":       {frame(0x01, `{"type"`), frame(0x00, "x"), 0, 1_000},
		"an empty first fragment":   {frame(0x01, ""), frame(0x00, ""), 5, 5},
		"a longer first fragment":   {append([]byte{0x01, 0x80 | 126, 0, 200, 0, 0, 0, 0}, strings.Repeat("x", 200)...), frame(0x00, ""), 5, 5},
		"a length in eight bytes":   {append([]byte{0x01, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0}, "abc"...), frame(0x00, ""), 5, 5},
		"pongs between them":        {frame(0x01, "x"), append(frame(0x8a, ""), frame(0x00, "")...), 5, 5},
		"text that looks like ends": {frame(0x01, "\x80\x80\x80\x80"), frame(0x00, "\x80\x80"), 5, 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t, wsproto.Options{MaxFragments: c.most, MessageBurst: 100_000})
			socket := h.enter("ana")
			raw := socket.NetConn()
			sent := bytes.Clone(c.first)
			for range c.cut {
				sent = append(sent, c.fragment...)
			}
			if _, err := raw.Write(sent); err != nil {
				t.Fatal(err)
			}
			socket.closedAfterMessages(4429)
		})
	}
}

func TestAMessageMayComeInManyFragments(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MaxFragments: 20, MessageBurst: 100_000})
	socket := h.enter("ana")
	ping := `{"type":"ping"}`
	for range 10 { // each message is counted for itself
		var sent []byte
		for i := range len(ping) {
			head := byte(0x00)
			if i == 0 {
				head = 0x01
			}
			if i == len(ping)-1 {
				head |= 0x80
			}
			sent = append(append(sent, frame(head, ping[i:i+1])...), frame(0x8a, "")...)
		}
		if _, err := socket.NetConn().Write(sent); err != nil {
			t.Fatal(err)
		}
		socket.hears(`{"type":"pong"}`)
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
