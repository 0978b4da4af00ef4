package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// costLimiter charges the price of a document to its caller before anything of it is executed, and refuses the whole request
// when the caller's budget does not hold it (realtime.md 4.2, row 4). A subscription is charged when it starts, and once more
// when its history is replayed, which is an execution of its own; the items that follow are executed once for all who wait
// for them and charged to nobody.
type costLimiter struct{ limits *ratelimit.Limiter }

var _ graphql.OperationContextMutator = costLimiter{}

// ExtensionName implements graphql.HandlerExtension. It is also the name of what is left in an operation's statistics.
func (costLimiter) ExtensionName() string { return "CostLimit" }

// Validate implements graphql.HandlerExtension.
func (costLimiter) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (l costLimiter) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	price, known := doclimit.PriceOf(operation)
	if !known {
		return nil
	}
	rule := budgetOf(access.Current(ctx))
	decision, err := l.limits.Take(ctx, rule, ratelimit.Caller(ctx), price.Points)
	if err != nil {
		// The presenter knows what the end of a request means, and tells nothing else.
		return &gqlerror.Error{Err: err, Message: internalMessage, Extensions: map[string]any{"code": string(domain.CodeInternal)}}
	}
	if !decision.Uncounted {
		// Whole seconds, upwards: whoever waits until then finds it so.
		operation.Stats.SetExtension(l.ExtensionName(), &spending{Budget: rule.Burst, Remaining: min(decision.Remaining, rule.Burst),
			ResetAt: decision.ResetAt.Add(time.Second - 1).Truncate(time.Second)})
	}
	if refusal := decision.Refusal(rule); refusal != nil {
		extensions := map[string]any{"code": string(refusal.Code)}
		describe(extensions, refusal)
		return &gqlerror.Error{Err: refusal, Message: refusal.Message, Extensions: extensions}
	}
	return nil
}

// budgetOf is what a caller may spend in points: an access token has a budget of its own.
func budgetOf(caller access.Actor) ratelimit.Rule {
	switch {
	case caller.TokenID != uuid.Nil && caller.Budget > 0:
		return ratelimit.TokenCost(caller.Budget)
	case caller.IsStaff():
		return ratelimit.StaffCost()
	case caller.IsClient():
		return ratelimit.ClientCost()
	}
	return ratelimit.AnonymousCost()
}

// spending is what a caller has left, in `extensions.cost`: the points that it can save up, how many of them remain, and when
// all of them will be there again if nothing more is asked.
type spending struct {
	Budget    int       `json:"budget"`
	Remaining int       `json:"remaining"`
	ResetAt   time.Time `json:"resetAt"`
}

// spendingOf answers what is left after an operation; nil where nothing was counted.
func spendingOf(operation *graphql.OperationContext) *spending {
	left, _ := operation.Stats.GetExtension(costLimiter{}.ExtensionName()).(*spending)
	return left
}
