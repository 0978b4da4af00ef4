package domain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestEachEventStandsOnceInTheTableWithAThingThatIsToldOf(t *testing.T) {
	t.Parallel()
	seen, told := map[string]bool{}, map[domain.ObjectKind]bool{}
	for _, row := range domain.EventTypes() {
		name := string(row.Object) + " " + string(row.Kind)
		if seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name], told[row.Object] = true, true
		if !row.Object.Is(domain.ToldOf) || row.Version < 1 {
			t.Errorf("%s: of a thing that is not told of, or of version %d", name, row.Version)
		}
		if row.Facts == nil {
			continue
		}
		encoded, err := json.Marshal(row.Facts)
		if err != nil || !strings.HasPrefix(string(encoded), "{") {
			t.Errorf("%s: facts %s, %v", name, encoded, err)
		}
	}
	for _, kind := range domain.ObjectKinds(domain.ToldOf) {
		if !told[kind] {
			t.Errorf("nothing is told of %s", kind)
		}
	}
}

func TestAnEventTakesTheFactsOfItsTableAlone(t *testing.T) {
	t.Parallel()
	contact, _ := domain.EventTypeOf(domain.ObjectClient, domain.EventContactAdded)
	activated, _ := domain.EventTypeOf(domain.ObjectClient, domain.EventClientActivated)
	switch {
	case !contact.Admits(domain.ContactFacts{}), !activated.Admits(nil):
		t.Error("its own facts are refused")
	case contact.Admits(nil), contact.Admits(domain.FieldsFacts{}), contact.Admits(map[string]any{}), activated.Admits(domain.ContactFacts{}):
		t.Error("other facts are admitted")
	}
	if _, known := domain.EventTypeOf(domain.ObjectClient, domain.EventTOTPEnabled); known {
		t.Error("a client has the event of a person")
	}
}
