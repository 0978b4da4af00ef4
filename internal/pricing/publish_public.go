package pricing

import (
	"context"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// PublishPublicInput mirrors PublicRatePublishInput.
type PublishPublicInput struct {
	IdempotencyKey        string `json:"-"`
	HouseBuys, HouseSells money.Rate
	Reason                string
	// Override publishes beyond the deviation guard; for a Master.
	Override bool
}

// PublishPublic publishes the public pair by hand; the base stays, and the row names the base in force. The pair passes the
// deviation guard against its own kind and, unless that is too old, against the base: it stays near it and does not cross
// it, for else the house would buy above what it sells for.
func (s *Service) PublishPublic(ctx context.Context, in PublishPublicInput) (Published, store.Replay, error) {
	if err := mayPublish(ctx, in.Override); err != nil {
		return Published{}, false, err
	}
	var faults domain.Faults
	public := domain.RatePair{Buy: in.HouseBuys, Sell: in.HouseSells}
	faults.Add(placed(s.now().Pricing.CheckPublic(public), "houseBuys", "houseSells"))
	in.Reason = checkReason(&faults, in.Reason)
	if err := faults.Err(); err != nil {
		return Published{}, false, err
	}
	// The base is locked as well, so that the row cannot name one that is being replaced.
	command := store.Command{Action: "rate.publishPublic", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{RateAggregate, BaseRateAggregate}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Published, error) {
		now, overridden, warnings, err := s.judge(ctx, tx, tx.Actor, public, in.Override)
		if err != nil {
			return Published{}, err
		}
		id, err := writePublic(ctx, tx, now, now.byHand(public, in.Reason, overridden))
		return Published{PublicRateID: id, Warnings: warnings}, err
	})
}

// judge measures a pair by hand at the instant of the transaction as if somebody published it: against the pair in force, the day's, and the
// base. It answers what it would follow, whether it goes beyond the guard, and what is worth a second look.
func (s *Service) judge(ctx context.Context, tx *store.Tx, by access.Actor, public domain.RatePair, override bool) (inForce, bool, []*domain.Warning, error) {
	now, err := loadInForce(ctx, tx)
	if err != nil {
		return inForce{}, false, nil, err
	}
	rules, measures := s.parameters(tx.Now).Pricing, now.publicMeasures()
	if now.base != nil && rules.MeasuresBase(tx.Now.Sub(now.base.CreatedAt)) {
		measures.Base = pairOfBase(now.base)
	}
	overridden, warnings, err := guard(by, override, judged{rules.Judge(domain.PairPublic, public, measures), "houseBuys", "houseSells"})
	return now, overridden, warnings, err
}

// byHand is a pair by hand that follows what is in force: its row names the base of that instant.
func (f inForce) byHand(pair domain.RatePair, reason string, overridden bool) publicRate {
	next := publicRate{pair: pair, source: domain.RateManual, reason: reason, overridden: overridden}
	if f.base != nil {
		next.baseID = &f.base.ID
	}
	return next
}
