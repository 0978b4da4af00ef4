package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// A provider knows after a while how a push ended, and forgets it after a day (product.md 2.13).
const (
	receiptFirst = 15 * time.Minute
	receiptLast  = 24 * time.Hour
	receiptBatch = 1000
	// receiptLease is how long an instance has to ask for receipts that it claimed; those that were not there are asked for again
	// after it.
	receiptLease = 10 * time.Minute
)

const claimReceipts = `
UPDATE outbox_messages AS m SET leased_by = $1, leased_until = $2
FROM (SELECT id FROM outbox_messages WHERE channel = 'PUSH' AND status = 'SENT' AND receipt_at IS NULL AND sent_at <= $3 AND sent_at > $4
		AND provider_id IS NOT NULL AND (leased_until IS NULL OR leased_until <= $5)
	ORDER BY sent_at LIMIT $6 FOR UPDATE SKIP LOCKED) AS due
WHERE m.id = due.id
RETURNING m.id, m.provider_id, m.recipient`

// A push that failed for good after it was taken is dead: a person looks at it. One whose telephone is gone is not.
const recordReceipts = `
UPDATE outbox_messages AS m SET receipt_at = $1, leased_by = NULL, leased_until = NULL, failure = nullif(r.failure, ''),
	status = CASE WHEN r.dead THEN 'DEAD' ELSE m.status END, sent_at = CASE WHEN r.dead THEN NULL ELSE m.sent_at END
FROM unnest($2::uuid[], $3::text[], $4::boolean[]) AS r (id, failure, dead)
WHERE m.id = r.id AND m.status = 'SENT' AND m.receipt_at IS NULL
RETURNING m.id, m.status`

// CollectReceipts asks how pushes ended that were sent long enough ago, and answers how many it learnt of.
func (s *Service) CollectReceipts(ctx context.Context) (int, error) {
	if s.options.Pusher == nil {
		return 0, nil
	}
	if err := s.forgetReceipts(ctx); err != nil {
		return 0, err
	}
	waiting, err := s.claimReceipts(ctx)
	if err != nil || len(waiting) == 0 {
		return 0, err
	}
	tickets := make([]string, 0, len(waiting))
	for ticket := range waiting {
		tickets = append(tickets, ticket)
	}
	asking, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	receipts, err := s.options.Pusher.Receipts(asking, tickets)
	if err != nil {
		return 0, fmt.Errorf("ask for receipts: %s", FailureOf(err).Reason)
	}
	return s.takeReceipts(ctx, waiting, receipts)
}

// sentPush is a push whose receipt is waited for.
type sentPush struct {
	id    uuid.UUID
	token string
}

func (s *Service) claimReceipts(ctx context.Context) (map[string]sentPush, error) {
	now := s.clock.Now()
	rows, err := s.store.DB().QueryContext(ctx, claimReceipts, s.instance, now.Add(receiptLease), now.Add(-receiptFirst), now.Add(-receiptLast), now, receiptBatch)
	if err != nil {
		return nil, fmt.Errorf("claim receipts: %w", err)
	}
	defer rows.Close()
	waiting := map[string]sentPush{}
	for rows.Next() {
		var ticket string
		var push sentPush
		if err := rows.Scan(&push.id, &ticket, &push.token); err != nil {
			return nil, fmt.Errorf("claim receipts: %w", err)
		}
		waiting[ticket] = push
	}
	return waiting, rows.Err()
}

func (s *Service) takeReceipts(ctx context.Context, waiting map[string]sentPush, receipts map[string]Receipt) (int, error) {
	var ids, failures, gone []string
	var dead []bool
	for ticket, receipt := range receipts {
		push, ok := waiting[ticket]
		if !ok {
			continue
		}
		reason, failed := "", receipt.Failed
		if failed != nil {
			reason = domain.Abridge(failed.Reason, 200)
		}
		if failed != nil && failed.DeviceGone {
			gone = append(gone, push.token)
			reason = reasonGone
		}
		ids, failures, dead = append(ids, push.id.String()), append(failures, reason), append(dead, failed != nil && !failed.DeviceGone)
	}
	now := s.clock.Now()
	if err := silenceTokens(ctx, s.store.DB(), gone, now); err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, nil
	}
	if err := s.recordReceipts(ctx, now, pq.Array(ids), pq.Array(failures), pq.Array(dead)); err != nil {
		return 0, fmt.Errorf("record receipts: %w", err)
	}
	return len(ids), nil
}

// recordReceipts writes how pushes ended, and tells of those that are given up by it.
func (s *Service) recordReceipts(ctx context.Context, arguments ...any) error {
	tx, err := s.store.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after the commit it does nothing
	lost, err := givenUpBy(ctx, tx, arguments)
	if err == nil && len(lost) > 0 {
		err = s.giveUp(ctx, tx, lost)
	}
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if len(lost) > 0 {
		s.options.Wake()
	}
	return nil
}

// givenUpBy writes receipts and answers the messages that are dead by them.
func givenUpBy(ctx context.Context, tx event.Querier, arguments []any) (lost []uuid.UUID, err error) {
	rows, err := tx.QueryContext(ctx, recordReceipts, arguments...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		var status domain.MessageStatus
		if err := rows.Scan(&id, &status); err != nil {
			return nil, err
		}
		if status == domain.MessageDead {
			lost = append(lost, id)
		}
	}
	return lost, rows.Err()
}

// forgetReceipts stops waiting for receipts that the provider has forgotten.
func (s *Service) forgetReceipts(ctx context.Context) error {
	now := s.clock.Now()
	_, err := s.store.DB().ExecContext(ctx, `UPDATE outbox_messages SET receipt_at = $1, failure = 'NO_RECEIPT', leased_by = NULL, leased_until = NULL
		WHERE channel = 'PUSH' AND status = 'SENT' AND receipt_at IS NULL AND sent_at <= $2`, now, now.Add(-receiptLast))
	if err != nil {
		return fmt.Errorf("give up on receipts: %w", err)
	}
	return nil
}
