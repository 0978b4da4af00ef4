package casework

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/store"
)

// next answers the next number of a sequence.
func next(ctx context.Context, tx *store.Tx, sequence string) (number int64, err error) {
	err = answer(ctx, tx, `SELECT nextval($1::regclass)`, &number, sequence)
	return number, err
}

// oneAtATime makes whoever opens alerts about a client wait for each other until the transaction ends. It may come late in a transaction, which
// the locks of a command may not: it orders no events, and whoever holds it waits for nobody but the database.
func oneAtATime(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	var nothing string
	return answer(ctx, tx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 3))::text`, &nothing, "alerts of "+client.String())
}

func answer(ctx context.Context, tx *store.Tx, statement string, into any, argument string) error {
	rows, err := tx.QueryContext(ctx, statement, argument)
	if err != nil {
		return fmt.Errorf("number an alert: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into); err != nil {
			return fmt.Errorf("number an alert: %w", err)
		}
	}
	return rows.Err()
}
