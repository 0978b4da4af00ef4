package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// End signs the caller out; ended is false when the session was over already. Its sockets close when the event arrives.
func (s *Service) End(ctx context.Context) (ended bool, err error) {
	actor, err := access.RequireSession(ctx)
	if err != nil {
		return false, err
	}
	count, err := s.end(ctx, "session.end", Person{Kind: actor.Kind, ID: actor.ID}, domain.SessionSignedOut,
		func(row *ent.Session) bool { return row.ID == actor.SessionID })
	return count > 0, err
}

// Revoke ends one live session of the caller, this one or another; NOT_FOUND tells that the caller has no such session.
func (s *Service) Revoke(ctx context.Context, id uuid.UUID) error {
	actor, err := wholeSession(ctx)
	if err != nil {
		return err
	}
	count, err := s.end(ctx, "session.revokeOwn", Person{Kind: actor.Kind, ID: actor.ID}, domain.SessionRevoked,
		func(row *ent.Session) bool { return row.ID == id })
	if err == nil && count == 0 {
		return domain.Refuse(domain.CodeNotFound, "No tienes esa sesión, o ya se cerró.").At("sessionId")
	}
	return err
}

// RevokeOthers ends every live session of the caller but this one, and answers how many there were.
func (s *Service) RevokeOthers(ctx context.Context) (int, error) {
	actor, err := wholeSession(ctx)
	if err != nil {
		return 0, err
	}
	return s.end(ctx, "session.revokeOthers", Person{Kind: actor.Kind, ID: actor.ID}, domain.SessionRevoked,
		func(row *ent.Session) bool { return row.ID != actor.SessionID })
}

// wholeSession answers the caller when it came with a session that owes nothing.
func wholeSession(ctx context.Context) (access.Actor, error) {
	actor, err := access.RequireSession(ctx)
	if err == nil && actor.Restriction != "" {
		err = access.Denied(actor)
	}
	return actor, err
}

// end ends the live sessions of a person that are meant.
func (s *Service) end(ctx context.Context, action string, person Person, reason domain.SessionEnd, meant func(*ent.Session) bool) (int, error) {
	command := store.Command{Action: action, Locks: []event.Aggregate{person.Lock()}}
	ids, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		return endMeant(ctx, tx, person, reason, meant)
	})
	for _, id := range ids {
		s.Forget(id)
	}
	return len(ids), err
}

// endAll ends every live session of a person in a transaction that holds the person's lock, and answers which.
func endAll(ctx context.Context, tx *store.Tx, person Person, reason domain.SessionEnd) ([]uuid.UUID, error) {
	return endMeant(ctx, tx, person, reason, func(*ent.Session) bool { return true })
}

func endMeant(ctx context.Context, tx *store.Tx, person Person, reason domain.SessionEnd, meant func(*ent.Session) bool) ([]uuid.UUID, error) {
	// The one who acts need not be the owner; the command asked for its right.
	rows, err := tx.Session.Query().Where(sessionsOf(person), session.EndedAtIsNil()).Order(session.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("find live sessions: %w", err)
	}
	var ids []uuid.UUID
	for _, row := range rows {
		if !meant(row) {
			continue
		}
		if err := endOne(ctx, tx, row, reason); err != nil {
			return nil, err
		}
		ids = append(ids, row.ID)
	}
	return ids, nil
}

func sessionsOf(person Person) predicate.Session {
	if person.Kind == domain.ActorStaff {
		return session.UserID(person.ID)
	}
	return session.ClientID(person.ID)
}

// endOne ends a live session. One whose time was over is told as timed out, whatever ends it now.
func endOne(ctx context.Context, tx *store.Tx, row *ent.Session, reason domain.SessionEnd) error {
	if !tx.Now.Before(infoOf(row).EndsAt()) {
		reason = domain.SessionTimedOut
	}
	changed, err := tx.Session.Update().Where(session.ID(row.ID), session.EndedAtIsNil()).SetEndedAt(tx.Now).SetEndReason(reason).Save(ctx)
	if err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	if changed != 1 {
		return fmt.Errorf("end session %s: it ended without the lock of its person", row.ID)
	}
	if err := tx.EmitNext(ctx, sessionEvent(row.ID, domain.EventSessionEnded, domain.SessionEndedFacts{Reason: reason})); err != nil {
		return err
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectSession, ObjectID: row.ID, After: map[string]any{"reason": reason}})
	return nil
}

// lift takes a restriction off the session that has it, or puts the next one in its place; a session that owes something else
// or nothing is left alone. The command holds the lock of the session's person.
func lift(ctx context.Context, tx *store.Tx, id uuid.UUID, done, next domain.SessionRestriction) error {
	update := tx.Session.Update().Where(session.ID(id), session.RestrictionEQ(done), session.EndedAtIsNil())
	if next == "" {
		update.ClearRestriction()
	} else {
		update.SetRestriction(next)
	}
	changed, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("lift the restriction of a session: %w", err)
	}
	if changed == 0 {
		return nil
	}
	return tx.EmitNext(ctx, sessionEvent(id, domain.EventSessionLifted, domain.SessionLiftedFacts{Restriction: next}))
}

// sessionEvent is an event about a session. It routes to nobody: sessions are the servers' affair.
func sessionEvent(id uuid.UUID, kind domain.EventKind, facts any) event.Record {
	return event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectSession, ID: id}, Facts: facts}
}
