package event

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Aggregate names the thing that an event is about: the unit of locking, versions and order.
type Aggregate struct {
	Type domain.ObjectKind
	ID   uuid.UUID
}

// Actor is who caused an event: a kind ("user", "client", "system", ...) and, except for the system, an id.
type Actor struct {
	Kind string
	ID   uuid.UUID
}

// Record is an event to be appended.
type Record struct {
	// Kind is what happened; the table of what may be told of what is [domain.EventTypes].
	Kind domain.EventKind
	// SchemaVersion is the version of the shape of Facts for this kind; it starts at 1, and is that of the table of events where it is
	// left out. Commands leave out Actor and OccurredAt too: their transaction knows them.
	SchemaVersion int16
	Aggregate     Aggregate
	// AggregateVersion counts the aggregate's events from 1; a second event with one version is refused.
	AggregateVersion int
	// ClientID and TraderID route the event to filters and rights; uuid.Nil is none. They must never change over the
	// life of an aggregate, or a subscriber could miss the event that takes the aggregate out of its sight.
	ClientID uuid.UUID
	TraderID uuid.UUID
	Actor    Actor
	// OccurredAt is the transaction's one now, kept with microseconds.
	OccurredAt time.Time
	// Facts is what was true then (from, to, amounts, reasons): a struct or map that encodes to a JSON object, nil for
	// none. It holds no personal data, and decimals only as strings.
	Facts any
}

// Event is a committed event.
type Event struct {
	Cursor
	Kind             domain.EventKind
	SchemaVersion    int16
	Aggregate        Aggregate
	AggregateVersion int
	ClientID         uuid.UUID
	TraderID         uuid.UUID
	Actor            Actor
	OccurredAt       time.Time
	// Facts is a JSON object with sorted keys. Events are shared by all readers: nobody may modify it.
	Facts json.RawMessage
}
