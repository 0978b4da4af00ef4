package event

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
)

// eventColumns are the columns that scanEvent reads, in its order. The text of tx has a name of its own: under the
// column's name ORDER BY would take it, and sort 10000 before 9999.
const eventColumns = `epoch, tx::text AS xid, id, kind, schema_version, aggregate, aggregate_id, aggregate_version,
	client_id, trader_id, actor_kind, actor_id, occurred_at, facts,
	(SELECT history FROM event_epochs WHERE event_epochs.epoch = events.epoch), mac`

// settled is the condition that makes reading in order safe: nothing can appear any more before such a row. A running
// transaction, and every later one, has an id at or above xmin; and no row of an older epoch can be written once a
// newer epoch is open.
const settled = `(epoch, tx) < ((SELECT max(epoch) FROM event_epochs), pg_snapshot_xmin(pg_current_snapshot()))`

type scanner interface{ Scan(dest ...any) error }

func scanEvent(row scanner, more ...any) (Event, error) {
	var e Event
	var tx string
	var clientID, traderID, actorID, history uuid.NullUUID
	var mac []byte
	dest := []any{
		&e.Epoch, &tx, &e.ID, &e.Kind, &e.SchemaVersion, &e.Aggregate.Type, &e.Aggregate.ID, &e.AggregateVersion,
		&clientID, &traderID, &e.Actor.Kind, &actorID, &e.OccurredAt, (*[]byte)(&e.Facts),
		&history, &mac,
	}
	if err := row.Scan(append(dest, more...)...); err != nil {
		return Event{}, fmt.Errorf("scan event: %w", err)
	}
	var err error
	if e.Tx, err = strconv.ParseUint(tx, 10, 64); err != nil {
		return Event{}, fmt.Errorf("scan event: transaction id: %w", err)
	}
	e.History = historyTag(history)
	e.Mark = markOf(e.History, mac)
	e.ClientID, e.TraderID, e.Actor.ID = clientID.UUID, traderID.UUID, actorID.UUID
	e.OccurredAt = e.OccurredAt.UTC()
	return e, nil
}

func queryEvents(ctx context.Context, db Querier, query string, args ...any) ([]Event, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return scanEvents(rows)
}

func scanEvents(rows *sql.Rows) ([]Event, error) {
	var events []Event
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// followStatement reads on from a position; it is what the feed runs at every wake-up.
const followStatement = `SELECT ` + eventColumns + ` FROM events
WHERE (epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint) AND ` + settled + `
ORDER BY epoch, tx, id LIMIT $4`

// follow returns the settled events after a position, in order, at most limit.
func follow(ctx context.Context, db *sql.DB, after Cursor, limit int) ([]Event, error) {
	events, err := queryEvents(ctx, db, followStatement, after.Epoch, xid(after.Tx), after.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("follow events: %w", err)
	}
	return events, nil
}

// history returns the events that the filter takes in the range (after, upTo], in order, at most limit.
func history(ctx context.Context, db *sql.DB, after, upTo Cursor, limit int, filter Filter) ([]Event, error) {
	conditions := []string{
		"(epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint)",
		"(epoch, tx, id) <= ($4::integer, $5::xid8, $6::bigint)",
	}
	args := []any{after.Epoch, xid(after.Tx), after.ID, upTo.Epoch, xid(upTo.Tx), upTo.ID}
	taken, args := filter.conditions(args)
	conditions = append(conditions, taken...)
	args = append(args, limit)
	query := `SELECT ` + eventColumns + ` FROM events WHERE ` + strings.Join(conditions, " AND ") +
		` ORDER BY epoch, tx, id LIMIT $` + strconv.Itoa(len(args))
	events, err := queryEvents(ctx, db, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read event history: %w", err)
	}
	return events, nil
}

// conditions are what a filter asks of a row, and the arguments with those of the conditions behind them.
func (f Filter) conditions(args []any) ([]string, []any) {
	var conditions []string
	where := func(condition string, arg any) {
		args = append(args, arg)
		conditions = append(conditions, fmt.Sprintf(condition, len(args)))
	}
	if f.AggregateID != uuid.Nil {
		where("aggregate_id = $%d::uuid", f.AggregateID)
	}
	if f.ClientID != uuid.Nil {
		where("client_id = $%d::uuid", f.ClientID)
	}
	if f.TraderID != uuid.Nil {
		where("trader_id = $%d::uuid", f.TraderID)
	}
	if len(f.Aggregates) > 0 {
		where("aggregate = ANY ($%d::text[])", pq.Array(f.Aggregates))
	}
	if len(f.OneOf) == 0 {
		return conditions, args
	}
	either := make([]string, len(f.OneOf))
	for i, one := range f.OneOf {
		var all []string
		all, args = one.conditions(args)
		either[i] = strings.Join(append(all, "true"), " AND ")
	}
	return append(conditions, "("+strings.Join(either, " OR ")+")"), args
}

// aggregatesStatement reads by the index that keeps an aggregate's versions unique.
const aggregatesStatement = `SELECT ` + eventColumns + ` FROM events
WHERE aggregate_id = ANY ($1::uuid[]) AND aggregate = $2 ORDER BY aggregate_id, aggregate_version, epoch, tx, id`

// OfAggregates answers the events of some aggregates of one type, those of each together and in the order of their versions. It
// reads what the caller's transaction sees, settled or not; whether they are what was signed, [Evidence] tells.
func OfAggregates(ctx context.Context, tx Querier, kind domain.ObjectKind, ids []uuid.UUID) ([]Event, error) {
	events, err := queryEvents(ctx, tx, aggregatesStatement, pq.Array(ids), kind)
	if err != nil {
		return nil, fmt.Errorf("read the events of aggregates: %w", err)
	}
	return events, nil
}

// xid is the text form of a transaction id: database/sql has no unsigned 64-bit integers.
func xid(tx uint64) string { return strconv.FormatUint(tx, 10) }
