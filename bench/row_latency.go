package main

import (
	"context"
	"fmt"
	"time"
)

// The latency row: so many subscribers, so many events a second (realtime.md 7, P11).
const (
	watchers    = 100
	eventsEvery = 5 * time.Millisecond
)

const latencyNote = "Latency: events of 8 operations at 200/s through one instance, to 100 sockets at another, from just before the " +
	"COMMIT to the message in the client's hands; one clock. The baseline is the same without waking anybody: readers poll every 250 ms."

// latencyRows measure the way from a commit on one instance to the sockets of another.
func latencyRows(ctx context.Context, b *bench) (rows []row, err error) {
	err = withWriter(ctx, b, func(_ *database, writer *child) error {
		side := func(silent bool) func() ([]float64, error) {
			return func() ([]float64, error) { return latencyTurn(ctx, b, writer, silent) }
		}
		ours, theirs, err := alternate(b.scale.turns, side(false), side(true))
		if err != nil {
			return err
		}
		for _, part := range []struct {
			name  string
			share float64
			goal  float64
		}{{"p50", 0.50, 3}, {"p99", 0.99, 25}} {
			share := func(turn []float64) float64 { return percentile(turn, part.share) }
			a, z := median(each(ours, share)), median(each(theirs, share))
			rows = append(rows, row{what: "commit to socket at 200 events/s, two instances, " + part.name, ours: fmt.Sprintf("%.2f ms", a),
				baseline: fmt.Sprintf("%.2f ms", z), ratio: fmt.Sprintf("%.3f", a/z), goal: fmt.Sprintf("≤ %.0f ms", part.goal),
				met: judge(a <= part.goal), note: latencyNote})
		}
		return nil
	})
	return rows, err
}

// latencyTurn answers the latency of every delivery, in milliseconds.
func latencyTurn(ctx context.Context, b *bench, writer *child, silent bool) (list []float64, err error) {
	err = withCrowd(ctx, b, wholeHouse, writer, watchers, flatDocument, func(_ *child, c *crowd) error {
		warm := eventsOrder{Count: 50, Burst: 1, Interval: eventsEvery, Silent: silent}
		if _, err := c.deliver(ctx, b, writer, warm); err != nil {
			return err
		}
		c.recording.Store(true)
		timed := eventsOrder{Count: b.scale.timed, Burst: 1, Interval: eventsEvery, Silent: silent}
		stamps, err := c.deliver(ctx, b, writer, timed)
		if err != nil {
			return err
		}
		committed := make(map[int]time.Time, len(stamps))
		for _, s := range stamps {
			committed[s.Version] = s.At
		}
		for _, s := range c.sockets {
			for _, arrived := range s.arrivals {
				if at, ok := committed[arrived.Version]; ok {
					list = append(list, milliseconds(arrived.At.Sub(at)))
				}
			}
		}
		return nil
	})
	return list, err
}
