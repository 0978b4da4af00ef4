package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

func invoicesCommand(settings *settingsFlags) *cobra.Command {
	return group("invoices", "Prove and read the electronic documents, and begin their series", invoicesReconcileCommand(settings), invoicesShowCommand(settings),
		invoicesBeginCommand(settings))
}

func invoicesReconcileCommand(settings *settingsFlags) *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Compare the numbers of electronic documents with operations, or name what is missing",
		Long: `Finds completed operations without a live document, numbers that no document has, and documents whose total is not their operation's,
and lists numbers that wait for the provider or for a person. An instance that serves is asked to ask the provider about them.
Looks at operations from --from on, else from the day of the parameter INVOICING_FROM on, else from the first request for a document on.
Exit code 3 when something is missing.`,
		Example: "  qoricash invoices reconcile --from 2026-12-01",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&from, "from", "", "day in Lima from which on completed operations need a document, as 2026-12-01")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			since, err := reconcileFrom(ctx, services.Invoicing, from)
			if err != nil {
				return err
			}
			found, err := services.Invoicing.Reconcile(ctx, since)
			if err != nil {
				return err
			}
			if err := write(cmd, *asJSON, found, func(w io.Writer) { printReconciled(w, found) }); err != nil {
				return err
			}
			if !found.Whole() {
				return errFindings
			}
			return nil
		})
	}
	return cmd
}

// reconcileFrom reads --from; without it, it is from when on operations need a document.
func reconcileFrom(ctx context.Context, invoices *invoicing.Service, from string) (time.Time, error) {
	if from == "" {
		began, _, err := invoices.Began(ctx)
		return began, err
	}
	day, err := domain.ParseDate(from)
	if err != nil {
		return time.Time{}, fmt.Errorf("--from: expected a day as 2026-12-01: %w", err)
	}
	return day.Start(), nil
}

func printReconciled(w io.Writer, found invoicing.Reconciled) {
	for _, part := range []struct {
		what  string
		names []string
	}{
		{"completed operations without a document", found.Without}, {"numbers without a document", found.Gaps},
		{"documents over another amount than their operation", found.Differs}, {"numbers that wait for an answer", found.Open},
		{"numbers that wait for a person", found.Parked},
	} {
		fmt.Fprintf(w, "%s: %d %s\n", part.what, len(part.names), strings.Join(part.names, " "))
	}
}

func invoicesShowCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show",
		Short:   "Show how many electronic documents are in each state, and whether the provider takes any",
		Example: "  qoricash invoices show",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			standing, err := services.Invoicing.Standing(ctx)
			if err != nil {
				return err
			}
			return write(cmd, *asJSON, standing, func(w io.Writer) { printStanding(w, standing) })
		})
	}
	return cmd
}

func printStanding(w io.Writer, standing invoicing.Standing) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, state := range domain.InvoiceStates() {
		if count := standing.ByState[state]; count > 0 {
			fmt.Fprintf(table, "%s\t%d\n", state, count)
		}
	}
	_ = table.Flush() // what is printed is the command's output, whose end tells
	if !standing.Stopped.IsZero() {
		fmt.Fprintf(w, "stopped since %s: %s\n", standing.Stopped.UTC().Format(time.RFC3339), standing.Reason)
	}
}

func invoicesBeginCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "begin SERIES FIRST",
		Short: "Give a series that took no number yet its first one",
		Long: `A house that issued documents elsewhere goes on with the number after its last one. Without this command a series begins with 1.
Refuses a series that took a number, and one that the settings do not name. The audit trail says who changed what.`,
		Example: "  qoricash invoices begin B002 1501",
		Args:    cobra.ExactArgs(2),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		first, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			return fmt.Errorf("%q is no number of a document", args[1])
		}
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			series, _, err := services.Invoicing.Begin(access.AsSystem(ctx), invoicing.BeginInput{Series: args[0], First: first})
			if err != nil {
				return err
			}
			begun := begunSeries{Series: series, First: first}
			return write(cmd, *asJSON, begun, func(w io.Writer) { fmt.Fprintf(w, "series %s begins with %d\n", begun.Series, begun.First) })
		})
	}
	return cmd
}

// begunSeries is what the command answers.
type begunSeries struct {
	Series string `json:"series"`
	First  int64  `json:"first"`
}
