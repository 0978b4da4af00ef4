package trading

import (
	"context"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/pricing"
)

// Preview is what an amount would come to now, and what stands in the way of an operation for it.
type Preview struct {
	pricing.Preview
	Hours
	// Obstacles are all that LockQuote and Create would refuse.
	Obstacles []*domain.Error
}

// Hours is when the house is open.
type Hours struct {
	Calendar domain.Calendar
	Open     bool
	// Opens is when it opens next, zero while it is open; Closes is when it closes, zero while it is closed and in a house that never does.
	Opens, Closes time.Time
}

// Hours answers when the house is open. For everybody.
func (s *Service) Hours(ctx context.Context) (Hours, error) {
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return Hours{}, err
	}
	now := s.store.Clock().Now()
	hours := Hours{Calendar: calendar, Open: calendar.Open(now)}
	if !hours.Open {
		hours.Opens = calendar.NextOpening(now)
	}
	hours.Closes, _ = calendar.Closing(now)
	return hours, nil
}

// Preview answers what an amount would come to for the caller, and what LockQuote and Create would refuse: to a client what is its own, to
// everybody else what would be refused to any client or to the desk. Nothing is written and nothing is promised.
func (s *Service) Preview(ctx context.Context, amount pricing.QuoteAmount, code string) (Preview, error) {
	price, err := s.pricing.Preview(ctx, amount, code)
	if err != nil {
		return Preview{}, err
	}
	hours, err := s.Hours(ctx)
	if err != nil {
		return Preview{}, err
	}
	preview := Preview{Preview: price, Hours: hours, Obstacles: slices.Clone(price.Refusals)}
	more, err := s.obstaclesOfPrice(ctx, price, hours.Calendar)
	if err != nil {
		return Preview{}, err
	}
	for _, obstacle := range more {
		// The bounds are asked of a quote, which says where, and again of an operation.
		told := func(e *domain.Error) bool { return e.Code == obstacle.Code }
		if slices.Equal(obstacle.Field, []string{"quoteId"}) {
			obstacle = obstacle.At("amount") // there is no quote yet
		}
		if !slices.ContainsFunc(price.Refusals, told) {
			preview.Obstacles = append(preview.Obstacles, obstacle)
		}
	}
	return preview, nil
}

// obstaclesOfPrice answers what Create would refuse of a price to the caller.
func (s *Service) obstaclesOfPrice(ctx context.Context, price pricing.Preview, calendar domain.Calendar) ([]*domain.Error, error) {
	actor, now := access.Current(ctx), s.store.Clock().Now()
	switch {
	case actor.IsClient() && price.Price != nil:
		of, err := s.prospect(ctx, actor, actor.ID)
		if err != nil {
			return nil, err
		}
		return s.obstaclesOf(of, order{actor: actor, now: now, usd: price.Price.USD}, price.Side), nil
	case actor.IsClient(), actor.Kind == domain.ActorAnonymous:
		return slices.DeleteFunc([]*domain.Error{calendar.Refusal(now)}, func(e *domain.Error) bool { return e == nil }), nil
	}
	return nil, nil
}
