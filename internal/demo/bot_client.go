package demo

import (
	"context"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// clientBot is a client that changes money by itself.
type clientBot struct {
	caller *caller
	dice   dice
	seed   int64
}

// wake pays for the operation that waits, or begins another when none is alive.
func (b *clientBot) wake(ctx context.Context) error {
	var live operations
	if err := b.caller.ask(ctx, liveDocument, nil, &live); err != nil {
		return err
	}
	for _, o := range live.Operations.Nodes {
		if o.Channel != domain.ChannelDesk && o.Status == domain.Pending && o.transferred().IsZero() {
			return b.answer(ctx, o)
		}
	}
	if len(live.Operations.Nodes) > 0 {
		return nil
	}
	return b.begin(ctx)
}

// answer pays, as most do; some change their mind, some forget, and the deadline takes those.
func (b *clientBot) answer(ctx context.Context, o seen) error {
	switch roll := o.fate(b.seed, "client").IntN(100); {
	case roll < 6 && o.may(domain.ActCancel):
		return b.caller.mutate(ctx, cancelDocument, o.on(map[string]any{"reason": "Ya no necesito el cambio."}), nil)
	case roll < 12:
		return nil
	}
	return report(ctx, b.caller, o)
}

// report says that all of the amount was transferred.
func report(ctx context.Context, c *caller, o seen) error {
	if !o.may(domain.ActReportDeposit) {
		return nil
	}
	// The voucher's number follows from the operation, so that a forgotten report is made again with the same.
	reference := o.fate(int64(len(o.Deposits)), "voucher").digits(8)
	return c.mutate(ctx, reportDocument, o.on(map[string]any{"amount": o.Pay.Amount, "bankReference": reference}), nil)
}

func (b *clientBot) begin(ctx context.Context) error {
	var own struct {
		Viewer struct {
			Client struct{ Accounts []seenAccount }
		}
	}
	if err := b.caller.ask(ctx, ownAccountsDocument, nil, &own); err != nil {
		return err
	}
	side := pick(b.dice, domain.Sides())
	return begin(ctx, b.caller, order{side: side, usd: money.FromCents(int64(b.dice.between(8, 180)) * 10_00), accounts: own.Viewer.Client.Accounts})
}

// order is an operation that a bot wants to make.
type order struct {
	side     domain.Side
	usd      money.Amount
	accounts []seenAccount
	// client and rate are for the desk.
	client string
	rate   *money.Rate
}

// begin locks a price and makes the operation from it.
func begin(ctx context.Context, c *caller, o order) error {
	terms := o.side.Terms()
	source, destination := accountIn(o.accounts, terms.Deposit), accountIn(o.accounts, terms.Payout)
	if source == "" || destination == "" {
		return nil
	}
	usd := money.Dollars(o.usd)
	wanted := map[string]any{"pay": usd}
	if terms.Payout == money.USD {
		wanted = map[string]any{"receive": usd}
	}
	asked := map[string]any{"amount": wanted}
	if o.client != "" {
		asked["clientId"] = o.client
	}
	if o.rate != nil {
		asked["negotiatedRate"] = *o.rate
	}
	var locked struct{ Quote struct{ ID string } }
	if err := c.mutate(ctx, quoteLockDocument, asked, &locked); err != nil {
		return err
	}
	return c.mutate(ctx, createDocument, map[string]any{"quoteId": locked.Quote.ID, "sourceAccountId": source,
		"destinationAccountId": destination}, nil)
}

func accountIn(accounts []seenAccount, currency money.Currency) string {
	for _, a := range accounts {
		if a.Currency == currency {
			return a.ID
		}
	}
	return ""
}
