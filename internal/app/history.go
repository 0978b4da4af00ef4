package app

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// History is a history of the event log that began by hand, or because the database was set back.
type History struct {
	// Epoch is its number.
	Epoch int32
	// Archived is where the seal file of the former history lies now; empty where it still fits the database.
	Archived string
}

// BeginHistory begins another history in a database that was restored or set back: cursors of before are answered with
// ResyncRequired, and a seal file that the database has parted from is put aside. The reason stays with the epoch and in the
// audit trail. It waits for the commands that run, and holds new ones back for a moment.
func BeginHistory(ctx context.Context, house *store.Store, seals *evidence.File, reason string) (History, error) {
	parted, err := evidence.FindParting(ctx, house.DB(), house.Keys(), seals)
	if err != nil {
		return History{}, err
	}
	var begun History
	_, err = store.Do(access.AsSystem(ctx), house, store.Command{Action: "events.new-epoch"}, func(ctx context.Context, tx *store.Tx) error {
		begun.Epoch, err = event.BeginEpoch(ctx, tx, tx.Now, reason)
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectEventEpoch, After: map[string]any{"epoch": begun.Epoch, "reason": reason}})
		return err
	})
	if err != nil {
		return History{}, fmt.Errorf("begin a history: %w", err)
	}
	if parted.Found {
		begun.Archived, err = seals.Archive(house.Clock().Now())
	}
	return begun, err
}

// settleHistory finds out, before anything is read or written, whether the database was set back under its seal file. Then a new
// history begins by itself. Where only seals are missing, nobody but a person can tell a loss from a deed.
func settleHistory(ctx context.Context, house *store.Store, seals *evidence.File, logger *slog.Logger) error {
	running, err := event.OpenEpoch(ctx, house.DB(), house.Clock().Now())
	if err != nil {
		return err
	}
	parted, err := evidence.FindParting(ctx, house.DB(), house.Keys(), seals)
	if err != nil || !parted.Found {
		return err
	}
	described := []any{"stream", parted.Stream, "seal", parted.Seal, "file", evidence.FileName}
	if !parted.Proved {
		logger.ErrorContext(ctx, "the database lacks a seal that the seal file has: run `qoricash ledger verify`; if the database was restored, "+
			"run `qoricash events new-epoch`", described...)
		return nil
	}
	begun := History{Epoch: running.Epoch}
	if parted.Epoch >= running.Epoch {
		begun, err = BeginHistory(ctx, house, seals, "the database was set back: the seal file is ahead of it")
	} else {
		// The history that the file is of has ended: only the file is left to be put aside.
		begun.Archived, err = seals.Archive(house.Clock().Now())
	}
	if err != nil {
		return err
	}
	logger.WarnContext(ctx, "the database was set back to an earlier state: another history runs, cursors of before are refused",
		append(described, "epoch", begun.Epoch, "archived", begun.Archived)...)
	return nil
}

// historian is the store as it is before the areas are there.
func (a *App) historian(keys evidence.Keys) *store.Store {
	return store.New(a.pool, store.Options{Clock: a.clock, Keys: keys})
}
