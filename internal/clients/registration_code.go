package clients

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// CodeValidity is how long a code is good, for the answer that everybody gets.
const CodeValidity = 10 * time.Minute

// Document names a client by what it registered with, for who cannot sign in yet.
type Document struct {
	Type   domain.DocumentType
	Number string
}

// checked answers the document as it is stored.
func (d Document) checked(faults *domain.Faults) Document {
	return Document{Type: d.Type, Number: checkDocument(faults, d.Type, d.Number)}
}

func (d Document) lock() event.Aggregate {
	return registration{DocumentType: d.Type, DocumentNumber: d.Number}.lock()
}

// SendRegistrationCode sends a client that has not proved its e-mail yet a new code, to the e-mail that the house has. It
// answers the same, after the same work, whether there is such a client or not; only a malformed document is refused.
func (s *Service) SendRegistrationCode(ctx context.Context, in Document) error {
	var faults domain.Faults
	wanted := in.checked(&faults)
	if err := faults.Err(); err != nil {
		return err
	}
	if err := s.options.RateLimits.Require(ctx, ratelimit.CodeFromAddress(), ratelimit.Address(ctx)); err != nil {
		return err
	}
	if err := s.limitCodes(ctx, documentKey(wanted.Type, wanted.Number)); err != nil {
		return err
	}
	seen, err := byDocument(ctx, s.store.Read().Customer.Query(), wanted.Type, wanted.Number)
	if err != nil {
		return err
	}
	mailbox := documentKey(wanted.Type, wanted.Number)
	if seen != nil && seen.Status == domain.ClientPendingVerification {
		mailbox = seen.Email
	}
	mails, err := s.takeMail(ctx, mailbox)
	if err != nil {
		return err
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "registration.sendCode", Locks: []event.Aggregate{wanted.lock()}},
		func(ctx context.Context, tx *store.Tx) error {
			known, err := byDocument(ctx, tx.Customer.Query(), wanted.Type, wanted.Number)
			if err != nil {
				return err
			}
			if known == nil || known.Status != domain.ClientPendingVerification {
				return s.rehearseCode(ctx, tx)
			}
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: known.ID})
			return s.sendCode(ctx, tx, known.ID, mails)
		})
	return err
}

// rehearseCode does what sending a code does, for a client that is invented for it, and undoes it.
func (s *Service) rehearseCode(ctx context.Context, tx *store.Tx) error {
	return tx.Rehearse(ctx, func(ctx context.Context) error {
		row, err := tx.Customer.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetDocumentType(domain.DocumentPassport).
			SetDocumentNumber(inventedNumber()).SetFullName("NADIE").SetEmail("nadie@invalid.invalid").SetPasswordHash("").
			SetStatus(domain.ClientPendingVerification).SetKycStatus(domain.KYCPending).SetOwnerID(domain.HouseUserID()).
			SetChannel(domain.ChannelWeb).Save(ctx)
		if err != nil {
			return fmt.Errorf("invent a client: %w", err)
		}
		return s.sendCode(ctx, tx, row.ID, true)
	})
}

// VerifyInput is what activates a client that registered itself.
type VerifyInput struct {
	Document
	// Password is the one that was chosen at registration.
	Password string
	// Code is the one that the e-mail brought.
	Code string
}

// VerifyRegistration proves the e-mail of a client that registered itself and activates the client. The code alone does not:
// it tells that the e-mail is somebody's, and anybody could have registered that e-mail with a password of its own before.
// VERIFICATION_FAILED is the one answer, after the same work, for a wrong or old code, for a wrong password and for a document
// that nobody waits with. Only who has the password tries the code: whoever knows no more than the document could use its tries up,
// and learns nothing by them.
func (s *Service) VerifyRegistration(ctx context.Context, in VerifyInput) error {
	var faults domain.Faults
	wanted := in.checked(&faults)
	code := checkCode(&faults, in.Code)
	if in.Password == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe la contraseña que elegiste al registrarte.").At("password"))
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if err := s.areas.People.LimitByAddress(ctx, "registration.verify"); err != nil {
		return err
	}
	known, err := byDocument(ctx, s.store.Read().Customer.Query(), wanted.Type, wanted.Number)
	if err != nil {
		return err
	}
	var id uuid.UUID
	var hash string
	if known != nil {
		id = known.ID
		if known.Status == domain.ClientPendingVerification {
			hash = known.PasswordHash
		}
	}
	fits, err := s.areas.People.PasswordFits(ctx, hash, in.Password)
	if err != nil {
		return err
	}
	var tried uuid.UUID
	if fits {
		tried = id
	}
	try, err := s.areas.People.TakeTry(ctx, domain.ChallengeRegistration, identity.ClientOf(tried), uuid.Nil)
	if err != nil {
		return err
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "registration.verify", Locks: []event.Aggregate{clientele.Lock(id)}},
		func(ctx context.Context, tx *store.Tx) error {
			same, err := tx.Customer.Query().Where(customer.ID(id), customer.PasswordHash(hash)).Exist(access.AsSystem(ctx))
			if err != nil {
				return fmt.Errorf("look at a password again: %w", err)
			}
			told := code
			if !fits || !same {
				// No code is empty, so none is used up.
				told = ""
			}
			if err := s.areas.People.Redeem(ctx, tx, try, told); err != nil {
				return err
			}
			return activate(ctx, tx, id)
		})
	return err
}

// activate makes a client active that proved its e-mail.
func activate(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	activated, err := clientele.Activate(ctx, tx, id)
	if err == nil && !activated {
		err = domain.Refuse(domain.CodeClientInactive, "El registro ya no está pendiente. Inicia sesión o comunícate con la casa.")
	}
	return err
}

// checkCode answers the six digits of a code, however they were typed.
func checkCode(faults *domain.Faults, text string) string {
	code := domain.TypedCode(domain.Clip(text, 40))
	if len(code) != 6 || strings.Trim(code, "0123456789") != "" {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El código tiene 6 dígitos.").At("code"))
	}
	return code
}

// visible answers a client that the caller may see; NOT_FOUND at clientId for any other.
func visible(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.Customer, error) {
	row, err := tx.Customer.Query().Where(customer.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, unknownClient()
	}
	if err != nil {
		return nil, fmt.Errorf("find a client: %w", err)
	}
	return row, nil
}

// owner is the client that an act of a client's own is about: itself, or the one that staff name.
func owner(actor access.Actor, named uuid.UUID) (uuid.UUID, *domain.Error) {
	switch {
	case actor.IsClient() && named != uuid.Nil && named != actor.ID:
		return uuid.Nil, unknownClient()
	case actor.IsClient():
		return actor.ID, nil
	case named == uuid.Nil:
		return uuid.Nil, domain.Refuse(domain.CodeRequired, "Indica de qué cliente se trata.").At("clientId")
	}
	return named, nil
}
