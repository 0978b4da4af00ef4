package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
)

// AmendInput changes the amount by a new quote.
type AmendInput struct {
	Target  `json:"-"`
	QuoteID uuid.UUID `json:"quoteId"`
}

// Amend changes amount and rate by a new quote for the same client and side, before any deposit counts. Money that waited because it
// did not fit is asked again whether it counts.
func (s *Service) Amend(ctx context.Context, in AmendInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.amend", act: domain.ActAmend, target: in.Target, input: in,
		find: func(ctx context.Context) ([]event.Aggregate, error) {
			exposure, err := s.lockOfItsExposure(ctx, in.OperationID)
			if err != nil {
				return nil, err
			}
			client, err := s.lockOfItsClient(ctx, in.OperationID)
			return append(client, exposure...), err
		}}
	id, replayed, err := s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.amend(ctx, in.QuoteID) })
	return id, replayed, s.monitoring.AfterRefusal(ctx, rewards.InWords(err, access.Current(ctx).Reader()))
}

func (c *change) amend(ctx context.Context, quoteID uuid.UUID) error {
	price, limit, err := c.service.newPrice(ctx, c, quoteID)
	if err != nil {
		return err
	}
	told := domain.OperationFacts{USD: &price.Usd, PEN: &price.Pen, Rate: &price.Rate, PreviousUSD: &c.row.Usd, PreviousPEN: &c.row.Pen, Limit: limit,
		Sealed: &domain.SealedFacts{Quote: &price.ID, Price: &domain.SealedPrice{PublicRate: price.PublicRate, BaseRate: price.BaseRate,
			DiscountPips: price.DiscountPips, Negotiated: price.Negotiated, Fixed: price.FixedCurrency}}}
	err = c.apply(ctx, domain.ActAmend, func(u *ent.OperationUpdate) {
		u.SetQuoteID(price.ID).SetUsd(price.Usd).SetPen(price.Pen).SetRate(price.Rate).SetPublicRate(price.PublicRate).
			SetFixedCurrency(price.FixedCurrency).SetDiscountPips(price.DiscountPips).SetNegotiated(price.Negotiated)
		if price.BaseRate == nil {
			u.ClearBaseRate()
		} else {
			u.SetBaseRate(*price.BaseRate)
		}
	}, told)
	if err != nil {
		return err
	}
	if err := c.service.rewards.Amend(ctx, c.tx, c.row, price); err != nil {
		return err
	}
	if err := c.service.monitoring.Count(ctx, c.tx, c.row); err != nil {
		return err
	}
	if err := c.reload(ctx); err != nil {
		return err
	}
	if err := c.service.monitoring.AcceptAmount(ctx, c.tx, c.row); err != nil {
		return err
	}
	joined, err := c.recount(ctx)
	if err != nil {
		return err
	}
	if err := c.tellJoined(ctx, joined, nil); err != nil {
		return err
	}
	return c.assign(ctx)
}

// newPrice takes the quote of another amount, and answers what is left of the client's limit with it.
func (s *Service) newPrice(ctx context.Context, c *change, quoteID uuid.UUID) (*ent.Quote, *domain.LimitFacts, error) {
	price, err := s.pricing.Take(ctx, c.tx, quoteID, c.row.ClientID)
	if err != nil {
		return nil, nil, err
	}
	if price.Side != c.row.Side {
		return nil, nil, domain.Refuse(domain.CodeInvalid, "La cotización va en el otro sentido. Crea una operación nueva para eso.").At("quoteId")
	}
	client, err := c.tx.Customer.Get(ctx, c.row.ClientID)
	if err != nil {
		return nil, nil, fmt.Errorf("read the client: %w", err)
	}
	if err := s.mayOperate(ctx, c.tx.Client(), client, c.tx.Actor, c.tx.Now, domain.ClientAmends); err != nil {
		return nil, nil, err
	}
	limit, err := s.clients.LimitFor(ctx, c.tx.Client(), client, c.tx.Now, c.row.ID)
	if err != nil {
		return nil, nil, err
	}
	if refusal := overLimit(limit, price.Usd, c.tx.Actor.Reader()); refusal != nil {
		return nil, nil, refusal
	}
	if c.row.CreatedByKind == domain.ActorStaff && price.Usd.Cmp(c.row.Usd) > 0 {
		exposure, err := s.exposureOf(ctx, c.tx.Client(), c.row.TraderID, c.tx.Now, c.row.ID)
		if err != nil {
			return nil, nil, err
		}
		if refusal := exposure.Refusal(price.Usd); refusal != nil {
			return nil, nil, refusal
		}
	}
	return price, limit.After(price.Usd, c.row.Usd), nil
}
