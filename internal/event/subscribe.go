package event

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// followRetry is the pause before the log is asked again while the database does not answer.
const followRetry = 250 * time.Millisecond

// Subscriber takes every batch of the log in its order, and [Batch.Resync] where what it knew says nothing about the present. An error is
// logged; the batch is not offered again.
type Subscriber func(ctx context.Context, batch Batch) error

// Follow hands what happens from now on to subscribers, one batch after the other, until ctx ends or the feed stops. While the table cannot
// be read it goes on trying: no event is left out.
func (f *Feed) Follow(ctx context.Context, logger *slog.Logger, subscribers ...Subscriber) {
	watcher, failing := f.Watch(), false
	for {
		batch, err := watcher.Next(ctx)
		switch {
		case ctx.Err() != nil || errors.Is(err, ErrFeedStopped):
			return
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
		for _, take := range subscribers {
			if err := take(ctx, batch); err != nil && ctx.Err() == nil {
				logger.ErrorContext(ctx, "what happened could not be taken up", "error", err)
			}
		}
	}
}
