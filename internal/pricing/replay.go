package pricing

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/predicate"
	entquote "github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Replay is a quote priced again from its inputs, whatever rates, tiers and codes are now (product.md Q11).
type Replay struct {
	// Quote has its publication, the base of that and its code beside it.
	Quote  *ent.Quote
	Inputs domain.PriceInputs
	// Kept is false of a quote that keeps no inputs of its discounts: those of the parameters of its instant stand for them.
	Kept bool
	// Terms are what the inputs come to; nil where they give no price, and Refusal says why.
	Terms   *domain.PriceTerms
	Refusal *domain.Error
	// Differences are the figures of the quote that its inputs do not give. None, and the price is proved.
	Differences []Difference
}

// Difference is a figure of a quote that its inputs do not give. Figure is the name of its column.
type Difference struct{ Figure, Stored, Replayed string }

// Agrees reports whether the inputs give the price that was promised.
func (r Replay) Agrees() bool { return len(r.Differences) == 0 }

// ReplayQuote prices a quote again from its inputs. For whoever sees bases of rates, of the quotes that they see; NOT_FOUND of any other.
func (s *Service) ReplayQuote(ctx context.Context, id uuid.UUID) (Replay, error) {
	if _, err := access.Require(ctx, domain.RatesBase); err != nil {
		return Replay{}, err
	}
	seen, err := s.store.Read().Quote.Query().Where(entquote.ID(id)).Exist(ctx)
	if err != nil {
		return Replay{}, fmt.Errorf("look for the quote: %w", err)
	}
	if !seen {
		return Replay{}, unknownQuote()
	}
	rows, err := s.replayed(ctx, entquote.ID(id))
	if err != nil {
		return Replay{}, err
	}
	return rows[0], nil
}

// Replayed is what every quote of the house, priced again, comes to.
type Replayed struct {
	Quotes int
	// Differing are those whose inputs give another price, by their ids.
	Differing []Replay
}

// replayPage is how many quotes are priced again at a time.
const replayPage = 500

// ReplayQuotes prices every quote again, in the order of their ids. For the system.
func (s *Service) ReplayQuotes(ctx context.Context) (Replayed, error) {
	if actor := access.Current(ctx); actor.Kind != domain.ActorSystem {
		return Replayed{}, access.Denied(actor)
	}
	var all Replayed
	last := uuid.Nil
	for {
		page, err := s.replayed(ctx, entquote.IDGT(last))
		if err != nil {
			return Replayed{}, err
		}
		for _, replay := range page {
			all.Quotes++
			if !replay.Agrees() {
				all.Differing = append(all.Differing, replay)
			}
			last = replay.Quote.ID
		}
		if len(page) < replayPage {
			return all, nil
		}
	}
}

// replayed prices a page of quotes again. It reads as the system: the inputs are of the house, whoever sees the quote.
func (s *Service) replayed(ctx context.Context, of predicate.Quote) ([]Replay, error) {
	rows, err := s.store.Read().Quote.Query().Where(of).Order(entquote.ByID()).Limit(replayPage).
		WithPublished(func(public *ent.PublicRateQuery) { public.WithBaseRate() }).WithCoupon().All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read quotes with their inputs: %w", err)
	}
	replays := make([]Replay, len(rows))
	for i, row := range rows {
		replays[i] = s.replay(row)
	}
	return replays, nil
}

func (s *Service) replay(quote *ent.Quote) Replay {
	asked, published := requestOf(quote), quote.Edges.Published
	told := Replay{Quote: quote, Kept: quote.Negotiated || quote.DiscountInputs != nil,
		Inputs: domain.PriceInputs{Side: quote.Side, Fixed: asked.fixed, Public: pairOfPublic(published)}}
	switch {
	case quote.Negotiated:
		told.Inputs.Negotiated = &quote.Rate
	case quote.DiscountInputs != nil:
		told.Inputs.DiscountInputs = *quote.DiscountInputs
	default:
		told.Inputs.DiscountInputs = domain.DiscountInputs{DiscountRules: s.parameters(quote.CreatedAt).Rewards.DiscountRules,
			Offered: offeredBefore(quote)}
	}
	terms, refusal := told.Inputs.Terms()
	if refusal != nil {
		told.Refusal = refusal
		told.Differences = []Difference{{Figure: "rate", Stored: quote.Rate.String()}}
		return told
	}
	told.Terms, told.Differences = &terms, differences(quote, told.Inputs, terms)
	return told
}

// offeredBefore is what the code of a quote that keeps no inputs gave: what it is worth by itself, of which the price may have taken less, and
// for a code that is worth what the house said then, what the price took.
func offeredBefore(quote *ent.Quote) money.Pips {
	if code := quote.Edges.Coupon; code != nil && code.Pips != nil {
		return money.Pips(*code.Pips)
	}
	return money.Pips(quote.CouponPips)
}

// differences compares each figure of a quote with what its inputs give, and what it says of its publication and its code with theirs.
func differences(quote *ent.Quote, in domain.PriceInputs, terms domain.PriceTerms) []Difference {
	var found []Difference
	compare := func(figure, stored, replayed string) {
		if stored != replayed {
			found = append(found, Difference{figure, stored, replayed})
		}
	}
	pips := func(count money.Pips) string { return strconv.Itoa(int(count)) }
	compare("usd", quote.Usd.String(), terms.Price.USD.String())
	compare("pen", quote.Pen.String(), terms.Price.PEN.String())
	compare("rate", quote.Rate.String(), terms.Price.Rate.String())
	compare("public_rate", quote.PublicRate.String(), in.Public.For(quote.Side).String())
	compare("base_rate", rateText(quote.BaseRate), rateText(baseOf(quote.Edges.Published, quote.Side)))
	compare("tier_pips", strconv.Itoa(quote.TierPips), pips(terms.Discounts.Tier))
	compare("coupon_pips", strconv.Itoa(quote.CouponPips), pips(terms.Discounts.Coupon))
	compare("negotiated", strconv.FormatBool(quote.Negotiated), strconv.FormatBool(terms.Negotiated))
	if code := quote.Edges.Coupon; code != nil {
		compare("coupon_code", textOf(quote.CouponCode), code.Value)
		if code.Pips != nil {
			compare("discount_inputs.offered", pips(in.Offered), strconv.Itoa(*code.Pips))
		}
	}
	return found
}

func rateText(rate *money.Rate) string {
	if rate == nil {
		return ""
	}
	return rate.String()
}

func textOf(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
