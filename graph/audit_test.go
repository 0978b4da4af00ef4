package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// reads are the rows that reading left in the audit trail, `role object-kind fields`, oldest first.
func (a *api) reads(t *testing.T) []string {
	t.Helper()
	rows, err := a.DB.App.QueryContext(t.Context(), `SELECT actor_role || ' ' || object_kind || ' ' || coalesce(object_id::text, '-') || ' ' || (changes->'after'->>'fields')
		FROM audit_entries WHERE action = 'read.personal' ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		found = append(found, row)
	}
	return found
}

func TestReadingPersonalDataInFullLeavesOneRow(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, domain.Completed)
	client := a.client(testkit.Client)

	a.must(t, testkit.Operator, `query Ficha($id: ID!) { node(id: $id) { ... on Client { documentNumber email accounts { number cci } } } }`,
		map[string]any{"id": client})

	want := "OPERATOR client " + a.ID(testkit.Client).String() + ` ["BankAccount.cci", "BankAccount.number", "Client.documentNumber", "Client.email"]`
	if got := a.reads(t); len(got) != 1 || got[0] != want {
		t.Fatalf("the trail has %q, want %q", got, want)
	}

	a.must(t, testkit.Operator, `{ operations { nodes { deposits { file { url } } } } }`, nil)
	a.must(t, testkit.Master, `{ auditEntries(first: 1) { nodes { action } } }`, nil)
	if got := a.reads(t); len(got) != 3 || !strings.Contains(got[1], "query - ") || !strings.Contains(got[1], "File.url") ||
		!strings.Contains(got[2], "Query.auditEntries") {
		t.Errorf("the trail has %q", got)
	}
}

// Whoever types the numbers of a document digit by digit learns it from what is found, so each such answer is written down.
func TestASearchByWhatPeopleAreKnownByLeavesARow(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Completed)
	client := a.ID(testkit.Client).String()
	search := func(caller testkit.Caller, text string) {
		a.must(t, caller, `query($text: String!) { searchAnything(text: $text) { match found { ... on Client { id } ... on Operation { id } } } }`,
			map[string]any{"text": text})
	}
	list := func(caller testkit.Caller, field, text string) {
		a.must(t, caller, `query($text: String!) { `+field+`(filter: {search: $text}) { nodes { id } } }`, map[string]any{"text": text})
	}
	for _, c := range []struct {
		look func()
		want []string
	}{
		{func() { search(operator, "4444") }, []string{"OPERATOR client " + client + ` ["Query.searchAnything DOCUMENT"]`}},
		{func() { search(operator, "quispe") }, []string{"OPERATOR client " + client + ` ["Query.searchAnything NAME"]`}},
		{func() { search(operator, a.Row(t, id).Edges.Deposits[0].BankReference) },
			[]string{"OPERATOR operation " + id.String() + ` ["Query.searchAnything BANK_REFERENCE"]`}},
		{func() { list(operator, "clients", "4444") }, []string{"OPERATOR client " + client + ` ["Query.clients DOCUMENT"]`}},
		{func() { list(operator, "operations", "4444") }, []string{"OPERATOR operation " + id.String() + ` ["Query.operations DOCUMENT"]`}},
		{func() {
			search(operator, "EXP-1001")
			list(operator, "operations", "EXP-1001")
			search(operator, "99999999")
			search(analyst, "4444")
		}, nil},
		{func() {
			list(operator, "clients", "quispe")
			list(operator, "clients", "99999999")
			list(own, "operations", "4444")
		}, nil},
	} {
		before := len(a.reads(t))
		c.look()
		if got := a.reads(t)[before:]; !slices.Equal(got, c.want) {
			t.Errorf("the trail has %q, want %q", got, c.want)
		}
	}
}

func TestReadingMaskedOrOwnDataLeavesNoRow(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(t, testkit.Operator, `{ clients { nodes { id fullName maskedDocumentNumber maskedEmail accounts { maskedNumber maskedCci } } } }`, nil)
	a.must(t, testkit.Analyst, `{ clients { nodes { documentNumber email } } }`, nil)
	a.must(t, testkit.Client, `{ viewer { client { documentNumber email accounts { number } } } }`, nil)
	if got := a.reads(t); len(got) != 0 {
		t.Errorf("the trail has %q", got)
	}
}

func TestTheTrailIsSearchedByPersonObjectActionAndTime(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Completed)
	search := func(filter map[string]any) []any {
		t.Helper()
		got := a.must(t, testkit.MiddleOffice, `query($filter: AuditFilter) { auditEntries(first: 50, filter: $filter) { nodes {
			action objectId staffMember { id } client { id } changes { path before after } requestId } pageInfo { hasNextPage } } }`, map[string]any{"filter": filter})
		nodes, _ := got.at(t, "auditEntries", "nodes").([]any)
		return nodes
	}
	operation := globalid.Encode(ent.OperationIDPrefix, id)
	object := search(map[string]any{"objectId": operation})
	if len(object) == 0 {
		t.Fatal("the operation has no trail")
	}
	for _, node := range object {
		if got := node.(map[string]any)["objectId"]; got != operation {
			t.Errorf("a row of %v", got)
		}
	}
	completed := search(map[string]any{"objectId": operation, "action": "operation.complete"})
	if len(completed) != 1 || completed[0].(map[string]any)["staffMember"].(map[string]any)["id"] != a.staff(testkit.Operator) {
		t.Errorf("completed by %v", completed)
	}
	if rows := search(map[string]any{"action": "operation.", "actorId": a.client(testkit.Client)}); len(rows) == 0 {
		t.Error("the client did nothing")
	}
	if rows := search(map[string]any{"at": map[string]any{"until": "2001-01-01T00:00:00Z"}}); len(rows) != 0 {
		t.Errorf("before the house there was %v", rows)
	}
	// Page by page, nothing is left out and nothing comes twice.
	after, seen := any(nil), map[any]bool{}
	for range 100 {
		got := a.must(t, testkit.Master, `query($after: String) { auditEntries(first: 3, after: $after, filter: {action: "operation."}) {
			nodes { id } pageInfo { hasNextPage endCursor } } }`,
			map[string]any{"after": after})
		for _, node := range got.at(t, "auditEntries", "nodes").([]any) {
			id := node.(map[string]any)["id"]
			if seen[id] {
				t.Fatalf("%v comes twice", id)
			}
			seen[id] = true
		}
		if got.at(t, "auditEntries", "pageInfo", "hasNextPage") == false {
			break
		}
		after = got.at(t, "auditEntries", "pageInfo", "endCursor")
	}
	if whole := search(map[string]any{"action": "operation."}); len(whole) != len(seen) {
		t.Errorf("%d rows by pages, %d at once", len(seen), len(whole))
	}
	if got := a.ask(t, testkit.Master, `{ auditEntries(filter: {objectId: "x"}) { nodes { id } } }`, nil); got.code() != "BAD_REQUEST" {
		t.Errorf("a malformed id: %v", got.Errors)
	}
}

// A row that names nothing says so: null is no value of the closed list.
func TestARowOfTheTrailThatNamesNothingShowsNoKind(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, domain.Pending)
	a.must(t, testkit.Client, documentOf(sdl(), rootFields(sdl())["Mutation.notificationMarkRead"]),
		map[string]any{"input": inputs()["notificationMarkRead"](t, a, testkit.Client)})
	got := a.must(t, testkit.Master, `{ auditEntries(first: 100) { nodes { action objectKind } } }`, nil)
	unnamed := 0
	for _, node := range got.at(t, "auditEntries", "nodes").([]any) {
		switch row := node.(map[string]any); row["objectKind"] {
		case "":
			t.Errorf("%s is about a kind without a name", row["action"])
		case nil:
			unnamed++
		}
	}
	if unnamed == 0 {
		t.Error("every row names something")
	}
}

// Every kind of object that an act writes into the trail is found again by the id that the trail shows.
func TestTheTrailOfAnObjectIsFoundByTheIdThatItShows(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, domain.Completed)
	a.Identify(t, a.Newcomer(t, domain.DocumentDNI))
	a.must(t, testkit.Master, documentOf(sdl(), rootFields(sdl())["Mutation.accountAdd"]), map[string]any{"input": inputs()["accountAdd"](t, a, testkit.Master)})
	a.must(t, testkit.Master, documentOf(sdl(), rootFields(sdl())["Mutation.contactAdd"]), map[string]any{"input": inputs()["contactAdd"](t, a, testkit.Master)})
	kinds := map[string]string{}
	got := a.must(t, testkit.Master, `{ auditEntries(first: 100) { nodes { objectKind objectId } } }`, nil)
	for _, node := range got.at(t, "auditEntries", "nodes").([]any) {
		row := node.(map[string]any)
		if id, ok := row["objectId"].(string); ok {
			kinds[row["objectKind"].(string)] = id
		}
	}
	for _, kind := range []string{"OPERATION", "CLIENT", "BANK_ACCOUNT", "CLIENT_CONTACT", "DOCUMENT", "PROPOSAL"} {
		if kinds[kind] == "" {
			t.Errorf("nothing was done to a %s", kind)
		}
	}
	for kind, id := range kinds {
		found := a.must(t, testkit.Master, `query($filter: AuditFilter) { auditEntries(first: 1, filter: $filter) { nodes { objectId } } }`,
			map[string]any{"filter": map[string]any{"objectId": id}})
		if list := found.at(t, "auditEntries", "nodes").([]any); len(list) != 1 || list[0].(map[string]any)["objectId"] != id {
			t.Errorf("the trail of a %s is not found by %s", kind, id)
		}
	}
}
