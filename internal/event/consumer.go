package event

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// Consumer is somebody who has to take every event once and keeps its place in the database, in the transaction of what it
// makes of them. Of all instances one at a time works under a name; any may go on where another left off.
type Consumer struct{ Name string }

// Claim makes the caller's transaction the one that works; ok is false while another does. It writes nothing, so a reader that
// finds nothing to do holds no event back.
func (c Consumer) Claim(ctx context.Context, tx Querier) (ok bool, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 2))`, "feed consumer "+c.Name)
	if err != nil {
		return false, fmt.Errorf("claim the feed for %s: %w", c.Name, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&ok); err != nil {
			return false, fmt.Errorf("claim the feed for %s: %w", c.Name, err)
		}
	}
	return ok, rows.Err()
}

// Place answers where the consumer stands; known is false before it began.
func (c Consumer) Place(ctx context.Context, tx Querier) (place Cursor, known bool, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT epoch, tx::text, id FROM feed_consumers WHERE name = $1`, c.Name)
	if err != nil {
		return Cursor{}, false, fmt.Errorf("read the place of %s: %w", c.Name, err)
	}
	defer rows.Close()
	var number string
	for rows.Next() {
		if err := rows.Scan(&place.Epoch, &number, &place.ID); err != nil {
			return Cursor{}, false, fmt.Errorf("read the place of %s: %w", c.Name, err)
		}
		if place.Tx, err = strconv.ParseUint(number, 10, 64); err != nil {
			return Cursor{}, false, fmt.Errorf("read the place of %s: %w", c.Name, err)
		}
		known = true
	}
	return place, known, rows.Err()
}

// Begin sets the place of a consumer that never stood anywhere; it does nothing for another.
func (c Consumer) Begin(ctx context.Context, tx Querier, at Cursor) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO feed_consumers (name, epoch, tx, id) VALUES ($1, $2, $3::xid8, $4) ON CONFLICT DO NOTHING`,
		c.Name, at.Epoch, xid(at.Tx), at.ID)
	if err != nil {
		return fmt.Errorf("begin to consume for %s: %w", c.Name, err)
	}
	return nil
}

// Beginning answers where a consumer begins that never stood anywhere: at the newest event that the feed has read; before the first one where
// the past is to be taken too, or where there is no feed.
func Beginning(feed *Feed, past bool) Cursor {
	if past || feed == nil {
		return Cursor{}
	}
	return feed.Head()
}

// ErrConsumerMoved tells that the consumer no longer stood where it was read from.
var ErrConsumerMoved = errors.New("another moved the consumer of the feed")

// Move moves the consumer from where it stood. It fails with ErrConsumerMoved when it stands elsewhere by now: then what the
// transaction made of the events has to be undone.
func (c Consumer) Move(ctx context.Context, tx Querier, from, to Cursor) error {
	moved, err := tx.ExecContext(ctx, `UPDATE feed_consumers SET epoch = $2, tx = $3::xid8, id = $4
		WHERE name = $1 AND (epoch, tx, id) = ($5::integer, $6::xid8, $7::bigint)`,
		c.Name, to.Epoch, xid(to.Tx), to.ID, from.Epoch, xid(from.Tx), from.ID)
	if err != nil {
		return fmt.Errorf("move %s: %w", c.Name, err)
	}
	if count, err := moved.RowsAffected(); err != nil || count == 0 {
		return errors.Join(ErrConsumerMoved, err)
	}
	return nil
}

// Next answers the settled events after a place, in order, at most limit. Unlike a subscriber's cursor, a consumer's place is
// good in every epoch: it is restored together with the events, so what the restored history holds beyond it was not
// consumed in this history.
func (c Consumer) Next(ctx context.Context, tx Querier, after Cursor, limit int) ([]Event, error) {
	rows, err := tx.QueryContext(ctx, followStatement, after.Epoch, xid(after.Tx), after.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("read events for %s: %w", c.Name, err)
	}
	defer rows.Close()
	return scanEvents(rows)
}
