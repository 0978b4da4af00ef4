package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// AmendInput changes the amount by a new quote.
type AmendInput struct {
	Target  `json:"-"`
	QuoteID uuid.UUID `json:"quoteId"`
}

// Amend changes amount and rate by a new quote for the same client and side, before any deposit counts. Money that waited
// because it did not fit counts when it makes up the new amount exactly.
func (s *Service) Amend(ctx context.Context, in AmendInput) (uuid.UUID, store.Replay, error) {
	return s.act(ctx, "operation.amend", domain.ActAmend, in.Target, in, func(ctx context.Context, c *change) error {
		price, err := s.newPrice(ctx, c, in.QuoteID)
		if err != nil {
			return err
		}
		told := EventFacts{USD: &price.Usd, PEN: &price.Pen, Rate: &price.Rate, PreviousUSD: &c.row.Usd, PreviousPEN: &c.row.Pen}
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
		if err := c.reload(ctx); err != nil {
			return err
		}
		return c.countWaiting(ctx)
	})
}

func (s *Service) newPrice(ctx context.Context, c *change, quoteID uuid.UUID) (*ent.Quote, error) {
	price, err := s.pricing.Take(ctx, c.tx, quoteID, c.row.ClientID)
	if err != nil {
		return nil, err
	}
	if price.Side != c.row.Side {
		return nil, domain.Refuse(domain.CodeInvalid, "La cotización va en el otro sentido. Crea una operación nueva para eso.").At("quoteId")
	}
	client, err := c.tx.Customer.Get(ctx, c.row.ClientID)
	if err != nil {
		return nil, fmt.Errorf("read the client: %w", err)
	}
	if refusal := domain.AdmitsTrading(client.KycStatus, client.KycRejection, c.tx.Actor.IsClient()); refusal != nil {
		return nil, refusal
	}
	if err := s.admit(ctx, c.tx, client, price.Usd, c.row.ID); err != nil {
		return nil, err
	}
	return price, nil
}

// countWaiting lets the deposits that waited count, when together they are exactly the amount due.
func (c *change) countWaiting(ctx context.Context) error {
	var waiting []*ent.Deposit
	var sum money.Amount
	for _, row := range c.row.Edges.Deposits {
		if live := row.Status == domain.DepositReported || row.Status == domain.DepositConfirmed; live && !row.Counted {
			waiting = append(waiting, row)
			sum = sum.Add(row.Amount)
		}
	}
	if len(waiting) == 0 || sum.Cmp(c.facts().DepositDue) != 0 {
		return nil
	}
	for _, row := range waiting {
		if err := c.tx.Deposit.Update().Where(deposit.ID(row.ID)).SetCounted(true).Exec(ctx); err != nil {
			return fmt.Errorf("count the deposit: %w", err)
		}
		row.Counted = true
	}
	counted := true
	told := EventFacts{Money: &money.Money{Amount: sum, Currency: c.row.Side.Terms().Deposit}, Counted: &counted}
	if err := c.apply(ctx, domain.ActCountDeposits, nil, told); err != nil {
		return err
	}
	return c.assign(ctx)
}
