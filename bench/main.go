// Command bench measures the house against a plain way of doing the same, in the same run, and prints a Markdown table.
//
// Invariants:
//   - Each row runs ours and its baseline by turns (A/B/A/B...), over the same rows of the same throwaway PostgreSQL, and
//     shows the median of the turns. The machine is part of every figure, so the ratio counts and absolutes inform.
//   - What serves is another process than what loads, so that processor time (getrusage) and memory are the server's alone.
//     Ours is the whole program with its own limits, as `qoricash serve` starts it.
//   - A figure that falls short is printed as such. Nothing fails for being slow; only what could not be measured does.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

// scale is how much is run.
type scale struct {
	turns int
	// sockets are opened for the memory rows, subscribers for the others.
	sockets, subscribers int
	// paced and bursts are how many events one turn has; a burst has burstSize of them in one transaction.
	paced, nested, bursts, burstSize int
	// timed is how many events one turn of the latency row has.
	timed int
	// seconds is how long one turn of the list rows loads.
	seconds int
	// small and large are the sizes of the two databases, in operations.
	small, large int
	// completions is how many operations one turn completes.
	completions int
	// signIns is how many sign-ins are timed.
	signIns int
}

func fullScale() scale {
	return scale{turns: 3, sockets: 5_000, subscribers: 1_000, paced: 30, nested: 5, bursts: 5, burstSize: 100, timed: 1_000, seconds: 4,
		small: 10_000, large: 1_000_000, completions: 400, signIns: 2_000}
}

func shortScale() scale {
	return scale{turns: 3, sockets: 500, subscribers: 200, paced: 10, nested: 2, bursts: 2, burstSize: 100, timed: 200, seconds: 1,
		small: 10_000, large: 100_000, completions: 100, signIns: 400}
}

// rowSet is rows that are measured together.
type rowSet struct {
	name, about string
	run         func(context.Context, *bench) ([]row, error)
}

func rowSets() []rowSet {
	return []rowSet{
		{"idle", "memory and goroutines of a subscribed socket", idleRows},
		{"fanout", "processor time per delivered message", fanOutRows},
		{"latency", "from a commit on one instance to a socket of another", latencyRows},
		{"list", "a list of 20 operations by HTTP", listRows},
		{"size", "the same list over a small and a large database", sizeRows},
		{"completion", "completing operations with and without their events", completionRows},
		{"signin", "refused sign-ins, and what a flood of them costs", signInRows},
	}
}

func main() {
	if err := run(); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	if text, ok := os.LookupEnv(partVariable); ok {
		return servePart(text)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return runCommand(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

func runCommand(ctx context.Context, arguments []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	short := flags.Bool("short", false, "smaller crowds and shorter turns: under two minutes")
	only := flags.String("rows", "", "rows to measure, separated by commas; empty: all of "+strings.Join(names(), ", "))
	large := flags.Int("large", 0, "operations of the large database; 0: 1,000,000, or 100,000 with -short")
	turns := flags.Int("turns", 0, "turns of each side; 0: 3")
	profiles := flags.String("profiles", "", "folder for processor profiles of what serves")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	wanted, err := choose(*only)
	if err != nil {
		return err
	}
	size := fullScale()
	if *short {
		size = shortScale()
	}
	if *large > 0 {
		size.large = *large
	}
	if *turns > 0 {
		size.turns = *turns
	}
	logger := slog.New(slog.NewTextHandler(progress, &slog.HandlerOptions{Level: slog.LevelInfo}))
	return measureAll(ctx, size, wanted, *profiles, out, logger)
}

func measureAll(ctx context.Context, size scale, wanted []rowSet, profiles string, out io.Writer, logger *slog.Logger) (err error) {
	b, err := openBench(ctx, size, profiles, logger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	var rows []row
	var faults []error
	for _, set := range wanted {
		logger.InfoContext(ctx, "measuring", "rows", set.name, "what", set.about)
		measured, err := set.run(ctx, b)
		rows = append(rows, measured...)
		if err != nil {
			faults = append(faults, fmt.Errorf("rows %s: %w", set.name, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	// What was measured is shown, whatever became of the rest.
	return errors.Join(append(faults, printTable(out, rows))...)
}

func names() []string {
	var list []string
	for _, set := range rowSets() {
		list = append(list, set.name)
	}
	return list
}

// choose takes the rows that were asked for, in the order of the table.
func choose(only string) ([]rowSet, error) {
	sets := rowSets()
	if only == "" {
		return sets, nil
	}
	asked := strings.Split(only, ",")
	for _, name := range asked {
		if !slices.Contains(names(), name) {
			return nil, fmt.Errorf("no rows %q: expected some of %s", name, strings.Join(names(), ", "))
		}
	}
	return slices.DeleteFunc(sets, func(set rowSet) bool { return !slices.Contains(asked, set.name) }), nil
}
