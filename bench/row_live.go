package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// flatDocument is what a list that keeps itself fresh subscribes to; nestedDocument also shows people.
const (
	flatDocument = `subscription { operationEvents { ... on OperationEvent { cursor id kind at operationVersion
		operation { id code version status base { amount currency } counter { amount currency } rate } } } }`
	nestedDocument = `subscription { operationEvents { ... on OperationEvent { cursor id kind at operationVersion
		operation { id code version status base { amount currency } counter { amount currency } rate
			client { id fullName } trader { id name } } } } }`
)

const transportNote = "Live rows: ours is the whole program; the baseline is gqlgen's `transport.Websocket` with its defaults over the " +
	"same executable schema and the same event feed, with a hub of buffered channels and one resolver goroutine a subscriber. " +
	"The events come from another instance. CPU is getrusage of the serving process."

// withCrowd runs a part of its own, gathers a crowd at it, and runs do.
func withCrowd(ctx context.Context, b *bench, kind partKind, writer *child, count int, document string,
	do func(at *child, c *crowd) error) (err error) {
	d, err := b.small(ctx)
	if err != nil {
		return err
	}
	at, err := b.start(ctx, kind, d)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, at.stop()) }()
	c, err := gather(ctx, b, at, writer, 0, count, document)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.leave()) }()
	return do(at, c)
}

// withWriter runs the instance that commits the events.
func withWriter(ctx context.Context, b *bench, do func(d *database, writer *child) error) (err error) {
	d, err := b.small(ctx)
	if err != nil {
		return err
	}
	writer, err := b.start(ctx, wholeHouse, d)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, writer.stop()) }()
	return do(d, writer)
}

// idleRows measure what a subscribed socket keeps while nothing happens.
func idleRows(ctx context.Context, b *bench) (rows []row, err error) {
	err = withWriter(ctx, b, func(d *database, writer *child) error {
		side := func(kind partKind) func() (usage, error) {
			return func() (usage, error) { return idleUsage(ctx, b, d, kind, writer) }
		}
		ours, theirs, err := alternate(b.scale.turns, side(wholeHouse), side(defaultTransport))
		if err != nil {
			return err
		}
		memory := func(u usage) float64 { return float64(u.Resident) / float64(b.scale.sockets) / 1000 }
		used := func(u usage) float64 { return float64(u.Heap+u.Stacks) / float64(b.scale.sockets) / 1000 }
		routines := func(u usage) float64 { return float64(u.Goroutines) / float64(b.scale.sockets) }
		a, z := median(each(ours, memory)), median(each(theirs, memory))
		inUse, inUseTheirs := median(each(ours, used)), median(each(theirs, used))
		one, many := median(each(ours, routines)), median(each(theirs, routines))
		rows = []row{
			{what: fmt.Sprintf("resident memory per subscribed socket, %d sockets", b.scale.sockets), ours: fmt.Sprintf("%.1f KB", a),
				baseline: fmt.Sprintf("%.1f KB", z), ratio: fmt.Sprintf("%.2f", a/z), goal: "10 KB", met: judge(a <= 10), note: transportNote},
			{what: "of it heap and stacks in use", ours: fmt.Sprintf("%.1f KB", inUse), baseline: fmt.Sprintf("%.1f KB", inUseTheirs),
				ratio: fmt.Sprintf("%.2f", inUse/inUseTheirs), goal: "–", met: noGoal},
			{what: "goroutines per subscribed socket", ours: fmt.Sprintf("%.2f", one), baseline: fmt.Sprintf("%.2f", many),
				ratio: fmt.Sprintf("%.2f", one/many), goal: "1", met: judge(one <= 1.005)},
		}
		return nil
	})
	return rows, err
}

// idleUsage is what sockets add to a part that has served a few before: code and caches are not counted as theirs.
func idleUsage(ctx context.Context, b *bench, d *database, kind partKind, writer *child) (grown usage, err error) {
	at, err := b.start(ctx, kind, d)
	if err != nil {
		return usage{}, err
	}
	defer func() { err = errors.Join(err, at.stop()) }()
	first, err := gather(ctx, b, at, writer, b.scale.sockets, socketsPerPerson, flatDocument)
	if err != nil {
		return usage{}, err
	}
	defer func() { err = errors.Join(err, first.leave()) }()
	before, err := at.usage(ctx, true)
	if err != nil {
		return usage{}, err
	}
	c, err := gather(ctx, b, at, writer, 0, b.scale.sockets, flatDocument)
	if err != nil {
		return usage{}, err
	}
	defer func() { err = errors.Join(err, c.leave()) }()
	after, err := at.usage(ctx, true)
	if err == nil {
		err = at.profile(ctx, "idle-"+string(kind), true)
	}
	return usage{Resident: after.Resident - before.Resident, Heap: after.Heap - before.Heap, Stacks: after.Stacks - before.Stacks,
		Goroutines: after.Goroutines - before.Goroutines}, err
}

// fanOut is one turn: what a delivery cost.
type fanOut struct {
	processor time.Duration
	delivered int
	reads     int
	events    int
}

// fanOutRows measure the delivery of events to many.
func fanOutRows(ctx context.Context, b *bench) (rows []row, err error) {
	burst := eventsOrder{Count: b.scale.bursts, Burst: b.scale.burstSize, Interval: 500 * time.Millisecond}
	cases := []struct {
		what, name, document string
		asked                eventsOrder
		goal                 float64
	}{
		{"single events, 10/s", "paced", flatDocument, eventsOrder{Count: b.scale.paced, Burst: 1, Interval: 100 * time.Millisecond}, 0.3},
		{fmt.Sprintf("bursts of %d in one transaction", b.scale.burstSize), "burst", flatDocument, burst, 0.1},
		{"single events with client and trader, 1/s", "nested", nestedDocument,
			eventsOrder{Count: b.scale.nested, Burst: 1, Interval: time.Second}, 0.3},
		{fmt.Sprintf("bursts of %d with client and trader", b.scale.burstSize/10), "nested-burst", nestedDocument,
			eventsOrder{Count: 1, Burst: b.scale.burstSize / 10}, 0.1},
	}
	err = withWriter(ctx, b, func(d *database, writer *child) error {
		for _, c := range cases {
			side := func(kind partKind) func() (fanOut, error) {
				return func() (fanOut, error) {
					return fanOutTurn(ctx, b, d, kind, writer, c.document, c.name, c.asked)
				}
			}
			ours, theirs, err := alternate(b.scale.turns, side(wholeHouse), side(defaultTransport))
			if err != nil {
				return fmt.Errorf("%s: %w", c.what, err)
			}
			rows = append(rows, fanOutRow(b, c.what, ours, theirs, c.goal))
			if c.document == nestedDocument {
				rows = append(rows, readsRow(c.what, ours, theirs))
			}
		}
		return nil
	})
	return rows, err
}

func fanOutRow(b *bench, what string, ours, theirs []fanOut, goal float64) row {
	cost := func(turn fanOut) float64 { return microseconds(turn.processor) / float64(turn.delivered) }
	a, z := median(each(ours, cost)), median(each(theirs, cost))
	return row{what: fmt.Sprintf("CPU per message, %d subscribers: %s", b.scale.subscribers, what), ours: fmt.Sprintf("%.2f µs", a),
		baseline: fmt.Sprintf("%.2f µs", z), ratio: fmt.Sprintf("%.3f", a/z), goal: fmt.Sprintf("≤ %.1f", goal), met: judge(a/z <= goal),
		note: transportNote}
}

// readsRow shows that reading is per event, not per subscriber: the row and two kinds of people.
func readsRow(what string, ours, theirs []fanOut) row {
	reads := func(turn fanOut) float64 { return float64(turn.reads) / float64(turn.events) }
	a, z := median(each(ours, reads)), median(each(theirs, reads))
	return row{what: "SQL statements per event: " + what, ours: fmt.Sprintf("%.1f", a), baseline: fmt.Sprintf("%.1f", z),
		ratio: fmt.Sprintf("%.4f", a/z), goal: "per event (3)", met: judge(a <= 3)}
}

func fanOutTurn(ctx context.Context, b *bench, d *database, kind partKind, writer *child, document, name string, asked eventsOrder) (turn fanOut, err error) {
	err = withCrowd(ctx, b, kind, writer, b.scale.subscribers, document, func(at *child, c *crowd) error {
		// A first delivery, so that buffers have their size.
		if _, err := c.deliver(ctx, b, writer, eventsOrder{Count: 1, Burst: asked.Burst}); err != nil {
			return err
		}
		if err := d.resetReads(ctx); err != nil {
			return err
		}
		spent, _, err := at.processorOf(ctx, "fanout-"+name+"-"+string(kind), func() error {
			_, err := c.deliver(ctx, b, writer, asked)
			return err
		})
		if err != nil {
			return err
		}
		reads, err := d.reads(ctx)
		events := asked.Count * asked.Burst
		turn = fanOut{processor: spent, delivered: events * len(c.sockets), events: events, reads: reads}
		return err
	})
	return turn, err
}
