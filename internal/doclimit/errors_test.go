package doclimit

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"pgregory.net/rapid"
)

func TestAnswerHasAtMostTenErrorsInFourKilobytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var list gqlerror.List
		for range rapid.IntRange(1, 30).Draw(t, "errors") {
			list = append(list, &gqlerror.Error{Message: rapid.StringN(0, 900, -1).Draw(t, "message")})
		}
		capped := RequestErrors(list)
		encoded, err := json.Marshal(capped)
		if err != nil {
			t.Fatal(err)
		}
		if len(capped) == 0 || len(capped) > maxErrors {
			t.Fatalf("%d errors", len(capped))
		}
		// The brackets and commas of the list come on top.
		if len(capped) > 1 && len(encoded) > maxErrorBytes+maxErrors+1 {
			t.Fatalf("%d bytes", len(encoded))
		}
		for i, err := range capped {
			if !utf8.ValidString(err.Message) && utf8.ValidString(list[i].Message) {
				t.Fatalf("%q is cut inside a character", err.Message)
			}
			if list[i].Extensions != nil {
				t.Fatal("the given errors were changed")
			}
		}
	})
}

func TestCodesOfGqlgenBecomeBadRequest(t *testing.T) {
	t.Parallel()
	for given, want := range map[any]any{
		nil: CodeBadRequest, errcode.ParseFailed: CodeBadRequest, errcode.ValidationFailed: CodeBadRequest,
		"UNAUTHENTICATED": "UNAUTHENTICATED", CodeCostExceeded: CodeCostExceeded,
	} {
		err := &gqlerror.Error{Message: "x"}
		if given != nil {
			err.Extensions = map[string]any{"code": given}
		}
		if got := RequestErrors(gqlerror.List{err})[0].Extensions["code"]; got != want {
			t.Errorf("%v becomes %v, want %v", given, got, want)
		}
	}
}

func TestARepeatedMistakeIsReportedOnce(t *testing.T) {
	t.Parallel()
	response := newHouse(t, nil).ask("{ __typename "+strings.Repeat("@aa ", 10)+"}", nil)
	if len(response.Errors) != 2 {
		t.Errorf("got %d errors, want one of each rule: %v", len(response.Errors), response.Errors)
	}
}

func TestManyMistakesAreReportedUpToTen(t *testing.T) {
	t.Parallel()
	query := "{" + repeatUpTo(100, func(i int) string { return fmt.Sprintf("wrong%d ", i) }) + "}"
	if errs := newHouse(t, nil).ask(query, nil).Errors; len(errs) != maxErrors {
		t.Errorf("got %d errors", len(errs))
	}
}

func TestTyposAreAnsweredWithoutTheNamesOfTheSchema(t *testing.T) {
	t.Parallel()
	typos := []string{
		`{ helo }`, `{ me { cod } }`, `{ me }`, `{ hello { x } }`, `{ nod(id: 1) { id } }`, `{ node(di: 1) { id } }`,
		`{ node(id: 1) { ... on Operatoin { id } } }`, `query($w: Wher) { search(where: $w) { id } }`,
		`{ search(where: {cod: "x"}) { id } }`, `{ hello @mrk }`, `{ hello @include(fi: true) }`,
		`query($w: Where) { search(where: $w) { id } }`,
	}
	for _, typo := range typos {
		silent := newHouse(t, nil).ask(typo, map[string]any{"w": map[string]any{"cod": 1}})
		if len(silent.Errors) == 0 {
			t.Errorf("%s is accepted", typo)
		}
		if text := string(encode(t, silent)); strings.Contains(text, "Did you mean") {
			t.Errorf("%s is answered by %s", typo, text)
		}
	}
	spoken := newHouse(t, func(o *Options) { o.Suggestions = true }).ask(`{ helo }`, nil)
	if text := string(encode(t, spoken)); !strings.Contains(text, "Did you mean") {
		t.Errorf("asked for suggestions, got %s", text)
	}
}

func TestMistakesOfADocumentAreLedInSpanish(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	for query, lead := range map[string]string{
		`{ hello`:                            "El documento GraphQL no se puede leer: ",
		`{ helo }`:                           "La solicitud GraphQL no es válida: ",
		`query($k: Kind!) { kinds(of: $k) }`: "La solicitud GraphQL no es válida: ",
	} {
		if errs := h.ask(query, nil).Errors; len(errs) == 0 || !strings.HasPrefix(errs[0].Message, lead) {
			t.Errorf("%s is answered by %v", query, errs)
		}
	}
}

func TestErrorsQuoteNoValues(t *testing.T) {
	t.Parallel()
	const secret = "s3cret0"
	h := newHouse(t, nil)
	for query, want := range map[string]string{
		`{ operations(first: "` + secret + `") { totalCount } }`:        "Int cannot represent non-integer value.",
		`{ search(where: "` + secret + `") { id } }`:                    `Expected value of type "Where".`,
		`{ search(where: {code: {a: "` + secret + `"}}) { id } }`:       `Field "a" is not defined by type "String".`,
		`{ search(where: {and: [{code: ["` + secret + `"]}]}) { id } }`: "String cannot represent a non string value.",
		`{ node(id: null) { id } }`:                                     `Expected value of type "ID!", found null.`,
		`{ kinds(of: "` + secret + `") }`:                               `Enum "Kind" cannot represent non-enum value.`,
		`{ hello "` + secret + `" }`:                                    "Expected Name, found String",
		`{ hello } "` + secret + `"`:                                    "Unexpected <EOF>",
		`{ hello } """` + secret + `""" 1`:                              "Unexpected Int",
		`{ hello } } """` + secret + `"""`:                              "Unexpected }",
		`{ hello(a: "` + secret + `}`:                                   "Unexpected <Invalid>",
	} {
		response := h.ask(query, nil)
		text := string(encode(t, response))
		if strings.Contains(text, secret) || len(response.Errors) == 0 || !strings.Contains(response.Errors[0].Message, want) {
			t.Errorf("%s is answered by %s, want %s", query, text, want)
		}
	}
	response := h.ask(`query($k: Kind) { kinds(of: $k) }`, map[string]any{"k": secret})
	if text := string(encode(t, response)); strings.Contains(text, secret) ||
		response.Errors[0].Message != "La solicitud GraphQL no es válida: the value is not a valid Kind" {
		t.Errorf("the variable is answered by %s", text)
	}
}
