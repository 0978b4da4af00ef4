package graph_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/testkit"
)

// BenchmarkBudgetOfAList asks for twenty operations with and without a budget in turn, and tells how much longer it takes with
// one: "added-%" from the medians of the two.
func BenchmarkBudgetOfAList(b *testing.B) {
	kit := testkit.New(b)
	for range 21 {
		kit.Pending(b, testkit.Client, "100.00")
	}
	// A clock of its own gives back more than a list takes, so that the budget holds however many are asked for.
	paying := clock.NewFrozen(testkit.Opening)
	limits := testkit.RateLimits(kit.DB.App, paying)
	free, limited := serveWith(b, kit, nil), serveWith(b, kit, limits)
	ctx := graphql.StartOperationTrace(kit.As(b, testkit.Master))
	var without, with []time.Duration
	for b.Loop() {
		without = append(without, free.timeList(b, ctx))
		paying.Advance(time.Second)
		with = append(with, limited.timeList(b, ctx))
	}
	b.ReportMetric(100*(float64(median(with))/float64(median(without))-1), "added-%")
	b.ReportMetric(float64(mean(with)-mean(without)), "added-ns/list")
}

// timeList measures a list of twenty operations with client, trader and page.
func (a *api) timeList(b *testing.B, ctx context.Context) time.Duration {
	b.Helper()
	params := graphql.RawParams{Query: `{ operations(first: 20) { pageInfo { hasNextPage endCursor } nodes { id code version status
		base { amount currency } createdAt client { id fullName } trader { id name } } } }`}
	begin := time.Now()
	operation, refused := a.executor.CreateOperationContext(ctx, &params)
	if refused != nil {
		b.Fatal(refused)
	}
	handler, ctx := a.executor.DispatchOperation(ctx, operation)
	response := handler(ctx)
	took := time.Since(begin)
	if len(response.Errors) > 0 {
		b.Fatal(response.Errors)
	}
	return took
}

func median(of []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

func mean(of []time.Duration) time.Duration {
	var sum time.Duration
	for _, each := range of {
		sum += each
	}
	return sum / time.Duration(len(of))
}
