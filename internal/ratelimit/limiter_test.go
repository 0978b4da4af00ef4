package ratelimit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

func TestBurstPassesAtOnceAndThenTheRate(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	if got := admitted(t, limiter, tenAMinute, "ana", 30); got != 10 {
		t.Errorf("%d of 30 at once, want the burst of 10", got)
	}
	for range 5 {
		h.clock.Advance(6 * time.Second)
		if got := admitted(t, limiter, tenAMinute, "ana", 3); got != 1 {
			t.Errorf("%d after 6 seconds, want one", got)
		}
	}
	h.clock.Advance(time.Hour)
	if got := admitted(t, limiter, tenAMinute, "ana", 30); got != 10 {
		t.Errorf("%d after an hour of rest, want the burst of 10 and no more", got)
	}
}

func TestDecisionTellsWhatIsLeftAndWhenToComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	first := take(t, limiter, tenAMinute, "ana", 4)
	if !first.Allowed || first.Limit != 10 || first.Remaining != 6 || !first.ResetAt.Equal(noon.Add(24*time.Second)) {
		t.Errorf("after 4 of 10: %+v", first)
	}
	second := take(t, limiter, tenAMinute, "ana", 8)
	if second.Allowed || second.Remaining != 6 || second.RetryAfter != 12*time.Second {
		t.Errorf("8 of the 6 left: %+v", second)
	}
	// When the time has almost come, and when it has.
	h.clock.Advance(second.RetryAfter - time.Microsecond)
	if take(t, limiter, tenAMinute, "ana", 8).Allowed {
		t.Error("a microsecond early")
	}
	h.clock.Advance(time.Microsecond)
	if !take(t, limiter, tenAMinute, "ana", 8).Allowed {
		t.Error("not when it was told to come back")
	}
}

func TestRefusalIsSpanishAndSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	if err := limiter.Require(t.Context(), ratelimit.ResetOfIdentity(), "ana"); err != nil {
		t.Fatal(err)
	}
	admitted(t, limiter, ratelimit.ResetOfIdentity(), "ana", 2)
	refusal := refused(t, limiter.Require(t.Context(), ratelimit.ResetOfIdentity(), "ana"))
	if want := "Se pidieron demasiados cambios de contraseña. Vuelve a intentarlo en 20 minutos."; refusal.Message != want {
		t.Errorf("%q, want %q", refusal.Message, want)
	}
	if want := (domain.Param{Name: "retryAfterSeconds", Value: "1200"}); len(refusal.Params) != 1 || refusal.Params[0] != want {
		t.Errorf("params %v, want %v", refusal.Params, want)
	}
}

func TestSubjectsAndRulesAreCountedApart(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	admitted(t, limiter, tenAMinute, "ana", 10)
	another := tenAMinute
	another.Name = "test.other"
	if take(t, limiter, tenAMinute, "ana", 1).Allowed || !take(t, limiter, tenAMinute, "beto", 1).Allowed || !take(t, limiter, another, "ana", 1).Allowed {
		t.Error("one subject under one rule was counted for another")
	}
}

func TestRuleWithOtherFiguresCountsAnew(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	large := ratelimit.Rule{Name: "test.changed", Limit: 60, Per: time.Hour, Burst: 60}
	take(t, limiter, large, "ana", 60)
	small := large
	small.Burst = 5
	if got := take(t, limiter, small, "ana", 1); !got.Allowed {
		t.Errorf("what was spent under the old figures refuses for %s under the new ones", got.RetryAfter)
	}
}

func TestCostAboveTheBurstIsTheWholeBurst(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	if got := take(t, limiter, tenAMinute, "ana", 1_000); !got.Allowed || got.Remaining != 0 {
		t.Errorf("with all of it there: %+v", got)
	}
	if got := take(t, limiter, tenAMinute, "ana", 0); got.Allowed {
		t.Errorf("what costs nothing passed an empty budget: %+v", got)
	}
}

func TestNobodyToNameIsNotLimited(t *testing.T) {
	t.Parallel()
	var none *ratelimit.Limiter
	h := open(t)
	limiter := h.instance(t)
	for range 20 {
		if err := none.Require(t.Context(), tenAMinute, "ana"); err != nil {
			t.Fatal(err)
		}
		if err := limiter.Require(t.Context(), tenAMinute, ""); err != nil {
			t.Fatal(err)
		}
	}
	if sent := limiter.Statements(); sent != 0 {
		t.Errorf("%d statements for nobody", sent)
	}
}

func TestFloodThatIsRefusedCostsNoStatements(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	admitted(t, limiter, tenAMinute, "ana", 11)
	before := limiter.Statements()
	admitted(t, limiter, tenAMinute, "ana", 10_000)
	if sent := limiter.Statements() - before; sent != 0 {
		t.Errorf("%d statements for what is known to be refused", sent)
	}
}

func TestMemoryIsBoundedForEachRule(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instanceWith(t, ratelimit.Options{Subjects: 20})
	leased := ratelimit.Rule{Name: "test.leased", Limit: 1_000, Per: time.Minute, Burst: 1_000, Lease: 10}
	take(t, limiter, leased, "ana", 1)
	for i := range 100 {
		take(t, limiter, tenAMinute, fmt.Sprint("visitor ", i), 1)
	}
	if got := limiter.Remembered(tenAMinute); got != 20 {
		t.Errorf("%d subjects are remembered, want 20", got)
	}
	// The crowd under one rule has not pushed out what is known under another.
	before := limiter.Statements()
	take(t, limiter, leased, "ana", 9)
	if sent := limiter.Statements() - before; sent != 0 {
		t.Errorf("%d statements, want the lease to be there still", sent)
	}
}

func TestTableHoldsNoNames(t *testing.T) {
	t.Parallel()
	h := open(t)
	take(t, h.instance(t), tenAMinute, "190.1.2.3", 1)
	var text string
	if err := h.db.App.QueryRowContext(t.Context(), `SELECT rate_limits::text || encode(key, 'escape') FROM rate_limits`).Scan(&text); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"190.1.2.3", tenAMinute.Name} {
		if strings.Contains(text, name) {
			t.Errorf("%q stands in %q", name, text)
		}
	}
}

// The limiter is the algorithm of the textbook, whichever instance is asked: a sequence of takes and pauses is decided as by
// a single arrival time in memory.
func TestInstancesDecideAsOneByTheBook(t *testing.T) {
	t.Parallel()
	h := open(t)
	instances := []*ratelimit.Limiter{h.instance(t), h.instance(t), h.instance(t)}
	run := 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		subject, arrival := fmt.Sprint("run ", run), h.clock.Now()
		for step := range rapid.IntRange(1, 25).Draw(r, "steps") {
			now := h.clock.Advance(time.Duration(rapid.IntRange(0, 20_000).Draw(r, "pause")) * time.Millisecond)
			cost := rapid.IntRange(1, 6).Draw(r, "cost")
			next := arrival
			if next.Before(now) {
				next = now
			}
			next = next.Add(time.Duration(cost) * 6 * time.Second)
			want := !next.After(now.Add(time.Minute))
			if want {
				arrival = next
			}
			got, err := rapid.SampledFrom(instances).Draw(r, "instance").Take(t.Context(), tenAMinute, subject, cost)
			if err != nil || got.Allowed != want {
				r.Fatalf("step %d: %+v, %v, want allowed %t", step, got, err, want)
			}
		}
	})
}
