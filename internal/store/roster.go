package store

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// Roster is how a command stands to who works for the house and in which role: those who get something to answer for, an
// operation or a client, must still be there when the command commits.
//
// It is one lock of many readers and one writer, and always the first one of a command after its idempotency key. Whoever
// changes the roster learns what a person holds before it locks that, and nobody who holds a part of it waits for the
// roster meanwhile.
type Roster int

const (
	// RosterUnasked commands give nobody anything.
	RosterUnasked Roster = iota
	// RosterStands keeps everybody in place until the commit; any number of commands may do that at once.
	RosterStands
	// RosterChanges lets somebody go or gives another role; nobody gets anything meanwhile.
	RosterChanges
)

// statement is the lock of the roster; its seed keeps the name apart from those of aggregates and of idempotency keys.
func (r Roster) statement() string {
	switch r {
	case RosterStands:
		return `SELECT pg_advisory_xact_lock_shared(hashtextextended('roster', 2))`
	case RosterChanges:
		return `SELECT pg_advisory_xact_lock(hashtextextended('roster', 2))`
	}
	return ""
}

// lock takes all locks of a command but that of its idempotency key, each kind in one statement.
func (c Command) lock(ctx context.Context, tx *Tx) error {
	if statement := c.Roster.statement(); statement != "" {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: lock the roster: %w", c.Action, err)
		}
	}
	locks := c.Locks
	if c.Find != nil {
		found, err := c.Find(ctx, tx)
		if err != nil {
			return err
		}
		locks = append(append([]event.Aggregate(nil), locks...), found...)
	}
	for _, lock := range locks {
		if !lock.Type.Is(domain.LockedOn) {
			return fmt.Errorf("%s: locks %q, which the table of things does not know as locked: whoever else changes it may not wait", c.Action, lock.Type)
		}
	}
	return event.Lock(ctx, tx, locks...)
}
