package label_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/label"
)

func TestEveryValueOfEveryEnumerationHasItsWord(t *testing.T) {
	t.Parallel()
	schema := graph.Schema(graph.Dependencies{}).Schema()
	all, enums := label.Of(schema), 0
	for name, definition := range schema.Types {
		if len(definition.EnumValues) == 0 || definition.BuiltIn {
			continue
		}
		enums++
		said := all[name]
		if said == nil || said.Name != name || len(said.Values) != len(definition.EnumValues) {
			t.Errorf("%s has the words %v", name, said)
			continue
		}
		words := map[string]string{}
		for i, value := range said.Values {
			if value.Value != definition.EnumValues[i].Name {
				t.Errorf("%s.%s stands where the schema has %s", name, value.Value, definition.EnumValues[i].Name)
			}
			if !isWord(value.Label) {
				t.Errorf("%s.%s is called %q", name, value.Value, value.Label)
			}
			// Two values that are called alike could not be told apart on a screen.
			if other, twice := words[value.Label]; twice && !isToldApartByItsReader(name) {
				t.Errorf("%s.%s is called %q, as %s is", name, value.Value, value.Label, other)
			}
			words[value.Label] = value.Value
		}
	}
	if enums < 50 || len(all) != enums {
		t.Errorf("%d enumerations have words, of %d", len(all), enums)
	}
}

// isToldApartByItsReader tells of the one enumeration whose values are read by different people: a message of clients and one of the
// staff may have one title.
func isToldApartByItsReader(enum string) bool { return enum == "MessageKind" }

func isWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && utf8.ValidString(text) && text == strings.TrimSpace(text) && !strings.HasSuffix(text, ".") &&
		(unicode.IsUpper(first) || text == "iPhone") && !strings.ContainsAny(text, "_`")
}

func TestNoWordIsOfAValueThatIsNotThere(t *testing.T) {
	t.Parallel()
	schema := graph.Schema(graph.Dependencies{}).Schema()
	for enum, words := range label.Tables() {
		definition := schema.Types[enum]
		if definition == nil {
			t.Errorf("there is no enumeration %s", enum)
			continue
		}
		for value := range words {
			if definition.EnumValues.ForName(value) == nil {
				t.Errorf("%s has no value %s", enum, value)
			}
		}
	}
}

// A word stands in one place: whoever changes it there changes it everywhere.
func TestAWordStandsInOnePlace(t *testing.T) {
	t.Parallel()
	for enum := range graph.Schema(graph.Dependencies{}).Schema().Types {
		places := 0
		for _, here := range []bool{label.InTheDomain(enum), label.Described(enum), label.Tables()[enum] != nil && enum != "OperationEventReason"} {
			if here {
				places++
			}
		}
		if places > 1 {
			t.Errorf("the words of %s stand in %d places", enum, places)
		}
	}
}
