package live

import (
	"sync/atomic"
	"time"
)

const buckets = 10

// latencyBounds are the upper bounds of the delivery latency's buckets; the one after them has none.
func latencyBounds() [buckets]time.Duration {
	return [buckets]time.Duration{
		time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 25 * time.Millisecond,
		50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, time.Second, 5 * time.Second,
	}
}

type metrics struct {
	executions, deliveries, failures atomic.Int64
	resumeHits, resumeMisses         atomic.Int64
	resyncs                          atomic.Int64
	latency                          [buckets + 1]atomic.Int64
	latencySum                       atomic.Int64
}

// Bucket counts deliveries that took at most UpTo; the last bucket has none.
type Bucket struct {
	UpTo  time.Duration
	Count int64
}

// Snapshot is the hub's figures at one moment. Counters count from the start of the process.
type Snapshot struct {
	Groups       int
	Members      int
	LargestGroup int
	// Executions are items executed; Deliveries are items given to members.
	Executions int64
	Deliveries int64
	// Failures are groups ended because an item could not be executed.
	Failures int64
	// ResumeHits are cursors that the group itself could go on from, ResumeMisses those that needed a replay.
	ResumeHits   int64
	ResumeMisses int64
	Resyncs      int64
	// Latency is from an event's instant to its being queued for the sockets of a group, in buckets that each exclude
	// the ones before; LatencySum is the total.
	Latency    []Bucket
	LatencySum time.Duration
}

func (m *metrics) observe(latency time.Duration) {
	bucket := 0
	for _, bound := range latencyBounds() {
		if latency <= bound {
			break
		}
		bucket++
	}
	m.latency[bucket].Add(1)
	m.latencySum.Add(int64(latency))
}

// Snapshot answers the hub's figures.
func (h *Hub) Snapshot() Snapshot {
	s := Snapshot{
		Executions: h.metrics.executions.Load(), Deliveries: h.metrics.deliveries.Load(),
		Failures: h.metrics.failures.Load(), ResumeHits: h.metrics.resumeHits.Load(),
		ResumeMisses: h.metrics.resumeMisses.Load(), Resyncs: h.metrics.resyncs.Load(),
		LatencySum: time.Duration(h.metrics.latencySum.Load()),
	}
	for i := range h.metrics.latency {
		bucket := Bucket{Count: h.metrics.latency[i].Load()}
		if i < buckets {
			bucket.UpTo = latencyBounds()[i]
		}
		s.Latency = append(s.Latency, bucket)
	}
	for _, g := range h.snapshot() {
		g.mu.Lock()
		members := len(g.members)
		g.mu.Unlock()
		s.Groups++
		s.Members += members
		s.LargestGroup = max(s.LargestGroup, members)
	}
	return s
}
