package graph_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/domain"
)

func TestWhatTheDatabaseSaysIsToldByWhetherTryingAgainHelps(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		cause error
		code  domain.Code
		retry bool
	}{
		{"it is starting", &pq.Error{Code: "57P03"}, domain.CodeUnavailable, true},
		{"it was told to end", &pq.Error{Code: "57P01"}, domain.CodeUnavailable, true},
		{"it cannot be reached", &net.OpError{Op: "dial", Err: errors.New("refused")}, domain.CodeUnavailable, true},
		{"it has no such table", &pq.Error{Code: "42P01", Message: "secret_table"}, domain.CodeInternal, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ctx := graphql.WithOperationContext(context.Background(), &graphql.OperationContext{})
			shown := graph.Presenter(slog.New(slog.DiscardHandler))(ctx, fmt.Errorf("read operations: %w", c.cause))
			if shown.Extensions["code"] != string(c.code) || shown.Extensions["retryable"] != c.retry {
				t.Fatalf("told %q with %v", shown.Message, shown.Extensions)
			}
		})
	}
}
