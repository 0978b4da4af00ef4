package pricing

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Current answers the public pair in force as the database has it, nil before the first publication. For everybody.
func (s *Service) Current(ctx context.Context) (*ent.PublicRate, error) {
	return newestPublic(ctx, s.store.Read().PublicRate.Query())
}

// PairInForce answers the rates of the public pair in force, zero before the first publication. For everybody.
func (s *Service) PairInForce(ctx context.Context) (domain.RatePair, error) {
	row, err := s.Current(ctx)
	return pairOfPublic(row), err
}

// CurrentBase answers the base in force, nil before the first publication and for callers without rates.base.
func (s *Service) CurrentBase(ctx context.Context) (*ent.BaseRate, error) {
	return newestBase(ctx, s.store.Read().BaseRate.Query())
}

// Place is where a row stands in the history.
type Place struct {
	At time.Time
	ID uuid.UUID
}

// The bounds of a page of the history.
const (
	defaultPage = 20
	largestPage = 100
)

// History answers the publications of the public pair, newest first: at most first rows after a place, from the newest
// when the place is nil, and whether more follow. A first below 1 means 20, the most is 100. For the staff.
func (s *Service) History(ctx context.Context, first int, from *Place) (rows []*ent.PublicRate, more bool, err error) {
	actor := access.Current(ctx)
	if !actor.IsStaff() {
		return nil, false, access.Denied(actor)
	}
	if first < 1 {
		first = defaultPage
	}
	first = min(first, largestPage)
	query := s.store.Read().PublicRate.Query().
		Order(publicrate.ByCreatedAt(sql.OrderDesc()), publicrate.ByID(sql.OrderDesc())).
		Limit(first + 1)
	if from != nil {
		query = query.Where(publicrate.Or(publicrate.CreatedAtLT(from.At),
			publicrate.And(publicrate.CreatedAt(from.At), publicrate.IDLT(from.ID))))
	}
	if rows, err = query.All(ctx); err != nil {
		return nil, false, fmt.Errorf("read the history of rates: %w", err)
	}
	if len(rows) > first {
		return rows[:first], true, nil
	}
	return rows, false, nil
}
