package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading/replay"
)

func ledgerCommand(settings *settingsFlags) *cobra.Command {
	return group("ledger", "Prove and read the books", ledgerVerifyCommand(settings), ledgerShowCommand(settings))
}

func ledgerVerifyCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the books are whole, or name what is wrong with them",
		Long: `Proves that every entry balances in each currency and has exactly the lines of what it books, that the banks' balances are what
their legs say, that every operation with its deposits, payouts, proofs and holds is what its signed events tell, and that no entry
and no event was edited, added or removed since it was written. It lists the first 1,000 findings and counts all.
Exit code 3 when something is wrong. With --record the house keeps what was found: its badge says so, and Masters get a letter where
that is news, until a proof that is recorded finds nothing.`,
		Example: "  qoricash ledger verify",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	record := cmd.Flags().Bool("record", false, "keep what was found for the badge of the books, and tell Masters where it is news")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			report, err := replay.Verify(ctx, books.store.DB(), books.store.Keys(), books.seals)
			if err != nil {
				return err
			}
			if *record {
				if err := ledger.New(books.store).KeepProof(ctx, report.Report); err != nil {
					return err
				}
			}
			if err := write(cmd, *asJSON, newVerdict(report), func(w io.Writer) { printReport(w, report) }); err != nil {
				return err
			}
			if !report.Whole() {
				return errFindings
			}
			return nil
		})
	}
	return cmd
}

// verdict is a report on the books as programs read it.
type verdict struct {
	Whole     bool                            `json:"whole"`
	Entries   int64                           `json:"entries"`
	Postings  int64                           `json:"postings"`
	Completed int64                           `json:"completed"`
	Seals     int64                           `json:"seals"`
	Unsealed  int64                           `json:"unsealed"`
	Totals    map[money.Currency]money.Amount `json:"totals"`
	// Operations were compared with their events. Events are all that there are, with their seals.
	Operations     int64 `json:"operations"`
	Events         int64 `json:"events"`
	EventSeals     int64 `json:"eventSeals"`
	UnsealedEvents int64 `json:"unsealedEvents"`
	// Found is how many findings there are. Findings are the first of them, a list also where there is none.
	Found    int64    `json:"found"`
	Findings []string `json:"findings"`
}

func newVerdict(report replay.Report) verdict {
	return verdict{Whole: report.Whole(), Entries: report.Entries, Postings: report.Postings, Completed: report.Completed, Seals: report.Seals,
		Unsealed: report.Unsealed, Totals: report.Totals, Operations: report.Operations, Events: report.Events, EventSeals: report.EventSeals,
		UnsealedEvents: report.UnsealedEvents, Found: report.Found, Findings: append([]string{}, report.Findings...)}
}

func printReport(w io.Writer, report replay.Report) {
	fmt.Fprintf(w, "%d entries, %d postings, %d completed operations, %d seals, %d entries not sealed yet\n", report.Entries, report.Postings,
		report.Completed, report.Seals, report.Unsealed)
	fmt.Fprintf(w, "%d operations compared with their events, %d events, %d seals, %d events not sealed yet\n", report.Operations, report.Events,
		report.EventSeals, report.UnsealedEvents)
	for _, currency := range money.Currencies() {
		fmt.Fprintf(w, "sum of all postings in %s: %s\n", currency, report.Totals[currency])
	}
	if report.Whole() {
		fmt.Fprintln(w, "the books are whole")
	}
	for _, finding := range report.Findings {
		fmt.Fprintln(w, "WRONG:", finding)
	}
	if more := report.Found - int64(len(report.Findings)); more > 0 {
		fmt.Fprintf(w, "WRONG: and %d findings more\n", more)
	}
}

func ledgerShowCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{Use: "show CODE", Short: "Show the postings of an operation", Example: "  qoricash ledger show EXP-1042", Args: cobra.ExactArgs(1)}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			lines, err := ledger.New(books.store).Show(access.AsSystem(ctx), args[0])
			if err != nil {
				return err
			}
			return write(cmd, *asJSON, lines, func(w io.Writer) { printLines(w, lines) })
		})
	}
	return cmd
}

func printLines(w io.Writer, lines []ledger.Line) {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "ENTRY\tKIND\tDATE\tPCGE\tACCOUNT\tDEBE\tHABER")
	for _, line := range lines {
		debit, credit := line.Money.String(), ""
		if line.Money.Amount.Sign() < 0 {
			debit, credit = "", money.Money{Amount: line.Money.Amount.Neg(), Currency: line.Money.Currency}.String()
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", line.EntryID, line.Kind, line.BusinessDate, line.PCGE, line.Account, debit, credit)
	}
	// The terminal is the only place to say that the terminal cannot be written to.
	_ = table.Flush()
}

// books are what the commands on the ledger need.
type books struct {
	store *store.Store
	seals *evidence.File
}

func withBooks(cmd *cobra.Command, settings *settingsFlags, do func(context.Context, books) error) error {
	return withDatabase(cmd, settings, func(ctx context.Context, loaded config.Config, database *app.Database) error {
		return withPool(ctx, loaded, database, func(pool *sql.DB, keys evidence.Keys) error {
			return do(ctx, books{store: store.New(pool, store.Options{Clock: clock.System{}, Keys: keys}), seals: evidence.NewFile(loaded.DataDir)})
		})
	})
}
