package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
}

// SignedIn is a new session. Token is shown this once.
type SignedIn struct {
	Token   string
	Actor   access.Actor
	Session SessionInfo
}

// SignIn opens a session for who proves to be somebody. It refuses with REQUIRED where a field is empty, with
// INVALID_CREDENTIALS whatever else is wrong, with RATE_LIMITED and retryAfterSeconds after too many attempts, and with
// UNAVAILABLE when too many sign in at once. A person of the house signs its older session out by it.
func (s *Service) SignIn(ctx context.Context, in SignInInput) (SignedIn, error) {
	claim, err := in.Credentials.claim()
	if err != nil {
		return SignedIn{}, err
	}
	identity := s.attempts.identity(claim.subject())
	address := s.attempts.address("session.create", access.OriginFrom(ctx).Address)
	if err := s.attempts.take(ctx, slices.Concat(identity, address)); err != nil {
		return SignedIn{}, err
	}
	signedIn, err := s.signIn(ctx, claim)
	// Whether the caller still waits must not change what was counted.
	counting := context.WithoutCancel(ctx)
	switch {
	case err == nil:
		if err := errors.Join(s.attempts.forgive(counting, identity), s.attempts.giveBack(counting, address)); err != nil {
			return SignedIn{}, err
		}
		return signedIn, nil
	case domain.CodeOf(err) == domain.CodeInvalidCredentials:
		return SignedIn{}, err
	}
	return SignedIn{}, errors.Join(err, s.attempts.giveBack(counting, slices.Concat(identity, address)))
}

func (s *Service) signIn(ctx context.Context, claim claim) (SignedIn, error) {
	found, err := s.find(ctx, s.store.Read(), claim)
	if err != nil {
		return SignedIn{}, err
	}
	fits, outdated, err := s.hasher.verify(ctx, found.passwordHash, claim.password)
	if err != nil {
		return SignedIn{}, err
	}
	if !fits {
		return SignedIn{}, s.refuse(ctx, claim, found)
	}
	renewed := ""
	if outdated {
		if renewed, err = s.hasher.hash(ctx, claim.password); err != nil {
			return SignedIn{}, err
		}
	}
	signedIn, err := s.begin(ctx, claim, found, renewed)
	if errors.Is(err, errChangedMeanwhile) {
		return SignedIn{}, s.refuse(ctx, claim, found)
	}
	return signedIn, err
}

// refuse leaves the audit row of a failed sign-in and answers what the caller hears. The one answer, after the same
// work, is for unknown names too (realtime.md 4.2, row 10).
func (s *Service) refuse(ctx context.Context, claim claim, found candidate) error {
	_, err := store.Do(ctx, s.store, store.Command{Action: "session.refuse"}, func(_ context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: claim.person.objectKind(), ObjectID: found.person.ID,
			After: map[string]any{"login": access.Mask(claim.name), "kind": claim.kind}})
		return nil
	})
	if err != nil {
		return err
	}
	return domain.Refuse(domain.CodeInvalidCredentials, "Los datos de acceso no son correctos. Revísalos; si acabas de registrarte, confirma primero tu correo.")
}

// errChangedMeanwhile tells that the person was deactivated, or got another password, while its old one was verified.
var errChangedMeanwhile = errors.New("the person changed meanwhile")

// begin writes the session, in the name of the person that signed in.
func (s *Service) begin(ctx context.Context, claim claim, found candidate, renewedHash string) (SignedIn, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return SignedIn{}, fmt.Errorf("make a session id: %w", err)
	}
	token, hash := newToken()
	signedIn := SignedIn{Token: token, Actor: found.actor}
	signedIn.Actor.SessionID, signedIn.Actor.Session = id, claim.kind
	ctx = access.WithActor(ctx, signedIn.Actor)
	command := store.Command{Action: "session.create", Locks: []event.Aggregate{found.person.lock()}}
	replaced, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		again, err := s.find(ctx, tx.Client(), claim)
		if err != nil {
			return nil, err
		}
		if again.passwordHash != found.passwordHash || again.person != found.person {
			return nil, errChangedMeanwhile
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
		signedIn.Session, err = create(ctx, tx, id, hash, found.person, claim.kind)
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
func create(ctx context.Context, tx *store.Tx, id uuid.UUID, hash tokenHash, person Person, kind domain.SessionKind) (SessionInfo, error) {
	life, origin := lifetimeOf(kind), access.OriginFrom(ctx)
	insert := tx.Session.Create().SetID(id).SetCreatedAt(tx.Now).SetKind(kind).SetTokenHash(hash[:]).
		SetAddress(clip(origin.Address, 64)).SetUserAgent(clip(origin.UserAgent, 300)).
		SetSeenAt(tx.Now).SetIdleExpiresAt(tx.Now.Add(life.idle)).SetExpiresAt(tx.Now.Add(life.absolute))
	if person.Kind == domain.ActorStaff {
		insert.SetUserID(person.ID)
	} else {
		insert.SetClientID(person.ID)
	}
	row, err := insert.Save(ctx)
	if err != nil {
		return SessionInfo{}, fmt.Errorf("write a session: %w", err)
	}
	tx.Emit(sessionEvent(tx, row, EventSessionStarted, 1, map[string]any{"kind": kind}))
	tx.Audit(audit.Entry{ObjectKind: "session", ObjectID: id, After: map[string]any{"kind": kind, "person": person.ID}})
	return infoOf(row), nil
}

func infoOf(row *ent.Session) SessionInfo {
	return SessionInfo{ID: row.ID, Kind: row.Kind, StartedAt: row.CreatedAt.UTC(), SeenAt: row.SeenAt.UTC(),
		IdleExpiresAt: row.IdleExpiresAt.UTC(), ExpiresAt: row.ExpiresAt.UTC()}
}

// clip cuts a text that the outside chose to the width of its column.
func clip(text string, limit int) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit])
	}
	return text
}
