package identity

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/semaphore"

	"github.com/qoricash/qoricash/internal/domain"
)

// hasher bounds the memory and the processors that passwords may take: a flood of sign-ins must not stop the house
// (realtime.md 4.2, row 11). Who finds the queue full is told to come back.
type hasher struct {
	// admitted counts those who hash and those who wait, running only those who hash.
	admitted, running *semaphore.Weighted
	// done counts the hashes, known and unknown names alike.
	done atomic.Int64
}

func newHasher(atOnce, waiting int) *hasher {
	return &hasher{admitted: semaphore.NewWeighted(int64(atOnce + waiting)), running: semaphore.NewWeighted(int64(atOnce))}
}

// seat is a place among those who hash and those who wait. Whoever has one may hash several times, one after the other.
type seat struct{ hasher *hasher }

// seat gives a place, or refuses with UNAVAILABLE when all are taken. Sign-in asks for it before anything else, so that a flood
// costs the database nothing either.
func (h *hasher) seat() (seat, error) {
	if !h.admitted.TryAcquire(1) {
		return seat{}, domain.Refuse(domain.CodeUnavailable, "Hay muchas personas iniciando sesión. Vuelve a intentarlo en unos segundos.").
			With("retryAfterMs", 2000)
	}
	return seat{h}, nil
}

// leave gives the place up.
func (s seat) leave() { s.hasher.admitted.Release(1) }

// do runs work when its turn comes, unless the caller gives up first.
func (s seat) do(ctx context.Context, work func()) error {
	if err := s.hasher.running.Acquire(ctx, 1); err != nil {
		return fmt.Errorf("wait to hash a password: %w", err)
	}
	defer s.hasher.running.Release(1)
	s.hasher.done.Add(1)
	work()
	return nil
}

// hash answers the text to store for a password, in its normal form.
func (s seat) hash(ctx context.Context, password string) (string, error) {
	var text string
	err := s.do(ctx, func() { text = derive(normalPassword(password)).String() })
	return text, err
}

// verify tells whether a password fits a stored text, and whether that text should be made anew. An empty text, of
// somebody unknown or without a password, costs the same and fits nothing. The password is tried in its normal form, then
// as it came where that differs: it may have been stored so.
func (s seat) verify(ctx context.Context, stored, password string) (fits, outdated bool, err error) {
	hash, known := decoy(), false
	if stored != "" {
		if hash, err = parsePasswordHash(stored); err != nil {
			return false, false, fmt.Errorf("read a stored password: %w", err)
		}
		known = true
	}
	password = bounded(password)
	normal := normalPassword(password)
	if err = s.do(ctx, func() { fits = hash.matches(normal) && known }); err != nil || fits || normal == password {
		return fits, fits && hash.outdated(), err
	}
	err = s.do(ctx, func() { fits = hash.matches(password) && known })
	return fits, fits, err
}

// hash answers the text to store for a password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	place, err := h.seat()
	if err != nil {
		return "", err
	}
	defer place.leave()
	return place.hash(ctx, password)
}

// verify tells whether a password fits a stored text.
func (h *hasher) verify(ctx context.Context, stored, password string) (bool, error) {
	place, err := h.seat()
	if err != nil {
		return false, err
	}
	defer place.leave()
	fits, _, err := place.verify(ctx, stored, password)
	return fits, err
}

// PasswordFits tells whether a password fits what is stored. Nothing fits an empty text, at the same cost, so the caller asks
// also about somebody whom it does not know. UNAVAILABLE means that too many wait already.
func (s *Service) PasswordFits(ctx context.Context, stored, password string) (bool, error) {
	return s.hasher.verify(ctx, stored, password)
}

// HashPassword answers what to store for a password. The caller has checked it ([CheckStaffPassword],
// [CheckClientPassword]). UNAVAILABLE means that too many wait already.
func (s *Service) HashPassword(ctx context.Context, password string) (string, error) {
	return s.hasher.hash(ctx, password)
}
