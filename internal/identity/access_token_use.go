package identity

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/internal/access"
)

// tokenUseEvery is how often the use of a token is written down, at most.
const tokenUseEvery = time.Minute

// use is that a token was used.
type use struct {
	token uuid.UUID
	at    time.Time
}

// tokenUses collects the uses of tokens for whoever writes them down. A request only leaves a note and never waits; when there
// are more notes than are written, some are left out, and later requests leave them again.
type tokenUses struct {
	mu    sync.Mutex
	noted *simplelru.LRU[uuid.UUID, time.Time]
	notes chan use
}

// tokenUsesWaiting bounds the notes that wait, and the tokens that are remembered for each.
const tokenUsesWaiting = 1_024

func newTokenUses() *tokenUses {
	// An error would mean a capacity below 1.
	noted, _ := simplelru.NewLRU[uuid.UUID, time.Time](tokenUsesWaiting, nil)
	return &tokenUses{noted: noted, notes: make(chan use, tokenUsesWaiting)}
}

// note says that a token was used.
func (u *tokenUses) note(token uuid.UUID, at time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if last, known := u.noted.Get(token); known && at.Sub(last) < tokenUseEvery {
		return
	}
	select {
	case u.notes <- use{token, at}:
		u.noted.Add(token, at)
	default:
	}
}

// KeepTokenUses writes down when tokens are used, until ctx ends. Every instance runs one. What cannot be written is logged
// and left: the next minute's use says more.
func (s *Service) KeepTokenUses(ctx context.Context, logger *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case used := <-s.tokenUses.notes:
			if err := s.keepUse(ctx, used); err != nil && ctx.Err() == nil {
				logger.WarnContext(ctx, "the use of a token could not be written down", "token", used.token, "error", err)
			}
		}
	}
}

// keepUse writes one use, unless another instance wrote one less than a minute before. Like the activity of a session it
// leaves no audit row: it changes nothing that anybody has to answer for.
func (s *Service) keepUse(ctx context.Context, used use) error {
	older := accesstoken.Or(accesstoken.LastUsedAtIsNil(), accesstoken.LastUsedAtLTE(used.at.Add(-tokenUseEvery)))
	err := s.store.Read().AccessToken.Update().Where(accesstoken.ID(used.token), older).SetLastUsedAt(used.at).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("write the use of a token: %w", err)
	}
	return nil
}
