package main

import (
	"context"
	"errors"
	"fmt"
)

// desks is how many people complete operations at once.
const desks = 8

const completionNote = "Completion: the program's own command, by 8 people at once, with fsync. The baseline differs by its pool alone: its " +
	"connections leave out the INSERT into events, so that neither feed nor notifier, which run beside ours, have anything to do."

const providerNote = "Provider of invoices: each completion asks for a document, which the house issues beside, on the same connections. The dead one " +
	"takes every call and never answers; what it leaves waits for the healthy one's turn, which therefore always has work."

// completionRows measure what its event costs the completing transaction.
func completionRows(ctx context.Context, b *bench) (rows []row, err error) {
	d, err := b.small(ctx)
	if err != nil {
		return nil, err
	}
	at, err := b.start(ctx, commands, d)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, at.stop()) }()
	side := func(name string, asked completeOrder) func() (float64, error) {
		return func() (float64, error) {
			asked := asked
			asked.First, asked.Count, asked.At = b.scale.small+1+b.completed, b.scale.completions, desks
			b.completed += b.scale.completions
			var done completed
			_, _, err := at.processorOf(ctx, name, func() error { return at.ask(ctx, "complete", asked, &done) })
			return float64(b.scale.completions) / done.Took.Seconds(), err
		}
	}
	with, without := side("completion-with-events", completeOrder{}), side("completion-without-events", completeOrder{WithoutEvents: true})
	failing, well := side("completion-dead-provider", completeOrder{Provider: dead}), side("completion-healthy-provider", completeOrder{Provider: healthy})
	// The first turn of each side fills the caches. The plans of its connections are of tables that were empty, as they are
	// for the side that comes first and not for the other; with new statistics all are made anew.
	if _, _, err := alternate(1, with, without); err != nil {
		return nil, err
	}
	if err := d.analyze(ctx); err != nil {
		return nil, err
	}
	ours, theirs, err := alternate(b.scale.turns, with, without)
	if err != nil {
		return nil, err
	}
	if _, _, err := alternate(1, failing, well); err != nil {
		return nil, err
	}
	slow, fast, err := alternate(b.scale.turns, failing, well)
	if err != nil {
		return nil, err
	}
	a, z := median(ours), median(theirs)
	s, f := median(slow), median(fast)
	return []row{{what: "operations completed, with their events against without", ours: fmt.Sprintf("%.0f /s", a),
		baseline: fmt.Sprintf("%.0f /s", z), ratio: fmt.Sprintf("%.2f", a/z), goal: "≥ 0.85", met: judge(a/z >= 0.85),
		note: completionNote},
		{what: "operations completed, with a dead provider of invoices against a healthy one", ours: fmt.Sprintf("%.0f /s", s),
			baseline: fmt.Sprintf("%.0f /s", f), ratio: fmt.Sprintf("%.2f", s/f), goal: "≥ 0.95", met: judge(s/f >= 0.95), note: providerNote}}, nil
}
