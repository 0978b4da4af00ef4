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
)

func ledgerCommand(settings *settingsFlags) *cobra.Command {
	return group("ledger", "Prove and read the books", ledgerVerifyCommand(settings), ledgerShowCommand(settings))
}

func ledgerVerifyCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the books are whole, or name what is wrong with them",
		Long: `Proves that every entry balances in each currency, that every completed operation, confirmed deposit and refund has exactly its
postings, that the banks' balances are what their legs say, and that nothing was edited, added or removed since it was written.
Exit code 3 when something is wrong.`,
		Example: "  qoricash ledger verify",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			report, err := ledger.Verify(ctx, books.store.DB(), books.store.Keys(), books.seals)
			if err != nil {
				return err
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
	// Findings is a list also where nothing was found.
	Findings []string `json:"findings"`
}

func newVerdict(report ledger.Report) verdict {
	return verdict{Whole: report.Whole(), Entries: report.Entries, Postings: report.Postings, Completed: report.Completed, Seals: report.Seals,
		Unsealed: report.Unsealed, Totals: report.Totals, Findings: append([]string{}, report.Findings...)}
}

func printReport(w io.Writer, report ledger.Report) {
	fmt.Fprintf(w, "%d entries, %d postings, %d completed operations, %d seals, %d entries not sealed yet\n", report.Entries, report.Postings,
		report.Completed, report.Seals, report.Unsealed)
	for _, currency := range money.Currencies() {
		fmt.Fprintf(w, "sum of all postings in %s: %s\n", currency, report.Totals[currency])
	}
	if report.Whole() {
		fmt.Fprintln(w, "the books are whole")
	}
	for _, finding := range report.Findings {
		fmt.Fprintln(w, "WRONG:", finding)
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
