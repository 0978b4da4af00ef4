package wsproto_test

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestAStalledReaderIsCutOffAndHarmsNobody(t *testing.T) {
	t.Parallel()
	const stalled, healthy = 20, 20
	options := wsproto.Options{
		WriteTimeout: 300 * time.Millisecond, CloseTimeout: 300 * time.Millisecond,
		SocketsPerIdentity: stalled + healthy,
	}
	h := open(t, options)
	for range stalled {
		c := h.dialWith(smallWindow(), nil)
		c.init("ana")
		c.subscribe("1", "live") // and never reads again
	}
	readers := make([]*client, healthy)
	for i := range readers {
		readers[i] = h.enter("luz")
		readers[i].subscribe("1", "live")
	}
	for range stalled + healthy {
		receive(t, h.feed.started, "operation")
	}
	payload := `{"data":"` + strings.Repeat("x", 8<<10) + `"}`
	want := fmt.Sprintf(`{"id":"1","type":"next","payload":%s}`, payload)
	published := 0
	for h.feed.publish(payload) > healthy {
		published++
		for _, c := range readers {
			c.hears(want)
		}
	}
	for _, c := range readers {
		c.hears(want) // the one after which only the healthy were left
	}
	eventually(t, "stalled sockets gone", func() bool { return h.server.Snapshot().Sockets == healthy })
	for range stalled {
		receive(t, h.feed.released, "stop")
	}
	eventually(t, "nothing queued", func() bool { return h.server.Snapshot().QueuedBytes == 0 })
	snapshot := h.server.Snapshot()
	if cut := snapshot.Endings["slow_consumer"] + snapshot.Endings["write_timeout"]; cut != stalled {
		t.Fatalf("%d cut off after %d results, want %d: %v", cut, published, stalled, snapshot.Endings)
	}
}

func TestASlowConsumerHearsWhereToGoOn(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{WriteTimeout: patience, CloseTimeout: patience})
	c := h.dialWith(smallWindow(), nil)
	c.init("ana")
	c.subscribe("1", "live")
	receive(t, h.feed.started, "operation")
	payload := `"` + strings.Repeat("x", 4<<10) + `"`
	for h.feed.publish(payload) > 0 {
	}
	// Reading again in time, it gets what was under way and then the reason, and never a complete.
	c.closedAfterMessages(4410)
	if got := h.server.Snapshot().Endings["slow_consumer"]; got != 1 {
		t.Fatalf("%d slow consumers counted", got)
	}
}

func TestReplaysWaitForThePeerAndLoseNothing(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{ProcessQueueBytes: 64 << 10})
	h.feed.replay = wsproto.Message{Payload: []byte(`"` + strings.Repeat("r", 4<<10) + `"`)}
	want := fmt.Sprintf(`{"id":"1","type":"next","payload":%s}`, h.feed.replay.Payload)
	c := h.enter("ana")
	c.subscribe("1", "replay")
	for range replayLength {
		c.hears(want)
	}
	c.hears(`{"id":"1","type":"complete"}`)
	if err := receive(t, h.feed.replayed, "end of the replay"); err != nil {
		t.Fatal(err)
	}
}

func TestAReplayEndsWithItsOperationOrItsConnection(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	h.feed.replay = wsproto.Message{Payload: []byte(`"` + strings.Repeat("r", 16<<10) + `"`)}
	leavings := map[string]func(*client){
		"complete": func(c *client) { c.say(`{"id":"1","type":"complete"}`) },
		"leave":    func(c *client) { _ = c.Close() },
		"violate":  func(c *client) { c.say(`nonsense`) },
	}
	for name, leave := range leavings {
		c := h.dialWith(smallWindow(), nil)
		c.init("ana")
		c.subscribe("1", "replay")
		eventually(t, name+": the queue is full", func() bool { return h.server.Snapshot().Stalls > 0 })
		leave(c)
		if err := receive(t, h.feed.replayed, name+": end of the replay"); err == nil {
			t.Fatalf("%s: the replay ended as if it had been read", name)
		}
	}
}

func TestOverTheProcessBudgetTheLargestQueuesGoFirst(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	h := open(t, wsproto.Options{
		ProcessQueueBytes: limit, QueueBytes: 16 << 20, QueueMessages: 1 << 20, WriteTimeout: time.Minute,
		SocketsPerIdentity: 10, CloseTimeout: 100 * time.Millisecond,
	})
	small := h.dialWith(smallWindow(), nil)
	small.init("ana")
	small.subscribe("small", "live")
	receive(t, h.feed.started, "operation")
	payload := `"` + strings.Repeat("s", 64<<10) + `"`
	// The kernel takes some; go on until this reader has something queued.
	for h.server.Snapshot().QueuedBytes < limit/4 {
		h.feed.publish(payload)
	}
	large := h.dialWith(smallWindow(), nil)
	large.init("ana")
	for i := range 8 {
		large.subscribe(fmt.Sprint(i), "live") // eight times what the first has
		receive(t, h.feed.started, "operation")
	}
	for h.server.Snapshot().Endings["process_budget"] == 0 {
		h.feed.publish(payload)
	}
	receive(t, h.feed.released, "stop")
	eventually(t, "the large one is gone", func() bool { return h.server.Snapshot().Sockets == 1 })
	if queued := h.server.Snapshot().QueuedBytes; queued > limit {
		t.Fatalf("%d bytes queued, over the limit of %d", queued, limit)
	}
	small.hears(fmt.Sprintf(`{"id":"small","type":"next","payload":%s}`, payload))
}

func TestABurstIsCoalescedIntoFewWrites(t *testing.T) {
	t.Parallel()
	const results = 200
	h := open(t, wsproto.Options{WriteWorkers: 1})
	c := h.enter("ana")
	c.subscribe("1", "live")
	receive(t, h.feed.started, "operation")
	before := h.server.Snapshot()
	for range results {
		h.feed.publish(`{"data":{}}`)
	}
	for range results {
		c.hears(`{"id":"1","type":"next","payload":{"data":{}}}`)
	}
	after := h.server.Snapshot()
	if sent := after.Sent - before.Sent; sent != results {
		t.Fatalf("%d frames for %d results", sent, results)
	}
	if writes := after.Writes - before.Writes; writes > results/2 {
		t.Fatalf("%d writes for %d results", writes, results)
	}
}

func TestResultsKeepTheirOrderOverTLSToo(t *testing.T) {
	t.Parallel()
	h := openWith(t, wsproto.Options{}, &doorkeeper{}, func(s *httptest.Server) { s.StartTLS() })
	config := h.http.Client().Transport.(*http.Transport).TLSClientConfig
	dialer := &websocket.Dialer{
		Subprotocols:    []string{"graphql-transport-ws"},
		TLSClientConfig: &tls.Config{RootCAs: config.RootCAs},
	}
	c := h.dialWith(dialer, nil)
	c.init("ana")
	c.subscribe("1", "live")
	receive(t, h.feed.started, "operation")
	for i := range 100 {
		h.feed.publish(fmt.Sprint(i))
	}
	for i := range 100 {
		c.hears(fmt.Sprintf(`{"id":"1","type":"next","payload":%d}`, i))
	}
	h.server.CloseSession("session-ana", wsproto.CodeUnauthorized, "session revoked")
	c.isClosed(4401)
}

func TestCompletingAndPublishingRaceWithoutATrace(t *testing.T) {
	t.Parallel()
	const rounds = 60
	h := open(t, wsproto.Options{
		MessageBurst: 10 * rounds, SubscriptionsPerSocket: rounds + 1, QueueBytes: 1 << 30, QueueMessages: 1 << 30,
	})
	c := h.enter("ana")
	stop := make(chan struct{})
	var publishers sync.WaitGroup
	for range 4 {
		publishers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					h.feed.publish(`{"data":{}}`)
				}
			}
		})
	}
	answered := make(chan error, 1)
	go func() {
		for {
			_, got, err := c.ReadMessage()
			if err != nil || string(got) == `{"type":"pong"}` {
				answered <- err
				return
			}
		}
	}()
	for range rounds {
		c.subscribe("same", "live") // at once after complete: the id must be free
		c.say(`{"id":"same","type":"complete"}`)
	}
	for range rounds {
		receive(t, h.feed.released, "stop")
	}
	close(stop)
	publishers.Wait()
	c.say(`{"type":"ping"}`)
	if err := receive(t, answered, "pong"); err != nil {
		t.Fatal(err)
	}
	if left := h.server.Snapshot().Subscriptions; left != 0 {
		t.Fatalf("%d subscriptions left", left)
	}
}
