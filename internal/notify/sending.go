package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/work"
)

// sendLimit bounds one call of a provider.
const sendLimit = 30 * time.Second

// outbox is where messages wait; the channel is the kind of work.
func outbox() work.Table {
	return work.Table{Name: outboxmessage.Table, Kind: outboxmessage.FieldChannel, Done: string(domain.MessageSent), DoneAt: outboxmessage.FieldSentAt,
		Notes: []string{outboxmessage.FieldProvider, outboxmessage.FieldProviderID}, Wiped: []string{outboxmessage.FieldSecret}}
}

// newSenders makes the workers of both channels. A worker whose provider is missing counts what waits and never runs.
func (s *Service) newSenders() {
	mails := work.Kind{Name: string(domain.ChannelEmail), Table: outbox(), Attempts: mailAttempts, Workers: s.options.Workers, Do: s.sendMails}
	pushes := work.Kind{Name: string(domain.ChannelPush), Table: outbox(), Attempts: pushAttempts, Do: s.sendPushes}
	for _, kind := range []*work.Kind{&mails, &pushes} {
		kind.GivenUp, kind.Told = s.giveUp, s.options.Wake
	}
	if s.options.Pusher != nil {
		pushes.Batch = s.options.Pusher.Batch()
	}
	s.mails, s.pushes = work.New(s.store.DB(), s.clock, s.options.Logger, mails), work.New(s.store.DB(), s.clock, s.options.Logger, pushes)
}

// Workers are those that send what waits, for metrics.
func (s *Service) Workers() []*work.Worker { return []*work.Worker{s.mails, s.pushes} }

// claimed reads the messages of claimed rows, as the system.
func (s *Service) claimed(ctx context.Context, items []work.Item) (map[uuid.UUID]*ent.OutboxMessage, error) {
	keys := make([]uuid.UUID, len(items))
	for i, item := range items {
		keys[i] = item.ID
	}
	rows, err := s.store.Read().OutboxMessage.Query().Where(outboxmessage.IDIn(keys...)).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	byID := make(map[uuid.UUID]*ent.OutboxMessage, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	return byID, nil
}

// failureOutcome answers what becomes of a message that a provider did not take.
func failureOutcome(item work.Item, failure *Failure, provider string) work.Outcome {
	if failure.Permanent {
		return item.Refused(failure.Reason, notes(provider, "")...)
	}
	return item.Failed(failure.Reason, failure.RetryAfter, notes(provider, "")...)
}

// notes are what is kept of a try, in the order of the table: the provider, and what it called the message.
func notes(provider, id string) []string { return []string{domain.Abridge(provider, 20), id} }
