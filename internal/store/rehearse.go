package store

import (
	"context"
	"errors"
	"fmt"
)

// Rehearse does work and undoes all of it: rows, events and audit entries. Where an answer must not tell by its time which
// of two ways a command went, the shorter way rehearses what the longer one does.
func (tx *Tx) Rehearse(ctx context.Context, act func(context.Context) error) error {
	events, entries := len(tx.events), len(tx.entries)
	if _, err := tx.ExecContext(ctx, `SAVEPOINT rehearsal`); err != nil {
		return fmt.Errorf("begin a rehearsal: %w", err)
	}
	err := act(ctx)
	tx.events, tx.entries = tx.events[:events], tx.entries[:entries]
	if _, undo := tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT rehearsal`); undo != nil {
		return errors.Join(err, fmt.Errorf("undo a rehearsal: %w", undo))
	}
	return err
}
