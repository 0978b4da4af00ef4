package gqlhttp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/doclimit"
)

// newExecutor runs a schema made by hand. Each root field stands for one way in which an operation can end.
func newExecutor(tb testing.TB) *executor.Executor {
	tb.Helper()
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { hello: String fails: String nothing: String! waits: String limited: String replayed: String partial: String unencodable: String id(id: ID!): String }
		type Mutation { touch: String }
		type Subscription { tick: String }
	`})
	exec := executor.New(&graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc: func(ctx context.Context) graphql.ResponseHandler {
			field := graphql.GetOperationContext(ctx).Operation.SelectionSet[0].(*ast.Field)
			return run(field.Name)
		},
	})
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	if err != nil {
		tb.Fatal(err)
	}
	guard.Install(exec)
	return exec
}

func run(field string) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		switch field {
		case "fails":
			graphql.AddError(ctx, errors.New("no se pudo"))
			return &graphql.Response{Data: []byte(`{"fails":null}`)}
		case "nothing":
			graphql.AddError(ctx, &gqlerror.Error{Message: "no existe", Extensions: map[string]any{"code": codeNotFound}})
			return &graphql.Response{Data: []byte(`null`)}
		case "waits":
			<-ctx.Done()
			return nil
		case "limited":
			return &graphql.Response{Errors: gqlerror.List{{Message: "espere", Extensions: map[string]any{"code": codeRateLimited, "retryAfter": 7}}}}
		case "replayed":
			graphql.RegisterExtension(ctx, "idempotencyReplayed", true)
			return &graphql.Response{Data: []byte(`{"replayed":"x"}`)}
		case "partial":
			more := true
			return &graphql.Response{Data: []byte(`{}`), HasNext: &more}
		case "unencodable":
			graphql.RegisterExtension(ctx, "broken", make(chan int))
			return &graphql.Response{Data: []byte(`{}`)}
		default:
			return &graphql.Response{Data: []byte(`{"` + field + `":"mundo"}`)}
		}
	}
}

// call is a request of a test. Headers are added as given; body nil means GET unless method says otherwise.
type call struct {
	method, target, body string
	header               map[string]string
}

func post(body string, header ...string) call {
	c := call{method: http.MethodPost, body: body, header: map[string]string{"Content-Type": "application/json"}}
	return c.with(header...)
}

func get(query string, header ...string) call {
	return call{method: http.MethodGet, target: "?" + query, header: map[string]string{}}.with(header...)
}

// with adds headers, given as name and value in turn; an empty value removes one.
func (c call) with(header ...string) call {
	for i := 0; i < len(header); i += 2 {
		if header[i+1] == "" {
			delete(c.header, header[i])
			continue
		}
		c.header[header[i]] = header[i+1]
	}
	return c
}

func (c call) to(tb testing.TB, handler http.Handler) answer {
	tb.Helper()
	request := httptest.NewRequest(c.method, "https://qoricash.test/graphql"+c.target, strings.NewReader(c.body))
	for name, value := range c.header {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		tb.Fatal(err)
	}
	got := answer{status: response.StatusCode, header: response.Header, text: string(body)}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &got.fields); err != nil {
			tb.Fatalf("the answer %q is not JSON: %v", body, err)
		}
	}
	return got
}

type answer struct {
	status int
	header http.Header
	text   string
	fields map[string]any
}

// code is the code of the first error, "" without one.
func (a answer) code() string {
	errs, _ := a.fields["errors"].([]any)
	if len(errs) == 0 {
		return ""
	}
	extensions, _ := errs[0].(map[string]any)["extensions"].(map[string]any)
	code, _ := extensions["code"].(string)
	return code
}

func (a answer) hasData() bool {
	_, has := a.fields["data"]
	return has
}
