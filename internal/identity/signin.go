package identity

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Credentials are those of one person: exactly one of the two is given.
type Credentials struct {
	Staff  *StaffCredentials
	Client *ClientCredentials
}

// StaffCredentials are a person of the house's.
type StaffCredentials struct {
	// Login is the e-mail or the DNI.
	Login, Password string
	// TOTPCode is the code of the second factor, or a recovery code; empty until it is asked for.
	TOTPCode string
}

// ClientCredentials are a client's.
type ClientCredentials struct {
	DocumentType             domain.DocumentType
	DocumentNumber, Password string
	// App asks for a session of a phone.
	App bool
}

// SignInInput asks for a session. How the token travels, in a cookie or in the answer, is the edge's affair.
type SignInInput struct {
	Credentials Credentials
	// Device is the secret that an earlier sign-in on the same device answered; empty where there is none.
	Device string
}

// SignedIn is a new session. Token is shown this once.
type SignedIn struct {
	Token string
	// Device is the secret by which the device is known from now on: its own, or a new one.
	Device  string
	Actor   access.Actor
	Session SessionInfo
}

// SignIn opens a session for who proves to be somebody. It refuses with REQUIRED where a field is empty, with
// INVALID_CREDENTIALS whatever else is wrong, with TOTP_REQUIRED where the password is right and the code of the second
// factor is missing or wrong, with RATE_LIMITED and retryAfterSeconds after too many attempts, and with UNAVAILABLE when too
// many sign in at once. A person of the house signs its older session out by it.
func (s *Service) SignIn(ctx context.Context, in SignInInput) (SignedIn, error) {
	claim, err := in.Credentials.claim()
	if err != nil {
		return SignedIn{}, err
	}
	place, err := s.hasher.seat()
	if err != nil {
		return SignedIn{}, err
	}
	defer place.leave()
	claim.device = in.Device
	counted, err := s.admit(ctx, claim)
	if err != nil {
		return SignedIn{}, err
	}
	signedIn, err := s.signIn(ctx, place, claim)
	if err := s.settle(ctx, counted, err); err != nil {
		return SignedIn{}, err
	}
	return signedIn, nil
}

func (s *Service) signIn(ctx context.Context, place seat, claim claim) (SignedIn, error) {
	found, err := s.find(ctx, s.store.Read(), claim)
	if err != nil {
		return SignedIn{}, err
	}
	fits, outdated, err := place.verify(ctx, found.passwordHash, claim.password)
	if err != nil {
		return SignedIn{}, err
	}
	if !fits {
		return SignedIn{}, s.refuse(ctx, claim, found)
	}
	renewed := ""
	if outdated {
		if renewed, err = place.hash(ctx, claim.password); err != nil {
			return SignedIn{}, err
		}
	}
	signedIn, err := s.beginProved(ctx, claim, found, renewed)
	switch {
	case errors.Is(err, errChangedMeanwhile):
		return SignedIn{}, s.refuse(ctx, claim, found)
	case isWrongFactor(err):
		return SignedIn{}, errors.Join(err, s.recordRefusal(ctx, claim, found, "secondFactor"))
	}
	return signedIn, err
}

// beginProved begins the session of who has the right password. Codes of the second factor are counted for the person, wherever
// they come from: whoever tries one has the password already.
func (s *Service) beginProved(ctx context.Context, claim claim, found candidate, renewedHash string) (SignedIn, error) {
	if !found.factor.confirmed || typed(claim.code) == "" {
		return s.begin(ctx, claim, found, renewedHash)
	}
	const secret = "second factor"
	signedIn, err := judged(ctx, s, secret, found.actor, func() (SignedIn, error) { return s.begin(ctx, claim, found, renewedHash) })
	if err != nil {
		return SignedIn{}, err
	}
	return signedIn, s.attempts.forgive(context.WithoutCancel(ctx), s.attempts.ofSecret(secret, found.actor))
}

// recordRefusal leaves the audit row of a failed sign-in.
func (s *Service) recordRefusal(ctx context.Context, claim claim, found candidate, wrong string) error {
	_, err := store.Do(ctx, s.store, store.Command{Action: "session.refuse"}, func(_ context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: claim.person.objectKind(), ObjectID: found.person.ID,
			After: map[string]any{"login": access.Mask(claim.name), "kind": claim.kind, "wrong": wrong}})
		return nil
	})
	return err
}

// refuse answers what the caller of a failed sign-in hears. The one answer, after the same work, is for unknown names too
// (realtime.md 4.2, row 10).
func (s *Service) refuse(ctx context.Context, claim claim, found candidate) error {
	if err := s.recordRefusal(ctx, claim, found, "password"); err != nil {
		return err
	}
	return domain.Refuse(domain.CodeInvalidCredentials, "Los datos de acceso no son correctos. Revísalos; si acabas de registrarte, confirma primero tu correo.")
}

// errChangedMeanwhile tells that the person was deactivated, or got another password, while its old one was verified.
var errChangedMeanwhile = errors.New("the person changed meanwhile")

// restrictionOf is what a session of a person of the house owes before anything else: the password first, then the second
// factor. Clients owe nothing.
func (s *Service) restrictionOf(role domain.Role, mustChange bool, factor secondFactor) domain.SessionRestriction {
	switch {
	case mustChange:
		return domain.RestrictedToPassword
	case s.asksForTOTP(role) && !factor.confirmed:
		return domain.RestrictedToTOTP
	}
	return ""
}

// begin writes the session, in the name of the person that signed in.
func (s *Service) begin(ctx context.Context, claim claim, found candidate, renewedHash string) (SignedIn, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return SignedIn{}, fmt.Errorf("make a session id: %w", err)
	}
	token, hash := newToken(sessionPrefix)
	signedIn := SignedIn{Token: token, Actor: found.actor}
	signedIn.Actor.SessionID, signedIn.Actor.Session = id, claim.kind
	ctx = access.WithActor(ctx, signedIn.Actor)
	command := store.Command{Action: "session.create", Locks: []event.Aggregate{found.person.Lock()}}
	replaced, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		again, err := s.find(ctx, tx.Client(), claim)
		if err != nil {
			return nil, err
		}
		if again.passwordHash != found.passwordHash || again.person != found.person {
			return nil, errChangedMeanwhile
		}
		if err := s.prove(ctx, tx, found.person, again.factor, claim.code); err != nil {
			return nil, err
		}
		actor := &signedIn.Actor
		actor.Role, actor.Restriction = again.actor.Role, s.restrictionOf(again.actor.Role, again.mustChange, again.factor)
		if err := grant(ctx, tx.Client(), found.person, actor); err != nil {
			return nil, err
		}
		if err := rehash(ctx, tx, found.person, renewedHash); err != nil {
			return nil, err
		}
		var replaced []uuid.UUID
		if claim.kind == domain.SessionStaff {
			if replaced, err = endAll(ctx, tx, found.person, domain.SessionReplaced); err != nil {
				return nil, err
			}
		}
		if signedIn.Device, err = remember(ctx, tx, found.person, claim.device); err != nil {
			return nil, err
		}
		signedIn.Session, err = create(ctx, tx, signedIn.Actor, hash)
		return replaced, err
	})
	if err != nil {
		return SignedIn{}, err
	}
	for _, old := range replaced {
		s.Forget(old)
	}
	return signedIn, nil
}

// rehash keeps a hash of today's costs in place of an older one.
func rehash(ctx context.Context, tx *store.Tx, person Person, hash string) error {
	if hash == "" {
		return nil
	}
	return storePassword(ctx, tx, person, hash)
}

// create writes the row of a session, its event and its audit row.
func create(ctx context.Context, tx *store.Tx, actor access.Actor, hash tokenHash) (SessionInfo, error) {
	person, kind := Person{Kind: actor.Kind, ID: actor.ID}, actor.Session
	life, origin := lifetimeOf(kind), access.OriginFrom(ctx)
	device := deviceOf(origin.UserAgent, kind)
	isNew, err := isNewDevice(ctx, tx, person, device)
	if err != nil {
		return SessionInfo{}, err
	}
	insert := tx.Session.Create().SetID(actor.SessionID).SetCreatedAt(tx.Now).SetKind(kind).SetTokenHash(hash[:]).
		SetAddress(domain.Clip(origin.Address, 64)).SetUserAgent(domain.Clip(origin.UserAgent, 300)).SetDevice(device).
		SetSeenAt(tx.Now).SetIdleExpiresAt(tx.Now.Add(life.idle)).SetExpiresAt(tx.Now.Add(life.absolute))
	if person.Kind == domain.ActorStaff {
		insert.SetUserID(person.ID)
	} else {
		insert.SetClientID(person.ID)
	}
	if actor.Restriction != "" {
		insert.SetRestriction(actor.Restriction)
	}
	row, err := insert.Save(ctx)
	if err != nil {
		return SessionInfo{}, fmt.Errorf("write a session: %w", err)
	}
	started := sessionEvent(row.ID, domain.EventSessionStarted, domain.SessionStartedFacts{Kind: kind, Device: device, NewDevice: isNew})
	started.AggregateVersion = 1
	tx.Emit(started)
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectSession, ObjectID: row.ID,
		After: map[string]any{"kind": kind, "person": person.ID, "device": device, "restriction": actor.Restriction}})
	return infoOf(row), nil
}

func infoOf(row *ent.Session) SessionInfo {
	return SessionInfo{ID: row.ID, Kind: row.Kind, StartedAt: row.CreatedAt.UTC(), SeenAt: row.SeenAt.UTC(),
		IdleExpiresAt: row.IdleExpiresAt.UTC(), ExpiresAt: row.ExpiresAt.UTC()}
}
