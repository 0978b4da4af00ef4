package event

import (
	"context"
	"errors"
)

// Batch is the next piece of the log for a watcher.
type Batch struct {
	// Events are in order; they may be shared with other watchers.
	Events []Event
	// Position is where the watcher stands after the batch.
	Position Cursor
	// Resync tells that the history was replaced by another (restore, failover): what came before says nothing about
	// the present. The batch has no events then, and the next ones follow Position.
	Resync bool
}

// Watcher is a reader that follows the feed. It is not for use by several goroutines.
type Watcher struct {
	feed       *Feed
	position   Cursor
	generation uint64
}

// Watch returns a watcher that stands at the head.
func (f *Feed) Watch() *Watcher {
	f.mu.Lock()
	defer f.mu.Unlock()
	return &Watcher{feed: f, position: f.head, generation: f.generation}
}

// Position is where the watcher stands.
func (w *Watcher) Position() Cursor { return w.position }

// Next waits for the next batch. No event is left out, however slow the watcher is. It fails when ctx ends, with
// ErrFeedStopped when the feed has stopped, and when the table cannot be read; after the last it may be called again.
func (w *Watcher) Next(ctx context.Context) (Batch, error) {
	for {
		batch, changed, ready := w.look()
		if ready && batch.Resync {
			return batch, nil
		}
		if ready {
			return w.read(ctx)
		}
		select {
		case <-changed:
		case <-w.feed.stopped:
			return Batch{}, ErrFeedStopped
		case <-ctx.Done():
			return Batch{}, ctx.Err()
		}
	}
}

// look tells whether there is something to read, or the history was replaced, and else what to wait for.
func (w *Watcher) look() (batch Batch, changed <-chan struct{}, ready bool) {
	w.feed.mu.Lock()
	defer w.feed.mu.Unlock()
	if w.generation != w.feed.generation {
		w.generation, w.position = w.feed.generation, w.feed.head
		return Batch{Position: w.position, Resync: true}, nil, true
	}
	return Batch{}, w.feed.changed, w.position.Compare(w.feed.head) < 0
}

func (w *Watcher) read(ctx context.Context) (Batch, error) {
	events, next, err := w.feed.Read(ctx, w.position, w.feed.options.Batch, Filter{})
	if errors.Is(err, ErrForeignEpoch) {
		batch, _, _ := w.look()
		return batch, nil
	}
	if err != nil {
		return Batch{}, err
	}
	w.position = next
	return Batch{Events: events, Position: next}, nil
}
