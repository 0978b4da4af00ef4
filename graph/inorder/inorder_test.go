package inorder_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/graph/inorder"
)

func response(t *testing.T) context.Context {
	return graphql.WithResponseContext(t.Context(), graphql.DefaultErrorPresenter, func(_ context.Context, cause any) error {
		return errors.New(fmt.Sprint(cause))
	})
}

func TestElementsAreExecutedOneAfterTheOther(t *testing.T) {
	t.Parallel()
	var order []int
	list := inorder.Slice(response(t), 5, func(ctx context.Context, i int) graphql.Marshaler {
		order = append(order, *graphql.GetFieldContext(ctx).Index)
		return graphql.MarshalInt(i)
	})
	var written bytes.Buffer
	list.MarshalGQL(&written)
	if !slices.Equal(order, []int{0, 1, 2, 3, 4}) || written.String() != "[0,1,2,3,4]" {
		t.Errorf("executed %v, wrote %s", order, written.String())
	}
}

func TestAPanicIsAnErrorOfItsElementAndMakesTheListNull(t *testing.T) {
	t.Parallel()
	ctx := response(t)
	list := inorder.Slice(ctx, 3, func(_ context.Context, i int) graphql.Marshaler {
		if i == 1 {
			panic("broken")
		}
		return graphql.MarshalInt(i)
	})
	found := graphql.GetErrors(ctx)
	if list != nil || len(found) != 1 || found[0].Path.String() != "[1]" {
		t.Errorf("answered %v with %v", list, found)
	}
}
