package pricing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// PublishBaseInput mirrors BaseRatePublishInput.
type PublishBaseInput struct {
	IdempotencyKey string `json:"-"`
	Bid, Ask       money.Rate
	Reason         string
	// Override publishes beyond the deviation guard; for a Master.
	Override bool
}

// PublishBase publishes a base rate and, in the same transaction, the public pair that the spread makes of it (domain.md
// 4.3). Both pass the deviation guard, each against its own kind.
func (s *Service) PublishBase(ctx context.Context, in PublishBaseInput) (Published, store.Replay, error) {
	if err := mayPublish(ctx, in.Override); err != nil {
		return Published{}, false, err
	}
	var faults domain.Faults
	// One set of rules makes the pair and judges it, whatever is set meanwhile.
	rules, base := s.now().Pricing, domain.RatePair{Buy: in.Bid, Sell: in.Ask}
	public, refusal := rules.FromBase(base)
	faults.Add(placed(refusal, "bid", "ask"))
	in.Reason = checkReason(&faults, in.Reason)
	if err := faults.Err(); err != nil {
		return Published{}, false, err
	}
	command := store.Command{Action: "rate.publishBase", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{RateAggregate, BaseRateAggregate}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Published, error) {
		now, err := loadInForce(ctx, tx)
		if err != nil {
			return Published{}, err
		}
		overridden, warnings, err := guard(tx.Actor, in.Override,
			judged{rules.Judge(domain.PairBase, base, now.baseMeasures()), "bid", "ask"},
			judged{rules.Judge(domain.PairPublic, public, now.publicMeasures()), "bid", "ask"})
		if err != nil {
			return Published{}, err
		}
		baseID, err := writeBase(ctx, tx, now, in, rules.Spread, overridden)
		if err != nil {
			return Published{}, err
		}
		publicID, err := writePublic(ctx, tx, now, publicRate{pair: public, source: domain.RateFromBase, baseID: &baseID,
			reason: in.Reason, overridden: overridden})
		return Published{BaseRateID: baseID, PublicRateID: publicID, Warnings: warnings}, err
	})
}

// writeBase adds the row and tells the event and the audit trail of it.
func writeBase(ctx context.Context, tx *store.Tx, now inForce, in PublishBaseInput, spread money.Pips, overridden bool) (uuid.UUID, error) {
	row, err := tx.BaseRate.Create().
		SetCreatedAt(now.baseAt).SetBid(in.Bid).SetAsk(in.Ask).SetSpreadPips(int(spread)).SetReason(in.Reason).
		SetOverridden(overridden).SetPublishedBy(personOf(tx.Actor)).
		Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the base rate: %w", err)
	}
	changed := withReason(figuresOf(domain.RatePair{Buy: in.Bid, Sell: in.Ask}, "bid", "ask"), in.Reason, overridden)
	changed["spreadPips"] = int64(spread)
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectBaseRate, ObjectID: row.ID, Before: figuresOf(pairOfBase(now.base), "bid", "ask"), After: changed})
	return row.ID, tx.EmitNext(ctx, event.Record{Kind: domain.EventBaseRatePublished, Aggregate: BaseRateAggregate, OccurredAt: now.baseAt})
}
