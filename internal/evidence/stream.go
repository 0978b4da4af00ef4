package evidence

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

// The streams of evidence.
const (
	Events = "events"
	Ledger = "ledger"
	Audit  = "audit"
	// Compliance is what the house knew and decided of its clients (package attest).
	Compliance = "compliance"
)

// Streams are the streams of evidence, in the order in which they are sealed.
func Streams() []string { return []string{Events, Ledger, Audit, Compliance} }

// table names the table of a stream. Its columns epoch, tx, id and mac are the ones that seals cover. Names that go
// into SQL text come from here and from nowhere else.
func table(stream string) (string, error) {
	switch stream {
	case Events:
		return "events", nil
	case Ledger:
		return "ledger_entries", nil
	case Audit:
		return "audit_entries", nil
	case Compliance:
		return "attestations", nil
	default:
		return "", fmt.Errorf("evidence: no stream %q", stream)
	}
}

// instant names the column that says when a row of a stream was written.
func instant(stream string) string {
	return map[string]string{Events: "occurred_at", Ledger: "recorded_at", Audit: "at", Compliance: "at"}[stream]
}

// settled is the condition under which no row can appear any more below a row: see the package comment. A row of an epoch that
// was never opened is never settled: sealed once, it would hide all that comes after it.
const settled = `(epoch, tx) < ((SELECT max(epoch) FROM event_epochs), pg_snapshot_xmin(pg_current_snapshot()))`

// Content tells how the MAC of a stream's rows is computed.
type Content struct {
	// Stream is one of the streams above.
	Stream string
	// Columns is the SELECT list of what Fields scans.
	Columns string
	// Fields scans one row's columns and returns its signed fields, exactly as its writer signed them. Values that no
	// writer could have signed are no error: the fields must then just differ.
	Fields func(scan func(dest ...any) error) ([]Field, error)
}

// Position is the place of a row in its stream.
type Position struct {
	Epoch int32
	Tx    uint64
	ID    int64
}

// Compare orders positions.
func (p Position) Compare(other Position) int {
	return cmp.Or(cmp.Compare(p.Epoch, other.Epoch), cmp.Compare(p.Tx, other.Tx), cmp.Compare(p.ID, other.ID))
}

// String writes the position as epoch/tx/id.
func (p Position) String() string { return fmt.Sprintf("%d/%d/%d", p.Epoch, p.Tx, p.ID) }

func (p Position) arguments() []any {
	return []any{p.Epoch, strconv.FormatUint(p.Tx, 10), p.ID}
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
