package gate

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Introspection keeps the schema from callers who are not signed in, and from access tokens without the scope for it. The
// schema is no secret; asking for it costs.
type Introspection struct {
	// Open lets everybody explore the schema.
	Open bool
}

var _ graphql.OperationContextMutator = Introspection{}

// ExtensionName implements graphql.HandlerExtension.
func (Introspection) ExtensionName() string { return "IntrospectionGate" }

// Validate implements graphql.HandlerExtension.
func (Introspection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (g Introspection) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	asked := selection.In(operation)
	if !asked.HasAny("Query.__schema", "Query.__type", "Mutation.__schema", "Mutation.__type") {
		return nil
	}
	if viewer := access.Current(ctx); !g.Open && !explores(viewer) && !asksForANameOnly(asked) {
		refusal := domain.Refusals(access.Denied(viewer))[0]
		return &gqlerror.Error{Message: refusal.Message + elsewhere, Extensions: map[string]any{"code": string(refusal.Code)}}
	}
	operation.DisableIntrospection = false
	return nil
}

// elsewhere says where somebody who may not ask for the schema finds it.
const elsewhere = " El esquema está también en el archivo schema.graphql del código fuente, y lo imprime «qoricash schema print»."

// explores tells whether a caller may ask for the schema.
func explores(viewer access.Actor) bool {
	if viewer.TokenID != uuid.Nil {
		return viewer.Can(domain.SchemaExplore)
	}
	return viewer.IsStaff() || viewer.IsClient()
}

// asksForANameOnly tells whether a document looks up a type by its name and wants no more than that name: the question with
// which the specification of GraphQL over HTTP is proved. It tells nothing that a refused field would not.
func asksForANameOnly(asked *selection.Set) bool {
	return !asked.HasAny("Query.__schema", "Mutation.__schema") && !slices.ContainsFunc(asked.FieldsOf("__Type"), func(field string) bool {
		return field != "name" && field != "__typename"
	})
}
