package gate

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Restriction keeps a session that owes something (another password, a second factor) to that, before anything of a
// document is executed. It has no permission of a role either (access.Actor.Reach); the gate also closes what asks for none.
type Restriction struct{ Decisions Decisions }

var _ graphql.OperationContextMutator = Restriction{}

// ExtensionName implements graphql.HandlerExtension.
func (Restriction) ExtensionName() string { return "RestrictionGate" }

// Validate implements graphql.HandlerExtension.
func (Restriction) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (g Restriction) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	caller := access.Current(ctx)
	if caller.Restriction == "" {
		return nil
	}
	for _, field := range rootFields(operation) {
		if !slices.Contains(g.Decisions[field].Restricted, caller.Restriction) {
			return refused(domain.Refusals(access.Denied(caller))[0])
		}
	}
	return nil
}
