package identity

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ChangePasswordInput asks for another password for oneself.
type ChangePasswordInput struct {
	// CurrentPassword is always needed, also where the house forces the change: a session left open must not be enough.
	CurrentPassword, NewPassword string
	// Device is the secret of the device; it stays known, all others are forgotten.
	Device string
}

// ChangePassword gives the caller another password, ends all its other sessions at once and every link that was sent to it,
// and goes on with a session that was restricted to this. It refuses with REQUIRED and INVALID at the fields, all faults at
// once, with INVALID_CREDENTIALS where the current password is wrong, and with RATE_LIMITED after too many of those.
func (s *Service) ChangePassword(ctx context.Context, in ChangePasswordInput) error {
	actor, err := access.RequireSession(ctx)
	if err != nil {
		return err
	}
	if actor.Restriction != "" && actor.Restriction != domain.RestrictedToPassword {
		return access.Denied(actor)
	}
	person := Person{Kind: actor.Kind, ID: actor.ID}
	owner, err := s.ownerOf(ctx, s.store.Read(), person)
	if err != nil {
		return err
	}
	var faults domain.Faults
	if in.CurrentPassword == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe tu contraseña actual.").At("currentPassword"))
	}
	switch refusal := CheckChosenPassword(person.Kind, in.NewPassword, owner.words...); {
	case refusal != nil:
		faults.Add(refusal.At("newPassword"))
	case normalPassword(in.NewPassword) == normalPassword(in.CurrentPassword):
		faults.Add(samePassword())
	}
	if err := faults.Err(); err != nil {
		return err
	}
	_, err = judged(ctx, s, "password", actor, func() (struct{}, error) { return struct{}{}, s.changePassword(ctx, actor, person, in) })
	return err
}

func (s *Service) changePassword(ctx context.Context, actor access.Actor, person Person, in ChangePasswordInput) error {
	verified, err := s.verifyOwn(ctx, person, in.CurrentPassword, "currentPassword")
	if err != nil {
		return err
	}
	chosen, err := s.hasher.hash(ctx, in.NewPassword)
	if err != nil {
		return err
	}
	command := store.Command{Action: "password.change", Locks: []event.Aggregate{person.Lock()}}
	ended, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		owner, err := s.ownerOf(ctx, tx.Client(), person)
		if err != nil {
			return nil, err
		}
		if owner.passwordHash != verified {
			return nil, wrongPassword("currentPassword")
		}
		if err := choose(ctx, tx, person, chosen, domain.PasswordChangedFacts{}); err != nil {
			return nil, err
		}
		if err := forgetDevices(ctx, tx, person, in.Device); err != nil {
			return nil, err
		}
		if err := lift(ctx, tx, actor.SessionID, domain.RestrictedToPassword, s.restrictionOf(owner.role, false, owner.factor)); err != nil {
			return nil, err
		}
		return endMeant(ctx, tx, person, domain.SessionRevoked, func(row *ent.Session) bool { return row.ID != actor.SessionID })
	})
	if err != nil {
		return err
	}
	s.Forget(actor.SessionID)
	for _, id := range ended {
		s.Forget(id)
	}
	return nil
}

// choose keeps the hash of a password that a person chose itself, and ends the links that would choose another.
func choose(ctx context.Context, tx *store.Tx, person Person, hash string, facts domain.PasswordChangedFacts) error {
	if err := storePassword(ctx, tx, person, hash); err != nil {
		return err
	}
	if person.Kind == domain.ActorStaff {
		if err := tx.User.Update().Where(user.ID(person.ID)).SetMustChangePassword(false).SetUpdatedAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("lift a forced change of password: %w", err)
		}
	}
	if err := EndLinks(ctx, tx, person); err != nil {
		return err
	}
	tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID, After: map[string]any{"byLink": facts.ByLink}})
	return emitAbout(ctx, tx, person, domain.EventPasswordChanged, facts)
}

// passwordOwner is what a password is checked against.
type passwordOwner struct {
	passwordHash string
	// words must not be part of a password: names, document, e-mails.
	words []string
	// role and factor are of a person of the house, status of a client.
	role   domain.Role
	factor secondFactor
	status domain.ClientStatus
}

// ownerOf reads a person that may have a password: an active one of the house, or a client that is not deactivated. It looks
// as the system, for a restricted session sees no rows and who comes by a link is not signed in. UNAUTHENTICATED tells that
// there is no such person any more.
func (s *Service) ownerOf(ctx context.Context, client *ent.Client, person Person) (passwordOwner, error) {
	ctx = access.AsSystem(ctx)
	if person.Kind == domain.ActorStaff {
		row, err := client.User.Query().Where(user.ID(person.ID), user.StatusEQ(domain.UserActive), user.IsHouse(false)).Only(ctx)
		if err != nil {
			return passwordOwner{}, ownerMissing(err)
		}
		owner := passwordOwner{passwordHash: row.PasswordHash, words: []string{row.Name, row.Email}, role: row.Role, factor: factorOf(row)}
		if row.Dni != nil {
			owner.words = append(owner.words, *row.Dni)
		}
		return owner, nil
	}
	row, err := client.Customer.Query().Where(customer.ID(person.ID), customer.StatusNEQ(domain.ClientDeactivated)).Only(ctx)
	if err != nil {
		return passwordOwner{}, ownerMissing(err)
	}
	return passwordOwner{passwordHash: row.PasswordHash, words: []string{row.FullName, row.Email, row.DocumentNumber}, status: row.Status}, nil
}

func ownerMissing(err error) error {
	if ent.IsNotFound(err) {
		return unknownSession()
	}
	return fmt.Errorf("read the owner of a password: %w", err)
}

// verifyOwn refuses with INVALID_CREDENTIALS at a field unless the password is the person's, and answers the hash that it
// fits: a command compares it again under the person's lock.
func (s *Service) verifyOwn(ctx context.Context, person Person, password, field string) (hash string, err error) {
	owner, err := s.ownerOf(ctx, s.store.Read(), person)
	if err != nil {
		return "", err
	}
	fits, err := s.hasher.verify(ctx, owner.passwordHash, password)
	if err != nil {
		return "", err
	}
	if !fits {
		return "", wrongPassword(field)
	}
	return owner.passwordHash, nil
}

// RequirePassword refuses with INVALID_CREDENTIALS at a field unless the password is the caller's own, and with RATE_LIMITED after
// too many wrong ones: what it guards must not be done with a session alone that was left open.
func (s *Service) RequirePassword(ctx context.Context, password, field string) error {
	actor, err := wholeSession(ctx)
	if err != nil {
		return err
	}
	_, err = judged(ctx, s, "password", actor, func() (string, error) {
		return s.verifyOwn(ctx, Person{Kind: actor.Kind, ID: actor.ID}, password, field)
	})
	return err
}

func wrongPassword(field string) *domain.Error {
	return domain.Refuse(domain.CodeInvalidCredentials, "Tu contraseña actual no es correcta.").At(field)
}

func samePassword() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "La contraseña nueva debe ser distinta de la actual.").At("newPassword")
}

// judged counts an attempt of a person upon its own secret before it is judged, and gives it back unless the secret was
// wrong: whoever found a session open must not be able to guess.
func judged[R any](ctx context.Context, s *Service, secret string, actor access.Actor, judge func() (R, error)) (R, error) {
	var nothing R
	subject := s.attempts.ofSecret(secret, actor)
	if err := s.attempts.take(ctx, subject); err != nil {
		return nothing, err
	}
	result, err := judge()
	if isWrongFactor(err) || domain.CodeOf(err) == domain.CodeInvalidCredentials {
		return nothing, err
	}
	// Whether the caller still waits must not change what was counted.
	if back := s.attempts.giveBack(context.WithoutCancel(ctx), subject); back != nil {
		return nothing, errors.Join(err, back)
	}
	return result, err
}
