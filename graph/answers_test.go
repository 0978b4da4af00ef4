package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestScalarsThatCannotBeReadAreBadRequestsAtTheirPlace(t *testing.T) {
	t.Parallel()
	a := open(t)
	for value, document := range map[string]string{
		`"1.234"`:    `{ operations(filter: { usd: { min: %s } }) { nodes { id } } }`,
		`"abc"`:      `{ operations(filter: { usd: { max: %s } }) { nodes { id } } }`,
		`12.5`:       `{ operations(filter: { usd: { max: %s } }) { nodes { id } } }`,
		`"ayer"`:     `{ operations(filter: { createdAt: { from: %s } }) { nodes { id } } }`,
		`"2026-2-1"`: `{ operations(filter: { businessDate: %s }) { nodes { id } } }`,
		`1764000000`: `{ operations(filter: { createdAt: { until: %s } }) { nodes { id } } }`,
	} {
		got := a.ask(t, testkit.Master, fmt.Sprintf(document, value), nil)
		if got.code() != "BAD_REQUEST" {
			t.Errorf("%s: %v %s", value, got.Errors, got.raw)
			continue
		}
		if strings.Contains(got.Errors[0].Message, strings.Trim(value, `"`)) {
			t.Errorf("%s is echoed: %s", value, got.Errors[0].Message)
		}
		field, _ := got.Errors[0].Extensions["field"].([]string)
		if len(field) == 0 || field[0] != "filter" {
			t.Errorf("%s: refused at %v", value, got.Errors[0].Extensions)
		}
	}
	got := a.ask(t, testkit.Master, `mutation($input: OperationAddPayoutInput!) { operationAddPayout(input: $input) { userErrors { code field } } }`,
		map[string]any{"input": keyed(map[string]any{"operationId": "op_x", "expectedVersion": 1, "amount": "1.999", "houseAccountId": "x", "bankReference": "x"})})
	if !invalidAt(got, "operationAddPayout", "amount") {
		t.Errorf("an amount of a form: %v %s", got.Errors, got.raw)
	}
}

func TestScalarsAreWrittenInOneForm(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Clock.Set(time.Date(2026, 11, 23, 15, 4, 5, 678_900_000, time.UTC))
	a.Pending(t, testkit.Client, "1000.00")
	got := a.must(t, testkit.Client, `{ serverTime operations { nodes { createdAt rate pay { amount currency } receive { amount currency } businessDate } } }`, nil)
	want := `{"serverTime":"2026-11-23T15:04:05.678Z","operations":{"nodes":[{"createdAt":"2026-11-23T15:04:05.678Z","rate":"3.7380",` +
		`"pay":{"amount":"1000.00","currency":"USD"},"receive":{"amount":"3738.00","currency":"PEN"},"businessDate":null}]}}`
	if got.raw != want {
		t.Errorf("got  %s\nwant %s", got.raw, want)
	}
}

func TestRefusalsOfAWholeFieldSayCodeRequestAndWhetherToTryAgain(t *testing.T) {
	t.Parallel()
	a := open(t)
	got := a.ask(t, testkit.Anonymous, `{ operations { nodes { id } } }`, nil)
	want := map[string]any{"code": "UNAUTHENTICATED", "requestId": "req-test", "retryable": false}
	if len(got.Errors) != 1 || fmt.Sprint(got.Errors[0].Extensions) != fmt.Sprint(want) || got.Errors[0].Path.String() != "operations" {
		t.Errorf("got %v %v", got.Errors, got.Errors[0].Extensions)
	}
}

func TestInternalErrorsTellNothing(t *testing.T) {
	t.Parallel()
	a := open(t)
	if err := a.DB.App.Close(); err != nil {
		t.Fatal(err)
	}
	got := a.ask(t, testkit.Master, `{ operations { nodes { id } } }`, nil)
	if got.code() != "INTERNAL" || strings.Contains(got.Errors[0].Message, "sql") || strings.Contains(got.Errors[0].Message, "closed") {
		t.Errorf("got %v", got.Errors)
	}
	if got.Errors[0].Extensions["requestId"] != "req-test" {
		t.Errorf("no request id: %v", got.Errors[0].Extensions)
	}
}

func TestADeadlineThatPassedIsATimeout(t *testing.T) {
	t.Parallel()
	a := open(t)
	ctx, cancel := context.WithDeadline(a.As(t, testkit.Master), time.Unix(0, 0))
	defer cancel()
	presented := graph.Presenter(dependencies(t, a.Kit).Logger)(ctx, fmt.Errorf("read operations: %w", context.DeadlineExceeded))
	if presented.Extensions["code"] != "TIMEOUT" || presented.Extensions["retryable"] != true {
		t.Errorf("got %v", presented.Extensions)
	}
}

func TestTheSchemaIsExploredByWhoIsSignedIn(t *testing.T) {
	t.Parallel()
	a := open(t)
	for _, document := range []string{`{ __schema { queryType { name } } }`, `{ ...F } fragment F on Query { __type(name: "Money") { name fields { name } } }`} {
		for _, caller := range testkit.Callers() {
			want := ""
			if caller == anonymous {
				want = "UNAUTHENTICATED"
			}
			got := a.ask(t, caller, document, nil)
			if got.code() != want {
				t.Errorf("%s by %s: got %q, want %q", document, caller, got.code(), want)
			}
			if want != "" && !strings.Contains(got.Errors[0].Message, "schema.graphql") {
				t.Errorf("%s is not told where the schema is: %v", caller, got.Errors)
			}
		}
	}
	a.must(t, anonymous, `query($name: String!) { __type(name: $name) { name __typename } }`, map[string]any{"name": "Money"})
	everybody := serve(t, a.Kit, graph.ExecutorOptions{OpenIntrospection: true})
	everybody.must(t, anonymous, `{ __schema { queryType { name } } }`, nil)
}

func TestUnknownFieldsSuggestNothing(t *testing.T) {
	t.Parallel()
	got := open(t).ask(t, anonymous, `{ operation { id } }`, nil)
	if got.code() != "BAD_REQUEST" || strings.Contains(fmt.Sprint(got.Errors), "mean") {
		t.Errorf("got %v", got.Errors)
	}
}

func TestAnalystsSeePersonalDataMaskedEverywhere(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Completed))
	a.Settle(t)
	personal := []string{"QUISPE", "ROSA", "44443333", "cliente.44443333@correo.pe", "VOUCHER", "2003000000020", "2003000000021", "PAGO-"}
	for _, document := range []string{
		`query($id: ID!) { node(id: $id) { ... on Operation { ...O } } } ` + personalFragment,
		`query { operations { nodes { ...O } } } ` + personalFragment,
		`query { operationEvents { ... on OperationEvent { operation { ...O } } } } ` + personalFragment,
		`{ clients { nodes { fullName documentNumber email accounts { number cci } } } }`,
	} {
		variables := map[string]any{}
		if strings.Contains(document, "$id") {
			variables["id"] = id
		}
		unmasked := a.must(t, master, document, variables)
		if !strings.Contains(unmasked.raw, "QUISPE") {
			t.Fatalf("the document shows nothing personal: %s", unmasked.raw)
		}
		masked := a.must(t, analyst, document, variables)
		for _, datum := range personal {
			if strings.Contains(masked.raw, datum) {
				t.Errorf("%s\nshows %s: %s", document, datum, masked.raw)
			}
		}
	}
	if got := a.ask(t, analyst, `{ operations(filter: { search: "QUISPE" }) { totalCount nodes { id } } }`, nil); got.code() != "BAD_REQUEST" {
		t.Errorf("a masked caller may search: %s", got.raw)
	}
}

const personalFragment = `fragment O on Operation { client { fullName documentNumber email accounts { number cci } }
	sourceAccount { number cci } destinationAccount { number cci } deposits { bankReference file { url } }
	payouts { bankReference } proofs { comment file { url } } }`

func TestFieldsOfTheHouseAreHiddenFromClients(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Completed))
	document := `query($id: ID!) { node(id: $id) { ... on Operation { baseRate client { owner { id } } trader { email } operator { id }
		payouts { houseAccount { id } } notes { id } ledgerEntries { id } quote { explanation { marginPips } } } }
		publicRate { publication { source reason publishedBy { id } } } }`
	got := a.must(t, own, document, map[string]any{"id": id})
	want := `{"node":{"baseRate":null,"client":{"owner":null},"trader":{"email":null},"operator":null,"payouts":[{"houseAccount":null}],` +
		`"notes":[],"ledgerEntries":[],"quote":{"explanation":null}},"publicRate":{"publication":null}}`
	if got.raw != want {
		t.Errorf("got  %s\nwant %s", got.raw, want)
	}
	if shown := a.must(t, master, document, map[string]any{"id": id}); strings.Contains(shown.raw, `"publicRate":{"publication":null`) ||
		strings.Contains(shown.raw, `"baseRate":null`) || strings.Contains(shown.raw, `"ledgerEntries":[]`) {
		t.Errorf("a Master sees %s", shown.raw)
	}
}

func TestAReplayAnswersTheSameObjectAndSaysSo(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := documentOf(sdl(), sdl().Mutation.Fields.ForName("operationCreate"))
	input := map[string]any{"input": createInput(t, a, own)}
	first := a.must(t, own, document, input)
	again := a.must(t, own, document, input)
	if first.raw != again.raw || first.Extensions["idempotencyReplayed"] != nil || again.Extensions["idempotencyReplayed"] != true {
		t.Errorf("first %s %v\nagain %s %v", first.raw, first.Extensions, again.raw, again.Extensions)
	}
}

func TestAnExpiredQuoteIsAnsweredWithAFreshOne(t *testing.T) {
	t.Parallel()
	a := open(t)
	input := map[string]any{"input": createInput(t, a, own)}
	a.Clock.Advance(15 * time.Minute)
	got := a.must(t, own, `mutation($input: OperationCreateInput!) { operationCreate(input: $input) { userErrors { code field }
		operation { id } freshQuote { id pay { amount } usedAt expiresAt } } }`, input)
	if code := got.at(t, "operationCreate", "userErrors", 0, "code"); code != "QUOTE_EXPIRED" {
		t.Fatalf("got %s", got.raw)
	}
	fresh := got.at(t, "operationCreate", "freshQuote").(map[string]any)
	if fresh["id"] == input["input"].(map[string]any)["quoteId"] || fresh["usedAt"] != nil || fresh["expiresAt"] != "2026-11-23T15:30:00.000Z" {
		t.Errorf("got %v", fresh)
	}
}

func TestWhoComesTooLateSeesTheOperationAsItIs(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	input := a.about(t, id, map[string]any{"depositId": a.deposit(t, id)})
	a.Confirm(t, id)
	got := a.must(t, operator, `mutation($input: OperationConfirmDepositInput!) { operationConfirmDeposit(input: $input) {
		userErrors { code field params { name value } } operation { version deposits { status } } } }`, map[string]any{"input": input})
	if code := got.at(t, "operationConfirmDeposit", "userErrors", 0, "code"); code != "STALE_VERSION" {
		t.Fatalf("got %s", got.raw)
	}
	if status := got.at(t, "operationConfirmDeposit", "operation", "deposits", 0, "status"); status != "CONFIRMED" {
		t.Errorf("got %s", got.raw)
	}
}

func TestTheChannelOfAnOperationIsThatOfTheSession(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `mutation($input: OperationCreateInput!) { operationCreate(input: $input) { userErrors { code } operation { channel } } }`
	phone := a.Actor(own)
	phone.Session = domain.SessionClientApp
	for channel, ctx := range map[string]context.Context{"WEB": a.As(t, own), "APP": access.WithActor(t.Context(), phone)} {
		got := a.run(t, ctx, document, map[string]any{"input": createInput(t, a, own)})
		if found := got.at(t, "operationCreate", "operation", "channel"); found != channel {
			t.Errorf("got %v, want %s", found, channel)
		}
	}
	desk := a.must(t, master, document, map[string]any{"input": createInput(t, a, master)})
	if found := desk.at(t, "operationCreate", "operation", "channel"); found != "DESK" {
		t.Errorf("got %v, want DESK", found)
	}
}

func TestOperationsAreFoundByCodeDocumentAndName(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Pending(t, testkit.OtherClient, "80.00")
	a.Pending(t, testkit.Client, "80.00")
	for search, want := range map[string]string{"exp-1002": "EXP-1002", "4444": "EXP-1002", "quispe m": "EXP-1002", "flores": "EXP-1001",
		"%%": "", "mamani": "EXP-1002", "MAMANI quis": "EXP-1002", "AMANI": ""} {
		got := a.must(t, master, `query($s: String) { operations(filter: { search: $s }) { nodes { code } } }`, map[string]any{"s": search})
		found := ""
		for _, node := range got.at(t, "operations", "nodes").([]any) {
			found += fmt.Sprint(node.(map[string]any)["code"])
		}
		if found != want {
			t.Errorf("%q finds %q, want %q", search, found, want)
		}
	}
}

func TestFiltersNarrowTheList(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Pending(t, testkit.Client, "500.00")
	a.Operation(t, domain.InProcess)
	a.Operation(t, domain.Completed)
	day := domain.BusinessDate(a.Clock.Now()).String()
	for filter, want := range map[string]int{
		`{ status: [PENDING] }`:                                   1,
		`{ status: [PENDING, IN_PROCESS] }`:                       2,
		`{ side: HOUSE_SELLS_USD }`:                               0,
		`{ usd: { min: "500.00" } }`:                              1,
		`{ usd: { max: "200.00" } }`:                              2,
		`{ assignedToMe: true }`:                                  2,
		`{ assignedToMe: false }`:                                 1,
		`{ assignedToMe: true, status: [COMPLETED] }`:             1,
		`{ businessDate: "` + day + `" }`:                         1,
		`{ createdAt: { until: "2026-11-23T15:00:00Z" } }`:        0,
		`{ createdAt: { from: "2026-11-23T10:00:00-05:00" } }`:    3,
		`{ clientId: "` + a.client(testkit.OtherClient) + `" }`:   0,
		`{ clientId: "` + a.client(testkit.Client) + `" }`:        3,
		`{ status: [COMPLETED, CANCELED], usd: { min: "1.00" } }`: 1,
	} {
		got := a.must(t, operator, `{ operations(filter: `+filter+`) { totalCount nodes { id } } }`, nil)
		if nodes := got.at(t, "operations", "nodes").([]any); len(nodes) != want || got.at(t, "operations", "totalCount") != float64(want) {
			t.Errorf("%s: %s, want %d", filter, got.raw, want)
		}
	}
}

func TestSignInByCookieNeedsATransportThatSetsCookies(t *testing.T) {
	t.Parallel()
	got := open(t).ask(t, anonymous, `mutation { sessionCreate(input: { delivery: COOKIE, credentials: { staff: { login: "a@b.pe", password: "x" } } })
		{ userErrors { code } } }`, nil)
	if got.code() != "BAD_REQUEST" {
		t.Errorf("got %v %s", got.Errors, got.raw)
	}
}

func TestAmountsAreAskedForOnOneSideOnly(t *testing.T) {
	t.Parallel()
	a := open(t)
	dollars := map[string]any{"amount": "100.00", "currency": money.USD}
	for name, amount := range map[string]map[string]any{"both": {"pay": dollars, "receive": dollars}, "none": {}, "null": {"pay": nil}} {
		got := a.ask(t, own, documentOf(sdl(), sdl().Mutation.Fields.ForName("quoteLock")),
			map[string]any{"input": map[string]any{"idempotencyKey": uuid.NewString(), "amount": amount}})
		if outcome := outcomeOf(got, "quoteLock"); outcome == granted || outcome == "INTERNAL" {
			t.Errorf("%s: %s (%v %s)", name, outcome, got.Errors, got.raw)
		}
	}
}
