package ratelimit

import (
	"context"
	"fmt"
	"time"
)

// takeStatement gives $5 to $6 of what is left, at most a quarter of it beyond $5, or nothing when $5 are not left. It answers
// how many it gave and the arrival time then.
//
// The row is locked before it is read, so what is computed from it still holds where it is written. A row that was not there
// can be made by somebody else in between: nothing is written then, and the statement is repeated.
const takeStatement = `
WITH held AS (
	SELECT tat FROM rate_limits WHERE key = $1 FOR UPDATE
), stand AS (
	SELECT greatest($2::timestamptz, (SELECT tat FROM held)) AS arrival
), room AS (
	SELECT arrival, ($4::bigint * $3::bigint - (extract(epoch FROM arrival - $2::timestamptz) * 1000000)::bigint) / $3::bigint AS tokens FROM stand
), offer AS (
	SELECT arrival, CASE WHEN tokens < $5::bigint THEN 0 ELSE greatest($5::bigint, least($6::bigint, tokens / 4)) END AS given FROM room
), counted AS (
	SELECT arrival + given * $3::bigint * interval '1 microsecond' AS arrival, given FROM offer
), written AS (
	INSERT INTO rate_limits (key, tat) SELECT $1, arrival FROM counted WHERE given > 0
	ON CONFLICT (key) DO UPDATE SET tat = excluded.tat WHERE EXISTS (SELECT FROM held)
	RETURNING 1
)
SELECT given, arrival, given = 0 OR EXISTS (SELECT FROM written) FROM counted`

// rounds bounds how often a decision is repeated because its row was made, or swept away, at the same moment.
const rounds = 10

// take asks the database for what is needed, and for the rule's lease where there is plenty.
func (l *Limiter) take(ctx context.Context, name key, rule Rule, now time.Time, needed int) (given int, arrival time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, l.patience)
	defer cancel()
	for range rounds {
		l.statements.Add(1)
		var settled bool
		err := l.db.QueryRowContext(ctx, takeStatement, name[:], now, rule.interval().Microseconds(), rule.Burst, needed, max(rule.Lease, needed)).
			Scan(&given, &arrival, &settled)
		if err != nil {
			if ended := ctx.Err(); ended != nil {
				err = ended // the server says only that somebody cancelled
			}
			return 0, time.Time{}, fmt.Errorf("count: %w", err)
		}
		if settled {
			return given, arrival, nil
		}
	}
	return 0, time.Time{}, errUnsettled
}

// sweepSize bounds one DELETE: a long transaction would hold the event feed back.
const sweepSize = 5_000

// sweepMargin is how long a row outlives its meaning, for an instance whose clock is behind.
const sweepMargin = time.Minute

// Sweep removes the rows that limit nothing any more, a bounded number at a time, and answers how many. A row that is taken
// from meanwhile stays.
func (l *Limiter) Sweep(ctx context.Context) (int, error) {
	if l == nil {
		return 0, nil
	}
	statement := `DELETE FROM rate_limits WHERE tat < $1 AND key = ANY (ARRAY(SELECT key FROM rate_limits WHERE tat < $1 LIMIT $2))`
	before, swept := l.clock.Now().Add(-sweepMargin), 0
	for {
		result, err := l.db.ExecContext(ctx, statement, before, sweepSize)
		if err != nil {
			return swept, fmt.Errorf("sweep rate limits: %w", err)
		}
		count, err := result.RowsAffected()
		swept += int(count)
		if err != nil || count < sweepSize {
			return swept, err
		}
	}
}
