package live_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/wsproto"
)

// TestIdleSubscribersHoldNoGoroutine counts the goroutines of the process, so it does not run beside other tests.
func TestIdleSubscribersHoldNoGoroutine(t *testing.T) {
	h := newHouse(t)
	h.subscribe(t, "ana", "").next()
	before := runtime.NumGoroutine()
	var peers []*peer
	for range 300 {
		peers = append(peers, h.subscribe(t, "ana", ""))
	}
	if grown := runtime.NumGoroutine() - before; grown > 5 {
		t.Errorf("300 idle subscribers hold %d goroutines", grown)
	}
	for _, p := range peers {
		p.stop()
	}
	if n := h.hub.Snapshot().Members; n != 1 {
		t.Errorf("%d members are left", n)
	}
}

// counter is a peer that only counts.
type counter struct{ n atomic.Int64 }

func (c *counter) Next(wsproto.Message) bool                           { c.n.Add(1); return true }
func (c *counter) NextWait(_ context.Context, m wsproto.Message) error { c.Next(m); return nil }
func (c *counter) Fail(gqlerror.List)                                  {}
func (c *counter) Complete()                                           {}

// BenchmarkFanOut delivers events, already committed, to 1,000 members of one group; an operation is one delivery to
// all. It measures the hub and its feed, not the sockets.
func BenchmarkFanOut(b *testing.B) {
	h := newHouse(b)
	const members = 1_000
	var sum counter
	for range members {
		request := &wsproto.Request{RawParams: graphql.RawParams{Query: document}}
		b.Cleanup(h.hub.Execute(context.WithValue(b.Context(), viewerKey{}, "ana"), request, &sum))
	}
	start := sum.n.Load()
	b.ResetTimer()
	for range b.N {
		h.happen(b, "CREATED")
	}
	deadline := time.Now().Add(patience)
	for sum.n.Load()-start < int64(b.N)*members && time.Now().Before(deadline) {
		runtime.Gosched()
	}
	b.StopTimer()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*members), "ns/delivery")
}
