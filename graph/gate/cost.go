package gate

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// CostLimiter charges the price of a document to its caller before anything of it is executed, and refuses the whole request
// when the caller's budget does not hold it (realtime.md 4.2, row 4). A subscription is charged when it starts, and once more
// when its history is replayed, which is an execution of its own; the items that follow are executed once for all who wait
// for them and charged to nobody.
type CostLimiter struct{ Limits *ratelimit.Limiter }

var _ graphql.OperationContextMutator = CostLimiter{}

// ExtensionName implements graphql.HandlerExtension. It is also the name of what is left in an operation's statistics.
func (CostLimiter) ExtensionName() string { return "CostLimit" }

// Validate implements graphql.HandlerExtension.
func (CostLimiter) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (l CostLimiter) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	price, known := doclimit.PriceOf(operation)
	if !known {
		return nil
	}
	rule := budgetOf(access.Current(ctx))
	decision, err := l.Limits.Take(ctx, rule, ratelimit.Caller(ctx), price.Points)
	if err != nil {
		return gqlerror.WrapIfUnwrapped(err) // the presenter knows what the end of a request means, and tells nothing else
	}
	if !decision.Uncounted {
		// Whole seconds, upwards: whoever waits until then finds it so.
		operation.Stats.SetExtension(l.ExtensionName(), &spending{Budget: rule.Burst, Remaining: min(decision.Remaining, rule.Burst),
			ResetAt: decision.ResetAt.Add(time.Second - 1).Truncate(time.Second)})
	}
	if refusal := decision.Refusal(rule); refusal != nil {
		return refused(refusal)
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
	left, _ := operation.Stats.GetExtension(CostLimiter{}.ExtensionName()).(*spending)
	return left
}

// CostTeller says in every answer of a query or mutation what it cost at most and what its caller may spend.
type CostTeller struct{}

var _ graphql.ResponseInterceptor = CostTeller{}

// ExtensionName implements graphql.HandlerExtension.
func (CostTeller) ExtensionName() string { return "Cost" }

// Validate implements graphql.HandlerExtension.
func (CostTeller) Validate(graphql.ExecutableSchema) error { return nil }

// cost is `extensions.cost`: the points of this document at most, what one document may cost, and what is left.
type cost struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
	*spending
}

// InterceptResponse implements graphql.ResponseInterceptor.
func (CostTeller) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	operation := graphql.GetOperationContext(ctx)
	price, known := doclimit.PriceOf(operation)
	if known && operation.Operation != nil && operation.Operation.Operation != ast.Subscription {
		graphql.RegisterExtension(ctx, "cost", cost{price.Points, price.Budget, spendingOf(operation)})
	}
	return next(ctx)
}
