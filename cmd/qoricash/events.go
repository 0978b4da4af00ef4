package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/domain"
)

func eventsCommand(settings *settingsFlags) *cobra.Command {
	return group("events", "Look after the history of events", eventsNewEpochCommand(settings))
}

func eventsNewEpochCommand(settings *settingsFlags) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "new-epoch",
		Short: "Begin another history after the database was restored or set back",
		Long: `Begins another history after the database was restored or set back, before the first instance serves: cursors of before are answered
with ResyncRequired, so that no client skips what happened instead of what it knew. A seals.log in DATA_DIR that tells of another history is
kept beside it under the time. A database that moved to another server, or from a dump, is noticed without this.`,
		Example: `  qoricash events new-epoch --reason "volume restored from the snapshot of 03:00"`,
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the epoch and the audit trail")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		typed, refusal := domain.Reason("--reason is needed: say why the history begins anew").Read(reason)
		if refusal != nil {
			return refusal.At("reason")
		}
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			begun, err := app.BeginHistory(ctx, books.store, books.seals, typed)
			if err != nil {
				return err
			}
			return write(cmd, *asJSON, map[string]any{"epoch": begun.Epoch, "archived": begun.Archived}, func(w io.Writer) {
				fmt.Fprintf(w, "epoch %d begins\n", begun.Epoch)
				if begun.Archived != "" {
					fmt.Fprintf(w, "the seal file of the former history is %s\n", begun.Archived)
				}
			})
		})
	}
	return cmd
}
