package live

import (
	"context"
	"errors"
	"time"

	"github.com/qoricash/qoricash/internal/event"
)

// slots is over how many moments of the position interval the groups are spread.
const slots = 20

// retryWatch is the pause after a failed read of the feed.
const retryWatch = 100 * time.Millisecond

// follow tells groups what the feed brings them.
func (h *Hub) follow(ctx context.Context, watcher *event.Watcher) {
	failing := false
	for {
		batch, err := watcher.Next(ctx)
		if ctx.Err() != nil || errors.Is(err, event.ErrFeedStopped) {
			return
		}
		if err != nil {
			if !failing {
				h.options.Logger.Warn("cannot read the event feed; it is tried again", "error", err)
			}
			failing = true
			if !pause(ctx, retryWatch) {
				return
			}
			continue
		}
		failing = false
		for _, g := range h.snapshot() {
			if batch.Resync {
				g.mark(todo{resync: true})
			} else if g.wants(batch.Events) {
				g.mark(todo{events: true})
			}
		}
		h.dispatched.Store(&batch.Position)
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// wants tells whether the group's topic takes one of the events. A group that is not open yet takes all.
func (g *group) wants(events []event.Event) bool {
	g.mu.Lock()
	exec := g.exec
	g.mu.Unlock()
	if exec == nil {
		return true
	}
	for i := range events {
		if exec.topic.filter.Match(&events[i]) {
			return true
		}
	}
	return false
}

// tick has every group say its position once in an interval, the groups spread over it.
func (h *Hub) tick(ctx context.Context) {
	ticker := time.NewTicker(h.options.PositionInterval / slots)
	defer ticker.Stop()
	for slot := 0; ; slot = (slot + 1) % slots {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for _, g := range h.snapshot() {
			if g.slot == slot {
				g.mark(todo{position: true})
			}
		}
	}
}
