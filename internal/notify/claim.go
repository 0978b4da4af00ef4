package notify

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
)

// How often a message is tried, and how long between (domain.md 11.3 had 2 tries and lost the rest).
const (
	mailAttempts = 12
	pushAttempts = 5
	backOffFirst = 30 * time.Second
	backOffMost  = time.Hour
	// lease is how long a message belongs to who claimed it. It is longer than a provider's call takes at most.
	lease = 90 * time.Second
	// claimLimit bounds one claim, which does not end with the instance.
	claimLimit = 5 * time.Second
	// sendLimit bounds one call of a provider.
	sendLimit = 30 * time.Second
)

// claimed is a message that this instance may send now.
type claimed struct {
	ID        uuid.UUID
	Kind      Kind
	To        Recipient
	Recipient string
	Data      Data
	Secret    []byte
	Attempts  int
	ExpiresAt time.Time
}

// claimStatement leases what is due. What another instance claims at the same time is skipped, and what one claimed that died
// is due again when its lease is over.
const claimStatement = `
UPDATE outbox_messages AS m SET leased_by = $1, leased_until = $2, attempts = m.attempts + 1
FROM (SELECT id FROM outbox_messages WHERE channel = $3 AND status = 'PENDING' AND due_at <= $4 AND (leased_until IS NULL OR leased_until <= $4)
	ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED) AS due
WHERE m.id = due.id
RETURNING m.id, m.kind, m.user_id, m.client_id, m.recipient, m.data, m.secret, m.attempts, m.expires_at`

// claim answers what is due, at most that many. It is one statement that commits by itself: given up halfway it would keep messages
// from everybody until their lease is over. So it runs to its end though the instance leaves meanwhile, and what it got goes back.
func (s *Service) claim(ctx context.Context, channel domain.MessageChannel, most int) ([]claimed, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), claimLimit)
	defer cancel()
	due, err := s.leaseDue(whole, channel, most)
	if ctx.Err() == nil || len(due) == 0 {
		return due, err
	}
	return nil, errors.Join(ctx.Err(), err, s.release(whole, due))
}

func (s *Service) leaseDue(ctx context.Context, channel domain.MessageChannel, most int) ([]claimed, error) {
	now := s.clock.Now()
	rows, err := s.store.DB().QueryContext(ctx, claimStatement, s.instance, now.Add(lease), string(channel), now, most)
	if err != nil {
		return nil, fmt.Errorf("claim messages: %w", err)
	}
	defer rows.Close()
	var due []claimed
	for rows.Next() {
		var message claimed
		var user, client uuid.NullUUID
		var data []byte
		var expires sql.NullTime
		if err := rows.Scan(&message.ID, &message.Kind, &user, &client, &message.Recipient, &data, &message.Secret, &message.Attempts, &expires); err != nil {
			return nil, fmt.Errorf("claim messages: %w", err)
		}
		if err := json.Unmarshal(data, &message.Data); err != nil {
			return nil, fmt.Errorf("claim messages: read the data: %w", err)
		}
		message.ExpiresAt = expires.Time
		message.To = Recipient{Kind: domain.ActorClient, ID: client.UUID}
		if user.Valid {
			message.To = Recipient{Kind: domain.ActorStaff, ID: user.UUID}
		}
		due = append(due, message)
	}
	return due, rows.Err()
}

// outcome is how a try ended.
type outcome struct {
	id       uuid.UUID
	status   domain.MessageStatus
	provider string
	// providerID is the provider's id of what it took.
	providerID string
	failure    string
	// wait is how long until the next try of one that is still PENDING.
	wait time.Duration
}

// recordStatement writes how tries ended. What was sent stays sent, whoever holds the lease by now: another that claimed it
// meanwhile sends under the same key, and the provider knows it. Everything else counts only for who still holds the lease.
// A secret is gone with the last try.
const recordStatement = `
UPDATE outbox_messages AS m SET status = r.status, leased_by = NULL, leased_until = NULL,
	due_at = CASE WHEN r.status = 'PENDING' THEN r.due_at ELSE m.due_at END,
	sent_at = CASE WHEN r.status = 'SENT' THEN $1::timestamptz END,
	secret = CASE WHEN r.status = 'PENDING' THEN m.secret END,
	provider = nullif(r.provider, ''), provider_id = nullif(r.provider_id, ''), failure = nullif(r.failure, '')
FROM unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[]) AS r (id, status, due_at, provider, provider_id, failure)
WHERE m.id = r.id AND m.status = 'PENDING' AND (r.status = 'SENT' OR m.leased_by = $2)`

func (s *Service) record(ctx context.Context, outcomes ...outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	n, now := len(outcomes), s.clock.Now()
	ids, statuses, dues, providers, providerIDs, failures := texts(n), texts(n), texts(n), texts(n), texts(n), texts(n)
	for i, o := range outcomes {
		ids[i], statuses[i], dues[i] = o.id.String(), string(o.status), instant(now.Add(o.wait))
		providers[i], providerIDs[i], failures[i] = cut(o.provider, 20), cut(o.providerID, 200), cut(o.failure, 200)
	}
	_, err := s.store.DB().ExecContext(ctx, recordStatement, now, s.instance, pq.Array(ids), pq.Array(statuses), pq.Array(dues), pq.Array(providers),
		pq.Array(providerIDs), pq.Array(failures))
	if err != nil {
		return fmt.Errorf("record how messages ended: %w", err)
	}
	s.counters.ended(outcomes)
	return nil
}

// after answers what becomes of a message whose try failed.
func (m claimed) after(err error, provider string, most int) outcome {
	failure := FailureOf(err)
	ended := outcome{id: m.ID, status: domain.MessagePending, provider: provider, failure: failure.Reason}
	switch {
	case failure.DeviceGone:
		ended.status = domain.MessageCanceled
	case failure.Permanent || m.Attempts >= most:
		ended.status = domain.MessageDead
	default:
		ended.wait = max(backOff(m.Attempts), failure.RetryAfter)
	}
	return ended
}

// backOff answers the wait after a number of tries: up to twice as long each time, with full jitter, so that messages which
// failed together do not come back together.
func backOff(attempts int) time.Duration {
	most := min(backOffFirst<<min(max(attempts-1, 0), 20), backOffMost)
	return time.Second + rand.N(most)
}

// over tells whether there is nothing left to say, and answers the outcome.
func (m claimed) over(now time.Time) (outcome, bool) {
	if m.ExpiresAt.IsZero() || m.ExpiresAt.After(now) {
		return outcome{}, false
	}
	return outcome{id: m.ID, status: domain.MessageCanceled, failure: "EXPIRED"}, true
}

// release gives back what was claimed and not tried, because the instance leaves.
func (s *Service) release(ctx context.Context, messages []claimed) error {
	ids := make([]string, len(messages))
	for i, message := range messages {
		ids[i] = message.ID.String()
	}
	_, err := s.store.DB().ExecContext(ctx, `UPDATE outbox_messages SET leased_by = NULL, leased_until = NULL, attempts = attempts - 1
		WHERE id = ANY ($1::uuid[]) AND leased_by = $2 AND status = 'PENDING'`, pq.Array(ids), s.instance)
	if err != nil {
		return fmt.Errorf("give messages back: %w", err)
	}
	return nil
}
