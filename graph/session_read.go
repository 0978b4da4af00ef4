package graph

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
)

// sessions shows the caller's own live sessions.
func (r *Resolver) sessions(ctx context.Context) ([]*view.Session, error) {
	if _, err := access.RequireSession(ctx); err != nil {
		return nil, err
	}
	return r.liveSessions(ctx)
}

// liveSessions reads the sessions that the caller can still use, newest first. Whose they are is a row rule.
func (r *Resolver) liveSessions(ctx context.Context, which ...predicate.Session) ([]*view.Session, error) {
	now := r.now()
	rows, err := r.Store.Read().Session.Query().
		Where(session.EndedAtIsNil(), session.IdleExpiresAtGT(now), session.ExpiresAtGT(now)).Where(which...).
		Order(session.ByCreatedAt(sql.OrderDesc()), session.ByID(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the sessions of a person: %w", err)
	}
	lens, shown := r.look(ctx), make([]*view.Session, len(rows))
	for i, row := range rows {
		shown[i] = view.NewSession(lens, row)
	}
	return shown, nil
}

// ownSession reads the session of the request for a payload if the document shows it.
func (r *Resolver) ownSession(ctx context.Context, field string) (*view.Session, error) {
	if !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return r.session(ctx, access.Current(ctx).SessionID)
}

// session reads one session of the caller; nil when there is none.
func (r *Resolver) session(ctx context.Context, id uuid.UUID) (*view.Session, error) {
	rows, err := r.Store.Read().Session.Query().Where(session.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a session: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return view.NewSession(r.look(ctx), rows[0]), nil
}
