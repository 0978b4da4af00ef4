package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/qoricash/qoricash/internal/store"
)

func TestRehearsalLeavesNothingAndTheCommandGoesOn(t *testing.T) {
	t.Parallel()
	f := setup(t)
	_, err := store.Do(asSystem(t), f.Store, store.Command{Action: "test.mark"}, func(ctx context.Context, tx *store.Tx) error {
		err := tx.Rehearse(ctx, func(ctx context.Context) error {
			_, err := mark(ctx, tx, 0)
			return err
		})
		if err != nil {
			return err
		}
		_, err = mark(ctx, tx, 0) // the same day, which is unique
		return err
	})
	must(t, err)
	f.wantRows(t, 1, 1, 1, 0, 1)
}

func TestRehearsalThatFailsFailsTheCommand(t *testing.T) {
	t.Parallel()
	f := setup(t)
	broken := errors.New("broken")
	_, err := store.Do(asSystem(t), f.Store, store.Command{Action: "test.mark"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.Rehearse(ctx, func(context.Context) error { return broken })
	})
	if !errors.Is(err, broken) {
		t.Errorf("ended with %v", err)
	}
	f.wantRows(t, 0, 0, 0, 0, 0)
}
