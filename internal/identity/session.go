package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// The aggregate of sessions and its two events: a session begins and ends once.
const (
	SessionAggregate    = "session"
	EventSessionStarted = "SESSION_STARTED"
	EventSessionEnded   = "SESSION_ENDED"
)

// EndedFacts are the facts of a SESSION_ENDED.
type EndedFacts struct {
	Reason domain.SessionEnd `json:"reason"`
}

// End signs the caller out; ended is false when the session was over already. Its sockets close when the event arrives.
func (s *Service) End(ctx context.Context) (ended bool, err error) {
	actor, err := access.RequireSignedIn(ctx)
	if err != nil {
		return false, err
	}
	if actor.SessionID == uuid.Nil {
		return false, access.Denied(access.Anonymous())
	}
	count, err := s.end(ctx, "session.end", Person{Kind: actor.Kind, ID: actor.ID}, domain.SessionSignedOut,
		func(row *ent.Session) bool { return row.ID == actor.SessionID })
	return count > 0, err
}

// EndFor ends every live session of a person, for example of a deactivated one, and answers how many there were. It asks
// for the right to administer people.
func (s *Service) EndFor(ctx context.Context, person Person) (int, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return 0, err
	}
	return s.end(ctx, "session.revoke", person, domain.SessionRevoked, func(*ent.Session) bool { return true })
}

// end ends the live sessions of a person that are meant.
func (s *Service) end(ctx context.Context, action string, person Person, reason domain.SessionEnd, meant func(*ent.Session) bool) (int, error) {
	command := store.Command{Action: action, Locks: []event.Aggregate{person.lock()}}
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
	owner := session.ClientID(person.ID)
	if person.Kind == domain.ActorStaff {
		owner = session.UserID(person.ID)
	}
	// The one who acts need not be the owner; the command asked for its right.
	rows, err := tx.Session.Query().Where(owner, session.EndedAtIsNil()).Order(session.ByID()).All(access.AsSystem(ctx))
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
	tx.Emit(sessionEvent(tx, row, EventSessionEnded, 2, EndedFacts{Reason: reason}))
	tx.Audit(audit.Entry{ObjectKind: "session", ObjectID: row.ID, After: map[string]any{"reason": reason}})
	return nil
}

// sessionEvent is an event about a session. It routes to nobody: sessions are the servers' affair.
func sessionEvent(tx *store.Tx, row *ent.Session, kind string, version int, facts any) event.Record {
	return event.Record{Kind: kind, SchemaVersion: 1, Aggregate: event.Aggregate{Type: SessionAggregate, ID: row.ID},
		AggregateVersion: version, Actor: actorOf(tx.Actor), OccurredAt: tx.Now, Facts: facts}
}
