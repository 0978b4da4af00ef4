package domain

import "time"

// DeadlineRules are the settings of a client's time.
type DeadlineRules struct {
	// Window is how long a client has from the creation, and again after a refusal (15 minutes, OPEN-4).
	Window time.Duration
	// PartGrace is how much later the deadline is while a part of the money counts.
	PartGrace time.Duration
	// Unproven is for how long a whole report without a file stops the deadline.
	Unproven time.Duration
	// Calendar answers the business day until whose end a whole report with files stops it.
	Calendar Calendar
}

// The bounds of what is given: how many new windows refusals give in all, and the least that a release gives back.
const (
	MaxRenewals      = 2
	LeastAfterHold   = 5 * time.Minute
	DefaultWindow    = 15 * time.Minute
	DefaultPartGrace = 30 * time.Minute
	DefaultUnproven  = 30 * time.Minute
)

// Deadline is a client's time as an operation keeps it. The zero value has none: operations of the desk, and ended ones.
type Deadline struct {
	// Ends is when the window ends, before any grace. While the clock is stopped, what is left is Ends less Stopped.
	Ends time.Time
	// Stopped is since when something stops the clock; the zero time while it runs.
	Stopped time.Time
	// Renewed counts the new windows that refusals gave.
	Renewed int
	// Part tells that a part of the money counts.
	Part bool
	// Believed is when the window's first whole report came; the zero time before it. How long reports stop the clock is counted
	// from here, so that one which is withdrawn and made again buys nothing.
	Believed time.Time
	// SeenBy is until when the house must have seen reported money, or the system hands the operation back; the zero time
	// when nothing waits to be seen.
	SeenBy time.Time
}

// Expires answers when the client's time is over, and false while no clock runs.
func (r DeadlineRules) Expires(d Deadline) (time.Time, bool) {
	switch {
	case d.Ends.IsZero() || !d.Stopped.IsZero():
		return time.Time{}, false
	case d.Part:
		return d.Ends.Add(r.PartGrace), true
	}
	return d.Ends, true
}

// Happening is what an event gives the client's time. Most give nothing.
type Happening string

const (
	// HappenedOther gives nothing: what stands afterwards decides.
	HappenedOther Happening = ""
	// HappenedRefusal is the house's word that money does not count: a rejection, a return, a refund, money moved away.
	HappenedRefusal Happening = "REFUSAL"
	// HappenedRelease is the release of the last hold.
	HappenedRelease Happening = "RELEASE"
)

// Standing is how an operation stands after an event.
type Standing struct {
	Now       time.Time
	Happening Happening
	Status    Status
	OnHold    bool
	// HeldSince is when the time on hold began: when the first of the holds was opened that were open, one or another, ever since. For a
	// release it is that of the time that ends.
	HeldSince time.Time
	// Part, Whole and Seen tell that some money counts, that it is what is due, and that confirmed money alone is.
	Part, Whole, Seen bool
	// Proven tells that every report that counts has a file.
	Proven bool
	// Paid tells that the house paid, or that money is out.
	Paid bool
}

// DeadlineRow is one row of the rule: the first of its table whose condition holds applies.
type DeadlineRow struct {
	// When and Then are the row in words, for the documentation.
	When, Then string
	holds      func(Deadline, Standing) bool
	apply      func(DeadlineRules, *Deadline, Standing)
}

// given is what an event gives; then standing says what stops the clock. Both are drawn in docs/lifecycle.md.
var given = []DeadlineRow{
	{"money is refused and the deposit is not whole, the first two times", "a new window, or what was left if that is more",
		func(d Deadline, s Standing) bool {
			return s.Happening == HappenedRefusal && !s.Whole && d.Renewed < MaxRenewals
		},
		func(r DeadlineRules, d *Deadline, s Standing) {
			d.Renewed++
			d.leave(max(d.left(s.Now), r.Window), s.Now)
			d.Believed, d.SeenBy = time.Time{}, time.Time{}
		}},
	{"the last hold is released", "what was left when the first one was opened, at least 5 minutes",
		func(_ Deadline, s Standing) bool { return s.Happening == HappenedRelease },
		func(r DeadlineRules, d *Deadline, s Standing) {
			least := LeastAfterHold
			if s.Part {
				// The grace of a part comes on top, also of a part that is left when a whole deposit is whole no more.
				least -= r.PartGrace
			}
			d.leave(max(d.left(s.Now), least), s.Now)
			if !d.SeenBy.IsZero() {
				d.SeenBy = s.Now.Add(max(d.SeenBy.Sub(s.HeldSince), LeastAfterHold))
			}
			if !d.Believed.IsZero() {
				d.Believed = d.Believed.Add(s.Now.Sub(s.HeldSince))
			}
		}},
	{"anything else", "what was left",
		func(Deadline, Standing) bool { return true },
		func(DeadlineRules, *Deadline, Standing) {}},
}

var standing = []DeadlineRow{
	{"it ended", "there is none",
		func(_ Deadline, s Standing) bool { return s.Status.Terminal() },
		func(_ DeadlineRules, d *Deadline, _ Standing) { *d = Deadline{Renewed: d.Renewed} }},
	{"a hold is open", "the clock stands",
		func(_ Deadline, s Standing) bool { return s.OnHold },
		func(_ DeadlineRules, d *Deadline, s Standing) { d.stop(s.Now) }},
	{"the money was seen, or the house paid", "the clock stands",
		func(_ Deadline, s Standing) bool { return s.Status == InProcess && (s.Seen || s.Paid) },
		func(_ DeadlineRules, d *Deadline, s Standing) {
			d.stop(s.Now)
			d.Believed, d.SeenBy = time.Time{}, time.Time{}
		}},
	{"the whole deposit is reported, each report with a file",
		"the clock stands until the end of the business day after the window's first whole report; then the system hands the operation back",
		func(_ Deadline, s Standing) bool { return s.Status == InProcess && s.Proven },
		func(r DeadlineRules, d *Deadline, s Standing) {
			d.believe(s.Now)
			// A file lengthens what a report without one had.
			if until := r.Calendar.EndOfNextBusinessDay(d.Believed); d.SeenBy.Before(until) {
				d.SeenBy = until
			}
		}},
	{"the whole deposit is reported, a report without a file",
		"the clock stands until 30 minutes after the window's first whole report; then the system hands the operation back",
		func(_ Deadline, s Standing) bool { return s.Status == InProcess },
		func(r DeadlineRules, d *Deadline, s Standing) {
			d.believe(s.Now)
			d.awaitSight(d.Believed.Add(r.Unproven))
		}},
	{"a part of the money counts", "the clock runs; the deadline is 30 minutes later while the part counts",
		func(_ Deadline, s Standing) bool { return s.Part },
		func(_ DeadlineRules, d *Deadline, s Standing) { d.run(s.Now) }},
	{"no money counts", "the clock runs",
		func(Deadline, Standing) bool { return true },
		func(_ DeadlineRules, d *Deadline, s Standing) { d.run(s.Now) }},
}

// GivenRows and StandingRows answer the two tables, for the documentation.
func GivenRows() []DeadlineRow { return append([]DeadlineRow(nil), given...) }

// StandingRows answers the second table; see [GivenRows].
func StandingRows() []DeadlineRow { return append([]DeadlineRow(nil), standing...) }

// FirstDeadline is the time of an operation that is made now. The desk's operations have none.
func (r DeadlineRules) FirstDeadline(channel Channel, now time.Time) Deadline {
	if channel == ChannelDesk {
		return Deadline{}
	}
	return Deadline{Ends: now.Add(r.Window)}
}

// Next answers the client's time after an event: time is bought by money alone, and a rate is kept no longer than that
// (areas.md F1-F4, F16). It depends on what happened and on nothing else.
func (r DeadlineRules) Next(before Deadline, s Standing) Deadline {
	if before.Ends.IsZero() {
		return before
	}
	next := before
	next.Part = s.Part
	for _, table := range [][]DeadlineRow{given, standing} {
		for _, row := range table {
			if row.holds(next, s) {
				row.apply(r, &next, s)
				break
			}
		}
	}
	return next
}

// left is how much of the window is left; negative once it is over, as it may be while a part gives grace.
func (d *Deadline) left(now time.Time) time.Duration {
	if !d.Stopped.IsZero() {
		now = d.Stopped
	}
	return d.Ends.Sub(now)
}

// leave makes a time be what is left.
func (d *Deadline) leave(left time.Duration, now time.Time) {
	if !d.Stopped.IsZero() {
		now = d.Stopped
	}
	d.Ends = now.Add(left)
}

func (d *Deadline) stop(now time.Time) {
	if d.Stopped.IsZero() {
		d.Stopped = now
	}
}

func (d *Deadline) run(now time.Time) {
	if !d.Stopped.IsZero() {
		d.Ends = now.Add(d.left(now))
		d.Stopped = time.Time{}
	}
	d.SeenBy = time.Time{}
}

// believe stops the clock for a whole report. The window's first one is remembered.
func (d *Deadline) believe(now time.Time) {
	d.stop(now)
	if d.Believed.IsZero() {
		d.Believed = now
	}
}

// awaitSight bounds how long a report is believed. What was bounded stays so: another report buys no more.
func (d *Deadline) awaitSight(until time.Time) {
	if d.SeenBy.IsZero() {
		d.SeenBy = until
	}
}

// HappeningOf answers what an act gives the client's time.
func HappeningOf(act Act) Happening {
	switch act {
	case ActRejectDeposit, ActReturn, ActLapse, ActRefundDeposit, ActUnapplyDeposit:
		return HappenedRefusal
	case ActRelease:
		return HappenedRelease
	}
	return HappenedOther
}
