package main

import (
	"context"
	"database/sql"
	"errors"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/evidence"
)

// withDatabase loads the settings and opens the house's database for a command, and lets go of it afterwards.
func withDatabase(cmd *cobra.Command, settings *settingsFlags, do func(context.Context, config.Config, *app.Database) error) error {
	loaded, err := settings.loadForTool()
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	database, err := app.OpenDatabase(ctx, loaded, newLogger(loaded))
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, loaded, database), database.Close(context.WithoutCancel(ctx)))
}

// toolConnections are enough for a command that does one thing after the other.
const toolConnections = 4

// withPool opens a pool of the serving role, with the keys that sign evidence, and lets go of it afterwards.
func withPool(ctx context.Context, loaded config.Config, database *app.Database, do func(*sql.DB, evidence.Keys) error) error {
	pool, err := database.Open(ctx, toolConnections)
	if err != nil {
		return err
	}
	defer pool.Close()
	keys, err := app.OpenKeys(ctx, loaded, pool, newLogger(loaded))
	if err != nil {
		return err
	}
	return do(pool, keys)
}
