package doclimit

import (
	_ "embed"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed testdata/introspection.graphql
var introspectionQuery string

// attack is a document, hostile or plain, and the limit that must stop it: "" when it must be accepted, "invalid" when
// validation must refuse it.
type attack struct {
	name      string
	query     string
	variables map[string]any
	limit     Limit
}

// attacks are the payloads of realtime.md 4.1 and their relatives.
func attacks() []attack {
	list := []attack{
		{name: "plain query", query: `{ hello }`},
		{name: "introspection of GraphiQL", query: introspectionQuery},
		{name: "duplicate field 20,000 times", query: "{" + strings.Repeat("hello ", 20_000) + "}", limit: LimitDocumentBytes},
		{name: "duplicate field 1,900 times", query: "{" + strings.Repeat("hello ", 1_900) + "}", limit: LimitTokens},
		{name: "duplicate field 900 times", query: "{" + strings.Repeat("hello ", 900) + "}", limit: LimitFields},
		{name: "duplicate field 200 times", query: "{" + strings.Repeat("hello ", 200) + "}"},
		{name: "200 x 100 inline fragments", query: "{" + strings.Repeat("...{"+strings.Repeat("...{hello} ", 100)+"} ", 200) + "}", limit: LimitDocumentBytes},
		{name: "1,000 flat inline fragments", query: "{" + strings.Repeat("...on Query{hello} ", 1_000) + "}", limit: LimitDocumentBytes},
		{name: "150 flat inline fragments", query: "{" + strings.Repeat("...{hello} ", 150) + "}", limit: LimitFragments},
		{name: "100 nested inline fragments", query: strings.Repeat("{...on Query", 100) + "{hello}" + strings.Repeat("}", 100)},
		{name: "20,000 unknown directives", query: "{ __typename " + strings.Repeat("@aa ", 20_000) + "}", limit: LimitDocumentBytes},
		{name: "400 unknown directives", query: "{ __typename " + strings.Repeat("@aa", 400) + " }", limit: LimitDirectivesPerLocation},
		{name: "directives spread over fields", query: "{" + strings.Repeat("hello"+strings.Repeat("@mark", 10)+" ", 6) + "}", limit: LimitDirectives},
		{name: "100,000 aliases", query: "{" + aliases(100_000) + "}", limit: LimitDocumentBytes},
		{name: "101 aliases", query: "{" + aliases(101) + "}", limit: LimitAliasesPerParent},
		{name: "15 aliases", query: "{" + aliases(15) + "}"},
		{name: "aliases hidden in fragments", query: "{ ...A ...B } fragment A on Query {" + aliases(8) + "} fragment B on Query { ... {" +
			aliases(16)[aliasesWidth*8:] + "} }", limit: LimitAliasesPerParent},
		{name: "first: 1e6", query: `{ operations(first: 1000000) { nodes { id } } }`, limit: LimitCost},
		{name: "first: 1e6 by variable", query: `query($n: Int) { operations(first: $n) { nodes { id } } }`, variables: map[string]any{"n": 1_000_000}, limit: LimitCost},
		{name: "three pages of 100 in one another", query: `{ operations(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } }`,
			limit: LimitCost},
		{name: "900 comments", query: "{ hello }" + strings.Repeat("#\n", 900)},
		{name: "16 KB in one comment", query: "{ hello }#" + strings.Repeat(" ", 16_000)},
		{name: "7,000 comments", query: "{ hello }" + strings.Repeat("#\n", 7_000), limit: LimitTokens},
		{name: "0.9 MB of comments", query: "{ hello }" + strings.Repeat("#\n", 450_000), limit: LimitDocumentBytes},
		{name: "deep selection", query: "{ me " + strings.Repeat("{ parent ", 12) + "{ id }" + strings.Repeat("}", 13), limit: LimitDepth},
		{name: "introspection in circles", query: "{ __schema { types " + strings.Repeat("{ ofType ", 21) + "{ name }" + strings.Repeat("}", 23),
			limit: LimitIntrospectionDepth},
		{name: "introspection of lists in lists", query: `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`, limit: "invalid"},
		{name: "list literal 12 deep", query: "{ sum(values: " + strings.Repeat("[", 12) + "1" + strings.Repeat("]", 12) + ") }", limit: LimitLiteralDepth},
		{name: "list literal 450 deep", query: "{ sum(values: " + strings.Repeat("[", 450) + strings.Repeat("]", 450) + ") }", limit: LimitLiteralDepth},
		{name: "object literal 12 deep", query: "{ search(where: " + strings.Repeat("{not: ", 12) + "{}" + strings.Repeat("}", 12) + ") { id } }", limit: LimitLiteralDepth},
		{name: "variable 1,000 deep", query: `query($w: Where) { search(where: $w) { id } }`, variables: map[string]any{"w": deepWhere(1_000)}, limit: LimitVariableDepth},
		{name: "151 operations", query: "{ hello }" + strings.Repeat("query A{hello}", 150), limit: LimitOperations},
		{name: "fragment cycle", query: `{ me { ...A } } fragment A on Operation { parent { ...B } } fragment B on Operation { parent { ...A } }`, limit: "invalid"},
		{name: "fragment that spreads itself", query: `{ me { ...A } } fragment A on Operation { ...A id }`, limit: "invalid"},
		{name: "fragments that each spread all the next ones", query: triangle(13), limit: ""},
		{name: "impossible spreads", query: impossible(45), limit: "invalid"},
		{name: "100 fragments in a chain", query: chain(100, "id")},
		// Valid, but the request does not say which operation it means.
		{name: "20 operations over a chain of fragments", query: chain(55, "id code") + repeatUpTo(19, func(i int) string { return fmt.Sprintf(" query A%d{me{...C0}}", i) }),
			limit: "invalid"},
		{name: "fields and directives over a chain of fragments", query: chain(49, "id @mark code __typename")},
		{name: "unknown fields", query: "{" + strings.Repeat("a b c d e f g h i j k l m n o p ", 12) + "}", limit: "invalid"},
		{name: "conflicting fields", query: "{" + strings.Repeat("x: hello x: sum ", 7) + "}", limit: "invalid"},
		{name: "incremental delivery", query: `{ ... @defer { hello } }`, limit: LimitIncremental},
		{name: "not GraphQL", query: strings.Repeat("}", 900), limit: "invalid"},
		{name: "nothing", query: "", limit: "invalid"},
		{name: "unclosed", query: strings.Repeat("{a", 400), limit: "invalid"},
	}
	for levels := 10; levels <= 40; levels += 10 {
		// Each level spreads the next twice at one place: one set of fields, but 2^levels paths for a naive walker.
		list = append(list, attack{
			name:  fmt.Sprintf("fragments doubled %d times", levels),
			query: doubling(levels, "...F%d ...F%d"),
			limit: map[bool]Limit{true: LimitCost, false: ""}[levels > 10],
		})
		// Here the paths are real fields: 2^levels of them in the answer.
		list = append(list, attack{
			name:  fmt.Sprintf("fields doubled %d times", levels),
			query: doubling(levels, "a: parent { ...F%d } b: parent { ...F%d }"),
			limit: map[bool]Limit{true: LimitDepth, false: ""}[levels > 10],
		})
	}
	return list
}

const aliasesWidth = len("a000000:hello ")

func aliases(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "a%06d:hello ", i)
	}
	return text.String()
}

func deepWhere(levels int) any {
	var value any = map[string]any{"code": "x"}
	for range levels {
		value = map[string]any{"not": value}
	}
	return value
}

// triangle makes each of n fragments spread all that follow it: n²/2 spreads and 2^n paths.
func triangle(n int) string {
	var text strings.Builder
	text.WriteString("{ me { ...T0 } }")
	for i := range n {
		fmt.Fprintf(&text, " fragment T%d on Operation { id code", i)
		for j := i + 1; j < n; j++ {
			fmt.Fprintf(&text, " ...T%d", j)
		}
		text.WriteString(" }")
	}
	return text.String()
}

// chain makes each of n fragments spread the next; validation walks n²/2 of them.
func chain(n int, fields string) string {
	var text strings.Builder
	text.WriteString("query Q { me { ...C0 } }")
	for i := range n - 1 {
		fmt.Fprintf(&text, " fragment C%d on Operation { %s ...C%d }", i, fields, i+1)
	}
	fmt.Fprintf(&text, " fragment C%d on Operation { id }", n-1)
	return text.String()
}

// impossible chains fragments whose type never occurs where they are spread, under an interface of many types.
func impossible(n int) string {
	var text strings.Builder
	text.WriteString("{ node(id: 1) { ...I0 } }")
	for i := range n {
		fmt.Fprintf(&text, " fragment I%d on Node { ...on Other { id } ...I%d }", i, i+1)
	}
	fmt.Fprintf(&text, " fragment I%d on Node { id }", n)
	return text.String()
}

func TestEveryAttackIsStoppedByItsLimitInAShortAnswer(t *testing.T) {
	t.Parallel()
	for _, attack := range attacks() {
		t.Run(attack.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			response := h.ask(attack.query, attack.variables)
			if got := limitOf(response.Errors); got != attack.limit {
				t.Fatalf("stopped by %q, want %q: %v", got, attack.limit, response.Errors)
			}
			if attack.limit == "" {
				return
			}
			if response.Data != nil {
				t.Errorf("a refused document has data %s", response.Data)
			}
			wantCode := CodeBadRequest
			if attack.limit == LimitCost {
				wantCode = CodeCostExceeded
			}
			for _, err := range response.Errors {
				if err.Extensions["code"] != wantCode {
					t.Errorf("code %v, want %s", err.Extensions["code"], wantCode)
				}
			}
			size := len(encode(t, response))
			if most := map[bool]int{true: maxErrorBytes + 64, false: 1 << 10}[attack.limit == "invalid"]; size > most {
				t.Errorf("the answer has %d bytes, want at most %d", size, most)
			}
		})
	}
}

// Not parallel: it measures the CPU of the process.
func TestNoDocumentCostsMoreThanTenMillisecondsOfCPU(t *testing.T) {
	for _, attack := range attacks() {
		least := time.Hour
		for range 5 {
			h := newHouse(t, nil)
			least = min(least, cpuOf(t, func() { h.ask(attack.query, attack.variables) }))
		}
		t.Logf("%8.3f ms  %s", least.Seconds()*1e3, attack.name)
		if bound := 10 * time.Millisecond * slowdown; least > bound {
			t.Errorf("%s: %v of CPU, want at most %v", attack.name, least, bound)
		}
	}
}

func cpuOf(tb testing.TB, work func()) time.Duration {
	tb.Helper()
	before := processCPU(tb)
	work()
	return processCPU(tb) - before
}

func processCPU(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkGuard(b *testing.B) {
	for _, attack := range attacks() {
		b.Run(attack.name, func(b *testing.B) {
			h := newHouse(b, nil)
			h.executor.SetQueryCache(graphql.NoCache[*ast.QueryDocument]{})
			b.ReportAllocs()
			for b.Loop() {
				h.ask(attack.query, attack.variables)
			}
		})
	}
}
