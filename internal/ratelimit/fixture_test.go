package ratelimit_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/testdb"
)

// noon is where the clock of every house stands at first.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// house is a database with instances over it that share a clock.
type house struct {
	db    *testdb.Database
	clock *clock.Frozen
}

func open(t testing.TB) *house {
	t.Helper()
	return &house{db: testdb.New(t), clock: clock.NewFrozen(noon)}
}

// instance is one more limiter.
func (h *house) instance(t testing.TB) *ratelimit.Limiter {
	t.Helper()
	return h.instanceWith(t, ratelimit.Options{})
}

func (h *house) instanceWith(t testing.TB, options ratelimit.Options) *ratelimit.Limiter {
	t.Helper()
	options.DB, options.Clock = h.db.App, h.clock
	if options.Patience == 0 {
		options.Patience = time.Minute // a busy machine is not a database that does not answer
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	return ratelimit.New(options)
}

// tenAMinute admits ten at once.
var tenAMinute = ratelimit.Rule{Name: "test.ten", Limit: 10, Per: time.Minute, Burst: 10, Reason: "Probaste demasiado."}

func take(t testing.TB, from *ratelimit.Limiter, rule ratelimit.Rule, subject string, cost int) ratelimit.Decision {
	t.Helper()
	decision, err := from.Take(t.Context(), rule, subject, cost)
	if err != nil {
		t.Fatal(err)
	}
	return decision
}

// admitted is how many of some tries in a row pass.
func admitted(t testing.TB, from *ratelimit.Limiter, rule ratelimit.Rule, subject string, tries int) int {
	t.Helper()
	passed := 0
	for range tries {
		if take(t, from, rule, subject, 1).Allowed {
			passed++
		}
	}
	return passed
}

func refused(t testing.TB, err error) *domain.Error {
	t.Helper()
	list := domain.Refusals(err)
	if len(list) != 1 || list[0].Code != domain.CodeRateLimited {
		t.Fatalf("%v, want a refusal of RATE_LIMITED", err)
	}
	return list[0]
}
