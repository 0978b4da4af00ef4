package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// What a caller gets: a code for a refusal of the whole field, `user:CODE` for one in userErrors, and else one of these.
const (
	granted         = "ok"
	nothing         = "null"
	empty           = "empty"
	unauthenticated = "UNAUTHENTICATED"
	forbidden       = "FORBIDDEN"
	notFound        = "user:NOT_FOUND"
	outOfReach      = "user:FORBIDDEN"
)

const (
	anonymous    = testkit.Anonymous
	own          = testkit.Client
	otherClient  = testkit.OtherClient
	master       = testkit.Master
	trader       = testkit.Trader
	otherTrader  = testkit.OtherTrader
	operator     = testkit.Operator
	otherOp      = testkit.OtherOperator
	middleOffice = testkit.MiddleOffice
	analyst      = testkit.Analyst
)

type callers = []testkit.Caller

// outcomes says who gets what. Whoever is not named is refused: FORBIDDEN, and UNAUTHENTICATED when nobody known.
type outcomes map[string]callers

func (o outcomes) of(caller testkit.Caller) string {
	for outcome, list := range o {
		if slices.Contains(list, caller) {
			return outcome
		}
	}
	if caller == anonymous {
		return unauthenticated
	}
	return forbidden
}

func everybody() callers { return testkit.Callers() }

func employees() callers {
	return callers{master, trader, otherTrader, operator, otherOp, middleOffice, analyst}
}

// rights is decisions.md, "Who may", for every root field. A new field without a row fails.
func rights() map[string]outcomes {
	settle := outcomes{granted: {master, operator}, outOfReach: {otherOp}}
	ownOrPortfolio := outcomes{granted: {own, master, trader}, notFound: {otherClient, otherTrader}}
	hold := outcomes{granted: {master, middleOffice}}
	publish := outcomes{granted: {master, operator, otherOp}}
	seers := callers{own, master, trader, operator, otherOp, middleOffice, analyst}
	return together(rightsDesk(), rightsNotifications(), rightsIdentification(), rightsClients(), rightsStaff(), rightsSecurity(), rightsRewards(), rightsInvoices(), rightsRisk(),
		map[string]outcomes{
			"Query.node":             {granted: seers, nothing: {anonymous, otherClient, otherTrader}},
			"Query.nodes":            {granted: seers, empty: {anonymous, otherClient, otherTrader}},
			"Query.serverTime":       {granted: everybody()},
			"Query.clients":          {granted: employees()},
			"Query.banks":            {granted: everybody()},
			"Query.viewer":           {granted: everybody()},
			"Query.rolePermissions":  {granted: everybody()},
			"Query.permissionSets":   {granted: everybody()},
			"Query.operations":       {granted: seers, empty: {otherClient, otherTrader}},
			"Query.operationByCode":  {granted: seers, nothing: {otherClient, otherTrader}},
			"Query.operationEvents":  {granted: seers, empty: {otherClient, otherTrader}},
			"Query.operationPreview": {granted: {master, trader, otherTrader}},
			"Query.searchAnything":   {granted: {master, trader, operator, otherOp, middleOffice, analyst}, empty: {otherTrader}},
			"Query.booksStatus":      {granted: employees()},
			"Query.systemStatus":     {granted: {master}},
			"Query.publicRate":       {granted: everybody()},
			"Query.pricePreview":     {granted: everybody()},
			"Query.house":            {granted: everybody()},
			"Query.documentForms":    {granted: everybody()},
			"Query.departments":      {granted: everybody()},
			"Query.parameters":       {granted: employees()},
			"Query.parameterHistory": {empty: employees()},
			"Query.enumLabels":       {granted: everybody()},
			"Query.ratePublications": {granted: employees()},
			"Query.baseRate": {granted: {master, operator, otherOp},
				nothing: {anonymous, own, otherClient, trader, otherTrader, middleOffice, analyst}},
			"Query.quoteReplay":    {nothing: {master, operator, otherOp}},
			"Query.houseAccounts":  {granted: employees()},
			"Query.clientFunds":    {granted: {master, operator, otherOp, analyst}},
			"Query.ledgerAccounts": {granted: {master, analyst}},
			"Query.auditEntries":   {granted: {master, middleOffice}},

			"Mutation.sessionCreate":  {"user:INVALID_CREDENTIALS": everybody()},
			"Mutation.sessionRenew":   {granted: append(employees(), own, otherClient)},
			"Mutation.sessionEnd":     {granted: append(employees(), own, otherClient)},
			"Mutation.clientRegister": {granted: {anonymous, master, trader, otherTrader}},
			"Mutation.accountAdd":     {granted: {own, master, trader, operator, otherOp, middleOffice}, notFound: {otherClient, otherTrader}},
			"Mutation.uploadRequest":  {granted: {own, otherClient, master, trader, otherTrader}, outOfReach: {operator, otherOp, middleOffice}},
			"Mutation.uploadConfirm":  {notFound: {own, otherClient, master, trader, otherTrader, operator, otherOp, middleOffice}},

			"Mutation.quoteLock":             ownOrPortfolio,
			"Mutation.negotiatedRatePropose": {granted: {master, trader}, notFound: {otherTrader}},
			"Mutation.baseRatePublish":       publish,
			"Mutation.publicRatePublish":     publish,
			"Query.scheduledRates":           publish, "Mutation.publicRateSchedule": publish, "Mutation.scheduledRateCancel": publish,
			"Mutation.houseAccountOpen": {granted: {master}},
			"Mutation.holidaySet":       {granted: {master}},
			"Mutation.holidayRemove":    {granted: {master}},
			"Mutation.parameterSet":     {granted: {master}},

			"Mutation.operationCreate":           ownOrPortfolio,
			"Mutation.operationWithdrawDeposit":  ownOrPortfolio,
			"Mutation.operationUnconfirmDeposit": settle,
			"Mutation.operationApplyDeposit":     settle,
			"Mutation.operationUnapplyDeposit":   settle,
			"Mutation.operationVoidPayout":       settle,
			"Mutation.operationAmend":            {granted: {master, trader}, notFound: {otherTrader}},
			"Mutation.operationReportDeposit":    ownOrPortfolio,
			"Mutation.operationConfirmDeposit":   settle,
			"Mutation.operationRejectDeposit":    settle,
			"Mutation.operationRefundDeposit":    settle,
			"Mutation.operationTake":             {granted: {master, operator, otherOp}},
			"Mutation.operationReassign":         {granted: {master}},
			"Mutation.operationHandBack":         settle,
			"Mutation.operationNameOperator":     {granted: {master, trader}, notFound: {otherTrader}},
			"Mutation.operationAddPayout":        settle,
			"Mutation.operationAddProof":         settle,
			"Mutation.operationComplete":         settle,
			"Mutation.operationReturn":           settle,
			"Mutation.operationCancel":           ownOrPortfolio,
			"Mutation.operationHold":             hold,
			"Mutation.operationRelease":          hold,
			"Mutation.noteAdd":                   {granted: {master, trader, operator, otherOp}, notFound: {otherTrader}},
			"Mutation.noteMarkRead":              {granted: {master, trader, operator, otherOp, middleOffice}, notFound: {otherTrader}},

			"Subscription.rateTicks":       {granted: everybody()},
			"Subscription.operationEvents": {granted: append(employees(), own, otherClient)},
		})
}

// queries are the documents of the matrix; `$id` is Client's operation.
func queries() map[string]string {
	return together(queriesDesk(), queriesNotifications(), queriesIdentification(), queriesClients(), queriesStaff(), queriesSecurity(), queriesRewards(), queriesInvoices(), queriesRisk(),
		map[string]string{
			"node":             `query($id: ID!) { node(id: $id) { id } }`,
			"nodes":            `query($id: ID!) { nodes(ids: [$id]) { id } }`,
			"serverTime":       `{ serverTime }`,
			"clients":          `{ clients { nodes { id } } }`,
			"banks":            `{ banks { code } }`,
			"auditEntries":     `{ auditEntries(first: 1) { nodes { id } } }`,
			"viewer":           `{ viewer { role session { id } } }`,
			"rolePermissions":  `{ rolePermissions { role } }`,
			"permissionSets":   `{ permissionSets { set } }`,
			"operations":       `{ operations { nodes { id } } }`,
			"operationByCode":  `{ operationByCode(code: "EXP-1001") { id } }`,
			"operationEvents":  `{ operationEvents { ... on OperationEvent { kind operation { id } } } }`,
			"operationPreview": `query($id: ID!) { operationPreview(input: { operationId: $id, action: CANCEL }) { blockers { code } } }`,
			"searchAnything":   `{ searchAnything(text: "EXP-1001") { match found { ... on Operation { id } } } }`,
			"booksStatus":      `{ booksStatus { state } }`,
			"systemStatus":     `{ systemStatus { databaseVersion } }`,
			"publicRate":       `{ publicRate { houseBuys } }`,
			"pricePreview":     `{ pricePreview(amount: { pay: { amount: "100.00", currency: USD } }) { receive { amount } } }`,
			"house":            `{ house { businessHours { open } } }`,
			"documentForms":    `{ documentForms { type } }`,
			"departments":      `{ departments { code } }`,
			"parameters":       `{ parameters { id } }`,
			"parameterHistory": `{ parameterHistory(key: QUOTE_TTL) { nodes { id } } }`,
			"enumLabels":       `{ enumLabels(names: ["Side"]) { name } }`,
			"ratePublications": `{ ratePublications { nodes { id } } }`,
			"baseRate":         `{ baseRate { bid } }`,
			"quoteReplay":      `query($id: ID!) { quoteReplay(quoteId: $id) { agrees } }`,
			"houseAccounts":    `{ houseAccounts { id } }`,
			"clientFunds":      `{ clientFunds { currency } }`,
			"ledgerAccounts":   `{ ledgerAccounts { id } }`,
		})
}

func rootFields(schema *ast.Schema) map[string]*ast.FieldDefinition {
	fields := map[string]*ast.FieldDefinition{}
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		for _, field := range root.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				fields[root.Name+"."+field.Name] = field
			}
		}
	}
	return fields
}

func TestEveryRootFieldHasARowInTheMatrixOfCallers(t *testing.T) {
	t.Parallel()
	fields, table := rootFields(sdl()), rights()
	for name := range fields {
		if table[name] == nil {
			t.Errorf("%s has no row: say who may ask for it", name)
		}
	}
	for name := range table {
		if fields[name] == nil {
			t.Errorf("%s has a row and is not in the schema", name)
		}
	}
}

func TestQueriesAnswerEachCallerWhatItMaySee(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Completed)
	a.Settle(t)
	for name, document := range queries() {
		for _, caller := range everybody() {
			variables := map[string]any{}
			if strings.Contains(document, "$id") {
				variables["id"] = globalid.Encode(ent.OperationIDPrefix, id)
			}
			got := a.ask(t, caller, document, variables)
			if outcome, want := outcomeOf(got, name), rights()["Query."+name].of(caller); outcome != want {
				t.Errorf("%s by %s: got %s, want %s (%v %s)", name, caller, outcome, want, got.Errors, got.raw)
			}
		}
	}
}

func TestMutationsAreDoneForWhoMayAndNobodyElse(t *testing.T) {
	t.Parallel()
	heard, mutations := newTold(), 0
	t.Cleanup(func() {
		if heard.houses == mutations { // a run of some of them alone says nothing about the table
			heard.wantWhole(t)
		}
	})
	for name, field := range rootFields(sdl()) {
		name, isMutation := strings.CutPrefix(name, "Mutation.")
		if !isMutation {
			continue
		}
		mutations++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := open(t)
			document := documentOf(sdl(), field)
			// Those who are refused try first, on the very object that the first who may is let at.
			order := slices.SortedFunc(slices.Values(everybody()), func(x, y testkit.Caller) int {
				return rank(rights()["Mutation."+name].of(x)) - rank(rights()["Mutation."+name].of(y))
			})
			for _, caller := range order {
				got := a.ask(t, caller, document, a.variables(t, name, caller))
				if outcome, want := outcomeOf(got, name), rights()["Mutation."+name].of(caller); outcome != want {
					t.Errorf("by %s: got %s, want %s (%v %s)", caller, outcome, want, got.Errors, got.raw)
				}
			}
			heard.listen(t, a)
		})
	}
}

func rank(outcome string) int {
	if outcome == granted {
		return 1
	}
	return 0
}

// variables are the input of a mutation, none for one that takes none.
func (a *api) variables(t *testing.T, name string, caller testkit.Caller) map[string]any {
	t.Helper()
	sound, ok := inputs()[name]
	if !ok {
		return nil
	}
	return map[string]any{"input": sound(t, a, caller)}
}

// documentOf asks for a mutation's userErrors and for the id of every object of its payload.
func documentOf(schema *ast.Schema, field *ast.FieldDefinition) string {
	selection := "userErrors { code field message params { name value } }"
	for _, shown := range schema.Types[field.Type.Name()].Fields {
		object := schema.Types[shown.Type.Name()]
		if object.Kind == ast.Object && object.Fields.ForName("id") != nil {
			selection += " " + shown.Name + " { id }"
		}
	}
	if len(field.Arguments) == 0 {
		return fmt.Sprintf("mutation { %s { %s } }", field.Name, selection)
	}
	return fmt.Sprintf("mutation($input: %s) { %s(input: $input) { %s } }", field.Arguments[0].Type, field.Name, selection)
}

// outcomeOf says in a word what an answer gives.
func outcomeOf(got answer, field string) string {
	if code := got.code(); code != "" {
		return code
	}
	value := got.Data[field]
	if object, ok := value.(map[string]any); ok {
		if errors, ok := object["userErrors"].([]any); ok && len(errors) > 0 {
			return "user:" + fmt.Sprint(errors[0].(map[string]any)["code"])
		}
		if nodes, ok := object["nodes"]; ok {
			value = nodes
		}
	}
	if value == nil {
		return nothing
	}
	if list, ok := value.([]any); ok && !slices.ContainsFunc(list, shows) {
		return empty
	}
	return granted
}

// shows tells whether an element of a list shows anything.
func shows(element any) bool {
	object, isObject := element.(map[string]any)
	return element != nil && (!isObject || len(object) > 0)
}
