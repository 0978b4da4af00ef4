package wsproto

import "sync/atomic"

// metrics are plain counters: the application exports a Snapshot of them in whatever form it likes.
type metrics struct {
	sockets       atomic.Int64
	streams       atomic.Int64
	subscriptions atomic.Int64
	received      atomic.Uint64
	sent          atomic.Uint64
	writes        atomic.Uint64
	writtenBytes  atomic.Uint64
	stalls        atomic.Uint64
	refused       atomic.Uint64
	endings       [causeCount]atomic.Uint64
}

// Snapshot is the state of a [Server] at one instant. The fields are read one by one, so they may be a few events
// apart from each other.
type Snapshot struct {
	// Sockets, Streams, Subscriptions and QueuedBytes are gauges: what is open and waiting now.
	Sockets       int64
	Streams       int64
	Subscriptions int64
	QueuedBytes   int64
	// Received counts messages of peers, Sent the frames and SSE events sent to them, Writes the system calls that
	// carried those, WrittenBytes their bytes.
	Received     uint64
	Sent         uint64
	Writes       uint64
	WrittenBytes uint64
	// Stalls counts the times that a socket did not take all that was written to it.
	Stalls uint64
	// Refused counts connections that were refused by HTTP status, before they became sockets or streams.
	Refused uint64
	// Endings counts ended connections by cause (slow_consumer, process_budget, drain and so on).
	Endings map[string]uint64
}

// Snapshot reads the counters.
func (s *Server) Snapshot() Snapshot {
	m := &s.metrics
	snapshot := Snapshot{
		Sockets:       m.sockets.Load(),
		Streams:       m.streams.Load(),
		Subscriptions: m.subscriptions.Load(),
		QueuedBytes:   s.budget.used.Load(),
		Received:      m.received.Load(),
		Sent:          m.sent.Load(),
		Writes:        m.writes.Load(),
		WrittenBytes:  m.writtenBytes.Load(),
		Stalls:        m.stalls.Load(),
		Refused:       m.refused.Load(),
		Endings:       make(map[string]uint64, causeCount),
	}
	for c := range causeCount {
		snapshot.Endings[c.String()] = m.endings[c].Load()
	}
	return snapshot
}
