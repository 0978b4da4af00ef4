// Package store owns the database's connections and the one way in which commands write.
//
// Invariants: a command runs in one explicit transaction that is passed on, never hidden in a context; its locks come
// before its first write; its idempotency record, audit rows and events are written inside it, or nothing is; after the
// commit, and only then, the feed is woken.
package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Store is the house's database as the serving role sees it.
type Store struct {
	db    *sql.DB
	reads *ent.Client
	clock clock.Clock
	log   *event.Log
	trail *audit.Trail
	// attester signs what commands write of compliance.
	attester *attest.Attester
	keys     evidence.Keys
	wake     func()
	// lockWait is the constant of that name; tests wait less.
	lockWait time.Duration
}

// Options are what a store needs besides its connections.
type Options struct {
	Clock clock.Clock
	// Keys sign evidence.
	Keys evidence.Keys
	// Wake tells the feed that something was committed; it must not block. Nil wakes nobody.
	Wake func()
}

// New wraps the connections of the serving role.
func New(db *sql.DB, options Options) *Store {
	client := ent.NewClient(ent.Driver(entsql.OpenDB("postgres", db)))
	access.Guard(client)
	wake := options.Wake
	if wake == nil {
		wake = func() {}
	}
	return &Store{db: db, reads: client, clock: options.Clock, log: event.NewLog(options.Keys), trail: audit.NewTrail(options.Keys),
		attester: attest.New(options.Keys), keys: options.Keys, wake: wake, lockWait: lockWait}
}

// DB is the pool itself, for the packages that use raw SQL.
func (s *Store) DB() *sql.DB { return s.db }

// Read is the client of queries outside a transaction. Row rules apply to whoever the context names.
func (s *Store) Read() *ent.Client { return s.reads }

// Clock is the house's clock.
func (s *Store) Clock() clock.Clock { return s.clock }

// Keys sign evidence.
func (s *Store) Keys() evidence.Keys { return s.keys }

// Tx is a command's transaction: the rows it reads and writes, its one instant, and what it has to tell.
type Tx struct {
	*ent.Tx
	// Now is the one instant of everything that the command writes, to the microsecond. It was read once the command had its
	// locks, so that of two commands on one aggregate the later has the later instant.
	Now time.Time
	// Actor is who the command runs for.
	Actor access.Actor

	action  string
	events  []event.Record
	entries []audit.Entry
	marks   []attest.Mark
}

// Emit tells events; they are written with the command's others just before the commit. Who acts and the
// instant are the transaction's where they are left out. A command that tells what stands not in that table, or
// with other facts than it names, is undone.
func (tx *Tx) Emit(records ...event.Record) {
	for _, record := range records {
		if record.Actor.Kind == "" {
			record.Actor = event.Actor{Kind: string(tx.Actor.Kind), ID: tx.Actor.ID}
		}
		if record.OccurredAt.IsZero() {
			record.OccurredAt = tx.Now
		}
		tx.events = append(tx.events, record)
	}
}

// Audit says what the command changed. A command that says nothing still leaves one row with its name.
func (tx *Tx) Audit(entry audit.Entry) {
	if entry.Action == "" {
		entry.Action = tx.action
	}
	tx.entries = append(tx.entries, entry)
}

// Attest signs a row that the command writes, as it is when the command ends: the database refuses the commit without it.
func (tx *Tx) Attest(kind attest.Kind, id uuid.UUID) {
	tx.marks = append(tx.marks, attest.Mark{Kind: kind, ID: id})
}

// IsUniqueViolation tells whether err is the refusal of the named unique index or constraint.
func IsUniqueViolation(err error, constraint string) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && refused.Code == "23505" && refused.Constraint == constraint
}

// IsUnavailable tells whether err came from a database that cannot be reached or is starting or stopping: the same request
// may succeed a little later.
func IsUnavailable(err error) bool {
	var refused *pq.Error
	if errors.As(err, &refused) {
		class := refused.Code.Class()
		return class == "08" || class == "57" && refused.Code != "57014"
	}
	return errors.Is(err, driver.ErrBadConn) || errors.As(err, new(*net.OpError))
}

// IsUnstorable tells whether the database refused a text because it can hold none like it: one with NUL, or in no UTF-8. Whoever sent
// it has to mend it; every text of a person is refused before, with its field, by the normalisers of package domain.
func IsUnstorable(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && (refused.Code == "22021" || refused.Code == "22P05")
}

// isLockTimeout tells whether err came from waiting too long for a lock.
func isLockTimeout(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && refused.Code == "55P03"
}

// isGivenUp tells whether the database gave a transaction up for the sake of another one: in a deadlock, or because the two
// could not be put in a row. The same transaction may succeed the next time.
func isGivenUp(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && (refused.Code == "40P01" || refused.Code == "40001")
}

// Transact runs act in a transaction that is no command, as what follows the feed needs one, and commits when it succeeds. A panic or an error
// rolls back. Nothing is written into the trail, and nobody is woken.
func (s *Store) Transact(ctx context.Context, action string, act func(*ent.Tx) error) error {
	opened, err := s.reads.Tx(ctx)
	if err != nil {
		return fmt.Errorf("%s: begin: %w", action, err)
	}
	committed := false
	defer func() {
		if !committed {
			// The transaction is given up: its own error tells why.
			_ = opened.Rollback()
		}
	}()
	if err := act(opened); err != nil {
		return err
	}
	if err := opened.Commit(); err != nil {
		return fmt.Errorf("%s: commit: %w", action, err)
	}
	committed = true
	return nil
}

// within runs act in the transaction of a command, and writes what it did into the trail.
func (s *Store) within(ctx context.Context, action string, act func(context.Context, *Tx) error) error {
	tx := &Tx{Actor: access.Current(ctx), action: action}
	err := s.Transact(ctx, action, func(opened *ent.Tx) error {
		tx.Tx = opened
		if err := act(ctx, tx); err != nil {
			return err
		}
		if err := s.record(ctx, tx); err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		return nil
	})
	if err == nil && len(tx.events) > 0 {
		s.wake()
	}
	return err
}

func (s *Store) record(ctx context.Context, tx *Tx) error {
	if len(tx.entries) == 0 {
		tx.Audit(audit.Entry{})
	}
	if err := s.trail.Write(ctx, tx, tx.Now, tx.entries...); err != nil {
		return err
	}
	if err := s.attester.Write(ctx, tx, tx.Now, tx.marks...); err != nil {
		return err
	}
	return s.log.Tell(ctx, tx, tx.events...)
}
