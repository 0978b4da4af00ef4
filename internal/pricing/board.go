package pricing

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
)

// Tick is the public pair in force, as the public and live streams see it.
type Tick struct {
	ID                    uuid.UUID
	HouseBuys, HouseSells money.Rate
	At                    time.Time
}

// board holds the newest tick in memory, so that crowds of readers do not ask the database. It is no source of prices:
// quotes read the rate in their transaction.
type board struct {
	// refreshing makes reads and what they leave here follow each other in one order.
	refreshing sync.Mutex
	newest     atomic.Pointer[Tick]
}

// Latest answers the pair in force from memory; ok is false before the first publication or Refresh. For everybody.
func (s *Service) Latest() (tick Tick, ok bool) {
	newest := s.board.newest.Load()
	if newest == nil {
		return Tick{}, false
	}
	return *newest, true
}

// Refresh reads the pair in force into memory. It is called at the start, after each event that Concerns the rate, and
// when the feed lost its place.
func (s *Service) Refresh(ctx context.Context) error {
	s.board.refreshing.Lock()
	defer s.board.refreshing.Unlock()
	row, err := s.Current(access.AsSystem(ctx))
	if err != nil {
		return err
	}
	var newest *Tick
	if row != nil {
		tick := TickOf(row)
		newest = &tick
	}
	s.board.newest.Store(newest)
	return nil
}

// Follow keeps the pair in memory true to the feed.
func (s *Service) Follow(ctx context.Context, batch event.Batch) error {
	if !batch.Resync && !slices.ContainsFunc(batch.Events, Concerns) {
		return nil
	}
	if err := s.Refresh(ctx); err != nil {
		return fmt.Errorf("read the public rate: %w", err)
	}
	return nil
}

// Concerns tells whether an event changes the public pair.
func Concerns(e event.Event) bool { return e.Aggregate == RateAggregate }

// TickOf answers a publication as the public sees it.
func TickOf(row *ent.PublicRate) Tick {
	return Tick{ID: row.ID, HouseBuys: row.HouseBuys, HouseSells: row.HouseSells, At: row.CreatedAt}
}
