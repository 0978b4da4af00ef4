package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/work"
)

// reasonGone is why the house stopped using a telephone by itself.
const reasonGone = "DEVICE_NOT_REGISTERED"

// pushAttempts is how often a push is tried.
const pushAttempts = 5

// sendPushes sends the pushes of claimed rows with one call and tells how each ended.
func (s *Service) sendPushes(ctx context.Context, items []work.Item) ([]work.Outcome, error) {
	rows, err := s.claimed(ctx, items)
	if err != nil {
		return nil, err
	}
	live, err := s.liveDevices(ctx, rows)
	if err != nil {
		return nil, err
	}
	var batch []work.Item
	var pushes []Push
	var ended []work.Outcome
	now := s.clock.Now()
	for _, item := range items {
		row := rows[item.ID]
		if row == nil {
			continue
		}
		said, known := s.letters.of(Kind(row.Kind))
		switch {
		case !known || said.push == (Line{}):
			ended = append(ended, item.Refused("no text for a telephone"))
		case live[row.Recipient] != owner(row.UserID, row.ClientID):
			ended = append(ended, item.Canceled("DEVICE_OFF"))
		default:
			batch, pushes = append(batch, item), append(pushes, said.pushOf(row, now))
		}
	}
	if len(batch) == 0 {
		return ended, nil
	}
	answered, err := s.handOver(ctx, batch, pushes)
	return append(ended, answered...), err
}

// pushOf makes the push of a message. What it says has no data, so lock screens show neither amounts nor names.
func (s *spoken) pushOf(message *ent.OutboxMessage, now time.Time) Push {
	data := map[string]string{"messageId": message.ID.String(), "kind": message.Kind}
	for _, name := range []string{dataURL, dataEvent, dataCursor} {
		if text, ok := message.Data[name].(string); ok {
			data[name] = text
		}
	}
	push := Push{Token: message.Recipient, Title: s.push.Title, Body: s.push.Body, Data: data, Urgent: s.Urgent}
	if message.ExpiresAt != nil {
		push.ExpiresIn = message.ExpiresAt.Sub(now)
	}
	return push
}

// handOver gives a batch to the provider and answers how each message ended; nothing when the instance leaves before it was told.
// Telephones that are gone are switched off before that is said: what dies in between finds them off, or gone again, next time.
func (s *Service) handOver(ctx context.Context, batch []work.Item, pushes []Push) ([]work.Outcome, error) {
	provider := s.options.Pusher.Name()
	sending, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	tickets, err := s.options.Pusher.Send(sending, pushes)
	if err == nil && len(tickets) != len(batch) {
		err = fmt.Errorf("%d tickets for %d messages", len(tickets), len(batch))
	}
	if err != nil && ctx.Err() != nil {
		return nil, nil
	}
	var ended, off []work.Outcome
	var gone []string
	for i, item := range batch {
		switch {
		case err != nil:
			ended = append(ended, failureOutcome(item, FailureOf(err), provider))
		case tickets[i].Refused == nil:
			ended = append(ended, item.Done(notes(provider, tickets[i].ID)...))
		case tickets[i].Refused.DeviceGone:
			gone, off = append(gone, pushes[i].Token), append(off, item.Canceled(reasonGone, notes(provider, "")...))
		default:
			ended = append(ended, failureOutcome(item, tickets[i].Refused, provider))
		}
	}
	if err := silenceTokens(context.WithoutCancel(ctx), s.store.DB(), gone, s.clock.Now()); err != nil {
		return ended, err
	}
	return append(ended, off...), nil
}

// liveDevices answers whose the devices of messages are now; those that are off are missing.
func (s *Service) liveDevices(ctx context.Context, messages map[uuid.UUID]*ent.OutboxMessage) (map[string]Recipient, error) {
	tokens := make([]string, 0, len(messages))
	for _, message := range messages {
		tokens = append(tokens, message.Recipient)
	}
	return ownersOf(ctx, s.store.DB(), tokens)
}

// silenceTokens switches off telephones that the provider no longer reaches.
func silenceTokens(ctx context.Context, db event.Querier, tokens []string, now time.Time) error {
	if len(tokens) == 0 {
		return nil
	}
	_, err := db.ExecContext(ctx, `UPDATE push_devices SET disabled_at = $1, disabled_reason = $2 WHERE token = ANY ($3::text[]) AND disabled_at IS NULL`,
		now, reasonGone, pq.Array(tokens))
	if err != nil {
		return fmt.Errorf("switch devices off: %w", err)
	}
	return nil
}
