package identity

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/firstcontactchange"
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
	// Device is the secret of a device on which the person signed in before; empty where there is none.
	Device string
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
	if read.email, ok = domain.NormalizeEmail(in.Client.Email); !ok {
		faults.Add(domain.Refuse(domain.CodeInvalid, "Escribe el correo con el que te registraste, por ejemplo ana@correo.pe.").At("client", "email"))
	}
	return read, faults.Err()
}

// RequestReset sends a link to choose a new password, if there is such a person. Its answer is the same whoever exists, by
// words and by time: it comes when a fixed while has passed in which all the work fits. It refuses a malformed request, and
// with RATE_LIMITED the fourth in an hour from one network (domain.md 5.7), unless it comes from a device of the person's own.
// From the fourth on for one person it answers the same and sends nothing: the newest link that was sent is good for ten minutes
// more at least, because the next mail goes out when it is twenty minutes old.
func (s *Service) RequestReset(ctx context.Context, in ResetRequest) error {
	answer := time.NewTimer(s.resetPause)
	defer answer.Stop()
	asked, err := in.read()
	if err != nil {
		return err
	}
	device, err := s.knownDevice(ctx, in.Device, func() (Person, error) { return s.whoForgot(ctx, s.store.Read(), asked) })
	if err != nil {
		return err
	}
	if device == uuid.Nil {
		if err := s.limits.Require(ctx, ratelimit.ResetFromAddress(), ratelimit.Address(ctx)); err != nil {
			return err
		}
	}
	err = s.sendReset(ctx, asked, device)
	select {
	case <-answer.C:
	case <-ctx.Done():
	}
	return err
}

// takeReset tells whether one more mail may go to a person, and counts it. Requests that name nobody are counted by what they
// say, and cost the same; they use nothing up of anybody's mails. A device of the person's own has mails of its own.
func (s *Service) takeReset(ctx context.Context, asked forgotten, person Person, device uuid.UUID) (bool, error) {
	bound, subject := ratelimit.ResetOfIdentity(), "nobody\x1f"+asked.claim.subject()
	switch {
	case device != uuid.Nil:
		bound, subject = ratelimit.ResetOfDevice(), device.String()
	case person != Person{}:
		subject = string(person.Kind) + "\x1f" + person.ID.String()
	}
	decision, err := s.limits.Take(ctx, bound, subject, 1)
	return decision.Allowed, err
}

func (s *Service) sendReset(ctx context.Context, asked forgotten, device uuid.UUID) error {
	person, err := s.whoForgot(ctx, s.store.Read(), asked)
	if err != nil {
		return err
	}
	mails, err := s.takeReset(ctx, asked, person, device)
	if err != nil {
		return err
	}
	locked := person
	if locked == (Person{}) {
		// Nobody's requests must not wait for each other.
		locked.ID = uuid.New()
	}
	command := store.Command{Action: "password.requestReset", Locks: []event.Aggregate{locked.Lock()}}
	_, err = store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: asked.claim.person.objectKind(), ObjectID: person.ID,
			After: map[string]any{"login": access.Mask(asked.claim.name)}})
		again, err := s.whoForgot(ctx, tx.Client(), asked)
		if err != nil || again == (Person{}) || again != person || !mails {
			return err
		}
		return s.sendLink(ctx, tx, domain.ChallengePasswordReset, notify.KindPasswordReset, person, asked.email)
	})
	return err
}

// whoForgot answers the person that may choose a new password by e-mail, or the zero Person. A client is named by its first
// e-mail alone ([TrustedEmail]): the further ones are added without a password, so whoever holds a session for a moment could add its
// own. A
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
	trusted, err := TrustedEmail(ctx, client, row, s.store.Clock().Now())
	if err != nil || trusted != asked.email {
		return Person{}, err
	}
	return ClientOf(row.ID), nil
}

// TrustedEmail is the e-mail that may choose a client's password, and that is told of what is changed: the first one, or the one
// before while a change of it may still be undone.
func TrustedEmail(ctx context.Context, client *ent.Client, row *ent.Customer, now time.Time) (string, error) {
	// Changes are nobody's to read.
	change, err := client.FirstContactChange.Query().Where(firstcontactchange.ClientID(row.ID), firstcontactchange.KindEQ(domain.ContactEmail),
		firstcontactchange.Value(row.Email), firstcontactchange.UndoUntilGT(now), firstcontactchange.UndoneAtIsNil()).
		Order(firstcontactchange.ByID(sql.OrderDesc())).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return row.Email, nil
	}
	if err != nil {
		return "", fmt.Errorf("find the former e-mail of a client: %w", err)
	}
	return *change.Former, nil
}

// SendReset sends a client a link to choose another password, in a command of another area that holds the person's lock.
func (s *Service) SendReset(ctx context.Context, tx *store.Tx, id uuid.UUID, email string) error {
	return s.sendLink(ctx, tx, domain.ChallengePasswordReset, notify.KindPasswordReset, ClientOf(id), email)
}

// forgivePerson forgets the attempts upon a person from the network that the caller comes from, under all the names that it signs
// in with, when the command commits.
func (s *Service) forgivePerson(ctx context.Context, tx *store.Tx, person Person) error {
	claims, err := claimsOf(ctx, tx, person)
	if err != nil {
		return err
	}
	var subjects []subject
	for _, each := range claims {
		subjects = append(subjects, s.attempts.identity(each.subjectFrom(originNetwork(ctx)))...)
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
