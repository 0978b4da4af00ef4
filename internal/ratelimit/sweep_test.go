package ratelimit_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/ratelimit"
)

func (h *house) rows(t *testing.T) int {
	t.Helper()
	var count int
	if err := h.db.App.QueryRowContext(t.Context(), `SELECT count(*) FROM rate_limits`).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}

func TestSweepRemovesWhatLimitsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instance(t)
	take(t, limiter, tenAMinute, "ana", 10)
	_, err := h.db.App.ExecContext(t.Context(), `INSERT INTO rate_limits SELECT sha256(n::text::bytea), $1 FROM generate_series(1, 12000) AS n`, noon.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	// When ana's minute is not over, and when it is over for a clock that is a minute behind as well.
	h.clock.Advance(time.Minute)
	if swept, err := limiter.Sweep(t.Context()); err != nil || swept != 12_000 || h.rows(t) != 1 {
		t.Errorf("swept %d, %v, %d rows left, want 12,000 and 1", swept, err, h.rows(t))
	}
	h.clock.Advance(time.Minute + time.Microsecond)
	if swept, err := limiter.Sweep(t.Context()); err != nil || swept != 1 || h.rows(t) != 0 {
		t.Errorf("swept %d, %v, %d rows left, want 1 and none", swept, err, h.rows(t))
	}
	if got := admitted(t, limiter, tenAMinute, "ana", 20); got != 10 {
		t.Errorf("%d pass after the sweep, want 10", got)
	}
	var none *ratelimit.Limiter
	if swept, err := none.Sweep(t.Context()); err != nil || swept != 0 {
		t.Errorf("no limiter swept %d, %v", swept, err)
	}
}
