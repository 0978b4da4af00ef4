package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// reasonGone is why the house stopped using a telephone by itself.
const reasonGone = "DEVICE_NOT_REGISTERED"

// sendPushes sends claimed pushes with one call and records how each ended.
func (s *Service) sendPushes(ctx context.Context, messages []claimed) error {
	live, err := s.liveDevices(ctx, messages)
	if err != nil {
		return errors.Join(err, s.release(context.WithoutCancel(ctx), messages))
	}
	var batch []claimed
	var pushes []Push
	var ended []outcome
	now := s.clock.Now()
	for _, message := range messages {
		said, known := s.letters.of(message.Kind)
		over, expired := message.over(now)
		switch {
		case expired:
			ended = append(ended, over)
		case !known || said.push == (Line{}):
			ended = append(ended, message.after(&Failure{Permanent: true, Reason: "no text for a telephone"}, "", pushAttempts))
		case live[message.Recipient] != message.To:
			ended = append(ended, outcome{id: message.ID, status: domain.MessageCanceled, failure: "DEVICE_OFF"})
		default:
			batch, pushes = append(batch, message), append(pushes, said.pushOf(message, now))
		}
	}
	if len(batch) > 0 {
		answered := s.handOver(ctx, batch, pushes)
		if answered == nil {
			return s.release(context.WithoutCancel(ctx), messages)
		}
		ended = append(ended, answered...)
	}
	return s.recordPushes(context.WithoutCancel(ctx), batch, ended)
}

// pushOf makes the push of a message. What it says has no data, so lock screens show neither amounts nor names.
func (s *spoken) pushOf(message claimed, now time.Time) Push {
	data := map[string]string{"messageId": message.ID.String(), "kind": string(message.Kind)}
	for _, name := range []string{dataURL, dataEvent, dataCursor} {
		if text, ok := message.Data[name].(string); ok {
			data[name] = text
		}
	}
	push := Push{Token: message.Recipient, Title: s.push.Title, Body: s.push.Body, Data: data, Urgent: s.Urgent}
	if !message.ExpiresAt.IsZero() {
		push.ExpiresIn = message.ExpiresAt.Sub(now)
	}
	return push
}

// handOver gives a batch to the provider and answers how each message ended; nil when the instance leaves before it was told.
func (s *Service) handOver(ctx context.Context, batch []claimed, pushes []Push) []outcome {
	provider := s.options.Pusher.Name()
	sending, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	tickets, err := s.options.Pusher.Send(sending, pushes)
	if err == nil && len(tickets) != len(batch) {
		err = fmt.Errorf("%d tickets for %d messages", len(tickets), len(batch))
	}
	if err != nil && ctx.Err() != nil {
		return nil
	}
	if err != nil {
		s.options.Logger.WarnContext(ctx, "pushes were not sent", "count", len(batch), "error", FailureOf(err).Reason)
	}
	ended := make([]outcome, len(batch))
	for i, message := range batch {
		switch {
		case err != nil:
			ended[i] = message.after(err, provider, pushAttempts)
		case tickets[i].Refused == nil:
			ended[i] = outcome{id: message.ID, status: domain.MessageSent, provider: provider, providerID: tickets[i].ID}
		default:
			ended[i] = message.after(tickets[i].Refused, provider, pushAttempts)
			if tickets[i].Refused.DeviceGone {
				ended[i].failure = reasonGone
			}
		}
	}
	return ended
}

// recordPushes switches off the devices that are gone, then writes how pushes ended: what dies in between is found off next
// time.
func (s *Service) recordPushes(ctx context.Context, batch []claimed, ended []outcome) error {
	var gone []string
	tokens := make(map[string]string, len(batch))
	for _, message := range batch {
		tokens[message.ID.String()] = message.Recipient
	}
	for _, o := range ended {
		if o.failure == reasonGone {
			gone = append(gone, tokens[o.id.String()])
		}
	}
	if err := silenceTokens(ctx, s.store.DB(), gone, s.clock.Now()); err != nil {
		return err
	}
	return s.record(ctx, ended...)
}

// liveDevices answers whose the devices of messages are now; those that are off are missing.
func (s *Service) liveDevices(ctx context.Context, messages []claimed) (map[string]Recipient, error) {
	tokens := make([]string, len(messages))
	for i, message := range messages {
		tokens[i] = message.Recipient
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
