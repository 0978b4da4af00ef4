package event

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// openEpoch answers the epoch of the running history, and opens one when the database was restored or failed over.
func openEpoch(ctx context.Context, db *sql.DB, now time.Time) (int32, error) {
	var epoch int32
	if err := db.QueryRowContext(ctx, `SELECT open_event_epoch($1)`, now).Scan(&epoch); err != nil {
		return 0, fmt.Errorf("open event epoch: %w", err)
	}
	return epoch, nil
}

// newestPosition answers the position of the newest settled event of an epoch, or the epoch's beginning.
func newestPosition(ctx context.Context, db *sql.DB, epoch int32) (Cursor, error) {
	position := Cursor{Epoch: epoch}
	var tx string
	err := db.QueryRowContext(ctx, `SELECT tx::text AS xid, id FROM events WHERE epoch = $1 AND `+settled+`
		ORDER BY tx DESC, id DESC LIMIT 1`, epoch).Scan(&tx, &position.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return position, nil
	}
	if err == nil {
		position.Tx, err = strconv.ParseUint(tx, 10, 64)
	}
	if err != nil {
		return Cursor{}, fmt.Errorf("find newest event: %w", err)
	}
	return position, nil
}

// reached tells whether the database has ever given out the position's transaction id. A database that was rewound by
// copying its files keeps its epoch; positions of the lost future show by this.
func reached(ctx context.Context, db *sql.DB, position Cursor) (bool, error) {
	var ok bool
	err := db.QueryRowContext(ctx, `SELECT $1::xid8 < pg_snapshot_xmax(pg_current_snapshot())`, xid(position.Tx)).Scan(&ok)
	if err != nil {
		return false, fmt.Errorf("check event position: %w", err)
	}
	return ok, nil
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
