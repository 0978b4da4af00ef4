package doclimit

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// repeatUpTo joins n numbered parts.
func repeatUpTo(n int, part func(i int) string) string {
	var text strings.Builder
	for i := range n {
		text.WriteString(part(i))
	}
	return text.String()
}

func nested(n int, open, middle, end string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
}

// boundaries gives for each limit a document of exactly n of what it counts.
func boundaries() map[Limit]func(n int) string {
	return map[Limit]func(n int) string{
		LimitDocumentBytes: func(n int) string { return "{hello}" + strings.Repeat(" ", n-len("{hello}")) },
		LimitTokens: func(n int) string {
			return "query(" + strings.Repeat("$a:ID ", (n-4)/4) + strings.Repeat("#\n", (n-4)%4) + "){"
		},
		LimitOperations: func(n int) string {
			return repeatUpTo(n, func(i int) string { return fmt.Sprintf("query Q%d{hello} ", i) })
		},
		LimitDepth:              func(n int) string { return "{me" + nested(n-2, "{parent", "{id}", "}") + "}" },
		LimitIntrospectionDepth: func(n int) string { return "{__schema" + nested(n-2, "{ofType", "{name}", "}") + "}" },
		LimitAliasesPerParent: func(n int) string {
			return "{" + repeatUpTo(n, func(i int) string { return fmt.Sprintf("a%d:hello ", i) }) + "hello}"
		},
		LimitFields: func(n int) string { return "{" + strings.Repeat("hello ", n) + "}" },
		LimitFragments: func(n int) string {
			return "{" + strings.Repeat("...{hello} ", n/2) + "}" +
				repeatUpTo(n-n/2, func(i int) string { return fmt.Sprintf("fragment F%d on Query{hello} ", i) })
		},
		LimitSpreads:               func(n int) string { return "{" + strings.Repeat("...F ", n) + "} fragment F on Query{hello}" },
		LimitDirectivesPerLocation: func(n int) string { return "{hello" + strings.Repeat("@mark", n) + "}" },
		LimitDirectives:            func(n int) string { return "{" + strings.Repeat("hello@mark ", n) + "}" },
		LimitLiteralDepth:          func(n int) string { return "{sum(values:" + nested(n, "[", "1", "]") + ")}" },
	}
}

func figure(limit Limit) int {
	limits := DefaultLimits()
	return map[Limit]int{
		LimitDocumentBytes: limits.DocumentBytes, LimitTokens: limits.Tokens, LimitOperations: limits.Operations,
		LimitDepth: limits.Depth, LimitIntrospectionDepth: limits.IntrospectionDepth,
		LimitAliasesPerParent: limits.AliasesPerParent, LimitFields: limits.Fields, LimitFragments: limits.Fragments,
		LimitSpreads: limits.Fragments, LimitDirectivesPerLocation: limits.DirectivesPerLocation,
		LimitDirectives: limits.Directives, LimitLiteralDepth: limits.LiteralDepth,
	}[limit]
}

func TestEachLimitAdmitsItsFigureAndRefusesOneMore(t *testing.T) {
	t.Parallel()
	for limit, document := range boundaries() {
		t.Run(string(limit), func(t *testing.T) {
			t.Parallel()
			h, most := newHouse(t, nil), figure(limit)
			if refusal := h.guard.Check(document(most), nil); refusal != nil {
				t.Errorf("%d is refused: %v", most, refusal)
			}
			refusal := h.guard.Check(document(most+1), nil)
			if refusal == nil || refusal.Limit != limit {
				t.Fatalf("%d is answered by %+v, want %s", most+1, refusal, limit)
			}
			if !strings.Contains(refusal.Error(), strconv.Itoa(most)) {
				t.Errorf("the message %q does not say %d", refusal.Error(), most)
			}
		})
	}
}

func TestVariablesNestAsDeepAsLiteralsMay(t *testing.T) {
	t.Parallel()
	limits := DefaultLimits()
	for levels, refused := range map[int]bool{limits.LiteralDepth - 1: false, limits.LiteralDepth: true} {
		refusal := checkVariables(map[string]any{"w": []any{deepWhere(levels - 1)}}, limits)
		if (refusal != nil) != refused {
			t.Errorf("%d levels: %v", levels+1, refusal)
		}
	}
}

func TestIntrospectionInsideFragmentsHasTheDepthOfIntrospection(t *testing.T) {
	t.Parallel()
	deep := func(n int) string {
		return "{ __schema { types { ...T } } } fragment T on __Type " + nested(n, "{ofType", "{name}", "}")
	}
	h := newHouse(t, nil)
	if refusal := h.guard.Check(deep(17), nil); refusal != nil {
		t.Errorf("depth 20 is refused: %v", refusal)
	}
	if refusal := h.guard.Check(deep(18), nil); refusal == nil || refusal.Limit != LimitIntrospectionDepth {
		t.Errorf("depth 21 is answered by %v", refusal)
	}
}

func TestSurveyVisitsEveryNodeOnce(t *testing.T) {
	t.Parallel()
	limits := DefaultLimits()
	limits.Depth, limits.Fields, limits.Fragments = 1_000, 10_000, 1_000
	for levels := 10; levels <= 40; levels += 10 {
		s := newSurvey(parse(t, doubling(levels, "a: parent { ...F%d } b: parent { ...F%d }")), limits)
		s.document()
		// Per level: the fragment, two fields, two spreads; at the ends: me, a spread, the last fragment and its field.
		if want := 5*levels + 4; s.visits != want || s.refusal != nil {
			t.Errorf("%d levels: %d visits, want %d (%v)", levels, s.visits, want, s.refusal)
		}
	}
}

func TestRefusalIsFoundInTheAnswersError(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	err := h.guard.Check("{"+strings.Repeat("hello ", 201)+"}", nil).GraphQL()
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Limit != LimitFields || refusal.Max != 200 {
		t.Fatalf("found %+v", refusal)
	}
	if err.Extensions["max"] != 200 || err.Extensions["code"] != CodeBadRequest {
		t.Errorf("extensions %v", err.Extensions)
	}
}
