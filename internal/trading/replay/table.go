package replay

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// table is one of the tables of an operation, with the columns that are compared: as the database writes them, and to the
// microsecond.
type table struct {
	name            string
	texts, instants []string
	// byOperation selects the rows of the operations $1.
	byOperation string
}

const ofItsOperation = `WHERE t.operation_id = ANY ($1::uuid[])`

var (
	// Of operations, updated_at, handed_back_at and the client's time (expires_at, window_ends_at, clock_stopped_at, believed_at,
	// windows_renewed, seen_by) are no
	// evidence: they say until when something may happen, never what did, and what they led to is an event.
	operations = &table{
		name: "operations",
		texts: []string{"id", "number", "code", "version", "status", "side", "channel", "fixed_currency", "usd", "pen", "rate", "public_rate", "base_rate",
			"discount_pips", "negotiated", "client_id", "trader_id", "operator_id", "named_operator_id", "quote_id", "created_by_kind", "created_by",
			"source_account_id", "destination_account_id", "deposit_account_id", "source_snapshot", "destination_snapshot", "deposit_snapshot",
			"exclusive", "cancel_reason", "cancel_note", "return_note", "business_date"},
		instants:    []string{"created_at", "in_process_at", "completed_at", "ended_at"},
		byOperation: `WHERE t.id = ANY ($1::uuid[])`,
	}
	deposits = &table{
		name: "deposits",
		texts: []string{"id", "operation_id", "amount", "currency", "status", "counted", "house_account_id", "bank_reference", "normal_reference",
			"reference_overridden", "override_reason", "applied_from", "file_id", "reported_by_kind", "reported_by", "decided_by", "reject_reason",
			"refund_account_id", "refund_reference"},
		instants:    []string{"created_at", "lapsed_at", "decided_at", "returned_at"},
		byOperation: ofItsOperation,
	}
	confirmations = &table{
		name:        "deposit_confirmations",
		texts:       []string{"id", "deposit_id", "house_account_id", "bank_reference", "confirmed_by", "undone_by", "undone_reason"},
		instants:    []string{"created_at", "undone_at"},
		byOperation: `JOIN deposits d ON d.id = t.deposit_id WHERE d.operation_id = ANY ($1::uuid[])`,
	}
	payouts = &table{
		name: "payouts",
		texts: []string{"id", "operation_id", "amount", "currency", "house_account_id", "bank_reference", "normal_reference", "created_by", "void_reason",
			"voided_by", "sent_back_by"},
		instants:    []string{"created_at", "voided_at", "sent_back_at"},
		byOperation: ofItsOperation,
	}
	proofs = &table{
		name:        "proofs",
		texts:       []string{"id", "operation_id", "file_id", "comment", "created_by"},
		instants:    []string{"created_at", "retired_at"},
		byOperation: ofItsOperation,
	}
	holds = &table{
		name:        "holds",
		texts:       []string{"id", "operation_id", "cause", "period_id", "reason", "note", "opened_by", "released_by"},
		instants:    []string{"created_at", "released_at"},
		byOperation: ofItsOperation,
	}
)

// tables are the tables of an operation, its own first.
func tables() []*table { return []*table{operations, deposits, confirmations, payouts, proofs, holds} }

// row is a row as it is there.
type row struct {
	table  *table
	values map[string]sql.NullString
	// claimed tells that an event of the first version was found to tell of it.
	claimed bool
}

func (r *row) id() string { return r.values["id"].String }

// operation is the operation that a row belongs to, by its own word; empty for confirmations, which have none.
func (r *row) operation() string {
	if r.table == operations {
		return r.id()
	}
	return r.values["operation_id"].String
}

// is tells whether a column holds a text.
func (r *row) is(column, text string) bool {
	return r.values[column] == sql.NullString{String: text, Valid: true}
}

// selected reads the columns that are compared. Instants are microseconds, so that neither a zone nor a style of dates matters.
func (t *table) selected() string {
	list := make([]string, 0, len(t.texts)+len(t.instants))
	for _, column := range t.texts {
		list = append(list, "t."+column+"::text")
	}
	for _, column := range t.instants {
		list = append(list, "(extract(epoch FROM t."+column+") * 1000000)::bigint::text")
	}
	return "SELECT " + strings.Join(list, ", ") + " FROM " + t.name + " t "
}

// of reads the rows of operations, oldest first.
func (t *table) of(ctx context.Context, tx *sql.Tx, ids []uuid.UUID) ([]*row, error) {
	return t.read(ctx, tx, t.byOperation+" ORDER BY t.id", pq.Array(ids))
}

func (t *table) read(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]*row, error) {
	found, err := tx.QueryContext(ctx, t.selected()+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	defer found.Close()
	columns := slices.Concat(t.texts, t.instants)
	var rows []*row
	for found.Next() {
		values, places := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := found.Scan(places...); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, err)
		}
		read := &row{table: t, values: make(map[string]sql.NullString, len(columns))}
		for i, column := range columns {
			read.values[column] = values[i]
		}
		rows = append(rows, read)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	return rows, nil
}

// spoken writes a value of a column for people.
func (t *table) spoken(column string, value sql.NullString) string {
	if !value.Valid {
		return "nothing"
	}
	if slices.Contains(t.instants, column) {
		if micros, err := strconv.ParseInt(value.String, 10, 64); err == nil {
			return time.UnixMicro(micros).UTC().Format(time.RFC3339Nano)
		}
	}
	return value.String
}
