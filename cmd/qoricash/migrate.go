package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/migrations"
	"github.com/qoricash/qoricash/migrations/diff"
)

func migrateCommand(settings *settingsFlags) *cobra.Command {
	return group("migrate", "Bring the database's schema up to date", migrateUpCommand(settings), migrateStatusCommand(settings), migrateNewCommand())
}

func migrateUpCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "up",
		Short:   "Apply the migrations that the database lacks",
		Example: "  MIGRATE_DATABASE_URL=postgres://qoricash_owner@… qoricash migrate up",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDatabase(cmd, settings, func(ctx context.Context, _ config.Config, database *app.Database) error {
			applied, err := database.Migrate(ctx)
			if err != nil {
				return err
			}
			return write(cmd, *asJSON, map[string]any{"applied": append([]int64{}, applied...)}, func(w io.Writer) {
				if len(applied) == 0 {
					fmt.Fprintln(w, "nothing to apply")
				}
				for _, version := range applied {
					fmt.Fprintln(w, "applied", version)
				}
			})
		})
	}
	return cmd
}

func migrateStatusCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{Use: "status", Short: "Say which migrations the database has", Example: "  qoricash migrate status --json", Args: cobra.NoArgs}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDatabase(cmd, settings, func(ctx context.Context, _ config.Config, database *app.Database) error {
			pool, err := database.OpenOwner(ctx)
			if err != nil {
				return err
			}
			defer pool.Close()
			found, err := migrations.Status(ctx, pool)
			if err != nil {
				return err
			}
			states := make([]migrationState, len(found))
			for i, state := range found {
				states[i] = migrationState(state)
			}
			return write(cmd, *asJSON, states, func(w io.Writer) {
				for _, s := range states {
					mark := "missing"
					if s.Applied {
						mark = "applied"
					}
					fmt.Fprintf(w, "%-8s %s\n", mark, s.File)
				}
			})
		})
	}
	return cmd
}

// migrationState is a migration as programs read it.
type migrationState struct {
	Version int64  `json:"version"`
	File    string `json:"file"`
	Applied bool   `json:"applied"`
}

func migrateNewCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "new NAME",
		Short:   "Write the next migration from the difference between ent/schema and the files",
		Example: "  qoricash migrate new add_referrals",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := writeMigration(cmd.Context(), dir, args[0])
			if err != nil {
				return err
			}
			if len(files) == 0 {
				fmt.Fprintln(cmd.OutOrStdout(), "the files are in step with ent/schema")
			}
			for _, file := range files {
				fmt.Fprintln(cmd.OutOrStdout(), "wrote", file)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "migrations", "folder of the migration files")
	return cmd
}

// writeMigration compares on a throwaway cluster of its own, so that no database is touched.
func writeMigration(ctx context.Context, dir, name string) (files []string, err error) {
	folder, err := os.MkdirTemp("", "qoricash-diff-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the comparison: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	cluster, err := postgres.Start(ctx, postgres.Options{DataDir: folder, Throwaway: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, cluster.Stop(context.WithoutCancel(ctx))) }()
	if err := cluster.Bootstrap(ctx, "difference"); err != nil {
		return nil, err
	}
	return diff.Write(ctx, dir, cluster.URL("difference", "qoricash_owner"), name)
}
