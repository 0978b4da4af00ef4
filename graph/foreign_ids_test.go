package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// named is what an argument or field of type ID names: the prefix of its ids, and an id of that type which is there and
// which the caller may not use here.
type named struct {
	prefix  string
	foreign func(t *testing.T, a *api) string
}

// namedIDs has a row for each field of type ID in the inputs of mutations, by the field's name.
func namedIDs() map[string]named {
	proofOfAnother := func(t *testing.T, a *api) string {
		id := a.Operation(t, domain.Completed)
		return globalid.Encode(ent.ProofIDPrefix, a.Row(t, id).Edges.Proofs[0].ID)
	}
	depositOfAnother := func(t *testing.T, a *api) string {
		id := a.Pending(t, testkit.OtherClient, "90.00")
		a.reportAs(t, testkit.OtherClient, id, "90.00")
		return a.deposit(t, id)
	}
	payoutOfAnother := func(t *testing.T, a *api) string {
		return globalid.Encode(ent.PayoutIDPrefix, a.Row(t, a.Operation(t, domain.Completed)).Edges.Payouts[0].ID)
	}
	operationOfAnother := func(t *testing.T, a *api) string {
		return globalid.Encode(ent.OperationIDPrefix, a.Pending(t, testkit.OtherClient, "90.00"))
	}
	foreignAccount := func(_ *testing.T, a *api) string { return a.account(testkit.OtherClient, money.PEN) }
	return together(namedIDsNotifications(), namedIDsIdentification(), namedIDsClients(), namedIDsStaff(), namedIDsSecurity(), namedIDsRewards(), namedIDsInvoices(), namedIDsRisk(),
		map[string]named{
			"operationId":   {ent.OperationIDPrefix, operationOfAnother},
			"toOperationId": {ent.OperationIDPrefix, operationOfAnother},
			"payoutId":      {ent.PayoutIDPrefix, payoutOfAnother},
			"quoteId": {ent.QuoteIDPrefix, func(t *testing.T, a *api) string {
				return globalid.Encode(ent.QuoteIDPrefix, a.Quote(t, testkit.OtherClient, "90.00"))
			}},
			"fileId": {ent.FileIDPrefix, func(t *testing.T, a *api) string {
				return globalid.Encode(ent.FileIDPrefix, a.File(t, testkit.OtherClient, domain.FileDepositProof))
			}},
			"clientId":             {ent.CustomerIDPrefix, func(_ *testing.T, a *api) string { return a.client(testkit.OtherClient) }},
			"sourceAccountId":      {ent.BankAccountIDPrefix, foreignAccount},
			"destinationAccountId": {ent.BankAccountIDPrefix, foreignAccount},
			"operatorId":           {ent.UserIDPrefix, func(_ *testing.T, a *api) string { return a.staff(testkit.Analyst) }},
			"depositId":            {ent.DepositIDPrefix, depositOfAnother},
			"rejectDepositIds":     {ent.DepositIDPrefix, depositOfAnother},
			"proofIds":             {ent.ProofIDPrefix, proofOfAnother},
			// Accounts of the house are for all who settle; there is no foreign one.
			"houseAccountId": {prefix: ent.HouseAccountIDPrefix},
			// So are scheduled rates, for all who publish.
			"scheduledRateId": {prefix: ent.ScheduledRateIDPrefix},
		})
}

// stranger is a caller for whom an id may be foreign: of those who may do the act, the one who sees least.
func stranger(mutation string) testkit.Caller {
	for _, caller := range []testkit.Caller{own, trader, operator, master} {
		if rights()["Mutation."+mutation].of(caller) == granted {
			return caller
		}
	}
	return master
}

// idFields are the fields of type ID of an input, but for the idempotency key, which names nothing.
func idFields(schema *ast.Schema, field *ast.FieldDefinition) []*ast.FieldDefinition {
	if len(field.Arguments) == 0 {
		return nil
	}
	var found []*ast.FieldDefinition
	for _, asked := range schema.Types[field.Arguments[0].Type.Name()].Fields {
		nested := schema.Types[asked.Type.Name()]
		hidesID := nested.Kind == ast.InputObject && slices.ContainsFunc(nested.Fields, func(f *ast.FieldDefinition) bool {
			return f.Type.Name() == "ID"
		})
		if hidesID || asked.Type.Name() == "ID" && asked.Name != "idempotencyKey" {
			found = append(found, asked)
		}
	}
	return found
}

func TestIDsOfOthersAreUsedByNoMutation(t *testing.T) {
	t.Parallel()
	schema := sdl()
	for name, field := range rootFields(schema) {
		name, isMutation := strings.CutPrefix(name, "Mutation.")
		if !isMutation {
			continue
		}
		for _, asked := range idFields(schema, field) {
			row, known := namedIDs()[asked.Name]
			if !known {
				t.Errorf("%s.%s has no row: say what it names", name, asked.Name)
				continue
			}
			t.Run(name+"/"+asked.Name, func(t *testing.T) {
				t.Parallel()
				a := open(t)
				caller := stranger(name)
				if asked.Name == "operatorId" {
					caller = master
				}
				sound := inputs()[name](t, a, caller)
				try := func(id string) answer {
					input := maps.Clone(sound)
					if input["idempotencyKey"] != nil {
						input = keyed(input)
					}
					input[asked.Name] = id
					if asked.Name == "operationId" && asked.Type.Elem == nil && sound["expectedVersion"] != nil {
						input["expectedVersion"] = 1 // that of an operation which was just made
					}
					if asked.Name == "toOperationId" {
						input["toExpectedVersion"] = 1
					}
					if asked.Type.Elem != nil {
						input[asked.Name] = []any{id}
					}
					return a.ask(t, caller, documentOf(schema, field), map[string]any{"input": input})
				}
				refuses(t, "an id of another type", try(wrongPrefix(row.prefix)), name, "user:INVALID", asked.Name)
				refuses(t, "a text that is no id", try("x"), name, "user:INVALID", asked.Name)
				refuses(t, "an id of nothing", try(globalid.Encode(row.prefix, uuid.Must(uuid.NewV7()))), name, notFound, asked.Name)
				if row.foreign != nil {
					refuses(t, "an id of another's", try(row.foreign(t, a)), name, foreignOutcome(name, asked.Name), asked.Name)
				}
			})
		}
	}
}

// foreignOutcome is NOT_FOUND but for the operator, who sees every operation and may act on those assigned alone.
func foreignOutcome(mutation, field string) string {
	switch {
	case field == "operationId" && stranger(mutation) == operator && mutation == "operationTake":
		return "user:NOT_ALLOWED_IN_STATUS"
	case field == "toOperationId", field == "operationId" && stranger(mutation) == operator && mutation != "noteAdd" && mutation != "noteMarkRead":
		return outOfReach
	case stranger(mutation) == master && slices.Contains([]string{"operationId", "clientId", "clientIds", "contactId", "invoiceId"}, field),
		stranger(mutation) == operator && field == "accountId":
		return ""
	}
	return notFound
}

// refuses checks that an answer is the one refusal, at the field. An empty outcome is checked for none: nothing is foreign
// to a Master.
func refuses(t *testing.T, what string, got answer, mutation, outcome, field string) {
	t.Helper()
	if outcome == "" {
		return
	}
	if found := outcomeOf(got, mutation); found != outcome {
		t.Errorf("%s: got %s, want %s (%v %s)", what, found, outcome, got.Errors, got.raw)
		return
	}
	if outcome != notFound && outcome != "user:INVALID" {
		return
	}
	at := got.at(t, mutation, "userErrors", 0, "field")
	if fmt.Sprint(at) != fmt.Sprint([]any{field}) {
		t.Errorf("%s: refused at %v, want %s", what, at, field)
	}
}

func wrongPrefix(prefix string) string {
	other := ent.OperationIDPrefix
	if prefix == other {
		other = ent.CustomerIDPrefix
	}
	return globalid.Encode(other, uuid.Must(uuid.NewV7()))
}

// Arguments of type ID outside mutations, each with a document over `$id`.
func idArguments() map[string]string {
	return map[string]string{
		"Query.node.id":   `query($id: ID!) { node(id: $id) { id } }`,
		"Query.nodes.ids": `query($id: ID!) { nodes(ids: [$id]) { id } }`,
		// The trail is for those who see all of it; for others the field is refused as a whole.
		"Query.auditEntries.filter.actorId":        `query($id: ID!) { auditEntries(filter: { actorId: $id }) { nodes { id } } }`,
		"Query.auditEntries.filter.objectId":       `query($id: ID!) { auditEntries(filter: { objectId: $id }) { nodes { id } } }`,
		"Query.clients.filter.ownerId":             `query($id: ID!) { clients(filter: { ownerId: $id }) { nodes { id } } }`,
		"Query.operations.filter.clientId":         `query($id: ID!) { operations(filter: { clientId: $id }) { nodes { id } } }`,
		"Query.operationEvents.filter.operationId": `query($id: ID!) { operationEvents(filter: { operationId: $id }) { ... on OperationEvent { kind } } }`,
		"Query.operationEvents.filter.clientId":    `query($id: ID!) { operationEvents(filter: { clientId: $id }) { ... on OperationEvent { kind } } }`,
		"Query.operationEvents.filter.traderId":    `query($id: ID!) { operationEvents(filter: { traderId: $id }) { ... on OperationEvent { kind } } }`,
		"Query.invoices.filter.clientId":           `query($id: ID!) { invoices(filter: { clientId: $id }) { nodes { id } } }`,
		"Query.invoices.filter.operationId":        `query($id: ID!) { invoices(filter: { operationId: $id }) { nodes { id } } }`,
		"Query.rewards.clientId":                   `query($id: ID!) { rewards(clientId: $id) { code } }`,
		"Query.quoteReplay.quoteId":                `query($id: ID!) { quoteReplay(quoteId: $id) { agrees } }`,
		// To a client these filters are refused as a whole, and a trader's rows are narrowed before: operation_filter_test.go.
		"Query.operations.filter.operatorId": "",
		"Query.operations.filter.traderId":   "",
		// What is foreign is a blocker: operation_preview_test.go, and Foresee in package trading.
		"Query.operationPreview.input.operationId":        "",
		"Query.operationPreview.input.operatorId":         "",
		"Query.operationPreview.input.proofIds":           "",
		"Query.operationPreview.input.depositId":          "",
		"Query.operationPreview.input.rejectDepositIds":   "",
		"Query.operationPreview.input.houseAccountId":     "",
		"Query.operationPreview.input.toOperationId":      "",
		"Query.operationPreview.input.payoutId":           "",
		"Subscription.operationEvents.filter.operationId": "",
		"Subscription.operationEvents.filter.clientId":    "",
		"Subscription.operationEvents.filter.traderId":    "",
	}
}

func TestEveryIDArgumentOfReadsHasACase(t *testing.T) {
	t.Parallel()
	schema, cases := sdl(), idArguments()
	found := map[string]bool{}
	for name, field := range rootFields(schema) {
		if strings.HasPrefix(name, "Mutation.") {
			continue
		}
		for _, argument := range field.Arguments {
			collectIDs(schema, name+"."+argument.Name, argument.Type, found)
		}
	}
	for path := range found {
		if _, ok := cases[path]; !ok {
			t.Errorf("%s has no case", path)
		}
	}
	for path := range cases {
		if !found[path] {
			t.Errorf("%s has a case and is not in the schema", path)
		}
	}
}

func collectIDs(schema *ast.Schema, path string, of *ast.Type, found map[string]bool) {
	if of.Name() == "ID" {
		found[path] = true
	}
	if object := schema.Types[of.Name()]; object.Kind == ast.InputObject {
		for _, field := range object.Fields {
			collectIDs(schema, path+"."+field.Name, field.Type, found)
		}
	}
}

func TestIDsOfOthersAreReadByNobody(t *testing.T) {
	t.Parallel()
	a := open(t)
	foreign := map[string]string{
		"id": globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Completed)), "clientId": a.client(testkit.Client),
		"traderId": a.staff(testkit.Trader), "ownerId": a.staff(testkit.Trader),
	}
	foreign["ids"], foreign["operationId"] = foreign["id"], foreign["id"]
	a.Settle(t)
	for path, document := range idArguments() {
		if document == "" {
			continue // tried elsewhere: the subscription has the filter of the query, and streams_test.go
		}
		field, argument := strings.Split(path, ".")[1], path[strings.LastIndex(path, ".")+1:]
		for _, caller := range []testkit.Caller{otherClient, otherTrader} {
			if rights()["Query."+field].of(caller) == forbidden {
				continue // such lists are for the staff
			}
			if got := a.must(t, caller, document, map[string]any{"id": foreign[argument]}); !hidden(outcomeOf(got, field)) {
				t.Errorf("%s by %s: a foreign id shows %s", path, caller, got.raw)
			}
			unknown := globalid.Encode(strings.Split(foreign[argument], "_")[0], uuid.Must(uuid.NewV7()))
			if got := a.must(t, caller, document, map[string]any{"id": unknown}); !hidden(outcomeOf(got, field)) {
				t.Errorf("%s by %s: an unknown id shows %s", path, caller, got.raw)
			}
			got := a.ask(t, caller, document, map[string]any{"id": "fil_x"})
			if isFilter := strings.Contains(path, ".filter."); isFilter && got.code() != "BAD_REQUEST" || !isFilter && !hidden(outcomeOf(got, field)) {
				t.Errorf("%s by %s: a wrong prefix answers %v %s", path, caller, got.Errors, got.raw)
			}
		}
	}
}

func hidden(outcome string) bool { return outcome == nothing || outcome == empty }
