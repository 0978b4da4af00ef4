package clients

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// registerSelf registers who is not signed in. Both ways through it hash the password, write and tell one e-mail; where the
// document is known the writing is rehearsed and undone.
func (s *Service) registerSelf(ctx context.Context, wanted registration, in RegisterInput) (uuid.UUID, store.Replay, error) {
	document := documentKey(wanted.DocumentType, wanted.DocumentNumber)
	if err := s.options.RateLimits.Require(ctx, ratelimit.Registration(), ratelimit.Address(ctx)); err != nil {
		return uuid.Nil, false, err
	}
	if err := s.limitCodes(ctx, document); err != nil {
		return uuid.Nil, false, err
	}
	hash, err := s.areas.People.HashPassword(ctx, in.Password)
	if err != nil {
		return uuid.Nil, false, err
	}
	pending := origin{owner: domain.HouseUserID(), status: domain.ClientPendingVerification, passwordHash: hash}
	for {
		replay, err := s.registerOnce(ctx, wanted, in, pending)
		// A client's row never goes away, so the second look finds it.
		if !errors.Is(err, errRegisteredMeanwhile) {
			return uuid.Nil, replay, err
		}
	}
}

// registerOnce looks for the client before the locks are chosen: a registration that waits for its e-mail is written over,
// under the locks of its client and of the person that links are sent to.
func (s *Service) registerOnce(ctx context.Context, wanted registration, in RegisterInput, pending origin) (store.Replay, error) {
	seen, err := byDocument(ctx, s.store.Read().Customer.Query(), wanted.DocumentType, wanted.DocumentNumber)
	if err != nil {
		return false, err
	}
	// Nobody's registrations must not wait for each other.
	locked := uuid.New()
	if seen != nil {
		locked = seen.ID
	}
	mailbox := wanted.Email
	if seen != nil && seen.Status != domain.ClientPendingVerification {
		mailbox = seen.Email
	}
	mails, err := s.takeMail(ctx, mailbox)
	if err != nil {
		return false, err
	}
	command := wanted.command(in.IdempotencyKey)
	command.Scope = documentKey(wanted.DocumentType, wanted.DocumentNumber)
	command.Locks = append(command.Locks, clientele.Lock(locked), screenLock(locked), identity.ClientOf(locked).Lock())
	return store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		known, err := wanted.find(ctx, tx)
		if err != nil {
			return err
		}
		if known != nil && known.ID != locked {
			return errRegisteredMeanwhile
		}
		if err := endDraft(ctx, tx, in.DraftToken); err != nil {
			return err
		}
		if known != nil {
			return s.registerKnown(ctx, tx, known, wanted, pending, mails)
		}
		id, issued, err := s.writePending(ctx, tx, wanted, pending)
		if err != nil {
			return err
		}
		return s.tellOr(ctx, tx, mails, registrationCode(id, issued))
	})
}

// writePending writes a client that waits for its e-mail to be proved, and a code for it.
func (s *Service) writePending(ctx context.Context, tx *store.Tx, wanted registration, pending origin) (uuid.UUID, identity.Issued, error) {
	id, err := s.write(ctx, tx, wanted, pending)
	if err != nil {
		return uuid.Nil, identity.Issued{}, err
	}
	issued, err := s.areas.People.IssueCode(ctx, tx, domain.ChallengeRegistration, identity.ClientOf(id), uuid.Nil)
	return id, issued, err
}

// registerKnown answers a registration of a document that is known. That of who has not proved its e-mail yet is replaced;
// everybody else hears that somebody tried.
func (s *Service) registerKnown(ctx context.Context, tx *store.Tx, known *ent.Customer, wanted registration, pending origin, mails bool) error {
	if known.Status == domain.ClientPendingVerification {
		return s.registerAgain(ctx, tx, known, wanted, pending, mails)
	}
	tx.Audit(audit.Entry{Action: "client.registerKnown", ObjectKind: domain.ObjectClient, ObjectID: known.ID, After: wanted.audited()})
	wanted.DocumentNumber = inventedNumber()
	err := tx.Rehearse(ctx, func(ctx context.Context) error {
		_, _, err := s.writePending(ctx, tx, wanted, pending)
		return err
	})
	if err != nil {
		return err
	}
	return s.tellOr(ctx, tx, mails, notify.Message{Fact: "register-known:" + uuid.NewString(), Kind: notify.KindRegistrationKnown, To: recipient(known.ID)})
}

// limitCodes bounds what one network asks for about one document. The document alone is no subject: whoever knows it could keep
// its owner out.
func (s *Service) limitCodes(ctx context.Context, document string) error {
	network := ratelimit.Address(ctx)
	if network == "" {
		return nil
	}
	return s.options.RateLimits.Require(ctx, ratelimit.CodeToIdentity(), document+"\x1f"+network)
}

// takeMail tells whether one more e-mail may go to a mailbox, and counts it.
func (s *Service) takeMail(ctx context.Context, mailbox string) (bool, error) {
	decision, err := s.options.RateLimits.Take(ctx, ratelimit.CodeToMailbox(), "email:"+mailbox, 1)
	return decision.Allowed, err
}

// tellOr tells a message, or does the same work for nothing where the mailbox has had its share.
func (s *Service) tellOr(ctx context.Context, tx *store.Tx, mails bool, message notify.Message) error {
	if mails {
		return s.areas.Messages.Tell(ctx, tx, message)
	}
	return tx.Rehearse(ctx, func(ctx context.Context) error { return s.areas.Messages.Tell(ctx, tx, message) })
}

// sendCode sends a client that has not proved its e-mail a new code. Where the mailbox has had its share it does the same work for
// nothing: the code that went there last stays good.
func (s *Service) sendCode(ctx context.Context, tx *store.Tx, id uuid.UUID, mails bool) error {
	send := func(ctx context.Context) error {
		issued, err := s.areas.People.IssueCode(ctx, tx, domain.ChallengeRegistration, identity.ClientOf(id), uuid.Nil)
		if err != nil {
			return err
		}
		return s.areas.Messages.Tell(ctx, tx, registrationCode(id, issued))
	}
	if mails {
		return send(ctx)
	}
	return tx.Rehearse(ctx, send)
}

func registrationCode(id uuid.UUID, issued identity.Issued) notify.Message {
	return notify.Message{Fact: factOf(issued), Kind: notify.KindRegistrationCode, To: recipient(id), Secret: issued.Text, ExpiresAt: issued.ExpiresAt}
}

// factOf is what a sent secret is once for ever.
func factOf(issued identity.Issued) string { return "challenge:" + issued.ID.String() }

// inventedNumber is a document's number for a rehearsal: nobody has it.
func inventedNumber() string { return strings.ReplaceAll(uuid.NewString(), "-", "")[:15] }
