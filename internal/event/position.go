package event

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// OpenEpoch answers the beginning of the running history, and opens an epoch when the database was restored or failed over.
func OpenEpoch(ctx context.Context, db *sql.DB, now time.Time) (Cursor, error) {
	var epoch int32
	if err := db.QueryRowContext(ctx, `SELECT open_event_epoch($1)`, now).Scan(&epoch); err != nil {
		return Cursor{}, fmt.Errorf("open event epoch: %w", err)
	}
	beginning := Cursor{Epoch: epoch}
	var history uuid.NullUUID
	if err := db.QueryRowContext(ctx, `SELECT history FROM event_epochs WHERE epoch = $1`, epoch).Scan(&history); err != nil {
		return Cursor{}, fmt.Errorf("open event epoch: %w", err)
	}
	beginning.History = historyTag(history)
	return beginning, nil
}

// historyTag is what a cursor tells of the name of its epoch.
func historyTag(history uuid.NullUUID) uint32 {
	if !history.Valid {
		return 0
	}
	// Zero is for the epochs without a name.
	return max(binary.BigEndian.Uint32(history.UUID[:4]), 1)
}

// markOf is what a cursor of an epoch with a name tells of the signature of its event.
func markOf(history uint32, mac []byte) uint32 {
	if history == 0 || len(mac) < 4 {
		return 0
	}
	// Zero is for the beginning of an epoch.
	return max(binary.BigEndian.Uint32(mac), 1)
}

// BeginEpoch opens another epoch after the newest one in the caller's transaction, for a database that was set back or restored
// and does not show it, and answers its number. It waits for all transactions that write evidence, and holds new ones back until
// the caller commits. The reason stays with the epoch. Another that did the same in between has done it.
func BeginEpoch(ctx context.Context, tx Querier, now time.Time, reason string) (int32, error) {
	rows, err := tx.QueryContext(ctx, `SELECT begin_event_epoch($1, (SELECT max(epoch) FROM event_epochs), $2)`, now, reason)
	if err != nil {
		return 0, fmt.Errorf("begin an event epoch: %w", err)
	}
	defer rows.Close()
	var epoch int32
	for rows.Next() {
		if err := rows.Scan(&epoch); err != nil {
			return 0, fmt.Errorf("begin an event epoch: %w", err)
		}
	}
	return epoch, rows.Err()
}

// newestPosition answers the position of the newest settled event of an epoch, or the epoch's beginning.
func newestPosition(ctx context.Context, db *sql.DB, beginning Cursor) (Cursor, error) {
	position := beginning
	var tx string
	var mac []byte
	err := db.QueryRowContext(ctx, `SELECT tx::text AS xid, id, mac FROM events WHERE epoch = $1 AND `+settled+`
		ORDER BY events.tx DESC, id DESC LIMIT 1`, beginning.Epoch).Scan(&tx, &position.ID, &mac)
	if errors.Is(err, sql.ErrNoRows) {
		return position, nil
	}
	if err == nil {
		position.Tx, err = strconv.ParseUint(tx, 10, 64)
	}
	if err != nil {
		return Cursor{}, fmt.Errorf("find newest event: %w", err)
	}
	position.Mark = markOf(position.History, mac)
	return position, nil
}

// taken tells whether a position is the beginning of its epoch or the place of the event that it was given out for: every cursor
// is. In a database that was set back unnoticed the positions of the lost future show by this, also when their transaction ids
// have been given out again.
func taken(ctx context.Context, db *sql.DB, position Cursor) (bool, error) {
	if position == position.Beginning() {
		return true, nil
	}
	var mac []byte
	err := db.QueryRowContext(ctx, `SELECT mac FROM events WHERE (epoch, tx, id) = ($1::integer, $2::xid8, $3::bigint)`,
		position.Epoch, xid(position.Tx), position.ID).Scan(&mac)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("check event position: %w", err)
	}
	return position.Mark == markOf(position.History, mac), nil
}

// heldBack answers when the oldest event happened that is committed and not settled yet: some transaction that began
// to write before it is still running. It answers the zero time when nothing is held back.
func heldBack(ctx context.Context, db *sql.DB, after Cursor) (time.Time, error) {
	var occurredAt time.Time
	err := db.QueryRowContext(ctx, `SELECT occurred_at FROM events
		WHERE (epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint) ORDER BY epoch, tx, id LIMIT 1`,
		after.Epoch, xid(after.Tx), after.ID).Scan(&occurredAt)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("look for events held back: %w", err)
	}
	return occurredAt, nil
}
