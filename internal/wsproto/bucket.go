package wsproto

import "time"

// bucket is a token bucket for the messages of one socket, kept as the instant at which it would be full again (the
// generic cell rate algorithm). Only the socket's reader uses it.
type bucket struct{ full time.Time }

// take spends one token and reports whether there was one.
func (b *bucket) take(now time.Time, perSecond, burst int) bool {
	interval := time.Second / time.Duration(perSecond)
	full := b.full
	if full.Before(now) {
		full = now
	}
	full = full.Add(interval)
	if full.Sub(now) > time.Duration(burst)*interval {
		return false
	}
	b.full = full
	return true
}
