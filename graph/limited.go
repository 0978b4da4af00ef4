package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// countAttempt bounds how often a caller asks for the field that is executed, for all instances together (realtime.md 4.2, row 16), as
// the field's @limit says. RATE_LIMITED is an error of the whole field and says when to come back. A request that is repeated under its
// key counts as well: whoever repeats it without end is who the limit is for. What could not be read does not: it gets no further than
// the check of a form. Nor does who is not signed in: the command refuses that caller, or its area counts by address.
func (r *Resolver) countAttempt(ctx context.Context) error {
	field := graphql.GetFieldContext(ctx)
	decision := r.decisions[field.Object+"."+field.Field.Name]
	caller := access.Current(ctx).Kind
	counted := decision.Limit != nil && form.Err(ctx) == nil && (decision.Of == "" || decision.Of == caller) &&
		(caller != domain.ActorAnonymous || field.Object != "Mutation")
	if !counted {
		return nil
	}
	return r.RateLimits.Require(ctx, *decision.Limit, ratelimit.Caller(ctx))
}

// onlyOnce refuses a document that asks more than once for the field that is executed: what it reads is read anew each time.
func onlyOnce(ctx context.Context) error {
	operation, field, asked := graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx), 0
	for _, root := range graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{field.Object}) {
		if root.Name == field.Field.Name {
			asked++
		}
	}
	if asked > 1 {
		return domain.Refuse(domain.CodeBadRequest, "Pide %s una sola vez en cada documento.", field.Field.Name)
	}
	return nil
}
