package identity

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// SessionInfo is a session as its owner may see it. For who came with an access token it stands for that token: it has the
// token's id and end, and no kind.
type SessionInfo struct {
	ID   uuid.UUID
	Kind domain.SessionKind
	// StartedAt is the sign-in, SeenAt the last activity that was written down.
	StartedAt, SeenAt time.Time
	// IdleExpiresAt is when the session ends without activity, ExpiresAt when it ends in any case.
	IdleExpiresAt, ExpiresAt time.Time
}

// ofToken tells whether it stands for an access token.
func (s SessionInfo) ofToken() bool { return s.Kind == "" }

// EndsAt is when the session ends without more activity.
func (s SessionInfo) EndsAt() time.Time {
	if s.ExpiresAt.Before(s.IdleExpiresAt) {
		return s.ExpiresAt
	}
	return s.IdleExpiresAt
}

// Authenticate answers who a token belongs to. It fails with UNAUTHENTICATED, and a text that says why a session of this
// token ended; with anything else when the database cannot be asked. It is no activity: see [Service.Touch].
//
// Answers are kept for 5 seconds. A session that ends meanwhile is dropped by [Service.Forget]; an idle end that seems
// to have passed is looked up again, because another instance may have pushed it on.
func (s *Service) Authenticate(ctx context.Context, token string) (access.Actor, SessionInfo, error) {
	prefix, hash, ok := hashToken(token)
	if !ok {
		return access.Anonymous(), SessionInfo{}, unknownSession()
	}
	now := s.store.Clock().Now()
	entry, fresh := s.sessions.get(hash, now)
	if !fresh || !now.Before(entry.session.EndsAt()) {
		ticket := s.sessions.reading()
		actor, session, err := s.whose(ctx, prefix, hash, now)
		if err != nil {
			return access.Anonymous(), SessionInfo{}, err
		}
		entry = known{actor: actor, session: session, readAt: now}
		s.sessions.keep(ticket, hash, entry)
	}
	if entry.actor.TokenID != uuid.Nil {
		s.tokenUses.note(entry.actor.TokenID, now)
	}
	return entry.actor, entry.session, nil
}

// whose asks the database who a token belongs to: a session, or an access token by its prefix.
func (s *Service) whose(ctx context.Context, prefix string, hash tokenHash, now time.Time) (access.Actor, SessionInfo, error) {
	if prefix != sessionPrefix {
		return s.lookUpToken(ctx, prefix, hash, now)
	}
	found, err := s.lookUp(ctx, `s.token_hash = $1`, hash[:])
	if err != nil {
		return access.Anonymous(), SessionInfo{}, err
	}
	if refusal := found.refusal(now); refusal != nil {
		return access.Anonymous(), SessionInfo{}, refusal
	}
	return found.actor, found.session, nil
}

// Live answers a session as it is now, past every cache, for who holds a connection open on it: UNAUTHENTICATED when it
// has ended.
func (s *Service) Live(ctx context.Context, id uuid.UUID) (access.Actor, SessionInfo, error) {
	found, err := s.lookUp(ctx, `s.id = $1`, id)
	if err != nil {
		return access.Anonymous(), SessionInfo{}, err
	}
	if refusal := found.refusal(s.store.Clock().Now()); refusal != nil {
		return access.Anonymous(), SessionInfo{}, refusal
	}
	return found.actor, found.session, nil
}

// Forget drops a session or an access token from memory. Whoever reads the event feed calls it for every SESSION_ENDED
// and SESSION_LIFTED, and for the events of tokens.
func (s *Service) Forget(sessionID uuid.UUID) { s.sessions.forget(sessionID) }

// ForgetPerson drops everything by which a person is known from memory. Whoever reads the event feed calls it for the events
// of users, whose rights may have changed.
func (s *Service) ForgetPerson(person Person) { s.sessions.forgetPerson(person) }

// ForgetAll drops every session from memory, for when the feed's history was replaced.
func (s *Service) ForgetAll() { s.sessions.forgetAll() }

// sessionRow is a session with its owner, as one query finds it.
type sessionRow struct {
	exists  bool
	ended   domain.SessionEnd
	blocked bool
	actor   access.Actor
	session SessionInfo
}

// sessionQuery reads a session, its owner and the owner's grants at once: it runs for every request that the cache does
// not answer, before there is an actor whose row rules could apply.
const sessionQuery = `
SELECT s.id, s.kind, s.created_at, s.seen_at, s.idle_expires_at, s.expires_at, coalesce(s.end_reason, ''),
	coalesce(s.restriction, ''), coalesce(s.user_id, s.client_id), coalesce(u.role, ''),
	coalesce(u.status, c.status) <> 'ACTIVE',
	ARRAY(SELECT g.permission::text FROM permission_grants g WHERE g.user_id = s.user_id ORDER BY 1),
	ARRAY(SELECT g.permission_set::text FROM permission_set_grants g WHERE g.user_id = s.user_id ORDER BY 1)
FROM sessions s
LEFT JOIN users u ON u.id = s.user_id
LEFT JOIN clients c ON c.id = s.client_id
WHERE `

func (s *Service) lookUp(ctx context.Context, condition string, argument any) (sessionRow, error) {
	var row sessionRow
	var role domain.Role
	var granted, sets []string
	info, actor := &row.session, &row.actor
	err := s.store.DB().QueryRowContext(ctx, sessionQuery+condition, argument).Scan(&info.ID, &info.Kind, &info.StartedAt, &info.SeenAt,
		&info.IdleExpiresAt, &info.ExpiresAt, &row.ended, &actor.Restriction, &actor.ID, &role, &row.blocked, pq.Array(&granted), pq.Array(&sets))
	if errors.Is(err, sql.ErrNoRows) {
		return sessionRow{}, nil
	}
	if err != nil {
		return sessionRow{}, fmt.Errorf("look up a session: %w", err)
	}
	row.exists = true
	actor.Kind, actor.Role = domain.ActorStaff, role
	if info.Kind != domain.SessionStaff {
		actor.Kind, actor.Role = domain.ActorClient, domain.RoleClient
	}
	for _, permission := range granted {
		actor.Granted = append(actor.Granted, domain.Permission(permission))
	}
	for _, set := range sets {
		actor.Sets = append(actor.Sets, domain.PermissionSet(set))
	}
	actor.SessionID, actor.Session = info.ID, info.Kind
	for _, instant := range []*time.Time{&info.StartedAt, &info.SeenAt, &info.IdleExpiresAt, &info.ExpiresAt} {
		*instant = instant.UTC()
	}
	return row, nil
}

// refusal tells the holder of a token why it is worth nothing now; nil when it is. Only the holder hears it, so it may
// say what happened.
func (r sessionRow) refusal(now time.Time) *domain.Error {
	switch {
	case !r.exists:
		return unknownSession()
	case r.ended == domain.SessionReplaced:
		return ended(r.ended, "Tu sesión se cerró porque iniciaste sesión en otro lugar. Si no fuiste tú, cambia tu contraseña.")
	case r.ended == domain.SessionTimedOut, r.ended == "" && !now.Before(r.session.EndsAt()):
		return ended(domain.SessionTimedOut, "Tu sesión venció. Inicia sesión de nuevo para continuar.")
	case r.ended != "":
		return ended(r.ended, "Tu sesión se cerró. Inicia sesión de nuevo para continuar.")
	case r.blocked:
		return unknownSession()
	}
	return nil
}

func unknownSession() *domain.Error {
	return domain.Refuse(domain.CodeUnauthenticated, "Inicia sesión para continuar.")
}

func ended(reason domain.SessionEnd, message string) *domain.Error {
	return domain.Refuse(domain.CodeUnauthenticated, "%s", message).With("reason", reason)
}
