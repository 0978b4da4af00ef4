package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/trading/replay"
	"github.com/qoricash/qoricash/migrations"
)

// examination is one thing that the doctor looked at.
type examination struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Warn tells that it works and is not safe.
	Warn bool `json:"warn,omitempty"`
	// Detail says what was seen, and what to do where it is not well.
	Detail string `json:"detail"`
}

func doctorCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "doctor",
		Short:   "Look at settings, data folder, database, clock and books, and say what to mend",
		Example: "  qoricash doctor",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		loaded, err := settings.loadForTool()
		if err != nil {
			return err
		}
		seen := examine(cmd.Context(), loaded)
		if err := write(cmd, *asJSON, seen, func(w io.Writer) { printExaminations(w, seen) }); err != nil {
			return err
		}
		for _, e := range seen {
			if !e.OK {
				return errFindings
			}
		}
		return nil
	}
	return cmd
}

func printExaminations(w io.Writer, seen []examination) {
	for _, e := range seen {
		mark := "ok   "
		switch {
		case !e.OK:
			mark = "WRONG"
		case e.Warn:
			mark = "warn "
		}
		fmt.Fprintf(w, "%s %-18s %s\n", mark, e.Name, e.Detail)
	}
}

func examine(ctx context.Context, settings config.Config) []examination {
	seen := []examination{secretKey(settings), transport(settings), dataFolder(settings)}
	database, err := app.OpenDatabase(ctx, settings, newLogger(settings))
	if err != nil {
		return append(seen, examination{Name: "database", Detail: err.Error()})
	}
	seen = append(seen, examineDatabase(ctx, settings, database)...)
	if err := database.Close(context.WithoutCancel(ctx)); err != nil {
		seen = append(seen, examination{Name: "database stop", Detail: err.Error()})
	}
	return seen
}

func secretKey(settings config.Config) examination {
	if _, err := settings.EvidenceWrapping(); err != nil {
		return examination{Name: "secret key", Detail: err.Error()}
	}
	return examination{Name: "secret key", OK: true, Detail: "set"}
}

// transport looks at how the database is reached, where the house is real.
func transport(settings config.Config) examination {
	const name = "database transport"
	unproven := settings.UnprovenDatabases()
	switch {
	case len(unproven) == 0:
		return examination{Name: name, OK: true, Detail: "on this machine, or proven by a certificate"}
	case !settings.Production():
		return examination{Name: name, OK: true, Detail: "proven by no certificate, which development may do"}
	}
	return examination{Name: name, OK: true, Warn: true, Detail: strings.Join(unproven, " and ") +
		": whoever stands on the way to the database can read and change everything; add sslmode=verify-full"}
}

func dataFolder(settings config.Config) examination {
	probe := filepath.Join(settings.DataDir, ".doctor")
	err := os.MkdirAll(settings.DataDir, 0o700)
	if err == nil {
		err = os.WriteFile(probe, nil, 0o600)
	}
	if err == nil {
		err = os.Remove(probe)
	}
	if err != nil {
		return examination{Name: "data folder", Detail: fmt.Sprintf("DATA_DIR %s cannot be written: %v", settings.DataDir, err)}
	}
	return examination{Name: "data folder", OK: true, Detail: settings.DataDir}
}

func examineDatabase(ctx context.Context, settings config.Config, database *app.Database) []examination {
	pool, err := database.Open(ctx, 4)
	if err != nil {
		return []examination{{Name: "database", Detail: err.Error()}}
	}
	defer pool.Close()
	seen := []examination{serverVersion(ctx, pool), schemaState(ctx, pool), clockDrift(ctx, pool), servingRights(ctx, pool),
		evidenceKeys(ctx, pool, settings), booksState(ctx, pool, settings)}
	return append(append(seen, examineAreas(ctx, settings, pool)...), rewardCodes(ctx, pool))
}

// examineAreas asks the areas of the house, by the rules that they act by.
func examineAreas(ctx context.Context, settings config.Config, pool *sql.DB) []examination {
	keys, err := app.OpenKeys(ctx, settings, pool, newLogger(settings))
	var services *app.Services
	if err == nil {
		services, err = app.NewServices(ctx, settings, pool, keys, clock.System{}, nil)
	}
	if err != nil {
		return []examination{{Name: "invoices", Detail: err.Error()}, {Name: "lists", Detail: err.Error()}}
	}
	return []examination{invoiceQueue(ctx, services), watchlists(ctx, services)}
}

// watchlists tells whether the mandatory lists are there and were seen to be their publishers' lately, by the rule that new clients pass by.
func watchlists(ctx context.Context, services *app.Services) examination {
	const name = "lists"
	states, err := services.Watchlist.States(access.AsSystem(ctx))
	if err != nil {
		return examination{Name: name, Detail: err.Error()}
	}
	seen := 0
	var stale []domain.ListSource
	for _, state := range states {
		if !state.CheckedAt.IsZero() {
			seen++
		}
		if state.Stale {
			stale = append(stale, state.Rule.Source)
		}
	}
	if len(stale) > 0 {
		return examination{Name: name, OK: true, Warn: true,
			Detail: fmt.Sprintf("%v are missing or stale: set LISTS_DIR or LISTS_URL_*, or run `qoricash lists import`; `qoricash lists status` says more", stale)}
	}
	return examination{Name: name, OK: true, Detail: fmt.Sprintf("%d lists, the mandatory ones seen within a day", seen)}
}

func serverVersion(ctx context.Context, pool *sql.DB) examination {
	var number int
	if err := pool.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::int`).Scan(&number); err != nil {
		return examination{Name: "database", Detail: err.Error()}
	}
	return examination{Name: "database", OK: number >= 140000, Detail: fmt.Sprintf("PostgreSQL %d.%d (14 or newer is needed)", number/10000, number%10000)}
}

func schemaState(ctx context.Context, pool *sql.DB) examination {
	pending, err := migrations.Pending(ctx, pool)
	if err != nil {
		return examination{Name: "schema", Detail: "cannot be read; run `qoricash migrate up`"}
	}
	return examination{Name: "schema", OK: pending == 0, Detail: fmt.Sprintf("%d migrations to apply", pending)}
}

func clockDrift(ctx context.Context, pool *sql.DB) examination {
	drift, err := postgres.Drift(ctx, pool, clock.System{}.Now)
	if err != nil {
		return examination{Name: "clock", Detail: err.Error()}
	}
	return examination{Name: "clock", OK: drift.Abs() <= postgres.ToleratedDrift,
		Detail: fmt.Sprintf("%s away from the database's", drift.Abs().Round(time.Millisecond))}
}

func servingRights(ctx context.Context, pool *sql.DB) examination {
	var role string
	var mayChange bool
	err := pool.QueryRowContext(ctx, `SELECT current_user, has_table_privilege('events', 'UPDATE') OR has_table_privilege('postings', 'DELETE')`).
		Scan(&role, &mayChange)
	switch {
	case err != nil:
		return examination{Name: "serving role", Detail: err.Error()}
	case mayChange:
		return examination{Name: "serving role", Detail: role + " may change evidence; serve as qoricash_app"}
	}
	return examination{Name: "serving role", OK: true, Detail: role + " cannot change evidence"}
}

func evidenceKeys(ctx context.Context, pool *sql.DB, settings config.Config) examination {
	const name = "evidence keys"
	wrapping, err := settings.EvidenceWrapping()
	if err != nil {
		return examination{Name: name, Detail: err.Error()}
	}
	keys, err := evidence.ListKeys(ctx, pool, wrapping)
	if err != nil {
		return examination{Name: name, Detail: err.Error()}
	}
	former := 0
	for _, key := range keys {
		switch {
		case !key.Opens:
			return examination{Name: name, Detail: fmt.Sprintf("key %d does not open under SECRET_KEY: what it signed cannot be proved", key.ID)}
		case key.Former:
			former++
		}
	}
	if former > 0 {
		return examination{Name: name, OK: true, Detail: fmt.Sprintf("%d of %d need SECRET_KEY_PREVIOUS: run `qoricash keys rewrap`", former, len(keys))}
	}
	return examination{Name: name, OK: true, Detail: fmt.Sprintf("%d open", len(keys))}
}

func booksState(ctx context.Context, pool *sql.DB, settings config.Config) examination {
	keys, err := app.OpenKeys(ctx, settings, pool, newLogger(settings))
	if err != nil {
		return examination{Name: "books", Detail: err.Error()}
	}
	report, err := replay.Verify(ctx, pool, keys, evidence.NewFile(settings.DataDir))
	switch {
	case err != nil:
		return examination{Name: "books", Detail: err.Error()}
	case !report.Whole():
		return examination{Name: "books", Detail: "run `qoricash ledger verify`: " + report.Findings[0]}
	}
	return examination{Name: "books", OK: true, Detail: fmt.Sprintf("%d entries and %d operations are whole", report.Entries, report.Operations)}
}

// rewardCodes tells whether codes of rewards were guessed within the last day: the house was told then ([rewards.Service.Tried]).
func rewardCodes(ctx context.Context, pool *sql.DB) examination {
	const name = "reward codes"
	var told sql.NullTime
	err := pool.QueryRowContext(ctx, `SELECT max(occurred_at) FROM events WHERE aggregate_id = $1 AND aggregate = $2 AND occurred_at > now() - interval '1 day'`,
		rewards.CodesAggregate.ID, rewards.CodesAggregate.Type).Scan(&told)
	switch {
	case err != nil:
		return examination{Name: name, Detail: err.Error()}
	case told.Valid:
		return examination{Name: name, OK: true, Warn: true, Detail: "more unknown codes were tried than people mistype, last noticed at " +
			told.Time.UTC().Format(time.RFC3339) + ": see qoricash_reward_code_tries_total"}
	}
	return examination{Name: name, OK: true, Detail: "nobody guessed them within the last day"}
}

// invoiceQueue tells whether the provider of electronic documents takes those of the house, and whether a completed operation has none that
// should; `qoricash invoices reconcile` names them, by the same rule.
func invoiceQueue(ctx context.Context, services *app.Services) examination {
	detail, warn, err := invoicesStanding(ctx, services)
	if err != nil {
		return examination{Name: "invoices", Detail: err.Error()}
	}
	return examination{Name: "invoices", OK: true, Warn: warn, Detail: detail}
}

// errRefused tells that the provider refuses the account of the house.
var errRefused = errors.New("the provider refuses the account, and no document goes out until it works again")

func invoicesStanding(ctx context.Context, services *app.Services) (detail string, warn bool, err error) {
	standing, err := services.Invoicing.Standing(ctx)
	if err != nil {
		return "", false, err
	}
	if !standing.Stopped.IsZero() {
		return "", false, fmt.Errorf("%w: %s", errRefused, standing.Reason)
	}
	since, began, err := services.Invoicing.Began(ctx)
	if err != nil {
		return "", false, err
	}
	var without []string
	if began {
		if without, err = services.Invoicing.Without(ctx, since); err != nil {
			return "", false, err
		}
	}
	switch parked := standing.ByState[domain.InvoiceParked]; {
	case len(without) > 0:
		return fmt.Sprintf("%d operations completed since %s have no document: run `qoricash invoices reconcile`", len(without),
			domain.BusinessDate(since)), true, nil
	case parked > 0:
		return fmt.Sprintf("%d wait for a person", parked), true, nil
	}
	return "none waits for a person", false, nil
}
