package work

import (
	"math/rand/v2"
	"time"
)

const (
	backOffFirst = 30 * time.Second
	backOffMost  = time.Hour
)

// backOff answers the wait after a number of tries: up to twice as long each time, with full jitter, so that rows which failed together
// do not come back together.
func backOff(attempts int) time.Duration {
	most := min(backOffFirst<<min(max(attempts-1, 0), 20), backOffMost)
	return time.Second + rand.N(most)
}
