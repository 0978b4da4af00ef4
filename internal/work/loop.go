package work

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// afterFailure is the pause while nothing works: wake-ups must not make a loop busy then.
const afterFailure = 500 * time.Millisecond

// Loop does something whenever it is woken, and by the clock.
type Loop struct {
	// name says in logs what it does.
	name string
	// poll is how often it goes round without a wake-up, jittered by a fifth; settle how long it waits after one, so that what happens
	// together is done together.
	poll, settle time.Duration
	do           func(context.Context) error
	logger       *slog.Logger
	woken        chan struct{}
}

// NewLoop returns a loop that is not running. Without a wake-up it goes round every poll, jittered by a fifth; after one it waits until
// what is on its way has settled.
func NewLoop(name string, poll, settle time.Duration, logger *slog.Logger, do func(context.Context) error) *Loop {
	return &Loop{name: name, poll: poll, settle: settle, logger: logger, do: do, woken: make(chan struct{}, 1)}
}

// Wake makes the loop go round soon. It never blocks.
func (l *Loop) Wake() {
	select {
	case l.woken <- struct{}{}:
	default:
	}
}

// Run goes round until ctx ends; the first time at once. What fails is logged once for each time that it begins to fail.
func (l *Loop) Run(ctx context.Context) {
	failing := false
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.woken:
			if !rest(ctx, l.settle) {
				return
			}
		case <-timer.C:
		}
		err := l.do(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil && !failing {
			l.logger.ErrorContext(ctx, l.name+": it goes on trying", "error", err)
		}
		if failing = err != nil; failing {
			rest(ctx, afterFailure)
		}
		timer.Reset(l.poll - l.poll/5 + rand.N(2*l.poll/5+1))
	}
}

// rest waits, and tells whether ctx goes on.
func rest(ctx context.Context, wait time.Duration) bool {
	if wait == 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
