package pricing

import (
	"context"
	"fmt"
	"maps"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Published names the rows of a publication. It is kept whole for a replay, which tells the same person the same.
type Published struct {
	// BaseRateID is uuid.Nil when the public pair alone was published.
	BaseRateID   uuid.UUID `json:"baseRateId"`
	PublicRateID uuid.UUID `json:"publicRateId"`
	// Warnings name the rates that are worth a second look (above 1.5 %, domain.md 4.2), as their publisher may know them.
	Warnings []*domain.Warning `json:"warnings"`
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

// checkReason answers the reason as it is stored; every publication has one.
func checkReason(faults *domain.Faults, reason string) string {
	return domain.Reason("Escribe el motivo de la publicación.").Check(faults, reason, "reason")
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

// judged is a pair's findings and where its rates stand in the input.
type judged struct {
	findings  []domain.RateFinding
	buy, sell string
}

// guard decides over the pairs of a publication: whether they are beyond what anybody but a Master with a reason may
// publish, and what of them is worth a second look. A field of the input is spoken of once, for the first pair that has to.
func guard(actor access.Actor, override bool, pairs ...judged) (overridden bool, warnings []*domain.Warning, err error) {
	var faults domain.Faults
	refused, warned := map[string]bool{}, map[string]bool{}
	for _, pair := range pairs {
		fields := map[string]string{"buy": pair.buy, "sell": pair.sell}
		for _, finding := range pair.findings {
			field, figures := fields[finding.Leg], !finding.TellsBase() || actor.Can(domain.RatesBase)
			if refusal := finding.Refusal(figures); refusal != nil && !refused[field] {
				refused[field] = true
				faults.Add(refusal.At(field))
			}
			if !warned[field] {
				warned[field] = true
				warnings = append(warnings, finding.Warning(figures).At(field))
			}
		}
	}
	if len(refused) > 0 && !override {
		return false, nil, faults.Err()
	}
	return len(refused) > 0, warnings, nil
}

// publicRate is a public pair about to be written.
type publicRate struct {
	pair       domain.RatePair
	source     domain.RateSource
	baseID     *uuid.UUID
	reason     string
	overridden bool
	// by is who published it; nil for whoever acts.
	by *uuid.UUID
}

// writePublic adds the row and tells the event and the audit trail of it.
func writePublic(ctx context.Context, tx *store.Tx, now inForce, next publicRate) (uuid.UUID, error) {
	publisher := personOf(tx.Actor)
	if next.by != nil {
		publisher = *next.by
	}
	row, err := tx.PublicRate.Create().
		SetCreatedAt(now.publicAt).SetHouseBuys(next.pair.Buy).SetHouseSells(next.pair.Sell).SetSource(next.source).
		SetNillableBaseRateID(next.baseID).SetReason(next.reason).SetOverridden(next.overridden).SetPublishedBy(publisher).
		Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the public rate: %w", err)
	}
	figures := figuresOf(next.pair, "houseBuys", "houseSells")
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectPublicRate, ObjectID: row.ID,
		Before: figuresOf(pairOfPublic(now.public), "houseBuys", "houseSells"), After: withReason(figures, next.reason, next.overridden)})
	return row.ID, tx.EmitNext(ctx, event.Record{Kind: domain.EventPublicRatePublished, Aggregate: RateAggregate, OccurredAt: now.publicAt,
		Facts: domain.RatesFacts{HouseBuys: next.pair.Buy, HouseSells: next.pair.Sell}})
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
