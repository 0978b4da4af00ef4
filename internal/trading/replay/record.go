package replay

import (
	"database/sql"
	"maps"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// expectation is what a column must hold.
type expectation struct {
	value sql.NullString
	// fits judges in the place of a value, where the events tell only a keyed hash or more than one value will do.
	fits func(sql.NullString) bool
}

func (e expectation) holds(value sql.NullString) bool {
	if e.fits != nil {
		return e.fits(value)
	}
	return e.value == value
}

// empty tells that the column must hold nothing.
func (e expectation) empty() bool { return e.fits == nil && !e.value.Valid }

func text(s string) expectation {
	return expectation{value: sql.NullString{String: s, Valid: true}}
}

func identifier(id uuid.UUID) expectation { return text(id.String()) }

func instant(at time.Time) expectation { return text(strconv.FormatInt(at.UnixMicro(), 10)) }

func flag(set bool) expectation { return text(strconv.FormatBool(set)) }

// nothing is an empty column.
var nothing expectation

func optional(id *uuid.UUID) expectation {
	if id == nil {
		return nothing
	}
	return identifier(*id)
}

// actor is who acted; the system has no id.
func actor(a event.Actor) expectation {
	if a.ID != uuid.Nil {
		return identifier(a.ID)
	}
	return expectation{fits: func(value sql.NullString) bool { return !value.Valid || value.String == uuid.Nil.String() }}
}

// hashed is a text of which the events keep a keyed hash; an empty hash is an empty column.
func hashed(keys evidence.Keys, hash string, fields func(string) []evidence.Field) expectation {
	if hash == "" {
		return nothing
	}
	return expectation{fits: func(value sql.NullString) bool { return value.Valid && fits(keys, hash, fields(value.String)) }}
}

// overriddenByMigration is what a deposit says that was confirmed before numbers were claimed: nothing, or that its number was
// there twice when claims began.
var overriddenByMigration = expectation{fits: func(value sql.NullString) bool { return !value.Valid || value.String == "MIGRATION" }}

// record is a row as the events tell of it.
type record struct {
	table *table
	id    string
	// want are the columns that the events told of; of the others they said nothing.
	want map[string]expectation
	// live tells of a deposit whose money may be there, first that the events of the first version alone told of the row.
	live, first bool
}

func newRecord(t *table, id string) *record {
	return &record{table: t, id: id, want: map[string]expectation{"id": text(id)}}
}

// set says what columns hold from now on.
func (r *record) set(columns map[string]expectation) {
	maps.Copy(r.want, columns)
}

// says tells whether a column holds a text by the events.
func (r *record) says(column, value string) bool { return r.want[column].value == text(value).value }

// forget says that the events do not tell what columns hold from now on.
func (r *record) forget(columns ...string) {
	for _, column := range columns {
		delete(r.want, column)
	}
}

// normalOf holds the spelling of a bank's number to the number beside it.
func normalOf(reference string) expectation { return text(domain.NormalReference(reference)) }
