package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
)

func serveCommand(settings *settingsFlags) *cobra.Command {
	return &cobra.Command{
		Use:     "serve",
		Short:   "Serve the API",
		Example: "  SECRET_KEY=… PUBLIC_URL=https://api.qoricash.pe DATABASE_URL=postgres://… qoricash serve --addr :8080",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			loaded, err := settings.load()
			if err != nil {
				return err
			}
			if err := errors.Join(loaded.RequireSecret(), loaded.RequirePublicURL()); err != nil {
				return err
			}
			house, err := app.New(cmd.Context(), loaded, newLogger(loaded))
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "qoricash listens on %s\n", house.Address())
			return errors.Join(house.Run(cmd.Context()), house.Close(context.WithoutCancel(cmd.Context())))
		},
	}
}
