package notify

import (
	"cmp"
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
)

// sendMail sends one claimed e-mail and records how it ended.
func (s *Service) sendMail(ctx context.Context, message claimed) error {
	if ended, over := message.over(s.clock.Now()); over {
		return s.record(ctx, ended)
	}
	mail, err := s.compose(message)
	if err != nil {
		// Trying again cannot mend a template or a lost key.
		s.options.Logger.ErrorContext(ctx, "an e-mail cannot be written", "message", message.ID, "kind", message.Kind, "error", err)
		return s.record(ctx, message.after(&Failure{Permanent: true, Reason: "the e-mail cannot be written"}, "", mailAttempts))
	}
	mailer, from := s.sender(message.Kind)
	mail.From = from
	provider := mailer.Name()
	sending, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	id, err := mailer.Send(sending, mail)
	if err != nil && ctx.Err() != nil {
		// The instance leaves. If the provider took it all the same, it knows the key.
		return s.release(context.WithoutCancel(ctx), []claimed{message})
	}
	if err != nil {
		ended := message.after(err, provider, mailAttempts)
		s.options.Logger.WarnContext(ctx, "an e-mail was not sent", "message", message.ID, "kind", message.Kind, "attempts", message.Attempts,
			"status", ended.status, "error", FailureOf(err).Reason)
		return s.record(ctx, ended)
	}
	// The provider has it: also an instance that is leaving says so.
	return s.record(context.WithoutCancel(ctx), outcome{id: message.ID, status: domain.MessageSent, provider: provider, providerID: id})
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
func (s *Service) compose(message claimed) (Mail, error) {
	var secret []byte
	if len(message.Secret) > 0 {
		var err error
		if secret, _, err = s.seals.Open(message.ID, message.Secret); err != nil {
			return Mail{}, fmt.Errorf("compose an e-mail: %w", err)
		}
	}
	letter, html, text, err := s.letters.compose(message.Kind, message.Data, string(secret))
	if err != nil {
		return Mail{}, err
	}
	return Mail{Key: message.ID.String(), To: []string{message.Recipient}, ReplyTo: s.options.ReplyTo, Subject: letter.Subject,
		HTML: html, Text: text, Tags: map[string]string{"kind": string(message.Kind)}}, nil
}
