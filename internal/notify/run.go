package notify

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// How often is looked without a wake-up: a wake-up that is lost costs that long, nothing else.
const (
	factsPoll   = 2 * time.Second
	outboxPoll  = time.Second
	receiptPoll = time.Minute
	// gathering is how long the dispatcher waits after it was woken, so that what happens together is told together: a busy house
	// makes one transaction of many facts.
	gathering = 50 * time.Millisecond
	// afterFailure is the pause while the database does not answer.
	afterFailure = 500 * time.Millisecond
)

// Run makes messages of what happens and sends what is due, until ctx ends. Every instance runs it. It returns when what was
// begun is recorded.
func (s *Service) Run(ctx context.Context) {
	var parts sync.WaitGroup
	if s.options.Feed != nil {
		parts.Go(func() { s.follow(ctx) })
		parts.Go(func() { s.repeat(ctx, "dispatch", s.factsDue, factsPoll, gathering, s.dispatchAll) })
	}
	if s.options.Mailer != nil {
		parts.Go(func() { s.repeat(ctx, "send e-mails", s.mailDue, outboxPoll, 0, s.SendMails) })
	}
	if s.options.Pusher != nil {
		parts.Go(func() { s.repeat(ctx, "send pushes", s.pushDue, outboxPoll, 0, s.SendPushes) })
		parts.Go(func() { s.repeat(ctx, "collect receipts", nil, receiptPoll, 0, s.collectAll) })
	}
	parts.Wait()
}

// repeat works whenever it is woken, after what is on its way has settled, and by the clock.
func (s *Service) repeat(ctx context.Context, what string, due <-chan struct{}, poll, settle time.Duration, work func(context.Context) error) {
	failing := false
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-due:
			if !rest(ctx, settle) {
				return
			}
		case <-timer.C:
		}
		err := work(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil && !failing {
			s.options.Logger.ErrorContext(ctx, what+": it goes on trying", "error", err)
		}
		failing = err != nil
		if failing {
			pause(ctx)
		}
		timer.Reset(poll - poll/5 + rand.N(2*poll/5))
	}
}

// pause keeps wake-ups from making a worker busy while nothing works.
func pause(ctx context.Context) { rest(ctx, afterFailure) }

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

// follow wakes the workers by what happens.
func (s *Service) follow(ctx context.Context) {
	watcher := s.options.Feed.Watch()
	for {
		batch, err := watcher.Next(ctx)
		if ctx.Err() != nil || errors.Is(err, event.ErrFeedStopped) {
			return
		}
		if err != nil {
			// The feed itself logs the outage.
			pause(ctx)
			continue
		}
		if batch.Resync || slices.ContainsFunc(batch.Events, s.concerns) {
			wake(s.factsDue)
		}
		if batch.Resync || slices.ContainsFunc(batch.Events, mayHaveTold) {
			wake(s.mailDue)
			wake(s.pushDue)
		}
	}
}

// concerns tells whether the dispatcher has something to do for an event. What concerns nobody is passed over when something
// does, or by the clock.
func (s *Service) concerns(e event.Event) bool {
	return len(s.rules[toldOf{e.Aggregate.Type, e.Kind}]) > 0 || e.Aggregate.Type == domain.ObjectSession
}

// mayHaveTold tells whether a command that made an event may have written messages by itself, or an instance by dispatching.
func mayHaveTold(e event.Event) bool {
	return slices.Contains([]domain.ObjectKind{domain.ObjectNotification, domain.ObjectClient, domain.ObjectUser, domain.ObjectPerson}, e.Aggregate.Type)
}

// wake never blocks.
func wake(worker chan<- struct{}) {
	select {
	case worker <- struct{}{}:
	default:
	}
}

func (s *Service) dispatchAll(ctx context.Context) error {
	before := s.counters.queued.Load()
	_, err := s.Dispatch(ctx)
	if s.counters.queued.Load() > before {
		wake(s.mailDue)
		wake(s.pushDue)
	}
	return err
}

func (s *Service) collectAll(ctx context.Context) error {
	_, err := s.CollectReceipts(ctx)
	return err
}

// SendMails sends the e-mails that are due, several at once, until none is left.
func (s *Service) SendMails(ctx context.Context) error {
	free := make(chan struct{}, s.options.Workers)
	for range s.options.Workers {
		free <- struct{}{}
	}
	var senders sync.WaitGroup
	defer senders.Wait()
	var mu sync.Mutex
	var faults []error
	for {
		slots, ok := take(ctx, free)
		if !ok {
			senders.Wait()
			return errors.Join(append(faults, ctx.Err())...)
		}
		due, err := s.claim(ctx, domain.ChannelEmail, slots)
		for range slots - len(due) {
			free <- struct{}{}
		}
		if err != nil || len(due) == 0 {
			senders.Wait()
			return errors.Join(append(faults, err)...)
		}
		for _, message := range due {
			senders.Go(func() {
				defer func() { free <- struct{}{} }()
				if err := s.sendMail(ctx, message); err != nil {
					mu.Lock()
					defer mu.Unlock()
					faults = append(faults, err)
				}
			})
		}
	}
}

// take waits for a free sender and answers how many are free.
func take(ctx context.Context, free <-chan struct{}) (int, bool) {
	select {
	case <-ctx.Done():
		return 0, false
	case <-free:
	}
	for slots := 1; ; slots++ {
		select {
		case <-free:
		default:
			return slots, true
		}
	}
}

// SendPushes sends the pushes that are due, in batches of the provider's size, until none is left.
func (s *Service) SendPushes(ctx context.Context) error {
	for ctx.Err() == nil {
		due, err := s.claim(ctx, domain.ChannelPush, s.options.Pusher.Batch())
		if err != nil || len(due) == 0 {
			return err
		}
		if err := s.sendPushes(ctx, due); err != nil {
			return err
		}
	}
	return ctx.Err()
}
