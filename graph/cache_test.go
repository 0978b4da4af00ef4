package graph_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

// Caches that keep objects by their ids merge the viewer of two answers, and never those of two people.
func TestEachPersonIsOneViewer(t *testing.T) {
	t.Parallel()
	a := open(t)
	seen := map[any]bool{}
	for _, caller := range everybody() {
		id := a.must(t, caller, `{ viewer { id } }`, nil).at(t, "viewer", "id")
		if again := a.must(t, caller, `{ viewer { id role } }`, nil).at(t, "viewer", "id"); again != id || seen[id] {
			t.Errorf("%s is %v and %v; known %t", caller, id, again, seen[id])
		}
		seen[id] = true
	}
	reader := a.with(t, domain.TokenAnalyst, analyst, domain.ScopeReadOperations)
	if byToken := a.run(t, reader, `{ viewer { id } }`, nil).at(t, "viewer", "id"); byToken != a.must(t, analyst, `{ viewer { id } }`, nil).at(t, "viewer", "id") {
		t.Errorf("with a token the person is %v", byToken)
	}
}

func TestSessionsOfTheListAreReadByTheirIds(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `query($id: ID!) { node(id: $id) { ... on Session { id kind current } } }`
	if got := a.must(t, own, document, map[string]any{"id": a.sessionOf(own)}); got.at(t, "node", "current") != true {
		t.Errorf("the own session: %s", got.raw)
	}
	a.must(t, own, `mutation { sessionEnd { ended } }`, nil)
	if got := a.must(t, own, document, map[string]any{"id": a.sessionOf(own)}); got.Data["node"] != nil {
		t.Errorf("a session that ended: %s", got.raw)
	}
	reader := a.with(t, domain.TokenAnalyst, analyst, domain.ScopeReadOperations)
	if got := a.run(t, reader, document, map[string]any{"id": a.sessionOf(analyst)}); got.Data["node"] != nil {
		t.Errorf("a token reads a session of its holder: %s", got.raw)
	}
}

// Entries have numbers, so whoever may search the trail could read it by counting: that is written down like a search.
func TestReadingAnEntryOfTheTrailByItsIdIsWrittenDown(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, domain.Pending)
	row := a.Store.Read().AuditEntry.Query().FirstX(access.AsSystem(t.Context()))
	id := globalid.Encode(ent.AuditEntryIDPrefix, globalid.FromNumber(row.ID))
	for _, caller := range everybody() {
		got := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on AuditEntry { action } } }`, map[string]any{"id": id})
		if shown := got.Data["node"] != nil; shown != slices.Contains(callers{master, middleOffice}, caller) {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	reads := a.reads(t)
	if !slices.ContainsFunc(reads, func(row string) bool {
		return strings.HasPrefix(row, "MASTER ") && strings.Contains(row, "AuditEntry.action")
	}) {
		t.Errorf("the trail has %q", reads)
	}
	before := len(reads)
	a.must(t, master, `query($id: ID!) { node(id: $id) { id __typename } }`, map[string]any{"id": id})
	if after := a.reads(t); len(after) != before {
		t.Errorf("an id alone is written down: %q", after[before:])
	}
}

func TestChangesOfTheTrailAreToldFieldByField(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(t, master, `mutation($in: ClientUpdateInput!) { clientUpdate(input: $in) { userErrors { code } } }`,
		map[string]any{"in": keyed(map[string]any{"clientId": a.client(own), "phone": "912345678", "reason": "Lo pidió"})})
	got := a.must(t, master, `query($filter: AuditFilter) { auditEntries(first: 1, filter: $filter) { nodes { changes { path before after } } } }`,
		map[string]any{"filter": map[string]any{"objectId": a.client(own), "action": "client.update"}})
	changes := got.at(t, "auditEntries", "nodes", 0, "changes").([]any)
	if !slices.ContainsFunc(changes, func(change any) bool {
		return change.(map[string]any)["path"] == "reason" && change.(map[string]any)["after"] == "Lo pidió"
	}) {
		t.Errorf("changed: %s", got.raw)
	}
}

func TestABankIsOneObjectWhereverItIsNamed(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	got := a.must(t, own, `query($id: ID!) { node(id: $id) { ... on Operation { sourceAccount { bank { id code name } }
		depositInstructions { account { bank { id code } } } } }
		viewer { client { accounts { currency bank { id code } } } } banks { id code } }`, map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
	catalogue := map[any]any{}
	for _, bank := range got.at(t, "banks").([]any) {
		catalogue[bank.(map[string]any)["code"]] = bank.(map[string]any)["id"]
	}
	banks := []any{got.at(t, "node", "sourceAccount", "bank"), got.at(t, "node", "depositInstructions", "account", "bank")}
	for _, account := range got.at(t, "viewer", "client", "accounts").([]any) {
		banks = append(banks, account.(map[string]any)["bank"])
	}
	for _, bank := range banks {
		if shown := bank.(map[string]any); shown["id"] != catalogue[shown["code"]] {
			t.Errorf("%v has another id in the catalogue", shown)
		}
	}
	if len(catalogue) != len(domain.Banks()) {
		t.Errorf("the ids of %d banks", len(catalogue))
	}
}

func TestABankOutsideTheCatalogueIsKnownByItsDigits(t *testing.T) {
	t.Parallel()
	bank := view.BankOf("803")
	_, key, err := globalid.Decode(bank.ID())
	if err != nil {
		t.Fatal(err)
	}
	if again, ok := view.BankByID(key); !ok || !reflect.DeepEqual(again, bank) || again.Code != "803" {
		t.Errorf("read again as %v, want %v", again, bank)
	}
	if _, ok := view.BankByID(globalid.FromNumber(1000)); ok {
		t.Error("a bank of four digits")
	}
}

// A tick is the object that the query showed, so whoever keeps objects by their ids shows it at once.
func TestATickTakesThePlaceOfThePairThatAScreenShows(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	shown := a.must(t, anonymous, `{ publicRate { __typename id houseBuys } }`, nil).at(t, "publicRate").(map[string]any)
	ticks := a.stream(t, hub, anonymous, `subscription { rateTicks { __typename id houseBuys } }`, nil)
	if item, code := ticks.next(t, "rateTicks"); code != "" || item["id"] != shown["id"] || item["__typename"] != shown["__typename"] {
		t.Fatalf("the first tick is %v %s, want %v", item, code, shown)
	}
	a.PublishRates(t, "3.7410", "3.7610")
	item, code := ticks.next(t, "rateTicks")
	if code != "" || item["id"] != shown["id"] || item["houseBuys"] == shown["houseBuys"] {
		t.Errorf("the second tick is %v %s", item, code)
	}
	again := a.must(t, own, `query($id: ID!) { node(id: $id) { ... on PublicRate { houseBuys publication { id } } } }`, map[string]any{"id": shown["id"]})
	if again.at(t, "node", "houseBuys") != item["houseBuys"] || again.at(t, "node", "publication") != nil {
		t.Errorf("read again: %s", again.raw)
	}
}
