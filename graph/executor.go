package graph

import (
	"context"
	"log/slog"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/trail"
)

// ExecutorOptions are the settings of the API.
type ExecutorOptions struct {
	// Guard bounds documents; it is installed first.
	Guard *doclimit.Guard
	// Trusted are the registered documents; nil answers every document.
	Trusted *TrustedDocuments
	// OpenIntrospection lets everybody explore the schema, not only those who are signed in.
	OpenIntrospection bool
}

// Schema is the executable schema of the house.
func Schema(dependencies Dependencies) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{withDefaults(dependencies)}})
}

// NewExecutor makes the one executor that HTTP, event streams and sockets share.
func NewExecutor(dependencies Dependencies, options ExecutorOptions) *executor.Executor {
	dependencies = withDefaults(dependencies)
	on := executor.New(Schema(dependencies))
	on.SetErrorPresenter(Presenter(dependencies.Logger))
	on.SetRecoverFunc(Recover(dependencies.Logger))
	options.Guard.Install(on)
	if options.Trusted != nil {
		on.Use(options.Trusted)
	}
	on.Use(selection.Collector{})
	on.Use(formReader{})
	on.Use(restrictionGate{})
	on.Use(tokenGate{})
	on.Use(introspectionGate{open: options.OpenIntrospection})
	on.Use(costLimiter{dependencies.RateLimits})
	on.Use(costTeller{})
	on.Use(sessionTeller{})
	on.Use(auditGate{trail: trail.New(dependencies.Store)})
	return on
}

func withDefaults(dependencies Dependencies) Dependencies {
	if dependencies.Logger == nil {
		dependencies.Logger = slog.New(slog.DiscardHandler)
	}
	return dependencies
}

// introspectionGate keeps the schema from callers who are not signed in, and from access tokens without the scope for it. The
// schema is no secret; asking for it costs.
type introspectionGate struct{ open bool }

var _ graphql.OperationContextMutator = introspectionGate{}

// ExtensionName implements graphql.HandlerExtension.
func (introspectionGate) ExtensionName() string { return "IntrospectionGate" }

// Validate implements graphql.HandlerExtension.
func (introspectionGate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (g introspectionGate) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	asked := selection.In(operation)
	if !asked.HasAny("Query.__schema", "Query.__type", "Mutation.__schema", "Mutation.__type") {
		return nil
	}
	if viewer := access.Current(ctx); !g.open && !explores(viewer) && !asksForANameOnly(asked) {
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

// sessionTeller says in an answer that the token of its request is worth nothing any more: the caller throws it away, and
// what is everybody's was answered all the same.
type sessionTeller struct{}

var _ graphql.ResponseInterceptor = sessionTeller{}

// ExtensionName implements graphql.HandlerExtension.
func (sessionTeller) ExtensionName() string { return "Session" }

// Validate implements graphql.HandlerExtension.
func (sessionTeller) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse implements graphql.ResponseInterceptor.
func (sessionTeller) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if access.SessionEnded(ctx) != nil {
		graphql.RegisterExtension(ctx, "session", "ENDED")
	}
	return next(ctx)
}

// costTeller says in every answer of a query or mutation what it cost at most and what its caller may spend.
type costTeller struct{}

var _ graphql.ResponseInterceptor = costTeller{}

// ExtensionName implements graphql.HandlerExtension.
func (costTeller) ExtensionName() string { return "Cost" }

// Validate implements graphql.HandlerExtension.
func (costTeller) Validate(graphql.ExecutableSchema) error { return nil }

// cost is `extensions.cost`: the points of this document at most, what one document may cost, and what is left.
type cost struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
	*spending
}

// InterceptResponse implements graphql.ResponseInterceptor.
func (costTeller) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	operation := graphql.GetOperationContext(ctx)
	price, known := doclimit.PriceOf(operation)
	if known && operation.Operation != nil && operation.Operation.Operation != ast.Subscription {
		graphql.RegisterExtension(ctx, "cost", cost{price.Points, price.Budget, spendingOf(operation)})
	}
	return next(ctx)
}

// formReader begins a form for each mutation, in which what cannot be read of its input is kept (scalar.ErrorOnPath).
type formReader struct{}

var _ graphql.RootFieldInterceptor = formReader{}

// ExtensionName implements graphql.HandlerExtension.
func (formReader) ExtensionName() string { return "Form" }

// Validate implements graphql.HandlerExtension.
func (formReader) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptRootField implements graphql.RootFieldInterceptor.
func (formReader) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		ctx = form.With(ctx)
	}
	return next(ctx)
}
