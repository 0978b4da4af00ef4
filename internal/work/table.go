package work

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/event"
)

// The states that rows of every table have; what is done has a word of its owner's ([Table.Done]).
const (
	Pending  = "PENDING"
	Dead     = "DEAD"
	Canceled = "CANCELED"
)

// Table is where rows of work wait. Its owner makes the rows and says all about them but how far they are; the engine needs the columns
// id, status, attempts, due_at, expires_at, leased_by, leased_until and failure, which the mixin `worked` of ent/schema declares. The
// names below are constants of the program and never come from outside: they are part of the statements.
type Table struct {
	Name string
	// Kind is the column that tells kinds of work apart; empty for a table of one kind.
	Kind string
	// Done is the status of what is done, and DoneAt the column of the instant.
	Done, DoneAt string
	// Notes are columns of text that the last try fills: what a third party called the thing, for example.
	Notes []string
	// Wiped are columns that are emptied once no try is left, because they are secret.
	Wiped []string
}

// ofKind narrows a statement to the rows of a kind, whose name is that parameter.
func (t Table) ofKind(parameter int) string {
	if t.Kind == "" {
		return fmt.Sprintf("$%d::text IS NOT NULL", parameter)
	}
	return fmt.Sprintf("%s = $%d", t.Kind, parameter)
}

// claim leases what is due. What another instance claims at the same time is skipped, and what one claimed that died is due again when
// its lease is over.
func (t Table) claim() string {
	return fmt.Sprintf(`
UPDATE %[1]s AS m SET leased_by = $1, leased_until = $2, attempts = m.attempts + 1
FROM (SELECT id FROM %[1]s WHERE %[2]s AND status = 'PENDING' AND due_at <= $4 AND (leased_until IS NULL OR leased_until <= $4)
	ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED) AS due
WHERE m.id = due.id
RETURNING m.id, m.attempts, m.expires_at`, t.Name, t.ofKind(3))
}

// record writes how tries ended. What was done stays done, whoever holds the lease by now: another that claimed it meanwhile does it
// under the same id, and the third party knows it. Everything else counts only for who still holds the lease. It answers the rows that it
// wrote, with their status.
func (t Table) record() string {
	var sets, arrays, names strings.Builder
	for _, column := range t.Wiped {
		fmt.Fprintf(&sets, ",\n\t%[1]s = CASE WHEN r.status = 'PENDING' THEN m.%[1]s END", column)
	}
	for i, column := range t.Notes {
		fmt.Fprintf(&sets, ",\n\t%s = nullif(r.note%d, '')", column, i)
		fmt.Fprintf(&arrays, ", $%d::text[]", firstNote+i)
		fmt.Fprintf(&names, ", note%d", i)
	}
	return fmt.Sprintf(`
UPDATE %[1]s AS m SET status = r.status, leased_by = NULL, leased_until = NULL, failure = nullif(r.failure, ''),
	due_at = CASE WHEN r.status = 'PENDING' THEN r.due_at ELSE m.due_at END,
	%[3]s = CASE WHEN r.status = '%[2]s' THEN $1::timestamptz END%[4]s
FROM unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::text[]%[5]s) AS r (id, status, due_at, failure%[6]s)
WHERE m.id = r.id AND m.status = 'PENDING' AND (r.status = '%[2]s' OR m.leased_by = $2)
RETURNING m.id, m.status`,
		t.Name, t.Done, t.DoneAt, sets.String(), arrays.String(), names.String())
}

// firstNote is the first parameter of [Table.record] that holds notes.
const firstNote = 7

// release gives back what was claimed and not tried, as if it had never been claimed.
func (t Table) release() string {
	return fmt.Sprintf(`UPDATE %s SET leased_by = NULL, leased_until = NULL, attempts = attempts - 1
		WHERE id = ANY ($1::uuid[]) AND leased_by = $2 AND status = 'PENDING'`, t.Name)
}

// backlog counts what is not done, and finds the oldest that could be.
func (t Table) backlog() string {
	return fmt.Sprintf(`SELECT count(*) FILTER (WHERE status = 'PENDING'), count(*) FILTER (WHERE status = 'DEAD'),
		min(due_at) FILTER (WHERE status = 'PENDING' AND due_at <= $2) FROM %s WHERE %s AND status IN ('PENDING', 'DEAD')`, t.Name, t.ofKind(1))
}

// Revive makes dead rows due again, with all their tries, in the transaction of the command that asks for it. They keep their ids, and
// so their keys: a third party that did one after all is not asked in vain. What is not dead any more by now was revived by somebody
// else at the same time and stays as it is.
func (t Table) Revive(ctx context.Context, tx event.Querier, ids []uuid.UUID, now time.Time) error {
	var notes strings.Builder
	for _, column := range t.Notes {
		fmt.Fprintf(&notes, ", %s = NULL", column)
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf(`UPDATE %s SET status = 'PENDING', attempts = 0, due_at = $1, failure = NULL%s
		WHERE id = ANY ($2::uuid[]) AND status = 'DEAD'`, t.Name, notes.String()), now, pq.Array(texts(ids)))
	if err != nil {
		return fmt.Errorf("revive rows of %s: %w", t.Name, err)
	}
	return nil
}

func texts(ids []uuid.UUID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	return list
}
