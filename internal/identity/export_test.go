package identity

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Occupy takes every place of a service where passwords are hashed, and those where callers wait, until it is released.
func Occupy(s *Service) (release func()) {
	taken := int64(0)
	for s.hasher.admitted.TryAcquire(1) {
		taken++
	}
	return func() { s.hasher.admitted.Release(taken) }
}

// CheapHash is a hash of lower costs than today's, as an older release would have stored.
func CheapHash(password string) string {
	hash := passwordHash{params: argonParams{memory: 1024, time: 1, threads: 1}, salt: make([]byte, saltLength)}
	hash.key = hash.keyOf(password, keyLength)
	return hash.String()
}

// DeviceOf is the label of a device.
var DeviceOf = deviceOf

// KeepUse writes down that a token was used, as the background does.
func KeepUse(ctx context.Context, s *Service, token uuid.UUID, at time.Time) error {
	return s.keepUse(ctx, use{token, at})
}

// Hashes is how many passwords a service has hashed so far.
func Hashes(s *Service) int64 { return s.hasher.done.Load() }
