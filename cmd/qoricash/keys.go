package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/evidence"
)

func keysCommand(settings *settingsFlags) *cobra.Command {
	return group("keys", "Look after the keys that sign evidence", keysListCommand(settings), keysRewrapCommand(settings))
}

func keysListCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the keys that sign evidence, without the keys themselves",
		Long:    `Lists the keys that sign evidence, without the keys themselves. Exit code 3 when one does not open under SECRET_KEY or SECRET_KEY_PREVIOUS.`,
		Example: "  qoricash keys list",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withWrapping(cmd, settings, asApp, func(ctx context.Context, pool *sql.DB, wrapping evidence.Wrapping) error {
			found, err := evidence.ListKeys(ctx, pool, wrapping)
			if err != nil {
				return err
			}
			keys := newStoredKeys(found)
			return tellKeys(cmd, *asJSON, keys, keys, func(w io.Writer) { printKeys(w, keys) })
		})
	}
	return cmd
}

func keysRewrapCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rewrap",
		Short: "Wrap the keys that sign evidence under the SECRET_KEY of today",
		Long: `Wraps the keys that sign evidence under SECRET_KEY, also those that SECRET_KEY_PREVIOUS opens; SECRET_KEY_PREVIOUS can be forgotten
then, as far as evidence is concerned. Instances go on meanwhile, and doing it again changes nothing. Another database than the
private one is reached by MIGRATE_DATABASE_URL: only its owner changes keys. Exit code 3 when a key does not open.`,
		Example: "  SECRET_KEY=… SECRET_KEY_PREVIOUS=… qoricash keys rewrap",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withWrapping(cmd, settings, asOwner, func(ctx context.Context, pool *sql.DB, wrapping evidence.Wrapping) error {
			wrapped, found, err := evidence.Rewrap(ctx, pool, wrapping)
			if err != nil {
				return err
			}
			keys := newStoredKeys(found)
			return tellKeys(cmd, *asJSON, map[string]any{"wrapped": wrapped, "keys": keys}, keys, func(w io.Writer) {
				fmt.Fprintf(w, "%d of %d keys wrapped anew\n", wrapped, len(keys))
			})
		})
	}
	return cmd
}

// withWrapping connects for a command on the keys, which needs no key to sign with.
func withWrapping(cmd *cobra.Command, settings *settingsFlags, connect connector, do func(context.Context, *sql.DB, evidence.Wrapping) error) error {
	return withDatabase(cmd, settings, func(ctx context.Context, loaded config.Config, database *app.Database) error {
		wrapping, err := loaded.EvidenceWrapping()
		if err != nil {
			return err
		}
		pool, err := connect(ctx, database)
		if err != nil {
			return err
		}
		defer pool.Close()
		return do(ctx, pool, wrapping)
	})
}

// connector makes a pool of one of the two roles.
type connector func(context.Context, *app.Database) (*sql.DB, error)

func asApp(ctx context.Context, database *app.Database) (*sql.DB, error) {
	return database.Open(ctx, toolConnections)
}

func asOwner(ctx context.Context, database *app.Database) (*sql.DB, error) {
	return database.OpenOwner(ctx)
}

// storedKey is a key as programs read it.
type storedKey struct {
	ID        int       `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	Origin    string    `json:"origin"`
	Signs     bool      `json:"signs"`
	Opens     bool      `json:"opens"`
	// Former tells that SECRET_KEY_PREVIOUS is what opens it.
	Former bool `json:"former"`
}

func newStoredKeys(found []evidence.StoredKey) []storedKey {
	keys := make([]storedKey, len(found))
	for i, k := range found {
		keys[i] = storedKey{ID: int(k.ID), CreatedAt: k.CreatedAt, Origin: string(k.Origin), Signs: k.Signs, Opens: k.Opens, Former: k.Former}
	}
	return keys
}

// tellKeys prints what a command on the keys did, and each key that does not open, which is a finding.
func tellKeys(cmd *cobra.Command, asJSON bool, answer any, keys []storedKey, text func(io.Writer)) error {
	closed := 0
	err := write(cmd, asJSON, answer, func(w io.Writer) {
		text(w)
		for _, key := range keys {
			if !key.Opens {
				fmt.Fprintf(w, "WRONG: key %d does not open under SECRET_KEY or SECRET_KEY_PREVIOUS\n", key.ID)
			}
		}
	})
	for _, key := range keys {
		if !key.Opens {
			closed++
		}
	}
	if err == nil && closed > 0 {
		return errFindings
	}
	return err
}

func printKeys(w io.Writer, keys []storedKey) {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "KEY\tCREATED\tORIGIN\tSTATE")
	for _, key := range keys {
		state := "proves"
		switch {
		case !key.Opens:
			state = "does not open"
		case key.Signs:
			state = "signs"
		}
		if key.Former {
			state += ", opens under SECRET_KEY_PREVIOUS"
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", key.ID, key.CreatedAt.Format(time.RFC3339), key.Origin, state)
	}
	// The terminal is the only place to say that the terminal cannot be written to.
	_ = table.Flush()
}
