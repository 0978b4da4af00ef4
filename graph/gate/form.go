package gate

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/form"
)

// FormReader begins a form for each mutation, in which what cannot be read of its input is kept (scalar.ErrorOnPath).
type FormReader struct{}

var _ graphql.RootFieldInterceptor = FormReader{}

// ExtensionName implements graphql.HandlerExtension.
func (FormReader) ExtensionName() string { return "Form" }

// Validate implements graphql.HandlerExtension.
func (FormReader) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptRootField implements graphql.RootFieldInterceptor.
func (FormReader) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		ctx = form.With(ctx)
	}
	return next(ctx)
}
