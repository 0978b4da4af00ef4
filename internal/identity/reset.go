package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// ResetRequest names who forgot the password: exactly one of the two is given.
type ResetRequest struct {
	// StaffLogin is the e-mail or the DNI of a person of the house.
	StaffLogin *string
	Client     *ClientReset
}

// ClientReset names a client who forgot the password.
type ClientReset struct {
	DocumentType   domain.DocumentType
	DocumentNumber string
	// Email is the client's first one.
	Email string
}

// forgotten is a request as it is looked up.
type forgotten struct {
	claim claim
	// email is a client's.
	email string
}

func (in ResetRequest) read() (forgotten, error) {
	var faults domain.Faults
	switch {
	case (in.StaffLogin == nil) == (in.Client == nil):
		return forgotten{}, domain.Refuse(domain.CodeRequired, "Indica tu correo o DNI del personal, o el documento y correo de un cliente.")
	case in.StaffLogin != nil:
		read := forgotten{claim: claim{person: Person{Kind: domain.ActorStaff}, name: loginName(*in.StaffLogin)}}
		if read.claim.name == "" {
			faults.Add(domain.Refuse(domain.CodeRequired, "Escribe tu correo o tu DNI.").At("staffLogin"))
		}
		return read, faults.Err()
	}
	read := forgotten{claim: claim{person: Person{Kind: domain.ActorClient}, document: in.Client.DocumentType,
		name: documentName(in.Client.DocumentType, in.Client.DocumentNumber)}}
	if read.claim.name == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe el número de tu documento.").At("client", "documentNumber"))
	}
	var ok bool
	if read.email, ok = NormalizeEmail(in.Client.Email); !ok {
		faults.Add(domain.Refuse(domain.CodeInvalid, "Escribe el correo con el que te registraste, por ejemplo ana@correo.pe.").At("client", "email"))
	}
	return read, faults.Err()
}

// RequestReset sends a link to choose a new password, if there is such a person. Its answer is the same whoever exists, by
// words and by time: it comes when a fixed while has passed in which all the work fits. It refuses a malformed request, and
// with RATE_LIMITED the fourth in an hour for one person or from one address (domain.md 5.7).
func (s *Service) RequestReset(ctx context.Context, in ResetRequest) error {
	answer := time.NewTimer(s.resetPause)
	defer answer.Stop()
	asked, err := in.read()
	if err != nil {
		return err
	}
	if err := s.limitResets(ctx, asked); err != nil {
		return err
	}
	err = s.sendReset(ctx, asked)
	select {
	case <-answer.C:
	case <-ctx.Done():
	}
	return err
}

func (s *Service) limitResets(ctx context.Context, asked forgotten) error {
	if err := s.limits.Require(ctx, ratelimit.ResetFromAddress(), ratelimit.Address(ctx)); err != nil {
		return err
	}
	return s.limits.Require(ctx, ratelimit.ResetOfIdentity(), asked.claim.subject())
}

func (s *Service) sendReset(ctx context.Context, asked forgotten) error {
	person, err := s.whoForgot(ctx, s.store.Read(), asked)
	if err != nil {
		return err
	}
	locked := person
	if locked == (Person{}) {
		// Nobody's requests must not wait for each other.
		locked.ID = uuid.New()
	}
	command := store.Command{Action: "password.requestReset", Locks: []event.Aggregate{locked.lock()}}
	_, err = store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: asked.claim.person.objectKind(), ObjectID: person.ID,
			After: map[string]any{"login": access.Mask(asked.claim.name)}})
		again, err := s.whoForgot(ctx, tx.Client(), asked)
		if err != nil || again == (Person{}) || again != person {
			return err
		}
		return s.sendLink(ctx, tx, domain.ChallengePasswordReset, notify.KindPasswordReset, person, asked.email)
	})
	return err
}

// whoForgot answers the person that may choose a new password by e-mail, or the zero Person. A client is named by its first
// e-mail alone: the further ones are added without a password, so whoever holds a session for a moment could add its own. A
// client whose first e-mail is not proved yet is one: a link to that address lets it choose a password, and does not make it
// active.
func (s *Service) whoForgot(ctx context.Context, client *ent.Client, asked forgotten) (Person, error) {
	if asked.claim.person.Kind == domain.ActorStaff {
		found, err := s.find(ctx, client, asked.claim)
		return found.person, err
	}
	// Nobody is signed in.
	ctx = access.AsSystem(ctx)
	row, err := client.Customer.Query().Where(customer.DocumentTypeEQ(asked.claim.document), customer.DocumentNumber(asked.claim.name),
		customer.StatusNEQ(domain.ClientDeactivated)).Only(ctx)
	if ent.IsNotFound(err) {
		return Person{}, nil
	}
	if err != nil {
		return Person{}, fmt.Errorf("find who forgot the password: %w", err)
	}
	if row.Email != asked.email {
		return Person{}, nil
	}
	return ClientOf(row.ID), nil
}

// forgivePerson forgets the attempts upon a person, under all the names that it signs in with, when the command commits.
func (s *Service) forgivePerson(ctx context.Context, tx *store.Tx, person Person) error {
	claims, err := claimsOf(ctx, tx, person)
	if err != nil {
		return err
	}
	var subjects []subject
	for _, each := range claims {
		subjects = append(subjects, s.attempts.identity(each.subject())...)
	}
	return s.attempts.forgiveIn(ctx, tx, subjects)
}

// claimsOf are what a person can say who it is.
func claimsOf(ctx context.Context, tx *store.Tx, person Person) ([]claim, error) {
	// Nobody is signed in.
	ctx = access.AsSystem(ctx)
	var claims []claim
	if person.Kind == domain.ActorStaff {
		row, err := tx.User.Get(ctx, person.ID)
		if err != nil {
			return nil, fmt.Errorf("read the sign-in names of a person: %w", err)
		}
		claims = append(claims, claim{person: Person{Kind: person.Kind}, name: row.Email})
		if row.Dni != nil {
			claims = append(claims, claim{person: Person{Kind: person.Kind}, name: *row.Dni})
		}
		return claims, nil
	}
	row, err := tx.Customer.Get(ctx, person.ID)
	if err != nil {
		return nil, fmt.Errorf("read the document of a client: %w", err)
	}
	return []claim{{person: Person{Kind: person.Kind}, document: row.DocumentType, name: row.DocumentNumber}}, nil
}
