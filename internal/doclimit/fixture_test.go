package doclimit

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// houseSchema is a schema of the size and the shapes of the product's: one interface that many types implement, Relay
// connections, lists without a size, recursive inputs.
func houseSchema() *ast.Schema {
	var types strings.Builder
	for i := range 60 {
		fmt.Fprintf(&types, "type Thing%d implements Node { id: ID! name: String peer: Node self: Thing%d }\n", i, i)
	}
	return gqlparser.MustLoadSchema(&ast.Source{Name: "house.graphql", Input: types.String() + `
		directive @mark repeatable on FIELD
		interface Node { id: ID! }
		interface Other { id: ID! }
		type Apart implements Other { id: ID! }
		type Query {
			hello: String
			sum(values: [[[[[[[[[[[[Int]]]]]]]]]]]]): Int
			me: Operation
			node(id: ID!): Node
			other: Other
			nodes(ids: [ID!]!): [Node]
			operations(first: Int, last: Int, after: String, where: Where): OperationConnection!
			recent(first: Int = 20): OperationConnection!
			named(limit: String): Operation
			kinds(of: Kind): Int
			search(where: Where): [Operation]
		}
		enum Kind { ONE TWO }
		type Mutation { touch: Operation }
		input Where { and: [Where!] or: [Where!] not: Where code: String }
		type OperationConnection { totalCount: Int edges: [OperationEdge!] nodes: [Operation!] pageInfo: PageInfo! }
		type OperationEdge { cursor: String node: Operation }
		type PageInfo { hasNextPage: Boolean endCursor: String }
		type Operation implements Node {
			id: ID! code: String parent: Operation deposits: [Deposit!] children(first: Int): OperationConnection
		}
		type Deposit { id: ID! amount: String operation: Operation }
	`})
}

// house is an executor with a guard over a schema whose every operation answers nothing.
type house struct {
	executor *executor.Executor
	guard    *Guard
	schema   *ast.Schema
}

func newHouse(tb testing.TB, change func(*Options)) *house {
	tb.Helper()
	options := Options{Limits: DefaultLimits()}
	if change != nil {
		change(&options)
	}
	guard, err := New(options)
	if err != nil {
		tb.Fatal(err)
	}
	schema := houseSchema()
	exec := executor.New(&graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc: func(context.Context) graphql.ResponseHandler {
			return graphql.OneShot(&graphql.Response{Data: []byte(`{}`)})
		},
	})
	guard.Install(exec)
	return &house{executor: exec, guard: guard, schema: schema}
}

// ask runs one operation as a transport does.
func (h *house) ask(query string, variables map[string]any) *graphql.Response {
	ctx := graphql.StartOperationTrace(context.Background())
	operation, errs := h.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		return h.executor.DispatchError(graphql.WithOperationContext(ctx, operation), RequestErrors(errs))
	}
	responses, ctx := h.executor.DispatchOperation(ctx, operation)
	return responses(ctx)
}

// limitOf names the limit that an answer says was exceeded, "invalid" for another error, "" for none.
func limitOf(errs gqlerror.List) Limit {
	if len(errs) == 0 {
		return ""
	}
	if limit, ok := errs[0].Extensions["limit"].(string); ok {
		return Limit(limit)
	}
	return "invalid"
}

func encode(tb testing.TB, response *graphql.Response) []byte {
	tb.Helper()
	encoded, err := json.Marshal(response)
	if err != nil {
		tb.Fatal(err)
	}
	return encoded
}

// failer is what tests, benchmarks and rapid's properties have in common.
type failer interface {
	Helper()
	Fatalf(format string, arguments ...any)
}

func parse(tb failer, query string) *ast.QueryDocument {
	tb.Helper()
	document, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		tb.Fatalf("parse %.80s: %v", query, err)
	}
	return document
}

// validated parses a document and lets validation resolve its definitions.
func validated(tb testing.TB, schema *ast.Schema, query string) *ast.QueryDocument {
	tb.Helper()
	document := parse(tb, query)
	if errs := validator.ValidateWithRules(schema, document, Rules(DefaultLimits(), false)); len(errs) > 0 {
		tb.Fatalf("validate %.80s: %v", query, errs)
	}
	return document
}

// doubling is a chain of fragments each of which spreads the next one twice: 2^levels paths in a few hundred bytes.
func doubling(levels int, body string) string {
	var text strings.Builder
	text.WriteString("{ me { ...F0 } }\n")
	for level := range levels {
		fmt.Fprintf(&text, "fragment F%d on Operation { "+body+" }\n", level, level+1, level+1)
	}
	fmt.Fprintf(&text, "fragment F%d on Operation { id }\n", levels)
	return text.String()
}

// resolve resolves the definitions of a document without any rule.
func resolve(schema *ast.Schema, document *ast.QueryDocument) {
	validator.Walk(schema, document, &validator.Events{})
}
