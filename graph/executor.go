package graph

import (
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/graph/label"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/trail"
)

// ExecutorOptions are the settings of the API.
type ExecutorOptions struct {
	// Guard bounds documents; it is installed first.
	Guard *doclimit.Guard
	// Trusted are the registered documents; nil answers every document.
	Trusted *gate.TrustedDocuments
	// OpenIntrospection lets everybody explore the schema, not only those who are signed in.
	OpenIntrospection bool
}

// Schema is the executable schema of the house.
func Schema(dependencies Dependencies) graphql.ExecutableSchema {
	return schema(dependencies, decisions())
}

func schema(dependencies Dependencies, decisions gate.Decisions) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{withDefaults(dependencies), decisions, label.Of(written())}})
}

// decisions are what the root fields cost in rights, as the SDL says.
func decisions() gate.Decisions { return gate.Decide(written()) }

// written is the schema as the SDL says it.
func written() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

// NewExecutor makes the one executor that HTTP, event streams and sockets share.
func NewExecutor(dependencies Dependencies, options ExecutorOptions) *executor.Executor {
	dependencies = withDefaults(dependencies)
	decisions := decisions()
	on := executor.New(schema(dependencies, decisions))
	on.SetErrorPresenter(Presenter(dependencies.Logger))
	on.SetRecoverFunc(Recover(dependencies.Logger))
	options.Guard.Install(on)
	if options.Trusted != nil {
		on.Use(options.Trusted)
	}
	on.Use(selection.Collector{})
	on.Use(gate.FormReader{})
	on.Use(gate.Restriction{Decisions: decisions})
	on.Use(gate.Token{Decisions: decisions, Needs: gate.NeedsOf(written())})
	on.Use(gate.Introspection{Open: options.OpenIntrospection})
	on.Use(gate.CostLimiter{Limits: dependencies.RateLimits})
	on.Use(gate.CostTeller{})
	on.Use(gate.SessionTeller{})
	on.Use(gate.Audit{Trail: trail.New(dependencies.Store)})
	return on
}

func withDefaults(dependencies Dependencies) Dependencies {
	if dependencies.Logger == nil {
		dependencies.Logger = slog.New(slog.DiscardHandler)
	}
	return dependencies
}
