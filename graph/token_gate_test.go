package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// with is the context of requests that come with a new access token.
func (a *api) with(t *testing.T, audience domain.TokenAudience, holder testkit.Caller, scopes ...domain.TokenScope) context.Context {
	t.Helper()
	actor, _, err := a.Identity.Authenticate(t.Context(), a.issue(t, audience, holder, scopes...).Token)
	must(t, err)
	return access.WithActor(t.Context(), actor)
}

func readScopes() []domain.TokenScope {
	return slices.DeleteFunc(domain.TokenScopes(), domain.TokenScope.Writes)
}

// refusedBeforeItRuns sends a document and tells the code with which it was refused before anything of it was executed;
// empty when it would be.
func (a *api) refusedBeforeItRuns(ctx context.Context, document string, variables map[string]any) string {
	ctx = graphql.StartOperationTrace(ctx)
	if _, refused := a.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: variables}); len(refused) > 0 {
		return fmt.Sprint(refused[0].Extensions["code"])
	}
	return ""
}

// filled is a value of a type of input that fits the schema, whatever it means.
func filled(schema *ast.Schema, of *ast.Type) any {
	if of.Elem != nil {
		return []any{filled(schema, of.Elem)}
	}
	switch named := schema.Types[of.Name()]; {
	case named.Kind == ast.Enum:
		return named.EnumValues[0].Name
	case named.Kind == ast.InputObject:
		object, oneOf := map[string]any{}, named.Directives.ForName("oneOf") != nil
		for i, field := range named.Fields {
			if oneOf && i == 0 || field.Type.NonNull {
				object[field.Name] = filled(schema, field.Type)
			}
		}
		return object
	case named.Name == "Int":
		return 1
	case named.Name == "Boolean":
		return true
	}
	return "x"
}

func TestATokenThatOnlyReadsRunsNoMutation(t *testing.T) {
	t.Parallel()
	a := open(t)
	for name, ctx := range map[string]context.Context{
		"an analyst's": a.with(t, domain.TokenAnalyst, analyst, readScopes()...),
		"a machine's":  a.with(t, domain.TokenMachine, master, readScopes()...),
	} {
		tried := 0
		for root, field := range rootFields(sdl()) {
			mutation, isMutation := strings.CutPrefix(root, "Mutation.")
			if !isMutation {
				continue
			}
			tried++
			document, variables := documentOf(sdl(), field), map[string]any(nil)
			if len(field.Arguments) > 0 {
				variables = map[string]any{"input": filled(sdl(), field.Arguments[0].Type)}
			}
			if code := a.refusedBeforeItRuns(ctx, document, variables); code != forbidden {
				t.Errorf("%s by %s: %q, want FORBIDDEN before it runs", mutation, name, code)
			}
		}
		if tried < 40 {
			t.Errorf("%d mutations were tried", tried)
		}
		if code := a.refusedBeforeItRuns(ctx, `mutation { __typename }`, nil); code != forbidden {
			t.Errorf("a mutation without a field by %s: %q", name, code)
		}
	}
}

// open to tokens, written out from the reader's side: the scopes of which one opens a root field; "any" for what every token
// may ask. Whatever is not here is closed to all of them.
func openToTokens() map[string]string {
	return map[string]string{
		"Query.serverTime": "any", "Query.banks": "any", "Query.publicRate": "any", "Query.pricePreview": "any", "Query.house": "any",
		"Query.documentForms": "any", "Query.departments": "any",
		"Query.viewer": "any", "Query.rolePermissions": "any", "Query.permissionSets": "any", "Query.enumLabels": "any",
		"Query.consentTexts": "any", "Subscription.rateTicks": "any",
		"Query.node":             "READ_RATES READ_OPERATIONS READ_CLIENTS READ_LEDGER",
		"Query.nodes":            "READ_RATES READ_OPERATIONS READ_CLIENTS READ_LEDGER",
		"Query.ratePublications": "READ_RATES READ_OPERATIONS READ_CLIENTS READ_LEDGER",
		"Query.baseRate":         "READ_RATES", "Query.operations": "READ_OPERATIONS", "Query.operationByCode": "READ_OPERATIONS",
		"Query.operationEvents": "READ_OPERATIONS", "Subscription.operationEvents": "READ_OPERATIONS", "Query.clients": "READ_CLIENTS",
		"Query.staff": "READ_OPERATIONS READ_CLIENTS", "Query.houseAccounts": "READ_LEDGER READ_OPERATIONS", "Query.ledgerAccounts": "READ_LEDGER",
		"Query.clientFunds":  "READ_LEDGER",
		"Mutation.quoteLock": "WRITE_OPERATIONS", "Mutation.operationCreate": "WRITE_OPERATIONS", "Mutation.operationReportDeposit": "WRITE_OPERATIONS",
		"Mutation.operationWithdrawDeposit": "WRITE_OPERATIONS",
		"Mutation.operationCancel":          "WRITE_OPERATIONS", "Mutation.uploadRequest": "WRITE_OPERATIONS", "Mutation.uploadConfirm": "WRITE_OPERATIONS",
		"Mutation.clientRegister": "WRITE_CLIENTS", "Mutation.accountAdd": "WRITE_CLIENTS", "Mutation.accountRemove": "WRITE_CLIENTS",
		"Mutation.publicRatePublish": "WRITE_RATES", "Mutation.baseRatePublish": "WRITE_RATES",
	}
}

func TestEveryRootFieldIsOpenToItsScopesAndToNoOthers(t *testing.T) {
	t.Parallel()
	fields, table := rootFields(sdl()), graph.Decisions()
	if len(table) != len(fields) {
		t.Errorf("there are %d decisions about %d root fields", len(table), len(fields))
	}
	for name := range fields {
		var got string
		if decision := table[name]; decision.Tokens {
			texts := make([]string, len(decision.Scopes))
			for i, scope := range decision.Scopes {
				texts[i] = string(scope)
			}
			if got = strings.Join(texts, " "); got == "" {
				got = "any"
			}
		}
		if want := openToTokens()[name]; got != want {
			t.Errorf("%s is open to %q, want %q", name, got, want)
		}
	}
}

// bareDocument asks for a root field and nothing in particular below it.
func bareDocument(schema *ast.Schema, root string, field *ast.FieldDefinition) string {
	var arguments []string
	for _, argument := range field.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil {
			arguments = append(arguments, argument.Name+": "+bareValue(schema, argument.Type))
		}
	}
	document := field.Name
	if len(arguments) > 0 {
		document += "(" + strings.Join(arguments, ", ") + ")"
	}
	if schema.Types[field.Type.Name()].IsCompositeType() {
		document += " { __typename }"
	}
	return strings.ToLower(root) + " { " + document + " }"
}

// bareValue writes a value of a type; of an input object what it cannot do without, or the first of one-of fields.
func bareValue(schema *ast.Schema, of *ast.Type) string {
	definition := schema.Types[of.Name()]
	switch {
	case of.Elem != nil:
		return "[]"
	case definition.Kind == ast.Enum:
		return definition.EnumValues[0].Name
	case definition.Kind == ast.InputObject:
		var fields []string
		for i, field := range definition.Fields {
			if field.Type.NonNull && field.DefaultValue == nil || i == 0 && definition.Directives.ForName("oneOf") != nil {
				fields = append(fields, field.Name+": "+bareValue(schema, field.Type))
			}
		}
		return "{ " + strings.Join(fields, ", ") + " }"
	}
	return `"x"`
}

func TestAScopeOpensWhatIsItsOwnAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	schema := sdl()
	for _, scope := range readScopes() {
		ctx := a.with(t, domain.TokenMachine, master, scope)
		for name, field := range rootFields(schema) {
			root, _, _ := strings.Cut(name, ".")
			if root == "Mutation" {
				continue
			}
			opened := openToTokens()[name]
			want := forbidden
			if opened == "any" || slices.Contains(strings.Fields(opened), string(scope)) {
				want = ""
			}
			if code := a.refusedBeforeItRuns(ctx, bareDocument(schema, root, field), nil); code != want {
				t.Errorf("%s with %s: %q, want %q", name, scope, code, want)
			}
		}
	}
}

func TestIntrospectionNeedsItsScope(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `{ __schema { queryType { name } } }`
	for scope, want := range map[domain.TokenScope]string{domain.ScopeReadSchema: "", domain.ScopeReadOperations: forbidden} {
		for name, ctx := range map[string]context.Context{"an analyst": a.with(t, domain.TokenAnalyst, analyst, scope),
			"a machine": a.with(t, domain.TokenMachine, master, scope)} {
			if got := a.run(t, ctx, document, nil); got.code() != want {
				t.Errorf("%s with %s: %q %v", name, scope, got.code(), got.Errors)
			}
		}
	}
}

func TestATokenSeesNoMoreThanItsScopesInWhatItMayAsk(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Completed)
	operations := a.with(t, domain.TokenMachine, master, domain.ScopeReadOperations)
	if got := a.run(t, operations, `{ operations { nodes { client { fullName } } } }`, nil); got.code() != forbidden {
		t.Errorf("a client is shown without its scope: %v %s", got.Errors, got.raw)
	}
	if got := a.run(t, operations, `{ operations { nodes { code ledgerEntries { id } } } }`, nil); strings.Contains(got.raw, "len_") || got.code() != "" {
		t.Errorf("the books are shown without their scope: %v %s", got.Errors, got.raw)
	}
	nodes := `query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }`
	shown := func(ctx context.Context) string {
		got := a.run(t, ctx, nodes, map[string]any{"ids": []any{globalid.Encode(ent.OperationIDPrefix, id), a.client(own), a.account(own, "PEN"), a.token(t)}})
		return fmt.Sprint(got.Data["nodes"])
	}
	for scope, want := range map[domain.TokenScope]string{
		domain.ScopeReadOperations: "[map[__typename:Operation] <nil> <nil> <nil>]",
		domain.ScopeReadClients:    "[<nil> map[__typename:Client] map[__typename:BankAccount] <nil>]",
		domain.ScopeReadLedger:     "[<nil> <nil> <nil> <nil>]",
	} {
		if got := shown(a.with(t, domain.TokenMachine, master, scope)); got != want {
			t.Errorf("%s shows %s, want %s", scope, got, want)
		}
	}
}

func TestAnAnalystsTokenSeesPersonalDataMasked(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Completed))
	a.Settle(t)
	ctx := a.with(t, domain.TokenAnalyst, analyst, readScopes()...)
	personal := []string{"QUISPE", "ROSA", "44443333", "cliente.44443333@correo.pe", "VOUCHER", "2003000000020", "2003000000021", "PAGO-", "olga.tuesta"}
	for _, document := range []string{
		`query($id: ID!) { node(id: $id) { ... on Operation { ...O } } } ` + personalFragment,
		`query { operations { nodes { ...O } } } ` + personalFragment,
		`query { operationByCode(code: "EXP-1001") { ...O } } ` + personalFragment,
		`query { operationEvents { ... on OperationEvent { operation { ...O } } } } ` + personalFragment,
		`{ clients { nodes { fullName documentNumber email phone accounts { number cci } } } }`,
		`{ staff { nodes { name email dni } } }`,
	} {
		variables := map[string]any{}
		if strings.Contains(document, "$id") {
			variables["id"] = id
		}
		got := a.run(t, ctx, document, variables)
		if got.code() != "" || !strings.Contains(got.raw, "•") {
			t.Errorf("%s\nanswers %v %s", document, got.Errors, got.raw)
		}
		for _, datum := range personal {
			if strings.Contains(got.raw, datum) {
				t.Errorf("%s\nshows %s: %s", document, datum, got.raw)
			}
		}
	}
}

func TestTheViewerOfATokenIsWhatItsScopesLeave(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `{ viewer { role session { id } permissions { permission reach } staffMember { name } can { operationsRead operationsCreate ledgerRead usersWrite } } }`
	got := a.run(t, a.with(t, domain.TokenMachine, trader, domain.ScopeReadOperations), document, nil)
	want := `{"viewer":{"role":"TRADER","session":null,"permissions":[{"permission":"OPERATIONS_READ","reach":"PORTFOLIO"},` +
		`{"permission":"NOTES_READ","reach":"PORTFOLIO"},{"permission":"USERS_READ","reach":"ALL"}],"staffMember":{"name":"Tomás Rey"},` +
		`"can":{"operationsRead":true,"operationsCreate":false,"ledgerRead":false,"usersWrite":false}}}`
	if got.raw != want {
		t.Errorf("got  %s\nwant %s", got.raw, want)
	}
}

func TestATokenThatWritesDoesWhatItsScopeAllowsInItsHoldersName(t *testing.T) {
	t.Parallel()
	a := open(t)
	ctx := a.with(t, domain.TokenMachine, operator, domain.ScopeReadRates, domain.ScopeWriteRates)
	publish := `mutation($input: PublicRatePublishInput!) { publicRatePublish(input: $input) { userErrors { code } } }`
	got := a.run(t, ctx, publish, map[string]any{"input": inputs()["publicRatePublish"](t, a, operator)})
	if outcome := outcomeOf(got, "publicRatePublish"); outcome != granted {
		t.Fatalf("publishing is %s: %v %s", outcome, got.Errors, got.raw)
	}
	var holder, token uuid.UUID
	must(t, a.DB.Owner.QueryRowContext(t.Context(), `SELECT actor_id, token_id FROM audit_entries WHERE action LIKE '%ublicRate%' AND token_id IS NOT NULL
		OR action LIKE 'rate%' AND token_id IS NOT NULL`).Scan(&holder, &token))
	if actor, _ := access.ActorFrom(ctx); holder != a.ID(operator) || token != actor.TokenID {
		t.Errorf("audited for %v with %v", holder, token)
	}
	if got := a.run(t, ctx, `mutation($input: NoteAddInput!) { noteAdd(input: $input) { userErrors { code } } }`,
		map[string]any{"input": inputs()["noteAdd"](t, a, operator)}); got.code() != forbidden {
		t.Errorf("a note: %v %s", got.Errors, got.raw)
	}
}

func TestATokenSharesNoExecutionWithItsHolder(t *testing.T) {
	t.Parallel()
	a := open(t)
	scope := func(ctx context.Context) string {
		ctx = graphql.StartOperationTrace(ctx)
		operation, refused := a.executor.CreateOperationContext(ctx, &graphql.RawParams{
			Query: `subscription { operationEvents { ... on OperationEvent { operation { code } } } }`})
		if len(refused) > 0 {
			t.Fatal(refused)
		}
		return graph.Scope(ctx, operation)
	}
	seen := map[string]bool{scope(a.As(t, master)): true}
	for range 2 {
		shared := scope(a.with(t, domain.TokenMachine, master, domain.ScopeReadOperations))
		if seen[shared] {
			t.Errorf("a token shares the scope %q", shared)
		}
		seen[shared] = true
	}
}

func TestAReplayedTokenIsNotShownAgain(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `mutation($input: AccessTokenCreateInput!) { accessTokenCreate(input: $input) { userErrors { code } token accessToken { hint live holder { name } } } }`
	variables := map[string]any{"input": inputs()["accessTokenCreate"](t, a, analyst)}
	first := a.must(t, analyst, document, variables)
	if token := fmt.Sprint(first.at(t, "accessTokenCreate", "token")); !strings.HasPrefix(token, "qct_") ||
		first.at(t, "accessTokenCreate", "accessToken", "hint") != token[:8] || first.at(t, "accessTokenCreate", "accessToken", "live") != true {
		t.Errorf("answered %s", first.raw)
	}
	again := a.must(t, analyst, document, variables)
	if again.at(t, "accessTokenCreate", "token") != nil || again.Extensions["idempotencyReplayed"] != true || again.at(t, "accessTokenCreate", "accessToken") == nil {
		t.Errorf("answered again %s %v", again.raw, again.Extensions)
	}
}

func TestTokensThatEndedAreListedOnlyWhenAskedFor(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `query($ended: Boolean!) { accessTokens(includeEnded: $ended) { id live revokedAt } }`
	first, second := a.token(t), a.token(t)
	a.must(t, analyst, `mutation($input: AccessTokenRevokeInput!) { accessTokenRevoke(input: $input) { userErrors { code } accessToken { live } } }`,
		map[string]any{"input": keyed(map[string]any{"tokenId": first})})
	ids := func(caller testkit.Caller, ended bool) []string {
		var list []string
		for _, token := range a.must(t, caller, document, map[string]any{"ended": ended}).at(t, "accessTokens").([]any) {
			list = append(list, token.(map[string]any)["id"].(string))
		}
		return list
	}
	for _, caller := range []testkit.Caller{master, analyst} {
		if live, all := ids(caller, false), ids(caller, true); !slices.Equal(live, []string{second}) || !slices.Equal(all, []string{second, first}) {
			t.Errorf("%s sees %v and %v", caller, live, all)
		}
	}
}

// An operation that an integration makes is of channel API, which the old system had no word for.
func TestWhatATokenMakesIsOfTheAPI(t *testing.T) {
	t.Parallel()
	a := open(t)
	ctx := a.with(t, domain.TokenMachine, trader, domain.ScopeReadOperations, domain.ScopeReadClients, domain.ScopeWriteOperation)
	input := createInput(t, a, trader)
	got := a.run(t, ctx, `mutation($input: OperationCreateInput!) { operationCreate(input: $input) { userErrors { code }
		operation { channel legacyOrigin expiresAt } } }`, map[string]any{"input": input})
	made := fmt.Sprint(got.at(t, "operationCreate", "operation"))
	until := a.Clock.Now().Add(15 * time.Minute).Format("2006-01-02T15:04:05.000Z")
	if made != "map[channel:API expiresAt:"+until+" legacyOrigin:<nil>]" {
		t.Errorf("made %s", made)
	}
}
