package ratelimit_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/ratelimit"
)

// thousand admits a thousand at once and is leased fifty at a time.
var thousand = ratelimit.Rule{Name: "test.thousand", Limit: 1_000, Per: time.Minute, Burst: 1_000, Lease: 50}

// crowd lets callers take at once, a number of times each, and answers how many passed. between runs after every take.
func crowd(t *testing.T, instances []*ratelimit.Limiter, callers, times int, between func()) int {
	t.Helper()
	var passed atomic.Int64
	var all sync.WaitGroup
	for caller := range callers {
		all.Go(func() {
			for range times {
				decision, err := instances[caller%len(instances)].Take(t.Context(), thousand, "ana", 1)
				if err != nil {
					t.Error(err)
					return
				}
				if decision.Allowed {
					passed.Add(1)
				}
				between()
			}
		})
	}
	all.Wait()
	return int(passed.Load())
}

// within tells whether a figure is at most 5 % off (realtime.md 4.2, row 16).
func within(got, want int) bool { return got*100 >= want*95 && got*100 <= want*105 }

func TestTwoInstancesWithAStandingClockAdmitTheLimit(t *testing.T) {
	t.Parallel()
	h := open(t)
	instances := []*ratelimit.Limiter{h.instance(t), h.instance(t)}
	passed := crowd(t, instances, 16, 200, func() {})
	sent := instances[0].Statements() + instances[1].Statements()
	t.Logf("%d of 3,200 passed, want 1,000; %d statements", passed, sent)
	if !within(passed, 1_000) || passed > 1_000 {
		t.Errorf("%d passed, want 1,000 within 5 %% and never more", passed)
	}
	if sent > 200 {
		t.Errorf("%d statements for 1,000 admitted", sent)
	}
}

func TestTwoInstancesWithAMovingClockAdmitTheLimit(t *testing.T) {
	t.Parallel()
	h := open(t)
	instances := []*ratelimit.Limiter{h.instance(t), h.instance(t)}
	// 6,400 takes, 15 ms after each: 96 seconds, in which the burst and 1,600 more may pass.
	passed := crowd(t, instances, 16, 400, func() { h.clock.Advance(15 * time.Millisecond) })
	t.Logf("%d of 6,400 passed, want 2,600; %d statements", passed, instances[0].Statements()+instances[1].Statements())
	if !within(passed, 2_600) {
		t.Errorf("%d passed, want 2,600 within 5 %%", passed)
	}
}

func TestIdleInstanceKeepsLittleFromTheOthers(t *testing.T) {
	t.Parallel()
	h := open(t)
	idle, busy := h.instance(t), h.instance(t)
	take(t, idle, thousand, "ana", 1)
	if got := admitted(t, busy, thousand, "ana", 2_000) + 1; !within(got, 1_000) {
		t.Errorf("%d passed while another instance holds a lease, want 1,000 within 5 %%", got)
	}
}

func TestBurstOfCallersIsOneStatement(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if decision, err := limiter.Take(t.Context(), thousand, "ana", 1); err != nil || !decision.Allowed {
				t.Errorf("%+v, %v", decision, err)
			}
		})
	}
	all.Wait()
	if sent := limiter.Statements(); sent != 1 {
		t.Errorf("%d statements, want one for the lease of 50", sent)
	}
}

func TestFirstSightOfASubjectByManyInstancesCountsThemAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	instances := make([]*ratelimit.Limiter, 8)
	for i := range instances {
		instances[i] = h.instance(t)
	}
	for round := range 25 {
		var passed atomic.Int64
		var all sync.WaitGroup
		for _, instance := range instances {
			all.Go(func() {
				for range 3 {
					decision, err := instance.Take(t.Context(), tenAMinute, fmt.Sprint("newcomer ", round), 1)
					if err != nil {
						t.Error(err)
					} else if decision.Allowed {
						passed.Add(1)
					}
				}
			})
		}
		all.Wait()
		if passed.Load() != 10 {
			t.Errorf("%d of 24 passed at once, want 10", passed.Load())
		}
	}
}

func TestLeaseThatIsNotUsedPassesAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	take(t, limiter, thousand, "ana", 1)
	h.clock.Advance(time.Minute - time.Microsecond)
	if take(t, limiter, thousand, "ana", 1); limiter.Statements() != 1 {
		t.Error("the lease was gone before its time")
	}
	h.clock.Advance(time.Microsecond)
	if take(t, limiter, thousand, "ana", 1); limiter.Statements() != 2 {
		t.Error("the lease was there after its time")
	}
}

func TestLeaseIsAtMostAQuarterOfWhatIsLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	small := ratelimit.Rule{Name: "test.small", Limit: 40, Per: time.Minute, Burst: 40, Lease: 40}
	if got := take(t, limiter, small, "ana", 1); got.Remaining != 39 {
		t.Errorf("%d remain of 40 after one, want 39: what is leased is not lost", got.Remaining)
	}
	if got := admitted(t, h.instance(t), small, "ana", 100); got != 30 {
		t.Errorf("another instance got %d of the 40, want the 30 that are not leased", got)
	}
}

// However instances, costs and pauses mix, nothing passes beyond the burst and what the rate has given since.
func TestLeasesNeverAdmitMoreThanTheRule(t *testing.T) {
	t.Parallel()
	h := open(t)
	instances := []*ratelimit.Limiter{h.instance(t), h.instance(t)}
	rule := ratelimit.Rule{Name: "test.mixed", Limit: 60, Per: time.Minute, Burst: 100, Lease: 20}
	run := 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		subject, begin, spent := fmt.Sprint("run ", run), h.clock.Now(), 0
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			now := h.clock.Advance(time.Duration(rapid.IntRange(0, 30_000).Draw(r, "pause")) * time.Millisecond)
			cost := rapid.IntRange(1, 40).Draw(r, "cost")
			got, err := rapid.SampledFrom(instances).Draw(r, "instance").Take(t.Context(), rule, subject, cost)
			if err != nil {
				r.Fatal(err)
			}
			if got.Allowed {
				spent += cost
			} else if got.RetryAfter <= 0 || got.Remaining >= cost {
				r.Fatalf("%d refused with %+v", cost, got)
			}
			if most := rule.Burst + int(now.Sub(begin)/time.Second); spent > most {
				r.Fatalf("%d passed in %s, want at most %d", spent, now.Sub(begin), most)
			}
		}
	})
}
