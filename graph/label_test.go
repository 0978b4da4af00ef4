package graph_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/testkit"
)

func TestEnumLabelsAnswersTheEnumerationsThatAreNamed(t *testing.T) {
	t.Parallel()
	a := open(t)
	got := a.must(t, testkit.Anonymous, `{ enumLabels(names: ["Side", "Currency", "Side"]) { name values { value label } } }`, nil)
	want := `{"enumLabels":[{"name":"Side","values":[{"value":"HOUSE_BUYS_USD","label":"La casa compra dólares"},` +
		`{"value":"HOUSE_SELLS_USD","label":"La casa vende dólares"}]},` +
		`{"name":"Currency","values":[{"value":"PEN","label":"Soles"},{"value":"USD","label":"Dólares"}]}]}`
	if got.raw != want {
		t.Errorf("got  %s\nwant %s", got.raw, want)
	}
	if none := a.must(t, testkit.Anonymous, `{ enumLabels(names: []) { name } }`, nil); none.raw != `{"enumLabels":[]}` {
		t.Errorf("none of them: %s", none.raw)
	}
	all, _ := a.must(t, testkit.Anonymous, `{ enumLabels { name values { label } } }`, nil).at(t, "enumLabels").([]any)
	enums := 0
	for _, definition := range sdl().Types {
		if len(definition.EnumValues) > 0 && !definition.BuiltIn {
			enums++
		}
	}
	if len(all) != enums {
		t.Errorf("%d enumerations of %d", len(all), enums)
	}
}

func TestAnUnknownEnumerationIsRefusedByItsName(t *testing.T) {
	t.Parallel()
	a := open(t)
	for name, shown := range map[string]string{"Estado": `"Estado"`, "OPERATIONSTATUS": `"OPERATIONSTATUS"`, "": `""`,
		strings.Repeat("x", 5000): strings.Repeat("x", 60)} {
		got := a.ask(t, testkit.Anonymous, `query($names: [String!]) { enumLabels(names: $names) { name } }`, map[string]any{"names": []any{"Side", name}})
		if got.code() != "BAD_REQUEST" || !strings.Contains(got.Errors[0].Message, shown) || len(got.Errors[0].Message) > 200 {
			t.Errorf("%.20q: %v", name, got.Errors)
		}
	}
}
