package pricing_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// The golden numbers of domain.md 19.1 to 19.4.
func TestAPreviewIsTheGoldenPrice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	for name, golden := range map[string]struct {
		in                 pricing.LockQuoteInput
		pay, receive, rate string
		least, most        string
	}{
		"pays USD":     {pay("1000", money.USD), "US$ 1,000.00", "S/ 3,718.00", "3.7180", "US$ 50.00", "US$ 20,000.00"},
		"receives USD": {receive("1000", money.USD), "S/ 3,728.00", "US$ 1,000.00", "3.7280", "US$ 50.00", "US$ 20,000.00"},
		"pays PEN":     {pay("1000", money.PEN), "S/ 1,000.00", "US$ 268.24", "3.7280", "S/ 186.39", "S/ 74,560.01"},
		"receives PEN": {receive("1000", money.PEN), "US$ 268.96", "S/ 1,000.00", "3.7180", "S/ 185.89", "S/ 74,360.01"},
	} {
		preview, err := h.Preview(anonymous(t), golden.in.Amount, "")
		if err != nil || preview.Price == nil || len(preview.Refusals) > 0 {
			t.Fatalf("%s: %+v, %v", name, preview, err)
		}
		if preview.Price.Deposit().String() != golden.pay || preview.Price.Payout().String() != golden.receive || preview.Rate.String() != golden.rate {
			t.Errorf("%s: %s for %s at %s", name, preview.Price.Deposit(), preview.Price.Payout(), preview.Rate)
		}
		if preview.Least.String() != golden.least || preview.Most.String() != golden.most {
			t.Errorf("%s: %s to %s", name, preview.Least, preview.Most)
		}
	}
}

// What was shown is what is promised: the same amounts, or the same refusals, for whoever may quote.
func TestAPreviewIsWhatAQuoteWouldBe(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	rapid.Check(t, func(r *rapid.T) {
		amount := money.Money{
			Amount: money.FromCents(rapid.OneOf(rapid.Int64Range(-5, 5), rapid.Int64Range(45_00, 200_00), rapid.Int64Range(1, 100_000_00),
				rapid.Int64Range(1_000_000_000_00, 9_999_999_999_999_99)).Draw(r, "cents")),
			Currency: rapid.SampledFrom(money.Currencies()).Draw(r, "currency"),
		}
		in := pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}}
		if rapid.Bool().Draw(r, "receive") {
			in.Amount = pricing.QuoteAmount{Receive: &amount}
		}
		ctx := rapid.SampledFrom([]context.Context{client, trader}).Draw(r, "caller")
		preview, err := h.Preview(ctx, in.Amount, "")
		if err != nil {
			r.Fatal(err)
		}
		id, _, err := h.LockQuote(ctx, in)
		refused := domain.Refusals(err)
		if err != nil && refused == nil {
			r.Fatal(err)
		}
		if len(refused) != len(preview.Refusals) {
			r.Fatalf("%+v: shown %v, refused %v", in.Amount, preview.Refusals, refused)
		}
		for i := range refused {
			if refused[i].Error() != preview.Refusals[i].Error() {
				r.Fatalf("%+v: shown %v, refused %v", in.Amount, preview.Refusals, refused)
			}
		}
		if len(refused) > 0 {
			return
		}
		quote, err := h.store.Read().Quote.Get(ctx, id)
		if err != nil {
			r.Fatal(err)
		}
		shown := preview.Price
		if shown.Side != quote.Side || shown.Fixed != quote.FixedCurrency || shown.USD != quote.Usd || shown.PEN != quote.Pen || shown.Rate != quote.Rate {
			r.Fatalf("shown %+v, promised %+v", shown, quote)
		}
	})
}

// A visitor is shown the price and the bounds of the client that it may become.
func TestAVisitorIsShownWhatAClientWouldBe(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	for _, in := range []pricing.LockQuoteInput{pay("49.99", money.USD), pay("50.00", money.USD), receive("20000.01", money.USD)} {
		own, err := h.Preview(client, in.Amount, "")
		if err != nil {
			t.Fatal(err)
		}
		visitor, err := h.Preview(anonymous(t), in.Amount, "")
		if err != nil {
			t.Fatal(err)
		}
		if *visitor.Price != *own.Price || len(visitor.Refusals) != len(own.Refusals) || *visitor.Most != *own.Most {
			t.Errorf("a visitor is shown %+v, a client %+v", visitor, own)
		}
	}
}

// Whoever has not said who it is looks at the house as a client does, and is spoken to as one.
func TestAVisitorReadsWhatAClientReads(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	for _, one := range []struct {
		in   pricing.LockQuoteInput
		code string
	}{{pay("49.99", money.USD), ""}, {receive("20000.01", money.USD), ""}, {pay("100", money.USD), "ZZZZZ9"}, {pay("100", money.USD), "no code"}} {
		own, err := h.Preview(client, one.in.Amount, one.code)
		if err != nil {
			t.Fatal(err)
		}
		visitor, err := h.Preview(anonymous(t), one.in.Amount, one.code)
		if err != nil {
			t.Fatal(err)
		}
		for i, refusal := range visitor.Refusals {
			if refusal.Message != own.Refusals[i].Message {
				t.Errorf("a visitor reads %q, a client %q", refusal.Message, own.Refusals[i].Message)
			}
		}
		if len(visitor.Refusals) == 0 {
			t.Errorf("%+v is refused nothing", one)
		}
	}
}

func TestAPreviewWritesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	if _, err := h.Preview(anonymous(t), pay("100", money.USD).Amount, ""); err != nil {
		t.Fatal(err)
	}
	if n := h.owner.Quote.Query().CountX(t.Context()); n != 0 {
		t.Errorf("%d quotes", n)
	}
}

func TestAPreviewWithoutARateSaysWhyAndWhatItKnows(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(p *domain.Parameters) { p.RateMaxAge = time.Hour })
	wantNone := func(in pricing.LockQuoteInput, bounded bool) {
		t.Helper()
		preview, err := h.Preview(anonymous(t), in.Amount, "")
		if err != nil || preview.Price != nil || preview.Rate != nil || (preview.Least != nil) != bounded {
			t.Fatalf("%+v, %v", preview, err)
		}
		wantRefusals(t, domain.Errors(preview.Refusals), "PRICING_UNAVAILABLE@")
	}
	wantNone(pay("100", money.USD), true)
	wantNone(pay("100", money.PEN), false)
	h.published(t)
	h.clock.Advance(time.Hour + time.Second)
	wantNone(pay("100", money.USD), true)
}

func TestAPreviewOfNoAmountIsAnErrorOfTheRequest(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, err := h.Preview(access.AsSystem(t.Context()), pricing.QuoteAmount{}, "")
	wantRefusals(t, err, "REQUIRED@amount")
}
