package staff

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
)

// emailChanged ends what rested on the old address of a person of the house, and tells the old address and the new one
// in the command that changes it. Whoever reads a mailbox that links go to can become the person, so nobody is moved to
// another one without word of it where the person reads today. The row is as it was before.
func (s *Service) emailChanged(ctx context.Context, tx *store.Tx, before *ent.User, email string) error {
	if err := entrust(ctx, tx, before.ID, domain.EntrustedSignIn); err != nil {
		return err
	}
	if _, err := identity.EndWithin(ctx, tx, identity.StaffMember(before.ID)); err != nil {
		return err
	}
	author, err := authorOf(ctx, tx)
	if err != nil {
		return err
	}
	message := notify.Message{Fact: "user-email-changed:" + uuid.NewString(), Kind: notify.KindStaffEmailChanged,
		To: notify.Recipient{Kind: domain.ActorStaff, ID: before.ID},
		// The old address may be a stranger's that was mistyped.
		Data: map[string]any{"actor": author, "email": access.MaskEmail(email), "at": domain.SpokenInLima(tx.Now)}}
	for _, address := range []string{before.Email, email} {
		message.Address = address
		if err := s.areas.Messages.Tell(ctx, tx, message); err != nil {
			return fmt.Errorf("tell a change of e-mail: %w", err)
		}
	}
	return nil
}

// authorOf is the name of who runs a command upon people of the house, as letters say it.
func authorOf(ctx context.Context, tx *store.Tx) (string, error) {
	if tx.Actor.ID == uuid.Nil {
		return "QoriCash", nil
	}
	row, err := tx.User.Get(access.AsSystem(ctx), tx.Actor.ID)
	if err != nil {
		return "", fmt.Errorf("find who changes an e-mail: %w", err)
	}
	return row.Name, nil
}
