package doclimit

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

func TestCostCountsWhatAnAnswerMayHold(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, query string
		variables   map[string]any
		points      int
	}{
		{"a field is a point", `{ hello }`, nil, 1},
		{"__typename is free", `{ __typename hello }`, nil, 1},
		{"an object and its fields", `{ me { id code } }`, nil, 3},
		{"first multiplies the items", `{ operations(first: 5) { nodes { id code } } }`, nil, 1 + 1 + 5*2},
		{"last multiplies the items", `{ operations(last: 5) { nodes { id code } } }`, nil, 1 + 1 + 5*2},
		{"the larger of first and last counts", `{ operations(first: 2, last: 5) { nodes { id } } }`, nil, 1 + 1 + 5},
		{"edges and nodes are both the page", `{ operations(first: 5) { edges { cursor node { id } } nodes { id } } }`, nil, 1 + (1 + 5*3) + (1 + 5)},
		{"pageInfo and totalCount are not", `{ operations(first: 50) { totalCount pageInfo { hasNextPage } } }`, nil, 4},
		{"a missing argument is the largest page", `{ operations { nodes { id } } }`, nil, 1 + 1 + 100},
		{"null is the largest page", `{ operations(first: null) { nodes { id } } }`, nil, 1 + 1 + 100},
		{"zero is for the resolver to refuse", `{ operations(first: 0) { nodes { id } } }`, nil, 1 + 1 + 100},
		{"a missing argument is its default", `{ recent { nodes { id } } }`, nil, 1 + 1 + 20},
		{"a variable", `query($n: Int) { operations(first: $n) { nodes { id } } }`, map[string]any{"n": 7}, 1 + 1 + 7},
		{"a variable of JSON", `query($n: Int) { operations(first: $n) { nodes { id } } }`, map[string]any{"n": json.Number("7")}, 1 + 1 + 7},
		{"a variable decoded without care", `query($n: Int) { operations(first: $n) { nodes { id } } }`, map[string]any{"n": 7e0}, 1 + 1 + 7},
		{"a variable's default", `query($n: Int = 3) { operations(first: $n) { nodes { id } } }`, nil, 1 + 1 + 3},
		{"a variable that is missing", `query($n: Int) { operations(first: $n) { nodes { id } } }`, nil, 1 + 1 + 100},
		{"ids multiply", `{ nodes(ids: ["a", "b", "c"]) { id } }`, nil, 1 + 3},
		{"ids by variable multiply", `query($i: [ID!]!) { nodes(ids: $i) { id } }`, map[string]any{"i": []any{"a", "b"}}, 1 + 2},
		{"a list without a size", `{ me { deposits { id amount } } }`, nil, 1 + 1 + 10*2},
		{"pages multiply one another", `{ operations(first: 10) { nodes { children(first: 10) { nodes { id } } } } }`, nil, 2 + 10*(2+10)},
		{"a limit that is no number of items", `{ named(limit: "100.00") { id } }`, nil, 2},
		{"fragments cost where they are spread", `{ operations(first: 5) { ...P } recent { ...P } } fragment P on OperationConnection { nodes { id } }`,
			nil, (1 + 1 + 5) + (1 + 1 + 20)},
		{"mutations too", `mutation { touch { id } }`, nil, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			price, response := h.price(c.query, c.variables)
			if price.Points != c.points || price.Budget != h.guard.options.Limits.Cost {
				t.Errorf("%+v, want %d points (%v)", price, c.points, response)
			}
		})
	}
}

// price runs an operation and returns what the guard took it to cost.
func (h *house) price(query string, variables map[string]any) (Price, any) {
	ctx := graphql.StartOperationTrace(context.Background())
	operation, errs := h.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	price, _ := PriceOf(operation)
	return price, errs
}

func TestIntrospectionOfAWholeSchemaIsAffordable(t *testing.T) {
	t.Parallel()
	if price, errs := newHouse(t, nil).price(introspectionQuery, nil); price.Points == 0 || price.Points > 500 {
		t.Errorf("introspection costs %d points (%v)", price.Points, errs)
	}
}

func TestCostStopsAtOnceAndVisitsFragmentsOnce(t *testing.T) {
	t.Parallel()
	schema := houseSchema()
	limits := DefaultLimits()
	for levels := 2; levels <= 11; levels++ {
		document := validated(t, schema, doubling(levels-1, "a: parent { ...F%d } b: parent { ...F%d }"))
		p := &pricer{limits: limits, budget: math.MaxInt, known: map[*ast.FragmentDefinition]price{}}
		p.selections(document.Operations[0].SelectionSet)
		if want := 4*(levels-1) + 3; p.visits != want {
			t.Errorf("%d levels: %d visits, want %d", levels, p.visits, want)
		}
	}
	document := validated(t, schema, `{ operations(first: 1000000) { nodes { children(first: 1000000) { nodes { id code } } } } hello hello hello }`)
	p := &pricer{limits: limits, budget: 100, known: map[*ast.FragmentDefinition]price{}}
	p.selections(document.Operations[0].SelectionSet)
	if !p.exceeded || p.visits > 6 {
		t.Errorf("exceeded %v after %d visits", p.exceeded, p.visits)
	}
}

func TestPointsNeverOverflow(t *testing.T) {
	t.Parallel()
	schema := houseSchema()
	for _, first := range []string{"2147483647", "9223372036854775807", "99999999999999999999999999"} {
		query := fmt.Sprintf(`{ operations(first: %[1]s) { nodes { children(first: %[1]s) { nodes { children(first: %[1]s) { nodes { id } } } } } } }`, first)
		document := parse(t, query)
		// Only the walk that resolves definitions is wanted: validation itself refuses what is no Int.
		resolve(schema, document)
		if _, refusal := Cost(document.Operations[0], nil, maxPoints-1, DefaultLimits()); refusal == nil {
			t.Errorf("first: %s is within the budget", first)
		}
	}
}

func TestBudgetIsTheCallers(t *testing.T) {
	t.Parallel()
	type poor struct{}
	h := newHouse(t, func(o *Options) {
		o.Budget = func(ctx context.Context) int {
			if ctx.Value(poor{}) != nil {
				return 2
			}
			return 3
		}
	})
	ctx := graphql.StartOperationTrace(context.Background())
	request := func() *graphql.RawParams { return &graphql.RawParams{Query: `{ me { id code } }`} }
	if _, errs := h.executor.CreateOperationContext(ctx, request()); errs != nil {
		t.Errorf("three points of three are refused: %v", errs)
	}
	_, errs := h.executor.CreateOperationContext(context.WithValue(ctx, poor{}, true), request())
	if limitOf(errs) != LimitCost || errs[0].Extensions["code"] != CodeCostExceeded || errs[0].Extensions["max"] != 2 {
		t.Errorf("three points of two are answered by %v", errs)
	}
}
