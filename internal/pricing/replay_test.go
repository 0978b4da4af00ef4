package pricing_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
)

// under answers the house as a program with other settings runs it.
func (h *house) under(change func(*domain.Parameters)) *pricing.Service {
	parameters := domain.DefaultParameters()
	change(&parameters)
	return pricing.New(h.store, rewards.New(h.store, rewards.Options{Parameters: parameters.Always()}), restriction.New(h.store, h.decisions, restriction.Options{}), h.decisions, parameters.Always())
}

// ownCode answers the code that a client shares.
func (h *house) ownCode(t *testing.T, client uuid.UUID) string {
	t.Helper()
	var code string
	if err := h.db.Owner.QueryRowContext(t.Context(), "SELECT value FROM codes WHERE client_id = $1", client).Scan(&code); err != nil {
		t.Fatal(err)
	}
	return code
}

func TestEveryQuoteComesToItsPriceWhateverTheRulesAreToday(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, masterID := h.staff(t, domain.RoleMaster)
	_, friend := h.client(t, masterID, domain.ClientActive)
	code, count := h.ownCode(t, friend), 0
	rapid.Check(t, func(r *rapid.T) {
		// Given a house whose tiers, cap, coupon and rates are any.
		then := h.under(func(p *domain.Parameters) {
			p.Rewards.Coupon = money.Pips(rapid.IntRange(1, 60).Draw(r, "coupon"))
			p.Rewards.Cap = money.Pips(rapid.IntRange(0, 90).Draw(r, "cap"))
			p.Rewards.CouponMaximum = money.FromCents(rapid.Int64Range(1, 30_000_00).Draw(r, "largest"))
			for i := range p.Rewards.Tiers {
				p.Rewards.Tiers[i].Pips = money.Pips(rapid.IntRange(0, 40).Draw(r, "tier"))
			}
		})
		_, client := h.client(t, masterID, domain.ClientActive)
		// When it promises a price, to a client without a code, with one, or at a rate that was agreed.
		in := pricing.LockQuoteInput{ClientID: &client}
		amount := money.Money{Amount: money.FromCents(rapid.Int64Range(5_00, 50_000_00).Draw(r, "cents")),
			Currency: rapid.SampledFrom(money.Currencies()).Draw(r, "currency")}
		if in.Amount.Pay = &amount; rapid.Bool().Draw(r, "receive") {
			in.Amount = pricing.QuoteAmount{Receive: &amount}
		}
		switch rapid.IntRange(0, 2).Draw(r, "how") {
		case 1:
			in.CouponCode = code
		case 2:
			// The public rates are among those that are agreed.
			rate := money.MustRate(rapid.SampledFrom([]string{"3.7180", "3.7230", "3.7280"}).Draw(r, "rate"))
			in.NegotiatedRate = &rate
		}
		id, _, err := then.LockQuote(master, in)
		if domain.CodeOf(err) == domain.CodeCouponNotUsable {
			return
		}
		if err != nil {
			r.Fatalf("%+v: %v", in, err)
		}
		count++
		// Then a house of other rules comes to the same price.
		replay, err := h.ReplayQuote(master, id)
		if err != nil || !replay.Agrees() || !replay.Kept {
			r.Fatalf("%+v, %v", replay, err)
		}
	})
	if _, _, err := h.PublishBase(master, base("3.7100", "3.7160")); err != nil {
		t.Fatal(err)
	}
	all, err := h.ReplayQuotes(access.AsSystem(t.Context()))
	if err != nil || all.Quotes != count || len(all.Differing) != 0 {
		t.Errorf("of %d quotes, priced again: %+v, %v", count, all, err)
	}
}

func TestAQuoteThatWasTamperedWithIsNamed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, masterID := h.staff(t, domain.RoleMaster)
	_, friend := h.client(t, masterID, domain.ClientActive)
	code := h.ownCode(t, friend)
	for name, tampering := range map[string]struct {
		sql     string
		figures []string
	}{
		"a better rate":       {"rate = rate + 0.0010, pen = round(usd * (rate + 0.0010), 2)", []string{"pen", "rate"}},
		"a larger discount":   {"coupon_pips = coupon_pips + 5, discount_pips = discount_pips + 5", []string{"coupon_pips"}},
		"a discount moved":    {"tier_pips = coupon_pips, coupon_pips = 0, coupon_id = NULL, coupon_code = NULL", []string{"tier_pips", "coupon_pips"}},
		"another code":        {"coupon_code = 'AAAAAA'", []string{"coupon_code"}},
		"another public rate": {"public_rate = public_rate + 0.0001", []string{"public_rate"}},
		"another base":        {"base_rate = base_rate + 0.0001", []string{"base_rate"}},
		"another cap":         {"discount_inputs = jsonb_set(discount_inputs, '{cap}', '10')", []string{"pen", "rate", "coupon_pips"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, client := h.client(t, masterID, domain.ClientActive)
			in := pay("1000", money.USD)
			in.ClientID, in.CouponCode = &client, code
			quote := h.quote(t, master, in)
			if _, err := h.db.Owner.ExecContext(t.Context(), "UPDATE quotes SET "+tampering.sql+" WHERE id = $1", quote.ID); err != nil {
				t.Fatal(err)
			}
			replay, err := h.ReplayQuote(master, quote.ID)
			if err != nil {
				t.Fatal(err)
			}
			var figures []string
			for _, difference := range replay.Differences {
				figures = append(figures, difference.Figure)
			}
			if !slices.Equal(figures, tampering.figures) {
				t.Errorf("differs in %+v", replay.Differences)
			}
		})
	}
}

func TestAQuoteOfBeforeIsPricedByTheParametersOfItsInstant(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(p *domain.Parameters) { p.Rewards.Tiers = domain.LiveBotTiers() })
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	quote := h.quote(t, master, pay("5000", money.USD))
	if _, err := h.db.Owner.ExecContext(t.Context(), "UPDATE quotes SET discount_inputs = NULL WHERE id = $1", quote.ID); err != nil {
		t.Fatal(err)
	}
	replay, err := h.ReplayQuote(master, quote.ID)
	if err != nil || !replay.Agrees() || replay.Kept || replay.Terms.Discounts.Tier != 15 {
		t.Errorf("%+v, %v", replay, err)
	}
}

func TestWhoPricesAQuoteAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, masterID := h.staff(t, domain.RoleMaster)
	client, _ := h.client(t, masterID, domain.ClientActive)
	quote := h.quote(t, client, pay("100", money.USD))
	trader, _ := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	for name, try := range map[string]struct {
		ctx  context.Context
		id   uuid.UUID
		want domain.Code
	}{
		"master": {master, quote.ID, ""},
		// Who pays out sees quotes that serve an operation.
		"operator":          {operator, quote.ID, domain.CodeNotFound},
		"master, of none":   {master, uuid.New(), domain.CodeNotFound},
		"trader":            {trader, quote.ID, domain.CodeForbidden},
		"the client itself": {client, quote.ID, domain.CodeForbidden},
		"anonymous":         {anonymous(t), quote.ID, domain.CodeUnauthenticated},
	} {
		if _, err := h.ReplayQuote(try.ctx, try.id); domain.CodeOf(err) != try.want {
			t.Errorf("%s: %v, want code %q", name, err, try.want)
		}
		if _, err := h.ReplayQuotes(try.ctx); err == nil {
			t.Errorf("%s prices all quotes again", name)
		}
	}
}
