package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/staff"
)

func userCommand(settings *settingsFlags) *cobra.Command {
	return group("user", "Manage the people of the house", userCreateCommand(settings))
}

func userCreateCommand(settings *settingsFlags) *cobra.Command {
	var in staff.NewUser
	var role string
	cmd := &cobra.Command{
		Use:     "create",
		Short:   "Create a person of the house; the password is read from standard input",
		Example: `  printf '%s' "$PASSWORD" | qoricash user create --name "Ana Ríos" --email ana@example.pe --role MASTER`,
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&in.Name, "name", "", "name as people call the person")
	flags.StringVar(&in.Email, "email", "", "sign-in name")
	flags.StringVar(&in.DNI, "dni", "", "DNI, the second sign-in name; may be left out")
	flags.StringVar(&role, "role", "", "MASTER, TRADER, OPERATOR, MIDDLE_OFFICE or ANALYST")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		password, err := bufio.NewReader(cmd.InOrStdin()).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the password: %w", err)
		}
		in.Role, in.Password = domain.Role(role), strings.TrimRight(password, "\r\n")
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			id, err := services.Staff.CreateUser(access.AsSystem(ctx), in)
			if err != nil {
				return err
			}
			in.Email, _ = domain.NormalizeEmail(in.Email)
			return write(cmd, *asJSON, map[string]any{"id": id, "email": in.Email, "role": in.Role}, func(w io.Writer) {
				fmt.Fprintf(w, "created %s (%s)\n", in.Email, in.Role)
			})
		})
	}
	return cmd
}

// withServices opens the areas for a command, on a schema that is up to date.
func withServices(cmd *cobra.Command, settings *settingsFlags, do func(context.Context, *app.Services) error) error {
	return withDatabase(cmd, settings, func(ctx context.Context, loaded config.Config, database *app.Database) error {
		if _, err := database.Migrate(ctx); err != nil {
			return err
		}
		return withPool(ctx, loaded, database, func(pool *sql.DB, keys evidence.Keys) error {
			services, err := app.NewServices(ctx, loaded, pool, keys, clock.System{}, nil)
			if err != nil {
				return err
			}
			return do(ctx, services)
		})
	})
}
