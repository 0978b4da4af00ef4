package doclimit

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
)

// FuzzGuard feeds arbitrary texts to an executor under guard: it must answer, briefly, and execute nothing that the guard
// did not price.
func FuzzGuard(f *testing.F) {
	for _, attack := range attacks() {
		if len(attack.query) < 4_000 {
			f.Add(attack.query)
		}
	}
	schema := houseSchema()
	f.Fuzz(func(t *testing.T, query string) {
		guard, err := New(Options{Limits: DefaultLimits(), CacheBytes: minCacheBytes})
		if err != nil {
			t.Fatal(err)
		}
		h := &house{guard: guard, schema: schema, executor: executor.New(&graphql.ExecutableSchemaMock{
			SchemaFunc: func() *ast.Schema { return schema },
			ExecFunc: func(ctx context.Context) graphql.ResponseHandler {
				if price, priced := PriceOf(graphql.GetOperationContext(ctx)); !priced || price.Points > price.Budget {
					t.Errorf("executed at %+v", price)
				}
				return graphql.OneShot(&graphql.Response{Data: []byte(`{}`)})
			},
		})}
		guard.Install(h.executor)
		response := h.ask(query, nil)
		if size := len(encode(t, response)); size > maxErrorBytes+512 {
			t.Errorf("the answer has %d bytes", size)
		}
	})
}
