package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/trail"
)

func auditCommand(settings *settingsFlags) *cobra.Command {
	return group("audit", "Prove what everyone did", auditVerifyCommand(settings))
}

func auditVerifyCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the audit trail and the decisions are whole, or name what is wrong with them",
		Long: `Proves that no row of the audit trail was edited, added, moved or removed since it was written, that every proposal and every
decision on one was signed by the house and stands in the trail under the name of who decided, and that every identification that is
approved or rejected was decided so. Exit code 3 when something is wrong.`,
		Example: "  qoricash audit verify",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			report, err := trail.Verify(ctx, books.store.DB(), books.store.Keys(), books.seals)
			if err != nil {
				return err
			}
			if err := write(cmd, *asJSON, newProof(report), func(w io.Writer) { printTrail(w, report) }); err != nil {
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

// proof is a report on the trail and the decisions as programs read it.
type proof struct {
	Whole      bool  `json:"whole"`
	Rows       int64 `json:"rows"`
	Seals      int64 `json:"seals"`
	Unsealed   int64 `json:"unsealed"`
	Proposals  int64 `json:"proposals"`
	Decided    int64 `json:"decided"`
	Identified int64 `json:"identified"`
	// Findings is a list also where nothing was found.
	Findings []string `json:"findings"`
}

func newProof(report trail.Report) proof {
	return proof{Whole: report.Whole(), Rows: report.Rows, Seals: report.Seals, Unsealed: report.Unsealed, Proposals: report.Proposals,
		Decided: report.Decided, Identified: report.Identified, Findings: append([]string{}, report.Findings...)}
}

func printTrail(w io.Writer, report trail.Report) {
	fmt.Fprintf(w, "%d rows, %d seals, %d rows not sealed yet\n%d proposals, %d decided; %d identifications decided\n", report.Rows, report.Seals,
		report.Unsealed, report.Proposals, report.Decided, report.Identified)
	if report.Whole() {
		fmt.Fprintln(w, "the trail is whole")
	}
	for _, finding := range report.Findings {
		fmt.Fprintln(w, "WRONG:", finding)
	}
}
