package domain

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// clock is an operation's time in a test: it begins when the window does.
type clock struct {
	rules    DeadlineRules
	deadline Deadline
	now      time.Time
}

// monday is ten in the morning in Lima; the day after ends at 18:00.
func monday() time.Time { return MustDate("2026-03-02").at(10 * time.Hour) }

func newClock() *clock {
	return &clock{modelRules, modelRules.FirstDeadline(ChannelWeb, monday()), monday()}
}

// then lets something happen after some time.
func (c *clock) then(after time.Duration, s Standing) {
	c.now = c.now.Add(after)
	s.Now = c.now
	c.deadline = c.rules.Next(c.deadline, s)
}

// leftNow is how long the client still has while the clock runs, -1 while it stands.
func (c *clock) leftNow() time.Duration {
	expires, runs := c.rules.Expires(c.deadline)
	if !runs {
		return -1
	}
	return expires.Sub(c.now)
}

// How an operation may stand.
var (
	nothing      = Standing{Status: Pending}
	aPart        = Standing{Status: Pending, Part: true, Proven: true}
	wholeUnfiled = Standing{Status: InProcess, Part: true, Whole: true}
	wholeFiled   = Standing{Status: InProcess, Part: true, Whole: true, Proven: true}
	wholeSeen    = Standing{Status: InProcess, Part: true, Whole: true, Seen: true, Proven: true}
	paidShort    = Standing{Status: InProcess, Paid: true}
	over         = Standing{Status: Expired}
)

func refused(s Standing) Standing { s.Happening = HappenedRefusal; return s }

func heldAt(s Standing) Standing { s.OnHold = true; return s }

func released(s Standing, held time.Time) Standing {
	s.Happening, s.HeldSince = HappenedRelease, held
	return s
}

// event is something that happens some time after the last thing did.
type deadlineEvent struct {
	after time.Duration
	how   Standing
}

const minute = time.Minute

func TestWhatMovesAClientsDeadline(t *testing.T) {
	t.Parallel()
	begun, nextDay := monday(), MustDate("2026-03-03").at(18*time.Hour)
	const stands = time.Duration(-1)
	for _, example := range []struct {
		name   string
		events []deadlineEvent
		// left is what is left of the client's time, seenBy by when the house must see the money.
		left   time.Duration
		seenBy time.Time
	}{
		{"the clock runs from the creation", []deadlineEvent{{5 * minute, nothing}}, 10 * minute, time.Time{}},
		{"a part moves the deadline by half an hour", []deadlineEvent{{5 * minute, aPart}}, 40 * minute, time.Time{}},
		{"another part moves it no more", []deadlineEvent{{5 * minute, aPart}, {5 * minute, aPart}}, 35 * minute, time.Time{}},
		{"a part that is withdrawn takes its grace with it", []deadlineEvent{{5 * minute, aPart}, {5 * minute, nothing}}, 5 * minute, time.Time{}},
		{"a whole report without a file stops it for half an hour", []deadlineEvent{{5 * minute, wholeUnfiled}}, stands, begun.Add(35 * minute)},
		{"one with a file until the end of the next business day", []deadlineEvent{{5 * minute, wholeFiled}}, stands, nextDay},
		{"another report buys nothing", []deadlineEvent{{5 * minute, wholeUnfiled}, {20 * minute, wholeUnfiled}}, stands, begun.Add(35 * minute)},
		{"a withdrawal leaves what was left", []deadlineEvent{{5 * minute, wholeFiled}, {time.Hour, nothing}}, 10 * minute, time.Time{}},
		{"a report that is withdrawn and made again buys nothing",
			[]deadlineEvent{{5 * minute, wholeFiled}, {24 * time.Hour, nothing}, {minute, wholeFiled}}, stands, nextDay},
		{"the file that was forgotten may follow", []deadlineEvent{{5 * minute, wholeUnfiled}, {2 * minute, nothing}, {minute, wholeFiled}}, stands, nextDay},
		{"money that was seen stops it for good", []deadlineEvent{{5 * minute, wholeFiled}, {time.Hour, wholeSeen}}, stands, time.Time{}},
		{"what was seen by mistake is believed from then on",
			[]deadlineEvent{{5 * minute, wholeUnfiled}, {10 * minute, wholeSeen}, {time.Hour, wholeUnfiled}}, stands, begun.Add(105 * minute)},
		{"who paid waits for nobody", []deadlineEvent{{5 * minute, wholeSeen}, {minute, paidShort}}, stands, time.Time{}},
		{"a rejection gives a new window", []deadlineEvent{{5 * minute, wholeFiled}, {time.Hour, refused(nothing)}}, 15 * minute, time.Time{}},
		{"and a new time to be seen in", []deadlineEvent{{5 * minute, wholeUnfiled}, {time.Hour, refused(nothing)}, {minute, wholeUnfiled}},
			stands, begun.Add(96 * minute)},
		{"one with a part left has its grace as well", []deadlineEvent{{5 * minute, wholeFiled}, {time.Hour, refused(aPart)}}, 45 * minute, time.Time{}},
		{"one that leaves the deposit whole gives nothing", []deadlineEvent{{5 * minute, wholeUnfiled}, {minute, refused(wholeUnfiled)}},
			stands, begun.Add(35 * minute)},
		{"the second gives a window too", []deadlineEvent{{5 * minute, refused(nothing)}, {10 * minute, refused(nothing)}}, 15 * minute, time.Time{}},
		{"the third leaves what is left", []deadlineEvent{{0, refused(nothing)}, {0, refused(nothing)}, {9 * minute, refused(nothing)}}, 6 * minute, time.Time{}},
		{"and nothing to be seen in", []deadlineEvent{{0, refused(nothing)}, {0, refused(nothing)}, {minute, wholeUnfiled}, {minute, refused(nothing)},
			{minute, wholeUnfiled}}, stands, begun.Add(31 * minute)},
		{"a hold stops it", []deadlineEvent{{5 * minute, heldAt(nothing)}}, stands, time.Time{}},
		{"a release gives back what was left", []deadlineEvent{{5 * minute, heldAt(nothing)}, {time.Hour, released(nothing, begun.Add(5*minute))}},
			10 * minute, time.Time{}},
		{"at least five minutes", []deadlineEvent{{14 * minute, heldAt(nothing)}, {time.Hour, released(nothing, begun.Add(14*minute))}}, 5 * minute, time.Time{}},
		{"the grace of a part among them", []deadlineEvent{{minute, aPart}, {42 * minute, heldAt(aPart)}, {time.Hour, released(aPart, begun.Add(43*minute))}},
			5 * minute, time.Time{}},
		{"counted from the first of several holds", []deadlineEvent{{5 * minute, heldAt(nothing)}, {time.Hour, heldAt(nothing)},
			{time.Hour, released(nothing, begun.Add(5*minute))}}, 10 * minute, time.Time{}},
		{"and the time to see the money in", []deadlineEvent{{5 * minute, wholeUnfiled}, {10 * minute, heldAt(wholeUnfiled)},
			{time.Hour, released(wholeUnfiled, begun.Add(15*minute))}}, stands, begun.Add(95 * minute)},
		{"also of a report that is withdrawn then and made again", []deadlineEvent{{5 * minute, wholeUnfiled}, {10 * minute, heldAt(wholeUnfiled)},
			{time.Hour, released(wholeUnfiled, begun.Add(15*minute))}, {0, nothing}, {minute, wholeUnfiled}}, stands, begun.Add(95 * minute)},
		{"at least five minutes of that too", []deadlineEvent{{5 * minute, wholeUnfiled}, {29 * minute, heldAt(wholeUnfiled)},
			{time.Hour, released(wholeUnfiled, begun.Add(34*minute))}}, stands, begun.Add(99 * minute)},
		{"what came under the hold is believed from its release", []deadlineEvent{{5 * minute, heldAt(aPart)}, {time.Hour, released(wholeUnfiled, begun.Add(5*minute))}},
			stands, begun.Add(95 * minute)},
		{"an end ends it", []deadlineEvent{{15 * minute, over}}, stands, time.Time{}},
		{"for good", []deadlineEvent{{15 * minute, over}, {minute, refused(over)}}, stands, time.Time{}},
	} {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			c := newClock()
			for _, event := range example.events {
				c.then(event.after, event.how)
			}
			if left := c.leftNow(); left != example.left || !c.deadline.SeenBy.Equal(example.seenBy) {
				t.Errorf("%s left and seen by %s; want %s, %s", left, c.deadline.SeenBy, example.left, example.seenBy)
			}
		})
	}
}

func TestTheDeskHasNoDeadline(t *testing.T) {
	t.Parallel()
	for _, channel := range Channels() {
		first := modelRules.FirstDeadline(channel, monday())
		if first.Ends.IsZero() != (channel == ChannelDesk) {
			t.Errorf("%s begins with %v", channel, first)
		}
	}
	c := clock{rules: modelRules, now: monday()}
	for _, standing := range []Standing{nothing, aPart, wholeUnfiled, wholeFiled, refused(nothing), heldAt(nothing), released(nothing, monday()), over} {
		c.then(minute, standing)
		if c.deadline != (Deadline{}) {
			t.Fatalf("the desk's operation got %v", c.deadline)
		}
	}
}

// drawStanding is any way in which an operation may stand.
func drawStanding(t *rapid.T) Standing {
	s := rapid.SampledFrom([]Standing{nothing, aPart, wholeUnfiled, wholeFiled}).Draw(t, "standing")
	return s
}

func drawMinutes(t *rapid.T, most int) time.Duration {
	return time.Duration(rapid.IntRange(0, most).Draw(t, "minutes")) * time.Minute
}

// Whatever a client reports and withdraws, and though the house never looks, the rate is gone after three windows.
func TestAClientAloneKeepsARateNoLongerThanItsWindows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := newClock()
		bound := windows(c.now, 1+MaxRenewals)
		for range 200 {
			wait := drawMinutes(t, 10)
			if rapid.IntRange(0, 4).Draw(t, "long") == 0 {
				wait = drawMinutes(t, 24*60)
			}
			c.now = c.now.Add(wait)
			if expires, runs := c.rules.Expires(c.deadline); runs && !c.now.Before(expires) {
				return
			}
			if seenBy := c.deadline.SeenBy; !seenBy.IsZero() && !c.now.Before(seenBy) {
				// The system hands it back when the time is up, not when the client looks again.
				c.now = seenBy
				c.then(0, refused(nothing))
				continue
			}
			if c.now.After(bound) {
				t.Fatalf("the rate is kept at %s, beyond %s: %+v", c.now, bound, c.deadline)
			}
			c.then(0, drawStanding(t))
		}
	})
}

func TestAReleaseLeavesAtLeastFiveMinutes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := newClock()
		before := drawStanding(t)
		c.then(drawMinutes(t, 14), before)
		held := c.now.Add(drawMinutes(t, 14))
		if expires, runs := c.rules.Expires(c.deadline); runs && held.After(expires) {
			return
		}
		c.now = held
		c.then(0, heldAt(before))
		c.then(drawMinutes(t, 24*60), released(before, held))
		if left := c.leftNow(); left >= 0 && left < LeastAfterHold {
			t.Fatalf("%s are left", left)
		}
		if seenBy := c.deadline.SeenBy; !seenBy.IsZero() && seenBy.Before(c.now.Add(LeastAfterHold)) {
			t.Fatalf("the house has until %s at %s", seenBy, c.now)
		}
	})
}

func TestAWithdrawalGivesNoTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := newClock()
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			before := latest(c.deadline, c.now)
			c.then(0, drawStanding(t))
			c.then(drawMinutes(t, 5), nothing)
			if after := latest(c.deadline, c.now); after.After(before) {
				t.Fatalf("the rate was good until %s and is until %s", before, after)
			}
			if expires, _ := c.rules.Expires(c.deadline); !c.now.Before(expires) {
				return
			}
		}
	})
}

func TestACentBuysNoMoreThanTheGrace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := newClock()
		end := c.deadline.Ends
		for range 50 {
			c.then(drawMinutes(t, 5), rapid.SampledFrom([]Standing{nothing, aPart}).Draw(t, "cent"))
			expires, runs := c.rules.Expires(c.deadline)
			if !runs || expires.After(end.Add(DefaultPartGrace)) {
				t.Fatalf("with cents it expires at %s, with nothing at %s", expires, end)
			}
		}
	})
}

// Every row of both tables is what some moment of the table above is judged by.
func TestEveryRowOfTheDeadlineIsUsed(t *testing.T) {
	t.Parallel()
	deadlines := []Deadline{modelRules.FirstDeadline(ChannelWeb, monday()), {Ends: monday(), Renewed: MaxRenewals}}
	standings := []Standing{nothing, aPart, wholeUnfiled, wholeFiled, wholeSeen, paidShort, over, refused(nothing), released(nothing, monday()), heldAt(nothing)}
	for name, rows := range map[string][]DeadlineRow{"given": GivenRows(), "standing": StandingRows()} {
		used := make([]bool, len(rows))
		for _, deadline := range deadlines {
			for _, standing := range standings {
				for i, row := range rows {
					if row.holds(deadline, standing) {
						used[i] = true
						break
					}
				}
			}
		}
		for i, row := range rows {
			if !used[i] {
				t.Errorf("%s: nothing is judged by %q", name, row.When)
			}
		}
	}
}
