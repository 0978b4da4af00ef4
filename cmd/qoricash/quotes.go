package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/pricing"
)

func quotesCommand(settings *settingsFlags) *cobra.Command {
	return group("quotes", "Prove the prices that were promised", quotesReplayCommand(settings))
}

// replayedQuotes is what the command answers.
type replayedQuotes struct {
	Quotes    int              `json:"quotes"`
	Differing []differingQuote `json:"differing"`
}

// differingQuote is a quote whose inputs give another price.
type differingQuote struct {
	ID          string               `json:"id"`
	Differences []pricing.Difference `json:"differences"`
}

func quotesReplayCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "replay",
		Short: "Price every quote again from its inputs, or name those that come to something else",
		Long: `Prices every quote of the house again from what it keeps: the amount, the publication in force, the rate that was agreed, the tiers, the cap
and the code of that moment. What rates, tiers and codes are today changes nothing. Exit code 3 when a quote comes to another price.`,
		Example: "  qoricash quotes replay --json",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			replayed, err := services.Pricing.ReplayQuotes(access.AsSystem(ctx))
			if err != nil {
				return err
			}
			found := replayedQuotes{Quotes: replayed.Quotes, Differing: []differingQuote{}}
			for _, quote := range replayed.Differing {
				found.Differing = append(found.Differing, differingQuote{quote.Quote.GlobalID(), quote.Differences})
			}
			if err := write(cmd, *asJSON, found, func(w io.Writer) { printReplayed(w, found) }); err != nil {
				return err
			}
			if len(found.Differing) > 0 {
				return errFindings
			}
			return nil
		})
	}
	return cmd
}

func printReplayed(w io.Writer, found replayedQuotes) {
	fmt.Fprintf(w, "%d quotes priced again, %d come to another price\n", found.Quotes, len(found.Differing))
	for _, quote := range found.Differing {
		for _, difference := range quote.Differences {
			fmt.Fprintf(w, "%s %s: says %s, its inputs give %s\n", quote.ID, difference.Figure, difference.Stored, difference.Replayed)
		}
	}
}
