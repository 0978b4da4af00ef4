package identity

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// touchEvery is how often activity is written down, at most.
const touchEvery = 30 * time.Second

// Touch pushes the idle end of a session on because its person asked for something. Requests of a person call it after
// [Service.Authenticate]; open sockets do not. It writes at most once every 30 seconds, and no audit row: activity
// changes nothing that anybody has to answer for. It answers the session as it is now. An access token has no idle end.
func (s *Service) Touch(ctx context.Context, session SessionInfo) (SessionInfo, error) {
	now := s.store.Clock().Now()
	if session.ofToken() || now.Sub(session.SeenAt) < touchEvery {
		return session, nil
	}
	touched, err := s.push(ctx, session.ID, session.Kind, now)
	if errors.Is(err, sql.ErrNoRows) {
		// It ended since it was looked up; the next request is told.
		s.Forget(session.ID)
		return session, nil
	}
	return touched, err
}

// Renew pushes the idle end of the caller's own session on at once: a person said "still here". It fails with
// UNAUTHENTICATED when there is no live session.
func (s *Service) Renew(ctx context.Context) (SessionInfo, error) {
	actor, err := access.RequireSession(ctx)
	if err != nil {
		return SessionInfo{}, err
	}
	renewed, err := s.push(ctx, actor.SessionID, actor.Session, s.store.Clock().Now())
	if errors.Is(err, sql.ErrNoRows) {
		s.Forget(actor.SessionID)
		return SessionInfo{}, ended(domain.SessionTimedOut, "Tu sesión venció. Inicia sesión de nuevo para continuar.")
	}
	return renewed, err
}

// pushStatement never moves an end back, nor beyond the absolute one, and never wakes a session that is over.
const pushStatement = `
UPDATE sessions SET seen_at = greatest(seen_at, $2), idle_expires_at = greatest(idle_expires_at, least($3, expires_at))
WHERE id = $1 AND ended_at IS NULL AND idle_expires_at > $2 AND expires_at > $2
RETURNING id, kind, created_at, seen_at, idle_expires_at, expires_at`

func (s *Service) push(ctx context.Context, id uuid.UUID, kind domain.SessionKind, now time.Time) (SessionInfo, error) {
	var info SessionInfo
	err := s.store.DB().QueryRowContext(ctx, pushStatement, id, now, now.Add(lifetimeOf(kind).idle)).Scan(&info.ID, &info.Kind,
		&info.StartedAt, &info.SeenAt, &info.IdleExpiresAt, &info.ExpiresAt)
	if err != nil {
		return SessionInfo{}, fmt.Errorf("push the end of a session: %w", err)
	}
	for _, instant := range []*time.Time{&info.StartedAt, &info.SeenAt, &info.IdleExpiresAt, &info.ExpiresAt} {
		*instant = instant.UTC()
	}
	s.Forget(id)
	return info, nil
}
