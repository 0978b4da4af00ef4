package event

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/lib/pq"
)

const (
	// A held-back event is looked for again after heldFirst, then after twice that, up to the poll interval: nobody
	// sends a wake-up when a transaction without events ends.
	heldFirst = time.Millisecond

	backOffFirst = 20 * time.Millisecond
	backOffLast  = 2 * time.Second

	// listenerPing finds a LISTEN connection whose peer is gone without a word.
	listenerPing = 30 * time.Second
)

// ErrFeedEnded tells that a stopped feed was started again.
var ErrFeedEnded = errors.New("event feed was stopped and cannot start again")

// Start connects, opens the epoch and follows the log until Stop. A database that cannot be reached, or refuses, is an
// error here and not later. Starting twice does nothing.
func (f *Feed) Start(ctx context.Context) error {
	f.lifecycle.Lock()
	defer f.lifecycle.Unlock()
	if f.ended {
		return ErrFeedEnded
	}
	if f.cancel != nil {
		return nil
	}
	listener, err := listen(ctx, f.options.URL)
	if err != nil {
		return fmt.Errorf("start event feed: %w", err)
	}
	if err := f.orient(ctx); err != nil {
		return errors.Join(fmt.Errorf("start event feed: %w", err), listener.Close())
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f.cancel, f.done = cancel, make(chan struct{})
	go f.run(running, listener)
	return nil
}

// Stop ends the feed and waits for it. It may be called twice, and before Start.
func (f *Feed) Stop() {
	f.lifecycle.Lock()
	defer f.lifecycle.Unlock()
	if f.ended {
		return
	}
	f.ended = true
	if f.cancel != nil {
		f.cancel()
		<-f.done
	}
	close(f.stopped)
}

// listen opens the LISTEN connection. The listener reconnects by itself later on; its first failure is ours.
func listen(ctx context.Context, url string) (*pq.Listener, error) {
	failed := make(chan error, 1)
	listener := pq.NewListener(url, backOffFirst, backOffLast, func(kind pq.ListenerEventType, err error) {
		if kind == pq.ListenerEventConnectionAttemptFailed {
			select {
			case failed <- err:
			default:
			}
		}
	})
	listening := make(chan error, 1)
	go func() { listening <- listener.Listen(channel) }()
	var err error
	select {
	case err = <-listening:
	case err = <-failed:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen: %w", err), listener.Close())
	}
	return listener, nil
}

// orient finds out which history the database is on. It restarts the feed at the newest event when that is not the one
// that the feed was following.
func (f *Feed) orient(ctx context.Context) error {
	beginning, err := OpenEpoch(ctx, f.options.DB, f.options.Clock.Now())
	if err != nil {
		return err
	}
	head := f.Head()
	if head.sameHistory(beginning) {
		ok, err := taken(ctx, f.options.DB, head)
		if err != nil || ok {
			return err
		}
	}
	newest, err := newestPosition(ctx, f.options.DB, beginning)
	if err != nil {
		return err
	}
	f.restart(newest)
	return nil
}

// run follows the log. After anything that may mean another server (a reconnect, a failed read) it orients itself
// before it reads on.
func (f *Feed) run(ctx context.Context, listener *pq.Listener) {
	defer close(f.done)
	pinged := make(chan struct{})
	defer func() { <-pinged }()
	defer listener.Close() // before the wait above: it ends a ping that hangs
	go func() {
		defer close(pinged)
		pingEvery(ctx, listener, listenerPing)
	}()

	pace := pace{poll: f.options.Poll}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
			pace.woken()
		case notification := <-listener.Notify:
			if notification == nil {
				pace.lost = true
			} else if notification.Extra == f.instance {
				continue // this process was woken directly when it committed
			}
			pace.woken()
		case <-timer.C:
		}
		if !pace.mayRead() {
			continue
		}
		held, err := f.step(ctx, pace.lost)
		if ctx.Err() != nil {
			return
		}
		f.report(err, pace.failures)
		timer.Reset(pace.next(held, err))
	}
}

// report logs an outage once, and its end.
func (f *Feed) report(err error, failures int) {
	switch {
	case err != nil && failures == 0:
		f.options.Logger.Error("event feed cannot read; it goes on trying", "error", err)
	case err == nil && failures > 0:
		f.options.Logger.Info("event feed reads again", "failures", failures)
	}
}

// step reads until nothing is left, and tells whether committed events are held back by a running transaction.
func (f *Feed) step(ctx context.Context, lost bool) (held bool, err error) {
	if lost {
		if err := f.orient(ctx); err != nil {
			return false, err
		}
	}
	for {
		head := f.Head()
		events, err := follow(ctx, f.options.DB, head, f.options.Batch)
		if err != nil {
			return false, err
		}
		if len(events) > 0 && events[len(events)-1].Epoch != head.Epoch {
			// Another instance noticed the new history first.
			if err := f.orient(ctx); err != nil {
				return false, err
			}
			continue
		}
		if len(events) > 0 {
			f.publish(events)
		}
		if len(events) == f.options.Batch {
			continue
		}
		if len(f.wake) > 0 {
			return false, nil
		}
		since, err := heldBack(ctx, f.options.DB, f.Head())
		return !since.IsZero(), err
	}
}

// pingEvery keeps asking whether the listener's connection lives; the listener reconnects when it does not.
func pingEvery(ctx context.Context, listener *pq.Listener, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			_ = listener.Ping() // a failure makes the listener reconnect; there is nothing else to do
		}
	}
}

// pace decides when the next read comes.
type pace struct {
	poll time.Duration
	// lost is set when the next read may meet another server.
	lost     bool
	failures int
	heldFor  time.Duration
	retryAt  time.Time
}

// woken starts the search for held-back events anew: the transaction that ended may be the one they waited for.
func (p *pace) woken() { p.heldFor = 0 }

// mayRead keeps wake-ups from defeating the back-off during an outage.
func (p *pace) mayRead() bool { return p.failures == 0 || !time.Now().Before(p.retryAt) }

func (p *pace) next(held bool, err error) time.Duration {
	if err != nil {
		p.lost = true
		wait := jitter(min(backOffFirst<<min(p.failures, 10), backOffLast))
		p.failures++
		p.retryAt = time.Now().Add(wait)
		return wait
	}
	p.lost, p.failures = false, 0
	if !held {
		p.heldFor = 0
		return jitter(p.poll)
	}
	p.heldFor = min(max(2*p.heldFor, heldFirst), p.poll)
	return p.heldFor
}

// jitter spreads d by a fifth either way, so that instances do not read in step.
func jitter(d time.Duration) time.Duration {
	return d - d/5 + rand.N(2*d/5+1)
}
