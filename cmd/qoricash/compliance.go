package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/attest"
)

func complianceCommand(settings *settingsFlags) *cobra.Command {
	return group("compliance", "Prove what the house knew and decided of its clients", complianceVerifyCommand(settings))
}

func complianceVerifyCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the evidence of compliance is whole, or name what is wrong with it",
		Long: `Proves that every assessment, check and evaluation of a client is what the house signed when it was written, that none was removed and none
slipped in, and that the signatures themselves were neither edited nor moved nor removed since they were sealed. Exit code 3 when something is
wrong.`,
		Example: "  qoricash compliance verify --json",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withBooks(cmd, settings, func(ctx context.Context, books books) error {
			report, err := attest.Verify(ctx, books.store.DB(), books.store.Keys(), books.seals)
			if err != nil {
				return err
			}
			if err := write(cmd, *asJSON, newAttestedProof(report), func(w io.Writer) { printAttested(w, report) }); err != nil {
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

// attestedProof is a report on the evidence of compliance as programs read it.
type attestedProof struct {
	Whole        bool                  `json:"whole"`
	Attestations int64                 `json:"attestations"`
	Seals        int64                 `json:"seals"`
	Unsealed     int64                 `json:"unsealed"`
	Rows         map[attest.Kind]int64 `json:"rows"`
	// Findings is a list also where nothing was found.
	Findings []string `json:"findings"`
}

func newAttestedProof(report attest.Report) attestedProof {
	return attestedProof{Whole: report.Whole(), Attestations: report.Rows, Seals: report.Seals, Unsealed: report.Unsealed, Rows: report.Attested,
		Findings: append([]string{}, report.Findings...)}
}

func printAttested(w io.Writer, report attest.Report) {
	fmt.Fprintf(w, "%d attestations, %d seals, %d attestations not sealed yet\n", report.Rows, report.Seals, report.Unsealed)
	for _, kind := range attest.Kinds() {
		fmt.Fprintf(w, "%d of %s\n", report.Attested[kind], kind)
	}
	if report.Whole() {
		fmt.Fprintln(w, "the evidence is whole")
	}
	for _, finding := range report.Findings {
		fmt.Fprintln(w, "WRONG:", finding)
	}
}
