package pricing

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/baserate"
	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"

	"entgo.io/ent/dialect/sql"
)

// inForce is what a publication follows; rows are nil before the first.
type inForce struct {
	public *ent.PublicRate
	base   *ent.BaseRate
	// publicReference and baseReference are the day's, as domain.RateMeasures says.
	publicReference *ent.PublicRate
	baseReference   *ent.BaseRate
	// publicAt and baseAt are the instants of what is published next.
	publicAt, baseAt time.Time
}

// loadInForce reads as the system: whoever may publish need not be able to see the base. The caller holds the locks of
// both aggregates.
func loadInForce(ctx context.Context, tx *store.Tx) (inForce, error) {
	ctx = access.AsSystem(ctx)
	now := inForce{publicAt: tx.Now, baseAt: tx.Now}
	var err error
	if now.public, err = newestPublic(ctx, tx.PublicRate.Query()); err != nil {
		return inForce{}, err
	}
	if now.base, err = newestBase(ctx, tx.BaseRate.Query()); err != nil {
		return inForce{}, err
	}
	if now.public != nil {
		now.publicAt = after(tx.Now, now.public.CreatedAt)
		if now.publicReference, err = referencePublic(ctx, tx, domain.BusinessDate(now.publicAt)); err != nil {
			return inForce{}, err
		}
	}
	if now.base != nil {
		now.baseAt = after(tx.Now, now.base.CreatedAt)
		if now.baseReference, err = referenceBase(ctx, tx, domain.BusinessDate(now.baseAt)); err != nil {
			return inForce{}, err
		}
	}
	return now, nil
}

// after keeps publications in the order of their instants even when a clock goes back, or two fall on one instant:
// otherwise the pair in force would not be the one published last.
func after(now, last time.Time) time.Time {
	if now.After(last) {
		return now
	}
	return last.Add(time.Microsecond)
}

// newestPublic answers the pair in force, nil before the first.
func newestPublic(ctx context.Context, query *ent.PublicRateQuery) (*ent.PublicRate, error) {
	row, err := query.Order(publicrate.ByCreatedAt(sql.OrderDesc()), publicrate.ByID(sql.OrderDesc())).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the public rate in force: %w", err)
	}
	return row, nil
}

// newestBase answers the base in force, nil before the first or when the caller may not see it.
func newestBase(ctx context.Context, query *ent.BaseRateQuery) (*ent.BaseRate, error) {
	row, err := query.Order(baserate.ByCreatedAt(sql.OrderDesc()), baserate.ByID(sql.OrderDesc())).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the base rate in force: %w", err)
	}
	return row, nil
}

// referencePublic answers the pair that a day's pairs are measured against (domain.RateMeasures): the newest of those before
// the day and those with an override, of any day; else the very first, which is of this day.
func referencePublic(ctx context.Context, tx *store.Tx, day domain.Date) (*ent.PublicRate, error) {
	row, err := newestPublic(ctx, tx.PublicRate.Query().Where(publicrate.Or(publicrate.CreatedAtLT(day.Start()), publicrate.Overridden(true))))
	if err != nil || row != nil {
		return row, err
	}
	if row, err = tx.PublicRate.Query().Order(publicrate.ByCreatedAt(), publicrate.ByID()).First(ctx); err != nil {
		return nil, fmt.Errorf("read the first public rate: %w", err)
	}
	return row, nil
}

// referenceBase is referencePublic for the base.
func referenceBase(ctx context.Context, tx *store.Tx, day domain.Date) (*ent.BaseRate, error) {
	row, err := newestBase(ctx, tx.BaseRate.Query().Where(baserate.Or(baserate.CreatedAtLT(day.Start()), baserate.Overridden(true))))
	if err != nil || row != nil {
		return row, err
	}
	if row, err = tx.BaseRate.Query().Order(baserate.ByCreatedAt(), baserate.ByID()).First(ctx); err != nil {
		return nil, fmt.Errorf("read the first base rate: %w", err)
	}
	return row, nil
}

// publicMeasures are what a new public pair is measured against, whatever made it.
func (f inForce) publicMeasures() domain.RateMeasures {
	return domain.RateMeasures{InForce: pairOfPublic(f.public), Reference: pairOfPublic(f.publicReference)}
}

// baseMeasures are what a new base is measured against.
func (f inForce) baseMeasures() domain.RateMeasures {
	return domain.RateMeasures{InForce: pairOfBase(f.base), Reference: pairOfBase(f.baseReference)}
}

// pairOfPublic answers the rates of a row, the zero pair for none.
func pairOfPublic(row *ent.PublicRate) domain.RatePair {
	if row == nil {
		return domain.RatePair{}
	}
	return domain.RatePair{Buy: row.HouseBuys, Sell: row.HouseSells}
}

// pairOfBase answers the rates of a row, the zero pair for none.
func pairOfBase(row *ent.BaseRate) domain.RatePair {
	if row == nil {
		return domain.RatePair{}
	}
	return domain.RatePair{Buy: row.Bid, Sell: row.Ask}
}

// baseOf answers the base that a pair was published with, for a side; nil before the first.
func baseOf(published *ent.PublicRate, side domain.Side) *money.Rate {
	if published.Edges.BaseRate == nil {
		return nil
	}
	rate := pairOfBase(published.Edges.BaseRate).For(side)
	return &rate
}
