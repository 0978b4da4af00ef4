package event

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Log appends events.
type Log struct {
	keys evidence.Keys
}

// NewLog returns a log that signs its events with keys.
func NewLog(keys evidence.Keys) *Log { return &Log{keys: keys} }

// appendStatement inserts any number of events with one text, so that a connection prepares it once. ORDER BY keeps
// the ids in the order of the records.
const appendStatement = `
INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, trader_id,
	actor_kind, actor_id, occurred_at, facts, mac, key_id)
SELECT (SELECT max(epoch) FROM event_epochs), r.kind, r.schema_version, r.aggregate, r.aggregate_id,
	r.aggregate_version, r.client_id, r.trader_id, r.actor_kind, r.actor_id, r.occurred_at, r.facts, r.mac, r.key_id
FROM unnest($1::text[], $2::smallint[], $3::text[], $4::uuid[], $5::integer[], $6::uuid[], $7::uuid[], $8::text[],
	$9::uuid[], $10::timestamptz[], $11::jsonb[], $12::bytea[], $13::smallint[]) WITH ORDINALITY
	AS r (kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, trader_id, actor_kind,
		actor_id, occurred_at, facts, mac, key_id, place)
ORDER BY r.place`

// Tell appends events that stand in the table of events, each with the facts that it has there; others are refused. Everything that the
// house tells goes by here.
func (l *Log) Tell(ctx context.Context, tx Querier, records ...Record) error {
	for _, record := range records {
		told, known := domain.EventTypeOf(record.Aggregate.Type, record.Kind)
		if !known || !told.Admits(record.Facts) {
			return fmt.Errorf("the table of events has no %s of %s with %T", record.Kind, record.Aggregate.Type, record.Facts)
		}
	}
	return l.Append(ctx, tx, records...)
}

// Append writes events in the caller's transaction, in the given order, with one statement. The transaction must hold
// the locks of their aggregates (Lock). After the commit the caller pokes its Notifier; before it nobody may be told.
func (l *Log) Append(ctx context.Context, tx Querier, records ...Record) error {
	if len(records) == 0 {
		return nil
	}
	columns := newColumns(len(records))
	for i, record := range records {
		if err := l.encode(columns, i, record); err != nil {
			return fmt.Errorf("append event %q: %w", record.Kind, err)
		}
	}
	if _, err := tx.ExecContext(ctx, appendStatement, columns.arguments()...); err != nil {
		return fmt.Errorf("append events: %w", err)
	}
	return nil
}

func (l *Log) encode(columns *columns, i int, record Record) error {
	if told, known := domain.EventTypeOf(record.Aggregate.Type, record.Kind); known && record.SchemaVersion == 0 {
		record.SchemaVersion = told.Version
	}
	if err := record.validate(); err != nil {
		return err
	}
	facts, err := canonicalFacts(record.Facts)
	if err != nil {
		return err
	}
	committed := Event{
		Kind: record.Kind, SchemaVersion: record.SchemaVersion, Aggregate: record.Aggregate,
		AggregateVersion: record.AggregateVersion, ClientID: record.ClientID, TraderID: record.TraderID,
		Actor: record.Actor, OccurredAt: record.OccurredAt.Truncate(time.Microsecond), Facts: facts,
	}
	columns.set(i, committed, l.keys.Sign(signedFields(committed)...))
	return nil
}

func (r Record) validate() error {
	switch {
	case r.Kind == "":
		return errors.New("no kind")
	case r.SchemaVersion < 1:
		return errors.New("schema version below 1")
	case r.Aggregate.Type == "" || r.Aggregate.ID == uuid.Nil:
		return errors.New("no aggregate")
	case r.AggregateVersion < 1:
		return errors.New("aggregate version below 1")
	case r.Actor.Kind == "":
		return errors.New("no actor")
	case r.OccurredAt.IsZero():
		return errors.New("no instant")
	}
	return nil
}

// columns holds records turned into one array per column.
type columns struct {
	kinds, versions, aggregates, aggregateVersions, actorKinds, occurred, facts []string
	aggregateIDs, clientIDs, traderIDs, actorIDs                                []sql.NullString
	macs                                                                        [][]byte
	keys                                                                        []evidence.KeyID
}

func newColumns(n int) *columns {
	texts := func() []string { return make([]string, n) }
	ids := func() []sql.NullString { return make([]sql.NullString, n) }
	return &columns{
		kinds: texts(), versions: texts(), aggregates: texts(), aggregateVersions: texts(), actorKinds: texts(),
		occurred: texts(), facts: texts(), aggregateIDs: ids(), clientIDs: ids(), traderIDs: ids(), actorIDs: ids(),
		macs: make([][]byte, n), keys: make([]evidence.KeyID, n),
	}
}

func (c *columns) set(i int, e Event, signature evidence.Signature) {
	c.kinds[i] = string(e.Kind)
	c.versions[i] = strconv.Itoa(int(e.SchemaVersion))
	c.aggregates[i] = string(e.Aggregate.Type)
	c.aggregateIDs[i] = nullable(e.Aggregate.ID)
	c.aggregateVersions[i] = strconv.Itoa(e.AggregateVersion)
	c.clientIDs[i] = nullable(e.ClientID)
	c.traderIDs[i] = nullable(e.TraderID)
	c.actorKinds[i] = e.Actor.Kind
	c.actorIDs[i] = nullable(e.Actor.ID)
	c.occurred[i] = e.OccurredAt.UTC().Format(time.RFC3339Nano)
	c.facts[i] = string(e.Facts)
	c.macs[i], c.keys[i] = signature.MAC, signature.Key
}

func (c *columns) arguments() []any {
	return []any{
		pq.Array(c.kinds), pq.Array(c.versions), pq.Array(c.aggregates), pq.Array(c.aggregateIDs),
		pq.Array(c.aggregateVersions), pq.Array(c.clientIDs), pq.Array(c.traderIDs), pq.Array(c.actorKinds),
		pq.Array(c.actorIDs), pq.Array(c.occurred), pq.Array(c.facts), pq.Array(c.macs), pq.Array(c.keys),
	}
}

func nullable(id uuid.UUID) sql.NullString {
	return sql.NullString{String: id.String(), Valid: id != uuid.Nil}
}

// signedFields is the canonical content of an event: everything but its place, which the seals cover.
func signedFields(e Event) []evidence.Field {
	return []evidence.Field{
		evidence.Text("event"), evidence.Text(string(e.Kind)), evidence.Integer(int64(e.SchemaVersion)),
		evidence.Text(string(e.Aggregate.Type)), evidence.UUID(e.Aggregate.ID), evidence.Integer(int64(e.AggregateVersion)),
		evidence.OptionalUUID(e.ClientID), evidence.OptionalUUID(e.TraderID),
		evidence.Text(e.Actor.Kind), evidence.OptionalUUID(e.Actor.ID),
		evidence.Time(e.OccurredAt), evidence.Bytes(e.Facts),
	}
}
