package store

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/event"
)

// EmitNext tells an event of an aggregate that keeps no version of its own: it gets the one after the aggregate's newest
// event. The command holds the aggregate's lock.
func (tx *Tx) EmitNext(ctx context.Context, record event.Record) error {
	version, err := tx.nextVersion(ctx, record.Aggregate)
	if err != nil {
		return fmt.Errorf("emit %s: %w", record.Kind, err)
	}
	record.AggregateVersion = version
	tx.Emit(record)
	return nil
}

func (tx *Tx) nextVersion(ctx context.Context, aggregate event.Aggregate) (int, error) {
	newest := 0
	for _, told := range tx.events {
		if told.Aggregate == aggregate {
			newest = max(newest, told.AggregateVersion)
		}
	}
	if newest > 0 {
		return newest + 1, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT coalesce(max(aggregate_version), 0) FROM events WHERE aggregate_id = $1 AND aggregate = $2`,
		aggregate.ID, aggregate.Type)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&newest); err != nil {
			return 0, err
		}
	}
	return newest + 1, rows.Err()
}
