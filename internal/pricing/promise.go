package pricing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
)

// promise prices a request at the rates in force and writes the quote.
func (s *Service) promise(ctx context.Context, tx *store.Tx, asked request) (uuid.UUID, error) {
	if err := s.mayQuoteFor(ctx, tx, asked.clientID); err != nil {
		return uuid.Nil, err
	}
	if err := s.checkPause(ctx, tx.Client(), tx.Actor, tx.Now); err != nil {
		return uuid.Nil, err
	}
	rates, err := s.rates(ctx, tx.PublicRate.Query(), tx.Now, asked.side)
	if err != nil {
		return uuid.Nil, err
	}
	coupon, err := s.couponFor(ctx, tx.Client(), tx.Now, asked)
	if err != nil {
		return uuid.Nil, err
	}
	terms, inputs, err := s.terms(asked, rates, coupon)
	if err != nil {
		return uuid.Nil, err
	}
	if refusal := s.boundsOf(tx.Actor, tx.Now).Check(terms.Price.USD); refusal != nil {
		return uuid.Nil, refusal.At(asked.amountPath...)
	}
	create := tx.Quote.Create().
		SetCreatedAt(tx.Now).SetNillableClientID(asked.clientID).SetSide(asked.side).SetFixedCurrency(terms.Price.Fixed).
		SetUsd(terms.Price.USD).SetPen(terms.Price.PEN).SetRate(terms.Price.Rate).
		SetPublicRate(rates.public).SetPublicRateID(rates.publicID).SetNillableBaseRate(rates.base).
		SetDiscountPips(int(terms.Discounts.Total())).SetTierPips(int(terms.Discounts.Tier)).SetCouponPips(int(terms.Discounts.Coupon)).
		SetNegotiated(terms.Negotiated).
		SetExpiresAt(tx.Now.Add(s.parameters(tx.Now).QuoteTTL))
	if !terms.Negotiated {
		create.SetDiscountInputs(&inputs.DiscountInputs)
	}
	if terms.Discounts.Coupon > 0 {
		create.SetCouponID(coupon.ID).SetCouponCode(coupon.Value)
	}
	if tx.Actor.IsStaff() {
		create.SetDraftedBy(tx.Actor.ID)
	}
	if asked.agreed != nil {
		create.SetID(asked.agreed.quoteID).SetDraftedBy(asked.agreed.proposer)
	}
	quote, err := create.Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the quote: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectQuote, ObjectID: quote.ID, After: auditedQuote(quote)})
	return quote.ID, nil
}

func auditedQuote(quote *ent.Quote) map[string]any {
	fields := map[string]any{"side": string(quote.Side), "usd": quote.Usd.String(), "pen": quote.Pen.String(),
		"fixed": string(quote.FixedCurrency), "rate": quote.Rate.String(), "publicRate": quote.PublicRate.String(), "negotiated": quote.Negotiated}
	if quote.ClientID != nil {
		fields["clientId"] = quote.ClientID.String()
	}
	if quote.DiscountPips > 0 {
		fields["tierPips"], fields["couponPips"] = quote.TierPips, quote.CouponPips
	}
	if quote.CouponID != nil {
		fields["couponId"] = quote.CouponID.String()
	}
	return fields
}

// mayQuoteFor requires that the client is one whom the caller makes prices for, active, and neither barred by its
// identification nor restricted. Row rules alone would be too wide: a trader still sees a client that moved on to another.
func (s *Service) mayQuoteFor(ctx context.Context, tx *store.Tx, clientID *uuid.UUID) error {
	if clientID == nil {
		return nil
	}
	client, err := tx.Customer.Get(ctx, *clientID)
	if ent.IsNotFound(err) {
		return unknownClient()
	}
	if err != nil {
		return fmt.Errorf("read the client: %w", err)
	}
	if tx.Actor.Reach(domain.OperationsCreate) == domain.ReachPortfolio && client.OwnerID != tx.Actor.ID {
		return unknownClient()
	}
	if client.Status == domain.ClientActive {
		if refusal := domain.AdmitsTrading(client.KycStatus, client.KycRejection, tx.Actor.Reader()); refusal != nil {
			return refusal
		}
		return s.restrictions.Admit(ctx, tx.Client(), client.ID, domain.ClientQuotes, tx.Actor.Reader())
	}
	return tx.Actor.Reader().Refuse(domain.CodeClientInactive, "Tu cuenta todavía no está activa: confirma tu correo o habla con tu asesor.",
		"La cuenta del cliente no está activa; no puede cotizar por ahora.").With("status", client.Status)
}

// rates are those in force at an instant, for one side.
type rates struct {
	at       time.Time
	pair     domain.RatePair
	public   money.Rate
	publicID uuid.UUID
	// base is nil before the first base.
	base *money.Rate
}

// rates reads those in force as the system, because the quote keeps the base that its caller may not see. The base comes through the
// public row, which names the one in force when it was published, so that both are of one publication.
func (s *Service) rates(ctx context.Context, published *ent.PublicRateQuery, now time.Time, side domain.Side) (rates, error) {
	row, err := newestPublic(access.AsSystem(ctx), published.WithBaseRate())
	if err != nil {
		return rates{}, err
	}
	if row == nil {
		return rates{}, domain.Refuse(domain.CodePricingUnavailable, "Todavía no hay un tipo de cambio vigente. Vuelve a intentarlo en unos minutos.")
	}
	if age := s.parameters(now).RateMaxAge; age > 0 && now.Sub(row.CreatedAt) > age {
		return rates{}, domain.Refuse(domain.CodePricingUnavailable,
			"El tipo de cambio está por actualizarse. Vuelve a intentarlo en unos minutos.").With("publishedAt", row.CreatedAt.Format(timeFormat))
	}
	pair := pairOfPublic(row)
	return rates{at: now, pair: pair, public: pair.For(side), publicID: row.ID, base: baseOf(row, side)}, nil
}

// terms prices a request at rates (domain.PriceInputs.Terms) and answers the inputs beside it. coupon is nil for none; one that was typed and
// gives nothing is refused, so that nobody spends a code for nothing.
func (s *Service) terms(asked request, in rates, coupon *rewards.Coupon) (domain.PriceTerms, domain.PriceInputs, error) {
	inputs := domain.PriceInputs{Side: asked.side, Fixed: asked.fixed, Public: in.pair, Negotiated: asked.negotiated}
	if asked.negotiated != nil {
		if refusal := s.checkRate(asked, in); refusal != nil {
			return domain.PriceTerms{}, inputs, refusal
		}
	} else {
		inputs.DiscountRules = s.parameters(in.at).Rewards.DiscountRules
	}
	if coupon != nil {
		inputs.Offered = coupon.Pips
	}
	terms, refusal := inputs.Terms()
	if refusal != nil {
		return domain.PriceTerms{}, inputs, refusal.At(asked.amountPath...)
	}
	if asked.coupon != "" && coupon != nil && terms.Discounts.Coupon == 0 {
		reason := domain.CouponNoRoom
		if terms.AtPublic.USD.Cmp(inputs.CouponMaximum) > 0 {
			reason = domain.CouponTooLarge
		}
		return domain.PriceTerms{}, inputs, domain.CouponStanding{}.Refusal(reason, asked.reader).At("couponCode").
			With("maximum", money.Dollars(inputs.CouponMaximum))
	}
	return terms, inputs, nil
}

// checkRate refuses a negotiated rate that nobody may give alone, or not even two persons.
func (s *Service) checkRate(asked request, in rates) *domain.Error {
	rules := s.parameters(in.at).Pricing
	if asked.agreed == nil {
		return placedAt(rules.CheckNegotiated(*asked.negotiated, in.public), "negotiatedRate")
	}
	return placedAt(rules.CheckAgreed(*asked.negotiated, in.public), "proposalId")
}

func placedAt(refusal *domain.Error, field string) *domain.Error {
	if refusal == nil {
		return nil
	}
	return refusal.At(field)
}

// couponFor answers the coupon of a request: the code that was typed, or what the client has without typing; nil for none.
func (s *Service) couponFor(ctx context.Context, from *ent.Client, now time.Time, asked request) (*rewards.Coupon, error) {
	by := rewards.Asker{Reader: asked.reader, Now: now}
	if asked.clientID != nil {
		by.Client = *asked.clientID
	}
	switch {
	case asked.coupon == "" && (asked.negotiated != nil || asked.clientID == nil):
		return nil, nil
	case asked.coupon == "":
		return s.rewards.Standing(ctx, from, by)
	case asked.negotiated != nil:
		return nil, domain.CouponStanding{}.Refusal(domain.CouponNegotiated, asked.reader).At("couponCode")
	}
	coupon, err := s.rewards.Typed(ctx, from, asked.coupon, by)
	if refusals := domain.Refusals(err); len(refusals) > 0 {
		return nil, refusals[0].At("couponCode")
	}
	if err != nil {
		return nil, err
	}
	return &coupon, nil
}

// SelfService bounds what is quoted now without the desk, in USD.
func (s *Service) SelfService() domain.AmountRange { return s.now().SelfService }

// Desk bounds what the desk quotes now, in USD.
func (s *Service) Desk() domain.AmountRange { return s.now().Desk() }

// boundsOf are the bounds of who quotes at an instant: a client's are those of self-service, as are those of somebody who may become one.
func (s *Service) boundsOf(actor access.Actor, now time.Time) domain.AmountRange {
	if actor.IsClient() || actor.Kind == domain.ActorAnonymous {
		return s.parameters(now).SelfService
	}
	return s.parameters(now).Desk()
}
