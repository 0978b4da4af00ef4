package graph_test

import (
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/testkit"
)

// BenchmarkListOfTwenty is the list of toolchain.md 5: twenty operations with client, trader and page.
func BenchmarkListOfTwenty(b *testing.B) {
	a := open(b)
	for range 21 {
		a.Pending(b, testkit.Client, "100.00")
	}
	ctx := graphql.StartOperationTrace(a.As(b, testkit.Master))
	request := graphql.RawParams{Query: `{ operations { pageInfo { hasNextPage endCursor } nodes { id code version status base { amount currency }
		createdAt client { id fullName } trader { id name } } } }`}
	b.ReportAllocs()
	for b.Loop() {
		params := request
		operation, refused := a.executor.CreateOperationContext(ctx, &params)
		if refused != nil {
			b.Fatal(refused)
		}
		handler, ctx := a.executor.DispatchOperation(ctx, operation)
		if response := handler(ctx); len(response.Errors) > 0 {
			b.Fatal(response.Errors)
		}
	}
}
