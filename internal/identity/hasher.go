package identity

import (
	"context"
	"fmt"

	"golang.org/x/sync/semaphore"

	"github.com/qoricash/qoricash/internal/domain"
)

// hasher bounds the memory and the processors that passwords may take: a flood of sign-ins must not stop the house
// (realtime.md 4.2, row 11). Who finds the queue full is told to come back.
type hasher struct {
	// admitted counts those who hash and those who wait, running only those who hash.
	admitted, running *semaphore.Weighted
}

func newHasher(atOnce, waiting int) *hasher {
	return &hasher{admitted: semaphore.NewWeighted(int64(atOnce + waiting)), running: semaphore.NewWeighted(int64(atOnce))}
}

// do runs work when its turn comes, unless the caller gives up first.
func (h *hasher) do(ctx context.Context, work func()) error {
	if !h.admitted.TryAcquire(1) {
		return domain.Refuse(domain.CodeUnavailable, "Hay muchas personas iniciando sesión. Vuelve a intentarlo en unos segundos.").
			With("retryAfterMs", 2000)
	}
	defer h.admitted.Release(1)
	if err := h.running.Acquire(ctx, 1); err != nil {
		return fmt.Errorf("wait to hash a password: %w", err)
	}
	defer h.running.Release(1)
	work()
	return nil
}

// hash answers the text to store for a password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	var text string
	err := h.do(ctx, func() { text = derive(password).String() })
	return text, err
}

// verify tells whether a password fits a stored text, and whether that text should be made anew. An empty text, of
// somebody unknown or without a password, costs the same and fits nothing.
func (h *hasher) verify(ctx context.Context, stored, password string) (fits, outdated bool, err error) {
	hash, known := decoy(), false
	if stored != "" {
		if hash, err = parsePasswordHash(stored); err != nil {
			return false, false, fmt.Errorf("read a stored password: %w", err)
		}
		known = true
	}
	err = h.do(ctx, func() { fits = hash.matches(password) && known })
	return fits, fits && hash.outdated(), err
}

// HashPassword answers what to store for a password. The caller has checked it ([CheckStaffPassword],
// [CheckClientPassword]). UNAVAILABLE means that too many wait already.
func (s *Service) HashPassword(ctx context.Context, password string) (string, error) {
	return s.hasher.hash(ctx, password)
}
