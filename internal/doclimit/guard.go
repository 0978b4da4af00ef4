package doclimit

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// extensionName is the name of the guard among gqlgen's extensions and of what it leaves in an operation's statistics.
const extensionName = "DocumentLimits"

// Options configure a Guard.
type Options struct {
	Limits Limits
	// Budget returns the points that the caller in the context may spend on one operation; nil means Limits.Cost.
	Budget func(context.Context) int
	// Suggestions adds "Did you mean" to validation errors. It gives away the names of the schema.
	Suggestions bool
	// CacheBytes bounds the document cache; zero means DefaultCacheBytes.
	CacheBytes int
}

// Guard applies the limits to every operation of an executor. It is an extension of gqlgen.
type Guard struct {
	options   Options
	documents *Documents
}

var (
	_ graphql.OperationParameterMutator = (*Guard)(nil)
	_ graphql.OperationContextMutator   = (*Guard)(nil)
	_ graphql.ResponseInterceptor       = (*Guard)(nil)
)

// New returns a guard with an empty document cache.
func New(options Options) (*Guard, error) {
	if options.CacheBytes == 0 {
		options.CacheBytes = DefaultCacheBytes
	}
	documents, err := NewDocuments(options.CacheBytes, options.Limits.DocumentBytes)
	if err != nil {
		return nil, fmt.Errorf("document limits: %w", err)
	}
	return &Guard{options: options, documents: documents}, nil
}

// Install puts the guard, its cache and its validation rules on an executor. It comes before every other extension, so
// that nothing runs for a document that is refused and nothing adds errors after they are capped; an extension that
// supplies the text of a document (trusted documents) is the exception and comes first.
func (g *Guard) Install(on *executor.Executor) {
	on.SetQueryCache(g.documents)
	on.SetParserTokenLimit(g.options.Limits.Tokens)
	on.SetDisableSuggestion(!g.options.Suggestions)
	on.SetDefaultRulesFn(func() *rules.Rules { return Rules(g.options.Limits, g.options.Suggestions) })
	on.Use(g)
}

// Documents returns the cache, for metrics.
func (g *Guard) Documents() *Documents { return g.documents }

// Check measures a text and its variables, neither of which need be valid, and returns the limit exceeded or nil. A
// cached text has been measured before.
func (g *Guard) Check(query string, variables map[string]any) *Refusal {
	if refusal := checkVariables(variables, g.options.Limits); refusal != nil {
		return refusal
	}
	if g.documents.contains(query) {
		return nil
	}
	if refusal := checkSource(query, g.options.Limits); refusal != nil {
		return refusal
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, g.options.Limits.Tokens)
	if err != nil {
		// The executor parses it again and reports the place.
		return nil
	}
	return checkStructure(document, g.options.Limits)
}

// ExtensionName implements graphql.HandlerExtension.
func (g *Guard) ExtensionName() string { return extensionName }

// Validate implements graphql.HandlerExtension.
func (g *Guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator: it refuses before the executor validates.
func (g *Guard) MutateOperationParameters(_ context.Context, request *graphql.RawParams) *gqlerror.Error {
	if refusal := g.Check(request.Query, request.Variables); refusal != nil {
		return refusal.GraphQL()
	}
	return nil
}

// MutateOperationContext implements graphql.OperationContextMutator: it refuses what costs more than the caller's budget.
func (g *Guard) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	budget := g.options.Limits.Cost
	if g.options.Budget != nil {
		budget = g.options.Budget(ctx)
	}
	points, refusal := Cost(operation.Operation, operation.Variables, budget, g.options.Limits)
	if refusal != nil {
		return refusal.GraphQL()
	}
	operation.Stats.SetExtension(extensionName, Price{Points: points, Budget: budget})
	return nil
}

// InterceptResponse implements graphql.ResponseInterceptor: it caps the errors of every answer.
func (g *Guard) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response != nil && len(response.Errors) > 0 {
		response.Errors = capErrors(response.Errors)
	}
	return response
}

// Price is what an operation may cost at most and what its caller may spend.
type Price struct {
	Points, Budget int
}

// PriceOf returns the price of an operation that passed the guard.
func PriceOf(operation *graphql.OperationContext) (Price, bool) {
	price, ok := operation.Stats.GetExtension(extensionName).(Price)
	return price, ok
}
