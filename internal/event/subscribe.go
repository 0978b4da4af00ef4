package event

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"
)

// followRetry is the pause before the log is asked again while the database does not answer, and before whoever could not take a batch is
// asked to begin anew.
const followRetry = 250 * time.Millisecond

// Subscriber takes every batch of the log in its order, and [Batch.Resync] where what it knew says nothing about the present: at the
// beginning, because what it read before was not followed yet; where the history was replaced by another; and after an error of its own,
// until it takes one. A batch that it failed to take is not offered again.
type Subscriber func(ctx context.Context, batch Batch) error

// Follow hands what happens from now on to subscribers, one batch after the other, until ctx ends or the feed stops. While the table cannot
// be read it goes on trying: no event is left out.
func (f *Feed) Follow(ctx context.Context, logger *slog.Logger, subscribers ...Subscriber) {
	watcher, failing := f.Watch(), false
	// Nobody is true to the log yet: whatever was read before the watcher stood may be over.
	told := following{logger: logger, subscribers: subscribers, behind: slices.Repeat([]bool{true}, len(subscribers))}
	told.offer(ctx, Batch{Position: watcher.Position()})
	for {
		batch, err := told.next(ctx, watcher)
		switch {
		case ctx.Err() != nil || errors.Is(err, ErrFeedStopped):
			return
		case errors.Is(err, context.DeadlineExceeded):
			told.offer(ctx, Batch{Position: watcher.Position()})
			continue
		case err != nil:
			if !failing {
				logger.WarnContext(ctx, "the feed could not be read; trying again", "error", err)
			}
			failing = true
			select {
			case <-ctx.Done():
			case <-time.After(followRetry):
			}
			continue
		}
		failing = false
		told.offer(ctx, batch)
	}
}

// following are subscribers, and which of them have to begin anew.
type following struct {
	logger      *slog.Logger
	subscribers []Subscriber
	behind      []bool
}

// next waits for a batch; no longer than a pause while somebody has to begin anew.
func (f *following) next(ctx context.Context, watcher *Watcher) (Batch, error) {
	if !slices.Contains(f.behind, true) {
		return watcher.Next(ctx)
	}
	waiting, cancel := context.WithTimeout(ctx, followRetry)
	defer cancel()
	return watcher.Next(waiting)
}

// offer hands a batch to everybody, and the beginning to whoever is behind; an empty batch is for those alone.
func (f *following) offer(ctx context.Context, batch Batch) {
	for i, take := range f.subscribers {
		own := batch
		own.Resync = own.Resync || f.behind[i]
		if !own.Resync && len(own.Events) == 0 {
			continue
		}
		err := take(ctx, own)
		if err != nil && ctx.Err() == nil && !(f.behind[i] && len(own.Events) == 0) {
			f.logger.ErrorContext(ctx, "what happened could not be taken up; it is tried anew", "error", err)
		}
		f.behind[i] = err != nil
	}
}
