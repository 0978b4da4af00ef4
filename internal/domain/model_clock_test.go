package domain

import "time"

// due answers the system's next act and its instant, or false when nothing waits for the clock. What passed already is due at
// once.
func (w *world) due() (move, bool) {
	var next move
	found := false
	offer := func(act Act, on int, at time.Time) {
		if at.Before(w.now) {
			at = w.now
		}
		if !found || at.Before(next.until) {
			next, found = move{act: act, on: on, row: noRow, until: at}, true
		}
	}
	for i := range w.deals {
		d := &w.deals[i]
		if d.held() || !d.status.Live() {
			continue
		}
		if expires, runs := modelRules.Expires(d.deadline); runs {
			offer(ActExpire, i, expires)
		}
		if !d.deadline.SeenBy.IsZero() {
			offer(ActLapse, i, d.deadline.SeenBy)
		}
		if d.status == Pending {
			offer(ActEndDay, i, NextEndOfDay(w.now))
		}
	}
	return next, found
}

// wait lets time pass. What is due on the way is done when it is due.
func (o *outcome) wait(until time.Time) *Error {
	for {
		next, found := o.due()
		if !found || next.until.After(until) {
			o.now = until
			return nil
		}
		o.now = next.until
		acts := []move{next}
		if next.act == ActEndDay {
			acts = o.endsToday()
		}
		for _, act := range acts {
			if refusal := o.steer(act); refusal != nil {
				return refusal.With("system", act.act)
			}
		}
	}
}

// endsToday answers the ends that the end of the day brings, all at one instant.
func (w *world) endsToday() []move {
	var ends []move
	for i := range w.deals {
		if d := &w.deals[i]; d.status == Pending && !d.held() {
			ends = append(ends, move{act: ActEndDay, on: i, row: noRow})
		}
	}
	return ends
}

// waits are the steps of time that may matter: a little, to the last minute before something is due, to what is due, and to the end
// of the next business day.
func (w *world) waits() []time.Time {
	next, found := w.due()
	day := dayAfter(w.now)
	little := w.now.Add(LeastAfterHold)
	switch {
	case !found && !w.deals[0].held() && !w.deals[1].held():
		return nil
	case !found:
		return []time.Time{little, day}
	}
	steps := []time.Time{next.until, day}
	if last := next.until.Add(-time.Minute); last.After(w.now) {
		steps = append(steps, last)
	}
	if little.Before(next.until) {
		steps = append(steps, little)
	}
	return steps
}
