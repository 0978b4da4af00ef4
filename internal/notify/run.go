package notify

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/work"
)

// How often is looked without a wake-up: a wake-up that is lost costs that long, nothing else.
const (
	factsPoll   = 2 * time.Second
	receiptPoll = time.Minute
	// gathering is how long the dispatcher waits after it was woken, so that what happens together is told together: a busy house
	// makes one transaction of many facts.
	gathering = 50 * time.Millisecond
)

// Run makes messages of what happens and sends what is due, until ctx ends. Every instance runs it. It returns when what was
// begun is recorded.
func (s *Service) Run(ctx context.Context) {
	var parts sync.WaitGroup
	if s.options.Feed != nil {
		parts.Go(func() { s.options.Feed.Follow(ctx, s.options.Logger, s.hear) })
		parts.Go(func() { s.facts.Run(ctx) })
	}
	if s.options.Mailer != nil {
		parts.Go(func() { s.mails.Run(ctx) })
	}
	if s.options.Pusher != nil {
		parts.Go(func() { s.pushes.Run(ctx) })
		parts.Go(func() { work.NewLoop("collect receipts", receiptPoll, 0, s.options.Logger, s.collectAll).Run(ctx) })
	}
	parts.Wait()
}

// hear wakes the workers by what happens.
func (s *Service) hear(_ context.Context, batch event.Batch) error {
	if batch.Resync || slices.ContainsFunc(batch.Events, s.concerns) {
		s.facts.Wake()
	}
	if batch.Resync || slices.ContainsFunc(batch.Events, mayHaveTold) {
		s.wakeSenders()
	}
	return nil
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

// wakeSenders makes the senders of this instance look.
func (s *Service) wakeSenders() {
	s.mails.Wake()
	s.pushes.Wake()
}

func (s *Service) dispatchAll(ctx context.Context) error {
	before := s.counters.queued.Load()
	_, err := s.Dispatch(ctx)
	if s.counters.queued.Load() > before {
		s.wakeSenders()
	}
	return err
}

func (s *Service) collectAll(ctx context.Context) error {
	_, err := s.CollectReceipts(ctx)
	return err
}

// SendMails sends the e-mails that are due, several at once, until none is left.
func (s *Service) SendMails(ctx context.Context) error { return s.mails.Drain(ctx) }

// SendPushes sends the pushes that are due, in batches of the provider's size, until none is left.
func (s *Service) SendPushes(ctx context.Context) error { return s.pushes.Drain(ctx) }
