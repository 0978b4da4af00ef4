package gate

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Token keeps access tokens inside their scopes before anything of a document is executed. A root field that nothing opens is closed to every
// token; a token without a scope that writes runs no mutation at all. The rules of rows and permissions stand behind it.
type Token struct {
	Decisions Decisions
	Needs     []Need
}

var _ graphql.OperationContextMutator = Token{}

// ExtensionName implements graphql.HandlerExtension.
func (Token) ExtensionName() string { return "TokenGate" }

// Validate implements graphql.HandlerExtension.
func (Token) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (g Token) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	caller := access.Current(ctx)
	if caller.TokenID == uuid.Nil {
		return nil
	}
	if operation.Operation.Operation == ast.Mutation && !slices.ContainsFunc(caller.Scopes, domain.TokenScope.Writes) {
		return outsideScopes("Este token solo lee: no ejecuta cambios.")
	}
	for _, field := range rootFields(operation) {
		if !introspects(field) && !g.Decisions[field].admits(caller.Scopes) {
			return outsideScopes("Los alcances de este token no incluyen " + field + ".")
		}
	}
	asked := selection.In(operation)
	for _, need := range g.Needs {
		if asked.Has(need.Field) && !caller.Can(need.Permission) {
			return outsideScopes("Los alcances de este token no incluyen " + need.Field + ".")
		}
	}
	return nil
}

func outsideScopes(message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": string(domain.CodeForbidden)}}
}
