package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/postgres"
)

func demoCommand(settings *settingsFlags, fiction app.Fiction) *cobra.Command {
	var noBots bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Run a fictitious house with 90 days of history, and bots that keep it moving",
		Long: `Runs a fictitious house with 90 days of history, and bots that act as clients, trader and operator through the public API.

Without DATABASE_URL it runs the machine's PostgreSQL programs as a private cluster in DATA_DIR, and installs the system's package where
there are none and root or sudo allows. The data stays: the next start goes on.`,
		Example: "  qoricash demo --no-bots",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&noBots, "no-bots", false, "keep the house still")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return runDemo(cmd, settings, fiction, !noBots)
	}
	return cmd
}

func runDemo(cmd *cobra.Command, settings *settingsFlags, fiction app.Fiction, bots bool) (err error) {
	loaded, err := loadDemo(func(command map[string]string) (config.Config, error) {
		settings.command = command
		return settings.load()
	})
	if err != nil {
		return err
	}
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	started := time.Now()
	if loaded.DatabaseURL == "" {
		if err := ensurePrograms(ctx, out); err != nil {
			return err
		}
	}
	if loaded, err = app.KeepSecret(loaded); err != nil {
		return err
	}
	house, err := app.NewDemo(ctx, loaded, newLogger(loaded))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, house.Close(context.WithoutCancel(ctx))) }()
	world, err := house.Populate(ctx, fiction, func(day, days int) { fmt.Fprintf(out, "\rseeding the house: day %d of %d ", day, days) })
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return house.Run(ctx) })
	if bots {
		group.Go(func() error { return world.RunBots(ctx, "http://"+reachable(house.Address())) })
	}
	welcome(out, reachable(house.Address()), world, time.Since(started))
	return group.Wait()
}

// loadDemo loads the settings with the defaults of the demo: it listens on this machine alone and never closes, and stays quiet but for
// what goes wrong. It has neither a site nor a desk: unless it is told of them, the links of its messages lead to itself, where a page says
// what would be there. A port that is not known yet leads nowhere.
func loadDemo(load func(command map[string]string) (config.Config, error)) (config.Config, error) {
	command := map[string]string{"ADDR": "127.0.0.1:8080", "ROUND_THE_CLOCK": "true", "LOG_LEVEL": "WARN", "TOTP_ROLES": "none",
		"APP_ENV": string(config.Development)}
	loaded, err := load(command)
	if err == nil {
		err = loaded.RequirePublicURL()
	}
	address := reachable(loaded.Addr)
	if err != nil || strings.HasSuffix(address, ":0") {
		return loaded, err
	}
	command["SITE_URL"], command["DESK_URL"] = "http://"+address, "http://"+address
	return load(command)
}

// reachable is an address that this machine can call, for one to listen on: without a host that is every network.
func reachable(address string) string {
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip.IsUnspecified()) {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return address
}

// ensurePrograms installs PostgreSQL where its programs are missing.
func ensurePrograms(ctx context.Context, out io.Writer) error {
	_, err := postgres.FindPrograms(ctx)
	var missing *postgres.MissingError
	if !errors.As(err, &missing) {
		return err
	}
	return postgres.Install(ctx, out)
}

func welcome(out io.Writer, address string, world *app.World, took time.Duration) {
	fmt.Fprintf(out, `
La casa está abierta (%s).

  Escritorio   http://%s/desk/
  Teléfono de un cliente  http://%s/try/
  Explorador   http://%s/explorer/
  GraphQL      http://%s/graphql        (HTTP, SSE, graphql-transport-ws)
  Tipo de cambio  http://%s/api/v1/rates
  Correos      http://%s/dev/mail              (los que saldrían; aquí no salen)

Ingresos de prueba, todos con la contraseña %s
  master@demo.pe   trader@demo.pe   operator@demo.pe   middle@demo.pe   analyst@demo.pe
`, took.Round(100*time.Millisecond), address, address, address, address, address, address, world.Password)
	for _, client := range world.Clients {
		fmt.Fprintf(out, "  %-4s %s\n", client.DocumentType, client.DocumentNumber)
	}
	fmt.Fprint(out, "\nCtrl-C la cierra; los datos quedan.\n")
}
