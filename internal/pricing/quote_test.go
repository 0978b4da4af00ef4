package pricing_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

func TestAQuoteRoundsTheOtherAmountOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	done := h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	for name, golden := range map[string]struct {
		in             pricing.LockQuoteInput
		side           domain.Side
		usd, pen, rate string
		base           string
	}{
		"pays USD":     {pay("1000", money.USD), domain.HouseBuysUSD, "1000.00", "3718.00", "3.7180", "3.7200"},
		"receives PEN": {receive("1000", money.PEN), domain.HouseBuysUSD, "268.96", "1000.00", "3.7180", "3.7200"},
		"pays PEN":     {pay("1000", money.PEN), domain.HouseSellsUSD, "268.24", "1000.00", "3.7280", "3.7260"},
		"receives USD": {receive("1000", money.USD), domain.HouseSellsUSD, "1000.00", "3728.00", "3.7280", "3.7260"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			quote := h.quote(t, client, golden.in)
			if quote.Side != golden.side || quote.Usd.String() != golden.usd || quote.Pen.String() != golden.pen || quote.Rate.String() != golden.rate {
				t.Errorf("%s: USD %s, PEN %s at %s", quote.Side, quote.Usd, quote.Pen, quote.Rate)
			}
			if quote.PublicRateID != done.PublicRateID || quote.PublicRate != quote.Rate || quote.BaseRate == nil || quote.BaseRate.String() != golden.base {
				t.Errorf("the inputs of the price are not kept: %+v", quote)
			}
			if quote.ClientID == nil || *quote.ClientID != clientID || quote.DraftedBy != nil || quote.Negotiated || quote.UsedAt != nil {
				t.Errorf("the quote is not the client's own: %+v", quote)
			}
			if !quote.ExpiresAt.Equal(opening.Add(15 * time.Minute)) {
				t.Errorf("it ends at %v", quote.ExpiresAt)
			}
		})
	}
}

func TestAnyAmountIsPricedAsTheDatabaseChecksIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	rapid.Check(t, func(r *rapid.T) {
		amount := money.Money{
			Amount:   money.FromCents(rapid.Int64Range(1, 1_000_000_000_00).Draw(r, "cents")),
			Currency: rapid.SampledFrom(money.Currencies()).Draw(r, "currency"),
		}
		in := pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}}
		if rapid.Bool().Draw(r, "receive") {
			in.Amount = pricing.QuoteAmount{Receive: &amount}
		}
		public := money.Pips(37_180)
		if domain.SideByPay(amount.Currency) == domain.HouseSellsUSD == (in.Amount.Pay != nil) {
			public = 37_280
		}
		if rapid.Bool().Draw(r, "negotiate") {
			rate, _ := money.RateFromPips(public + money.Pips(rapid.IntRange(-100, 100).Draw(r, "pips")))
			in.NegotiatedRate = &rate
		}
		id, _, err := h.LockQuote(master, in)
		if domain.CodeOf(err) == domain.CodeBelowMinimum && amount.Amount.Cents() < 4_00 {
			return
		}
		if err != nil {
			r.Fatalf("%+v: %v", in, err)
		}
		quote, err := h.store.Read().Quote.Get(master, id)
		if err != nil {
			r.Fatal(err)
		}
		told, ok := h.Explain(master, quote)
		if !ok || *told.Spread-told.Discount+told.Negotiated != *told.Margin {
			r.Fatalf("the waterfall does not add up: %+v", told)
		}
	})
}

func TestWhoMayQuoteForWhom(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, traderID := h.staff(t, domain.RoleTrader)
	other, _ := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	office, _ := h.staff(t, domain.RoleMiddleOffice)
	analyst, _ := h.staff(t, domain.RoleAnalyst)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	stranger, _ := h.client(t, traderID, domain.ClientActive)
	nobody := uuid.New()
	for name, try := range map[string]struct {
		ctx    context.Context
		client *uuid.UUID
		want   domain.Code
	}{
		"master for a client":          {master, &clientID, ""},
		"master as a draft":            {master, nil, ""},
		"master for nobody known":      {master, &nobody, domain.CodeNotFound},
		"trader for an own client":     {trader, &clientID, ""},
		"trader as a draft":            {trader, nil, ""},
		"trader for another's client":  {other, &clientID, domain.CodeNotFound},
		"operator":                     {operator, nil, domain.CodeForbidden},
		"middle office":                {office, nil, domain.CodeForbidden},
		"analyst":                      {analyst, nil, domain.CodeForbidden},
		"client for itself":            {client, nil, ""},
		"client for itself by name":    {client, &clientID, ""},
		"client for another":           {stranger, &clientID, domain.CodeNotFound},
		"anonymous":                    {anonymous(t), nil, domain.CodeUnauthenticated},
		"system for a client":          {access.AsSystem(t.Context()), &clientID, ""},
		"system for nobody":            {access.AsSystem(t.Context()), nil, domain.CodeRequired},
		"trader for nobody known":      {trader, &nobody, domain.CodeNotFound},
		"client for somebody invented": {client, &nobody, domain.CodeNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := pay("100", money.USD)
			in.ClientID = try.client
			_, _, err := h.LockQuote(try.ctx, in)
			if got := domain.CodeOf(err); got != try.want {
				t.Errorf("%v, want code %q", err, try.want)
			}
		})
	}
}

func TestATraderDoesNotQuoteForAClientThatMovedOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, heirID := h.staff(t, domain.RoleTrader)
	_, clientID := h.client(t, traderID, domain.ClientActive)
	if err := h.owner.Customer.UpdateOneID(clientID).SetOwnerID(heirID).Exec(t.Context()); err != nil {
		t.Fatal(err)
	}
	in := pay("100", money.USD)
	in.ClientID = &clientID
	_, _, err := h.LockQuote(trader, in)
	wantRefusals(t, err, "NOT_FOUND@clientId")
}

func TestAClientThatIsNotActiveGetsNoQuote(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	for _, status := range []domain.ClientStatus{domain.ClientPendingVerification, domain.ClientDeactivated} {
		client, id := h.client(t, traderID, status)
		_, _, err := h.LockQuote(client, pay("100", money.USD))
		wantRefusals(t, err, "CLIENT_INACTIVE@")
		in := pay("100", money.USD)
		in.ClientID = &id
		_, _, err = h.LockQuote(trader, in)
		wantRefusals(t, err, "CLIENT_INACTIVE@")
	}
}

func TestTheDeskQuotesFromOneDollarOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, _ := h.staff(t, domain.RoleTrader)
	for _, try := range []struct {
		in   pricing.LockQuoteInput
		want []string
	}{
		{pay("1.00", money.USD), nil},
		{pay("0.99", money.USD), []string{"BELOW_MINIMUM@amount.pay.amount"}},
		{receive("0.99", money.USD), []string{"BELOW_MINIMUM@amount.receive.amount"}},
		{pay("0.02", money.PEN), []string{"BELOW_MINIMUM@amount.pay.amount"}},
		{pay("3.73", money.PEN), nil},
	} {
		for _, ctx := range []context.Context{master, trader} {
			_, _, err := h.LockQuote(ctx, try.in)
			wantRefusals(t, err, try.want...)
		}
	}

	lower := newHouse(t, func(p *domain.Parameters) { p.DeskMinimum = money.MustAmount("0.10") })
	lower.published(t)
	trader, _ = lower.staff(t, domain.RoleTrader)
	lower.quote(t, trader, pay("0.10", money.USD))
}

func TestSelfServiceHasBoundsInDollarsThatTheDeskHasNot(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	for _, try := range []struct {
		in   pricing.LockQuoteInput
		want []string
	}{
		{pay("49.99", money.USD), []string{"BELOW_MINIMUM@amount.pay.amount"}},
		{pay("50.00", money.USD), nil},
		{receive("20000.00", money.USD), nil},
		{receive("20000.01", money.USD), []string{"ABOVE_MAXIMUM@amount.receive.amount"}},
		{pay("100.00", money.PEN), []string{"BELOW_MINIMUM@amount.pay.amount"}},
	} {
		_, _, err := h.LockQuote(client, try.in)
		wantRefusals(t, err, try.want...)
		try.in.ClientID = &clientID
		_, _, err = h.LockQuote(trader, try.in)
		wantRefusals(t, err)
	}
}

func TestARateIsNegotiatedInsideTheBandByTheDeskAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	at := func(rate string) pricing.LockQuoteInput {
		in, agreed := pay("1000", money.USD), money.MustRate(rate)
		in.NegotiatedRate = &agreed
		return in
	}

	quote := h.quote(t, trader, at("3.7280"))
	if !quote.Negotiated || quote.Pen.String() != "3728.00" || quote.PublicRate.String() != "3.7180" || quote.DraftedBy == nil {
		t.Errorf("negotiated: %+v", quote)
	}
	if quote := h.quote(t, trader, at("3.7180")); quote.Negotiated {
		t.Error("the public rate counts as negotiated")
	}
	h.quote(t, trader, at("3.7080"))

	for _, outside := range []string{"3.7281", "3.7079", "0.0000"} {
		_, _, err := h.LockQuote(trader, at(outside))
		wantRefusals(t, err, "OUTSIDE_BAND@negotiatedRate")
	}
	_, _, err := h.LockQuote(client, at("3.7190"))
	wantRefusals(t, err, "FORBIDDEN@negotiatedRate")
}

func TestAQuoteTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	rate, nobody := money.MustRate("3.72"), uuid.New()

	in := pay("-5", "EUR")
	in.NegotiatedRate, in.ClientID = &rate, &nobody
	_, _, err := h.LockQuote(client, in)
	wantRefusals(t, err, "INVALID@amount.pay.currency", "INVALID@amount.pay.amount", "NOT_FOUND@clientId", "FORBIDDEN@negotiatedRate")

	_, _, err = h.LockQuote(client, pricing.LockQuoteInput{})
	wantRefusals(t, err, "REQUIRED@amount")
	both := pay("5", money.USD)
	both.Amount.Receive = both.Amount.Pay
	_, _, err = h.LockQuote(client, both)
	wantRefusals(t, err, "REQUIRED@amount")
}

func TestWithoutARateThereIsNoQuote(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	_, _, err := h.LockQuote(trader, pay("100", money.USD))
	wantRefusals(t, err, "PRICING_UNAVAILABLE@")
}

func TestAnOldRateStopsQuotesOnlyWhereAnAgeIsSet(t *testing.T) {
	t.Parallel()
	strict := newHouse(t, func(p *domain.Parameters) { p.RateMaxAge = time.Hour })
	strict.published(t)
	trader, _ := strict.staff(t, domain.RoleTrader)
	strict.clock.Advance(time.Hour)
	strict.quote(t, trader, pay("100", money.USD))
	strict.clock.Advance(time.Second)
	_, _, err := strict.LockQuote(trader, pay("100", money.USD))
	wantRefusals(t, err, "PRICING_UNAVAILABLE@")

	lenient := newHouse(t)
	lenient.published(t)
	trader, _ = lenient.staff(t, domain.RoleTrader)
	lenient.clock.Advance(1000 * time.Hour)
	lenient.quote(t, trader, pay("100", money.USD))
}

func TestBeforeTheFirstBaseAQuoteHasNoMargin(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	if _, _, err := h.PublishPublic(master, public("3.7180", "3.7280")); err != nil {
		t.Fatal(err)
	}
	quote := h.quote(t, master, pay("100", money.USD))
	told, ok := h.Explain(master, quote)
	if !ok || quote.BaseRate != nil || told.Base != nil || told.Spread != nil || told.Margin != nil {
		t.Errorf("a margin without a base: %+v", told)
	}
}

func TestTheWaterfallIsForWhomSeesTheBase(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	client, _ := h.client(t, traderID, domain.ClientActive)
	in, agreed := receive("1000", money.USD), money.MustRate("3.7300")
	in.NegotiatedRate = &agreed
	quote := h.quote(t, trader, in)

	told, ok := h.Explain(operator, quote)
	if !ok || told.Base.String() != "3.7260" || *told.Spread != 20 || told.Negotiated != 20 || told.Discount != 0 || *told.Margin != 40 {
		t.Errorf("explained: %+v, %v", told, ok)
	}
	for _, ctx := range []context.Context{trader, client, anonymous(t)} {
		if told, ok := h.Explain(ctx, quote); ok {
			t.Errorf("told %+v", told)
		}
	}
}

func TestADiscountIsExplainedAndValued(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	// Given the golden coupon of 30 pips on a sale of US$ 1,000 (domain.md 19.3).
	quote := h.quote(t, master, receive("1000", money.USD))
	coupon := "REF123"
	quote.Rate, quote.DiscountPips, quote.CouponPips, quote.CouponCode = money.MustRate("3.7250"), 30, 30, &coupon

	told, _ := h.Explain(master, quote)
	discounts, err := pricing.Discounts(quote)

	if told.Discount != 30 || told.Coupon != 30 || told.Tier != 0 || told.Negotiated != 0 || *told.Margin != -10 {
		t.Errorf("explained: %+v", told)
	}
	if err != nil || len(discounts) != 1 || discounts[0].Code != coupon || discounts[0].Saved != money.Soles(money.MustAmount("3.00")) {
		t.Errorf("discounts: %+v, %v", discounts, err)
	}
	quote.DiscountPips, quote.CouponPips = 0, 0
	if discounts, err := pricing.Discounts(quote); err != nil || len(discounts) != 0 {
		t.Errorf("no discount is told as %+v, %v", discounts, err)
	}
}

func TestARepeatedLockAnswersTheSameQuote(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	in := pay("100", money.USD)
	in.IdempotencyKey = "once"
	first, _, err := h.LockQuote(trader, in)
	if err != nil {
		t.Fatal(err)
	}
	again, replayed, err := h.LockQuote(trader, in)
	if err != nil || again != first || !bool(replayed) {
		t.Errorf("%v, %v, %v; want %v replayed", again, replayed, err, first)
	}
	in.Amount = pay("200", money.USD).Amount
	_, _, err = h.LockQuote(trader, in)
	wantRefusals(t, err, "IDEMPOTENCY_KEY_REUSED@idempotencyKey")
}
