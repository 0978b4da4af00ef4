// Package inorder executes the elements of a list one after the other.
//
// gqlgen starts a goroutine for every element. Here an element is read already when its fields are executed, so there is
// nothing to wait for, and the goroutines alone cost most of a list (toolchain.md 5.1).
package inorder

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// Slice executes element for each index in order, each in the context of its field, and answers what they write. A panic
// is an error of the element that it happened in, and makes the whole list null, as in gqlgen.
func Slice(ctx context.Context, length int, element func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	list := make(graphql.Array, length)
	for i := range length {
		if !one(ctx, list, i, element) {
			return nil
		}
	}
	return list
}

func one(ctx context.Context, list graphql.Array, i int, element func(context.Context, int) graphql.Marshaler) (done bool) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			done = false
		}
	}()
	list[i] = element(ctx, i)
	return true
}
