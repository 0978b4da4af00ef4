package demo

import (
	"context"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// traderBot publishes the base now and then, and makes operations for the clients of its portfolio at rates agreed with
// them.
type traderBot struct {
	caller *caller
	dice   dice
	seed   int64
}

func (b *traderBot) wake(ctx context.Context) error {
	rates, err := b.rates(ctx)
	if err != nil {
		return err
	}
	if b.dice.chance(25) && rates.BaseRate != nil {
		return b.publish(ctx, *rates.BaseRate)
	}
	var live operations
	if err := b.caller.ask(ctx, liveDocument, nil, &live); err != nil {
		return err
	}
	for _, o := range live.Operations.Nodes {
		if o.Channel == domain.ChannelDesk && o.Status == domain.Pending && o.transferred().IsZero() {
			if err := b.answer(ctx, o); err != nil {
				return err
			}
		}
	}
	if rates.PublicRate == nil {
		return nil
	}
	return b.begin(ctx, *rates.PublicRate)
}

type baseRate struct{ Bid, Ask money.Rate }

type publicRate struct{ HouseBuys, HouseSells money.Rate }

type ratesSeen struct {
	BaseRate   *baseRate
	PublicRate *publicRate
}

func (b *traderBot) rates(ctx context.Context) (ratesSeen, error) {
	var rates ratesSeen
	err := b.caller.ask(ctx, ratesDocument, nil, &rates)
	return rates, err
}

// publish moves the base by up to 25 pips, back towards the middle of the market when it is far from it.
func (b *traderBot) publish(ctx context.Context, now baseRate) error {
	move := money.Pips(b.dice.between(-25, 25))
	middle := (now.Bid.Pips() + now.Ask.Pips()) / 2
	if away := middle - marketMiddle; away > marketReach || away < -marketReach {
		move = -away / 50
	}
	return b.caller.mutate(ctx, publishBaseDocument, map[string]any{"bid": rateOf(now.Bid.Pips() + move), "ask": rateOf(now.Ask.Pips() + move),
		"reason": "Movimiento del mercado"}, nil)
}

// answer reports the deposit for the client, or cancels for one that gave up.
func (b *traderBot) answer(ctx context.Context, o seen) error {
	if o.fate(b.seed, "trader").chance(8) && o.may(domain.ActCancel) {
		return b.caller.mutate(ctx, cancelDocument, o.on(map[string]any{"reason": "El cliente no va a transferir hoy."}), nil)
	}
	return report(ctx, b.caller, o)
}

// begin makes an operation for a client of the portfolio. One that has another alive already is refused by the house.
func (b *traderBot) begin(ctx context.Context, rates publicRate) error {
	var portfolio struct {
		Clients struct {
			Nodes []struct {
				ID        string
				KycStatus domain.KYCStatus
				Accounts  []seenAccount
			}
		}
	}
	if err := b.caller.ask(ctx, portfolioDocument, nil, &portfolio); err != nil || len(portfolio.Clients.Nodes) == 0 {
		return err
	}
	client := pick(b.dice, portfolio.Clients.Nodes)
	if client.KycStatus != domain.KYCApproved {
		return nil
	}
	side := pick(b.dice, domain.Sides())
	pair := domain.RatePair{Buy: rates.HouseBuys, Sell: rates.HouseSells}
	agreed, refused := domain.Discounted(side, pair.For(side), money.Pips(5*b.dice.between(0, 6)))
	if refused != nil {
		return refused
	}
	return begin(ctx, b.caller, order{side: side, usd: money.FromCents(int64(b.dice.between(30, 600)) * 10_00), accounts: client.Accounts,
		client: client.ID, rate: &agreed})
}
