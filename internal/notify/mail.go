package notify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/work"
)

// mailAttempts is how often an e-mail is tried.
const mailAttempts = 12

// followWait is how long an e-mail waits at least that comes after another one: that one leaves meanwhile.
const followWait = 10 * time.Second

// sendMails sends the e-mails of claimed rows and tells how each ended.
func (s *Service) sendMails(ctx context.Context, items []work.Item) ([]work.Outcome, error) {
	rows, err := s.claimed(ctx, items)
	if err != nil {
		return nil, err
	}
	var ended []work.Outcome
	for _, item := range items {
		if row := rows[item.ID]; row != nil {
			ended = append(ended, s.sendMail(ctx, item, row)...)
		}
	}
	return ended, nil
}

// sendMail sends one e-mail. It answers nothing where the instance leaves before it knows: if the provider took the e-mail all the same,
// it knows the key.
func (s *Service) sendMail(ctx context.Context, item work.Item, row *ent.OutboxMessage) []work.Outcome {
	early, err := s.isEarly(ctx, row)
	switch {
	case err != nil:
		s.options.Logger.WarnContext(ctx, "a letter waits to know what went before it", "message", row.ID, "error", err)
		return []work.Outcome{item.Failed("earlier letters cannot be read now", 0)}
	case early:
		return []work.Outcome{item.Failed("an earlier letter about the same operation has not left", followWait)}
	}
	mail, err := s.compose(ctx, row)
	switch {
	case errors.Is(err, errUnreadable):
		s.options.Logger.WarnContext(ctx, "a letter waits for its attachment", "message", row.ID, "error", err)
		return []work.Outcome{item.Failed("the attached document cannot be read now", 0)}
	case err != nil:
		// Trying again cannot mend a template or a lost key.
		s.options.Logger.ErrorContext(ctx, "an e-mail cannot be written", "message", row.ID, "kind", row.Kind, "error", err)
		return []work.Outcome{item.Refused("the e-mail cannot be written")}
	}
	mailer, from := s.sender(Kind(row.Kind))
	mail.From = from
	sending, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	id, err := mailer.Send(sending, mail)
	switch {
	case err == nil:
		return []work.Outcome{item.Done(notes(mailer.Name(), id)...)}
	case ctx.Err() != nil:
		return nil
	}
	return []work.Outcome{failureOutcome(item, FailureOf(err), mailer.Name())}
}

// sender answers who hands over the letters of a kind, and the address that stands on them.
func (s *Service) sender(kind Kind) (Mailer, string) {
	if kind != KindOperationCompleted {
		return s.options.Mailer, s.options.From
	}
	mailer := s.options.Mailer
	if s.options.Confirmations != nil {
		mailer = s.options.Confirmations
	}
	return mailer, cmp.Or(s.options.ConfirmationFrom, s.options.From)
}

// compose makes the e-mail of a message, without its sender.
func (s *Service) compose(ctx context.Context, message *ent.OutboxMessage) (Mail, error) {
	var secret []byte
	if len(message.Secret) > 0 {
		var err error
		if secret, _, err = s.seals.Open(message.ID, message.Secret); err != nil {
			return Mail{}, fmt.Errorf("compose an e-mail: %w", err)
		}
	}
	shown, attached, err := s.attachment(ctx, message)
	if err != nil {
		return Mail{}, err
	}
	letter, html, text, err := s.letters.compose(Kind(message.Kind), shown, string(secret))
	if err != nil {
		return Mail{}, err
	}
	return Mail{Key: message.ID.String(), To: []string{message.Recipient}, ReplyTo: s.options.ReplyTo, Subject: letter.Subject,
		HTML: html, Text: text, Attachments: attached, Tags: map[string]string{"kind": message.Kind}}, nil
}
