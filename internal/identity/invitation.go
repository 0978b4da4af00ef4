package identity

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
)

// Invite sends somebody whom the house registered a link to choose a password, good once within 72 hours, in the command
// that registers the person or that is asked to invite it again. A new invitation ends the older. Whoever made the row never
// knows the password (P-14). The command holds the person's lock unless it makes the row itself.
func (s *Service) Invite(ctx context.Context, tx *store.Tx, person Person) error {
	kind := notify.KindClientInvitation
	if person.Kind == domain.ActorStaff {
		kind = notify.KindStaffInvitation
	}
	if err := s.sendLink(ctx, tx, domain.ChallengeInvitation, kind, person, ""); err != nil {
		return err
	}
	return emitAbout(ctx, tx, person, domain.EventInvited, nil)
}

// sendLink makes a link for a person and tells it: to an address of the person, or to its own where that is empty.
func (s *Service) sendLink(ctx context.Context, tx *store.Tx, kind domain.ChallengeKind, message notify.Kind, person Person, address string) error {
	issued, err := s.IssueLink(ctx, tx, kind, person)
	if err != nil {
		return err
	}
	err = s.messages.Tell(ctx, tx, notify.Message{
		Fact: "challenge:" + issued.ID.String(), Kind: message, To: notify.Recipient{Kind: person.Kind, ID: person.ID}, Address: address,
		Secret: s.linkTo(person.Kind, issued.Text), ExpiresAt: issued.ExpiresAt,
	})
	if err != nil {
		return fmt.Errorf("send a link: %w", err)
	}
	return nil
}

// linkTo is where a password is chosen. The token stands behind the #, so that no server of pages sees it in its log.
func (s *Service) linkTo(kind domain.ActorKind, token string) string {
	return s.pages[kind] + "/restablecer#token=" + token
}
