package ratelimit_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/ratelimit"
)

// BenchmarkTake compares a decision by the database, one from a lease of fifty, and one that is known to be refused.
func BenchmarkTake(b *testing.B) {
	h := open(b)
	// So fast that it gives back what is taken: the clock moves with every take.
	each := ratelimit.Rule{Name: "bench.each", Limit: 1_000, Per: time.Second, Burst: 1_000}
	leased := ratelimit.Rule{Name: "bench.leased", Limit: 1_000, Per: time.Second, Burst: 1_000, Lease: 50}
	empty := ratelimit.Rule{Name: "bench.empty", Limit: 1, Per: 100 * 365 * 24 * time.Hour, Burst: 1}
	for _, c := range []struct {
		name string
		rule ratelimit.Rule
	}{{"Database", each}, {"Lease", leased}, {"KnownRefusal", empty}} {
		b.Run(c.name, func(b *testing.B) {
			limiter := h.instance(b)
			take(b, limiter, c.rule, "ana", 1)
			before := limiter.Statements()
			b.ReportAllocs()
			for b.Loop() {
				h.clock.Advance(time.Millisecond)
				take(b, limiter, c.rule, "ana", 1)
			}
			b.ReportMetric(float64(limiter.Statements()-before)/float64(b.N), "statements/op")
		})
	}
}
