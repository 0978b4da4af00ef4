package identity

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// attempts counts attempts for all instances together. An attempt is counted before it is judged, so that a thousand at
// once are a thousand; one that succeeds is given back.
type attempts struct {
	db                      *sql.DB
	clock                   clock.Clock
	perIdentity, perAddress int
}

// subject is who attempts, or what is attempted upon: the hash of its name, and how many attempts a minute go unpunished.
type subject struct {
	name [sha256.Size]byte
	free int
}

// of names a subject of a kind. No limit, or nothing to name, is no subject.
func (a *attempts) of(free int, kind, name string) []subject {
	if free < 0 || name == "" {
		return nil
	}
	return []subject{{name: sha256.Sum256([]byte(kind + "\x1f" + name)), free: free}}
}

func (a *attempts) identity(name string) []subject { return a.of(a.perIdentity, "identity", name) }

// ofSecret are the attempts upon a secret of somebody who is known already, like a second factor.
func (a *attempts) ofSecret(secret string, actor access.Actor) []subject {
	return a.identity(secret + "\x1f" + actor.Key())
}

func (a *attempts) address(action, address string) []subject {
	return a.of(a.perAddress, "address "+action, ratelimit.Network(address))
}

// take counts an attempt of each subject, or refuses with RATE_LIMITED and counts none.
func (a *attempts) take(ctx context.Context, subjects []subject) error {
	var wait time.Duration
	err := a.change(ctx, subjects, func(now time.Time, tries []tally) bool {
		for i, tried := range tries {
			wait = max(wait, tried.wait(now))
			tries[i] = tried.attempt(now, subjects[i].free)
		}
		return wait == 0
	})
	if err != nil {
		return fmt.Errorf("count an attempt: %w", err)
	}
	if wait > 0 {
		return domain.RateLimited("Demasiados intentos.", wait)
	}
	return nil
}

// giveBack uncounts an attempt that succeeded, or was never judged.
func (a *attempts) giveBack(ctx context.Context, subjects []subject) error {
	err := a.change(ctx, subjects, func(now time.Time, tries []tally) bool {
		for i, tried := range tries {
			tries[i] = tried.givenBack(now)
		}
		return true
	})
	if err != nil {
		return fmt.Errorf("give an attempt back: %w", err)
	}
	return nil
}

// forgive forgets all attempts of subjects.
func (a *attempts) forgive(ctx context.Context, subjects []subject) error {
	return a.forgiveIn(ctx, a.db, subjects)
}

// executor runs a statement, in a transaction or out of one.
type executor interface {
	ExecContext(ctx context.Context, statement string, arguments ...any) (sql.Result, error)
}

// forgiveIn forgets all attempts of subjects where the caller says, for example when its transaction commits.
func (a *attempts) forgiveIn(ctx context.Context, where executor, subjects []subject) error {
	if len(subjects) == 0 {
		return nil
	}
	if _, err := where.ExecContext(ctx, `DELETE FROM sign_in_attempts WHERE subject = ANY ($1)`, names(subjects)); err != nil {
		return fmt.Errorf("forgive attempts: %w", err)
	}
	return nil
}

// sweep removes the tallies that no longer matter.
func (a *attempts) sweep(ctx context.Context) error {
	_, err := a.db.ExecContext(ctx, `DELETE FROM sign_in_attempts WHERE greatest(since, blocked_until) < $1`, a.clock.Now().Add(-forgivenAfter))
	if err != nil {
		return fmt.Errorf("sweep attempts: %w", err)
	}
	return nil
}

// change reads the tallies of the subjects, one caller at a time, and writes what decide made of them when it says so.
func (a *attempts) change(ctx context.Context, subjects []subject, decide func(now time.Time, tries []tally) bool) error {
	if len(subjects) == 0 {
		return nil
	}
	// One order for everybody: two callers with the same subjects cannot wait for each other.
	slices.SortFunc(subjects, func(x, y subject) int { return bytes.Compare(x.name[:], y.name[:]) })
	now := a.clock.Now()
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// After a commit this does nothing.
	defer func() { _ = tx.Rollback() }()
	tries, err := locked(ctx, tx, subjects, now)
	if err != nil {
		return err
	}
	if !decide(now, tries) {
		return nil
	}
	for i, tried := range tries {
		_, err := tx.ExecContext(ctx, `UPDATE sign_in_attempts SET tries = $2, since = $3, blocked_until = $4 WHERE subject = $1`,
			subjects[i].name[:], tried.tries, tried.since, tried.blockedUntil)
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

// lockStatement makes the tallies that are missing, and locks and answers them all. The conflict updates nothing; it is
// what locks a row that exists, also while somebody else removes it.
const lockStatement = `
INSERT INTO sign_in_attempts AS a (subject, tries, since, blocked_until)
SELECT subject, 0, $2, $2 FROM unnest($1::bytea[]) AS subject ORDER BY subject
ON CONFLICT (subject) DO UPDATE SET tries = a.tries
RETURNING subject, tries, since, blocked_until`

// locked answers the tallies in the order of the subjects and holds them until the transaction ends.
func locked(ctx context.Context, tx *sql.Tx, subjects []subject, now time.Time) ([]tally, error) {
	rows, err := tx.QueryContext(ctx, lockStatement, names(subjects), now)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]tally{}
	for rows.Next() {
		var name []byte
		var tried tally
		if err := rows.Scan(&name, &tried.tries, &tried.since, &tried.blockedUntil); err != nil {
			return nil, err
		}
		found[string(name)] = tried
	}
	tries := make([]tally, len(subjects))
	for i, each := range subjects {
		tries[i] = found[string(each.name[:])]
	}
	return tries, rows.Err()
}

func names(subjects []subject) any {
	list := make(pq.ByteaArray, len(subjects))
	for i := range subjects {
		list[i] = subjects[i].name[:]
	}
	return list
}

// LimitByAddress counts an attempt of something that anybody may ask for from the caller's address, and refuses with
// RATE_LIMITED after too many: 5 a minute, then a growing wait.
func (s *Service) LimitByAddress(ctx context.Context, action string) error {
	return s.attempts.take(ctx, s.attempts.address(action, access.OriginFrom(ctx).Address))
}
