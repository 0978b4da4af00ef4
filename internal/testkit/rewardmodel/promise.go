package rewardmodel

import (
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Outcome is how an act ended: the zero value is a success. Reason is why a code cannot be used, where the caller hears it.
type Outcome struct {
	Code   domain.Code
	Reason domain.CouponReason
}

func refused(code domain.Code) Outcome { return Outcome{Code: code} }

func (w *World) notUsable(standing domain.CouponStanding, why domain.CouponReason) Outcome {
	outcome := refused(domain.CodeCouponNotUsable)
	if standing.Confides(why) {
		outcome.Reason = why
	}
	return outcome
}

// Standing is how a code stands to a client; None is a code that nobody made.
func (w *World) Standing(code, client int) domain.CouponStanding {
	other := func(u Use) bool { return u.Client == client && u.State == domain.UseReserved && u.Code != code }
	standing := domain.CouponStanding{Known: code != None, Another: w.use(other) != nil}
	standing.Experienced = slices.ContainsFunc(w.Operations, func(o Operation) bool { return o.Client == client && o.Status == domain.Completed })
	if code == None {
		return standing
	}
	of := w.Codes[code]
	standing.Kind, standing.Withdrawn = of.Kind, of.Withdrawn
	standing.Quoted = slices.ContainsFunc(w.Quotes, func(q Quote) bool { return q.Client == client && q.Coupon == code })
	for _, use := range w.Uses {
		if use.Code != code || use.State == domain.UseReleased || of.Kind != domain.CodeReward && use.Client != client {
			continue
		}
		standing.Consumed = standing.Consumed || use.State == domain.UseConsumed
		standing.Reserved = standing.Reserved || use.State == domain.UseReserved && use.Client != client
	}
	if of.Maker != None {
		maker := w.Clients[of.Maker]
		standing.Self = of.Maker == client || w.Clients[client].SamePerson(maker.Likeness)
		standing.Withdrawn = standing.Withdrawn || of.Kind == domain.CodeReferral && !maker.Active
	}
	if of.Campaign != None {
		campaign := w.Campaigns[of.Campaign]
		standing.Withdrawn = standing.Withdrawn || campaign.Ended
		standing.Expired = w.Now.Before(campaign.From) || !w.Now.Before(campaign.Until) || w.used(code, client) >= campaign.MaxUses
	}
	return standing
}

// used counts the live uses of a code by others than a client.
func (w *World) used(code, but int) int {
	count := 0
	for _, use := range w.Uses {
		if use.Code == code && use.State != domain.UseReleased && use.Client != but {
			count++
		}
	}
	return count
}

// untyped is the code that a client has without typing: that of its live operation, or of who recommended the house to it.
func (w *World) untyped(client int) int {
	reserved := w.use(func(u Use) bool { return u.Client == client && u.State == domain.UseReserved })
	bound := w.Clients[client].Bound
	switch {
	case reserved != nil && w.Clients[client].Parallel:
		return None
	case reserved != nil:
		return reserved.Code
	case bound != nil && bound.ConfirmedAt.IsZero() && w.Clients[bound.Referrer].Active:
		return bound.Code
	}
	return None
}

func (w *World) pipsOf(code int) money.Pips {
	if pips := w.Codes[code].Pips; pips > 0 {
		return pips
	}
	return w.Rules.Coupon
}

// quote promises a price with a code that was typed, or with what the client has without typing.
func (w *World) quote(client int, usd money.Amount, typed bool, code int) Outcome {
	if typed {
		standing := w.Standing(code, client)
		if why := standing.Obstacle(); why != "" {
			return w.notUsable(standing, why)
		}
	} else {
		code = w.untyped(client)
	}
	var given money.Pips
	if code != None && usd.Cmp(w.Rules.CouponMaximum) <= 0 {
		given = w.pipsOf(code)
	}
	parts := w.Rules.Discounts(w.Public, usd, given)
	if typed && parts.Coupon == 0 {
		if given == 0 {
			return w.notUsable(domain.CouponStanding{}, domain.CouponTooLarge)
		}
		return w.notUsable(domain.CouponStanding{}, domain.CouponNoRoom)
	}
	if parts.Coupon == 0 {
		code = None
	}
	w.Quotes = append(w.Quotes, Quote{Client: client, USD: usd, Coupon: code, Pips: parts.Coupon, Expires: w.Now.Add(w.QuoteTTL)})
	return Outcome{}
}

// requote promises again with the code of a quote, and without it where it is not free any more.
func (w *World) requote(quote int) Outcome {
	old := w.Quotes[quote]
	if old.Coupon == None {
		return w.quote(old.Client, old.USD, false, None)
	}
	if outcome := w.quote(old.Client, old.USD, true, old.Coupon); outcome.Code == "" {
		return outcome
	}
	return w.quote(old.Client, old.USD, false, None)
}

// take uses a quote up.
func (w *World) take(quote int) Outcome {
	switch of := &w.Quotes[quote]; {
	case of.Used:
		return refused(domain.CodeQuoteUsed)
	case !w.Now.Before(of.Expires):
		return refused(domain.CodeQuoteExpired)
	}
	return Outcome{}
}
