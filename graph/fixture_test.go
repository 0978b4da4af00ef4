package graph_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/testkit"
)

// api is the executor over a house of its own.
type api struct {
	*testkit.Kit
	executor *executor.Executor
	// nubefact issues the documents of the house; nil for a house that issues none.
	nubefact *nubefact
}

func open(t testing.TB) *api {
	t.Helper()
	return openIssuing(t)
}

// serve makes the executor over a house.
func serve(t testing.TB, kit *testkit.Kit, options graph.ExecutorOptions) *api {
	t.Helper()
	var err error
	if options.Guard, err = doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()}); err != nil {
		t.Fatal(err)
	}
	return &api{Kit: kit, executor: graph.NewExecutor(dependencies(t, kit), options)}
}

func dependencies(t testing.TB, kit *testkit.Kit) graph.Dependencies {
	t.Helper()
	return graph.Dependencies{Areas: kit.Areas, Feed: kit.Feed, Cursors: kit.Cursors, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
}

// answer is a response as its caller reads it.
type answer struct {
	Data       map[string]any
	Errors     gqlerror.List
	Extensions map[string]any
	raw        string
}

// ask runs a document as a caller.
func (a *api) ask(t *testing.T, caller testkit.Caller, document string, variables map[string]any) answer {
	t.Helper()
	return a.run(t, a.As(t, caller), document, variables)
}

func (a *api) run(t *testing.T, ctx context.Context, document string, variables map[string]any) answer {
	t.Helper()
	ctx = graphql.StartOperationTrace(ctx)
	operation, refused := a.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: variables})
	var response *graphql.Response
	if refused != nil {
		response = a.executor.DispatchError(graphql.WithOperationContext(ctx, operation), refused)
	} else {
		handler, ctx := a.executor.DispatchOperation(ctx, operation)
		response = handler(ctx)
	}
	got := answer{Errors: response.Errors, Extensions: response.Extensions, raw: string(response.Data)}
	if len(response.Data) > 0 {
		if err := json.Unmarshal(response.Data, &got.Data); err != nil {
			t.Fatalf("the answer is no JSON: %v", err)
		}
	}
	if operation != nil {
		checkFields(t, sdl(), operation.Operation, got.Data)
	}
	return got
}

// must runs a document that no error may come of.
func (a *api) must(t *testing.T, caller testkit.Caller, document string, variables map[string]any) answer {
	t.Helper()
	got := a.ask(t, caller, document, variables)
	if len(got.Errors) > 0 {
		t.Fatalf("%s: %v", caller, got.Errors)
	}
	return got
}

// code is the code of the first error of an answer; empty without any.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// at walks into the data by names and indices.
func (a answer) at(t *testing.T, path ...any) any {
	t.Helper()
	var value any = a.Data
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, ok := value.(map[string]any)
			if !ok {
				t.Fatalf("no %v in %s", path, a.raw)
			}
			value = object[step]
		case int:
			list, ok := value.([]any)
			if !ok || step >= len(list) {
				t.Fatalf("no %v in %s", path, a.raw)
			}
			value = list[step]
		}
	}
	return value
}
