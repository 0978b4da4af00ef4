package wsproto

import (
	"context"
	"sync"
	"sync/atomic"
)

// budget counts the bytes that wait for all peers of the process. What goes over it is not refused, since the peer
// that happens to be published to is seldom the one to blame: whoever goes over it has the largest queues cut.
type budget struct {
	limit int64
	used  atomic.Int64
	// cut ends the peers with the largest queues.
	cut     func()
	cutting sync.Mutex

	waiting atomic.Int32
	mu      sync.Mutex
	room    chan struct{}
}

func newBudget(limit int, cut func()) *budget {
	return &budget{limit: int64(limit), cut: cut, room: make(chan struct{})}
}

func (b *budget) add(n int) { b.used.Add(int64(n)) }

// relieve brings the process back under its bound. It is called without locks after something was queued, and does
// not wait: while one publisher cuts, the others go on.
func (b *budget) relieve() {
	if b.used.Load() <= b.limit || !b.cutting.TryLock() {
		return
	}
	defer b.cutting.Unlock()
	b.cut()
}

func (b *budget) remove(n int) {
	if n == 0 {
		return
	}
	if b.used.Add(-int64(n)) <= b.replayLimit() && b.waiting.Load() > 0 {
		b.mu.Lock()
		close(b.room)
		b.room = make(chan struct{})
		b.mu.Unlock()
	}
}

// replayLimit is the part of the budget that replays may fill: the other half is for live results, so that a storm of
// resuming clients does not get live ones cut off.
func (b *budget) replayLimit() int64 { return b.limit / 2 }

// awaitReplayRoom blocks while replays may queue nothing. It returns the cause when ctx or done ends first.
func (b *budget) awaitReplayRoom(ctx context.Context, done <-chan struct{}) error {
	if b.used.Load() <= b.replayLimit() {
		return nil
	}
	b.waiting.Add(1)
	defer b.waiting.Add(-1)
	for {
		b.mu.Lock()
		room := b.room
		b.mu.Unlock()
		// Read again after taking the channel: a release in between would not be seen otherwise.
		if b.used.Load() <= b.replayLimit() {
			return nil
		}
		select {
		case <-room:
		case <-done:
			return errPeerGone
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
