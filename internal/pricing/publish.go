package pricing

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/baserate"
	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"

	"entgo.io/ent/dialect/sql"
)

// longestReason is what the column takes, in bytes.
const longestReason = 300

// Published names the rows of a publication. It holds ids and figures of no secret, so that a replay can answer it.
type Published struct {
	// BaseRateID is uuid.Nil when the public pair alone was published.
	BaseRateID   uuid.UUID `json:"baseRateId"`
	PublicRateID uuid.UUID `json:"publicRateId"`
	// Warning tells that the step was large enough to look at twice (above 1.5 %, domain.md 4.2).
	Warning bool `json:"warning"`
}

// mayPublish requires the permission, and for a step beyond the guard the one to override it (decisions.md: "Master may
// override with a reason").
func mayPublish(ctx context.Context, override bool) error {
	actor, err := access.Require(ctx, domain.RatesPublish)
	if err != nil {
		return err
	}
	if override && !actor.Can(domain.RatesOverride) {
		return domain.Refuse(domain.CodeForbidden, "Solo un Master puede publicar más allá del límite de variación.").At("override")
	}
	return nil
}

// checkReason answers the reason without surrounding space; every publication has one.
func checkReason(faults *domain.Faults, reason string) string {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe el motivo de la publicación.").At("reason"))
	case len(reason) > longestReason || strings.ContainsRune(reason, 0):
		faults.Add(domain.Refuse(domain.CodeInvalid, "El motivo es demasiado largo; resúmelo.").At("reason"))
	}
	return reason
}

// placed puts a refusal of the rules, which speak of buy and sell, at the fields of an input.
func placed(refusal *domain.Error, buy, sell string) *domain.Error {
	if refusal == nil || len(refusal.Field) == 0 {
		return refusal
	}
	switch refusal.Field[0] {
	case "buy":
		return refusal.At(buy)
	case "sell":
		return refusal.At(sell)
	default:
		return refusal.At()
	}
}

// guard decides over a step: whether it is beyond what anybody but a Master with a reason may do, and whether it is worth
// a second look.
func guard(changes []domain.RateChange, override bool) (overridden, warning bool, err error) {
	for _, change := range changes {
		refusal := change.Refusal()
		if refusal != nil && !override {
			return false, false, refusal
		}
		overridden = overridden || refusal != nil
		warning = warning || change.Level != domain.DeviationNormal
	}
	return overridden, warning, nil
}

// inForce is what a publication follows: the newest rows, nil before the first, and how many there were.
type inForce struct {
	public           *ent.PublicRate
	base             *ent.BaseRate
	publics, bases   int
	publicAt, baseAt time.Time
}

// loadInForce reads as the system: whoever may publish need not be able to see the base. The caller holds the locks of
// both aggregates, so the counts are the versions.
func loadInForce(ctx context.Context, tx *store.Tx) (inForce, error) {
	ctx = access.AsSystem(ctx)
	var now inForce
	var err error
	if now.public, err = newestPublic(ctx, tx.PublicRate.Query()); err != nil {
		return inForce{}, err
	}
	if now.base, err = newestBase(ctx, tx.BaseRate.Query()); err != nil {
		return inForce{}, err
	}
	if now.publics, err = tx.PublicRate.Query().Count(ctx); err != nil {
		return inForce{}, fmt.Errorf("count the public rates: %w", err)
	}
	if now.bases, err = tx.BaseRate.Query().Count(ctx); err != nil {
		return inForce{}, fmt.Errorf("count the base rates: %w", err)
	}
	now.publicAt, now.baseAt = tx.Now, tx.Now
	if now.public != nil {
		now.publicAt = after(tx.Now, now.public.CreatedAt)
	}
	if now.base != nil {
		now.baseAt = after(tx.Now, now.base.CreatedAt)
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

func (f inForce) publicPair() domain.RatePair {
	if f.public == nil {
		return domain.RatePair{}
	}
	return domain.RatePair{Buy: f.public.HouseBuys, Sell: f.public.HouseSells}
}

func (f inForce) basePair() domain.RatePair {
	if f.base == nil {
		return domain.RatePair{}
	}
	return domain.RatePair{Buy: f.base.Bid, Sell: f.base.Ask}
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

// publicRate is a public pair about to be written.
type publicRate struct {
	pair       domain.RatePair
	source     domain.RateSource
	baseID     *uuid.UUID
	reason     string
	overridden bool
}

// writePublic adds the row and tells the event and the audit trail of it.
func writePublic(ctx context.Context, tx *store.Tx, now inForce, next publicRate) (uuid.UUID, error) {
	row, err := tx.PublicRate.Create().
		SetCreatedAt(now.publicAt).SetHouseBuys(next.pair.Buy).SetHouseSells(next.pair.Sell).SetSource(next.source).
		SetNillableBaseRateID(next.baseID).SetReason(next.reason).SetOverridden(next.overridden).SetPublishedBy(personOf(tx.Actor)).
		Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the public rate: %w", err)
	}
	figures := figuresOf(next.pair, "houseBuys", "houseSells")
	tx.Audit(audit.Entry{ObjectKind: "public_rate", ObjectID: row.ID,
		Before: figuresOf(now.publicPair(), "houseBuys", "houseSells"), After: withReason(figures, next.reason, next.overridden)})
	tx.Emit(event.Record{Kind: EventPublicRatePublished, SchemaVersion: 1, Aggregate: RateAggregate, AggregateVersion: now.publics + 1,
		Actor: eventActor(tx.Actor), OccurredAt: now.publicAt, Facts: figures})
	return row.ID, nil
}

// figuresOf names the rates of a pair; nil before the first publication.
func figuresOf(pair domain.RatePair, buy, sell string) map[string]any {
	if pair.IsZero() {
		return nil
	}
	return map[string]any{buy: pair.Buy.String(), sell: pair.Sell.String()}
}

func withReason(figures map[string]any, reason string, overridden bool) map[string]any {
	all := map[string]any{"reason": reason, "overridden": overridden}
	maps.Copy(all, figures)
	return all
}
