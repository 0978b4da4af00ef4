package notify

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// selectGivenUp reads what is told of messages, with the version of each one's next event.
const selectGivenUp = `
SELECT m.id, m.kind, m.channel, 1 + coalesce((SELECT max(e.aggregate_version) FROM events e WHERE e.aggregate_id = m.id AND e.aggregate = $2), 0)
FROM outbox_messages m WHERE m.id = ANY ($1::uuid[]) ORDER BY m.id`

// giveUp tells of messages that are tried no more, in the transaction that says so of them. It takes no lock: a message is given up by who
// holds its lease or its receipt, and tried again only by a command that finds it given up, so that its events are one after the other.
func (s *Service) giveUp(ctx context.Context, tx event.Querier, ids []uuid.UUID) error {
	rows, err := tx.QueryContext(ctx, selectGivenUp, pq.Array(ids), domain.ObjectOutboxMessage)
	if err != nil {
		return fmt.Errorf("read messages that are given up: %w", err)
	}
	defer rows.Close()
	now := s.clock.Now()
	var records []event.Record
	for rows.Next() {
		record := event.Record{Kind: domain.EventMessageGivenUp, Aggregate: event.Aggregate{Type: domain.ObjectOutboxMessage},
			Actor: event.Actor{Kind: string(domain.ActorSystem)}, OccurredAt: now}
		var facts domain.MessageFacts
		if err := rows.Scan(&record.Aggregate.ID, &facts.Kind, &facts.Channel, &record.AggregateVersion); err != nil {
			return fmt.Errorf("read messages that are given up: %w", err)
		}
		record.Facts = facts
		records = append(records, record)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read messages that are given up: %w", err)
	}
	return s.log.Tell(ctx, tx, records...)
}
