package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// restrictionGate keeps a session that owes something (another password, a second factor) to that, before anything of a
// document is executed. It has no permission of a role either (access.Actor.Reach); the gate also closes what asks for none.
type restrictionGate struct{}

var _ graphql.OperationContextMutator = restrictionGate{}

// ExtensionName implements graphql.HandlerExtension.
func (restrictionGate) ExtensionName() string { return "RestrictionGate" }

// Validate implements graphql.HandlerExtension.
func (restrictionGate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (restrictionGate) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	caller := access.Current(ctx)
	if caller.Restriction == "" {
		return nil
	}
	asked, open := selection.In(operation), restrictedFields(caller.Restriction)
	for _, root := range []string{"Query", "Mutation", "Subscription"} {
		for _, field := range asked.FieldsOf(root) {
			if field != "__typename" && !slices.Contains(open, root+"."+field) {
				refusal := domain.Refusals(access.Denied(caller))[0]
				return &gqlerror.Error{Err: refusal, Message: refusal.Message, Extensions: map[string]any{"code": string(refusal.Code)}}
			}
		}
	}
	return nil
}

// restrictedFields are the root fields that a restricted session may ask for: who it is, its own end and renewal, the one
// thing that it owes, and what somebody who is not signed in may do to become somebody else.
func restrictedFields(restriction domain.SessionRestriction) []string {
	open := []string{"Query.viewer", "Mutation.sessionRenew", "Mutation.sessionEnd",
		"Mutation.sessionCreate", "Mutation.passwordResetRequest", "Mutation.passwordReset"}
	switch restriction {
	case domain.RestrictedToPassword:
		return append(open, "Mutation.passwordChange")
	case domain.RestrictedToTOTP:
		return append(open, "Mutation.totpBegin", "Mutation.totpConfirm")
	}
	return open
}
