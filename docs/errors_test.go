package docs_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

var update = flag.Bool("update", false, "write the generated documentation instead of comparing it")

const errorsPage = "errors.md"

// The page of the errors is made from the catalogue: `go test ./docs -run Errors -update` writes it.
func TestTheErrorsPageFollowsTheCatalogue(t *testing.T) {
	t.Parallel()
	want := page()
	if *update {
		if err := os.WriteFile(errorsPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if read(t, errorsPage) != want {
		t.Errorf("docs/errors.md is out of step with domain.Catalogue; run the test with -update")
	}
}

func TestEveryCodeIsExplainedOnce(t *testing.T) {
	t.Parallel()
	var user, request []domain.Code
	for _, entry := range domain.Catalogue() {
		if entry.WholeRequest {
			request = append(request, entry.Code)
		} else {
			user = append(user, entry.Code)
		}
		if entry.Meaning == "" || entry.Remedy == "" {
			t.Errorf("%s says nothing of its meaning or of what to do", entry.Code)
		}
	}
	declared := slices.Collect(maps.Values(readSource(t, "../internal/domain").codes))
	others := slices.DeleteFunc(declared, func(code domain.Code) bool { return slices.Contains(domain.UserCodes(), code) })
	for _, lists := range [][2][]domain.Code{{user, domain.UserCodes()}, {request, others}} {
		explained, codes := slices.Sorted(slices.Values(lists[0])), slices.Sorted(slices.Values(lists[1]))
		if !slices.Equal(explained, codes) {
			t.Errorf("explained are %v, the codes are %v", explained, codes)
		}
	}
}

func TestTheSchemaHasExactlyTheUserCodes(t *testing.T) {
	t.Parallel()
	var shown []domain.Code
	for _, value := range graph.Schema(graph.Dependencies{}).Schema().Types["UserErrorCode"].EnumValues {
		shown = append(shown, domain.Code(value.Name))
	}
	slices.Sort(shown)
	if codes := slices.Sorted(slices.Values(domain.UserCodes())); !slices.Equal(shown, codes) {
		t.Errorf("the schema has %v, the domain %v", shown, codes)
	}
}

func TestTheSchemaHasExactlyTheWarningsAndEachIsExplained(t *testing.T) {
	t.Parallel()
	var shown, explained []domain.WarningCode
	for _, value := range graph.Schema(graph.Dependencies{}).Schema().Types["WarningCode"].EnumValues {
		shown = append(shown, domain.WarningCode(value.Name))
	}
	for _, entry := range domain.WarningCatalogue() {
		explained = append(explained, entry.Code)
	}
	if codes := domain.WarningCodes(); !slices.Equal(shown, codes) || !slices.Equal(explained, codes) {
		t.Errorf("the schema has %v, explained are %v, the domain has %v", shown, explained, codes)
	}
}

// The examples of warnings are what the rules say of the cases that they tell of.
func TestTheExamplesOfWarningsAreMessagesOfTheRules(t *testing.T) {
	t.Parallel()
	pair := func(buy, sell string) domain.RatePair {
		return domain.RatePair{Buy: money.MustRate(buy), Sell: money.MustRate(sell)}
	}
	far := domain.DefaultPricingRules().Judge(domain.PairPublic, pair("3.8000", "3.8100"), domain.RateMeasures{InForce: pair("3.7180", "3.8100")})
	funds := domain.HouseFunds{Balance: money.MustAmount("100.00")}
	want := map[domain.WarningCode]string{
		domain.WarnRateDeviation: far[0].Warning(true).Message,
		domain.WarnAccountShort:  funds.Short("INTERBANK PEN 2003001234567", money.Soles(money.MustAmount("371.80"))).Message,
	}
	for _, entry := range domain.WarningCatalogue() {
		if entry.Example != want[entry.Code] {
			t.Errorf("%s says %q, the example is %q", entry.Code, want[entry.Code], entry.Example)
		}
	}
}

// The examples are what the code says: each is one of the messages that stand behind its code somewhere, with figures in it.
func TestTheExamplesAreMessagesOfTheCode(t *testing.T) {
	t.Parallel()
	messages := messagesByCode(t)
	for _, entry := range domain.Catalogue() {
		known := messages[entry.Code]
		switch {
		case entry.Example == "" && len(known) > 0:
			t.Errorf("%s has no example, and the code answers %v", entry.Code, known)
		case entry.Example != "" && !slices.ContainsFunc(known, func(message message) bool { return message.fits(entry.Example) }):
			t.Errorf("%s: nothing answers %q; there are %v", entry.Code, entry.Example, known)
		}
	}
}

func page() string {
	var b strings.Builder
	b.WriteString(`# Errors

Made from the table in ` + "`internal/domain/error_catalogue.go`" + `; a test compares it, and holds every example to the messages in the code.

A refusal that a person can mend stands in ` + "`userErrors`" + ` of a mutation's payload, all faults of an input at once:

` + "```json" + `
{ "code": "BELOW_MINIMUM", "message": "El monto mínimo es US$ 50.00.", "field": ["amount", "pay", "amount"],
  "params": [ { "name": "minimum", "value": "50.00" } ] }
` + "```" + `

` + "`code`" + ` is for programs: the list is closed, and a new code is a change that is announced. ` + "`message`" + ` is for people: Spanish, ready to show.
` + "`field`" + ` is the path in the input, null when the refusal is about the whole. ` + "`params`" + ` are the figures, for a front end with a text of its own.

What ends a field or a whole request is a GraphQL error, with the code in ` + "`extensions.code`" + `, beside ` + "`retryable`" + `, ` + "`requestId`" + ` and, where it
applies, ` + "`field`" + `, ` + "`limit`" + ` or ` + "`retryAfter`" + ` in seconds. FORBIDDEN may come as either.

## In userErrors

`)
	table(&b, false)
	b.WriteString("\n## As GraphQL errors\n\n")
	table(&b, true)
	b.WriteString("\n## In warnings\n\nAn act that was done may say what deserves a second look, in `warnings` of its payload, in the shape of `userErrors`.\n\n")
	b.WriteString("| code | what was noticed | what to do | for example |\n| --- | --- | --- | --- |\n")
	for _, entry := range domain.WarningCatalogue() {
		fmt.Fprintf(&b, "| <a id=%q></a>`%s` | %s | %s | %s |\n", "warning-"+entry.Code, entry.Code, entry.Meaning, entry.Remedy, entry.Example)
	}
	return b.String()
}

func table(b *strings.Builder, wholeRequest bool) {
	b.WriteString("| code | what happened | what to do | for example |\n| --- | --- | --- | --- |\n")
	for _, entry := range domain.Catalogue() {
		if entry.WholeRequest != wholeRequest {
			continue
		}
		example := entry.Example
		if example == "" {
			example = "(no command answers it yet)"
		}
		fmt.Fprintf(b, "| <a id=%q></a>`%s` | %s | %s | %s |\n", entry.Code, entry.Code, entry.Meaning, entry.Remedy, example)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
