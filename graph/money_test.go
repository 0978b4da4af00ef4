package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// settle runs a mutation of an operation with an input.
func (a *api) settle(t *testing.T, caller testkit.Caller, name string, input map[string]any, selection string) answer {
	t.Helper()
	document := fmt.Sprintf(`mutation($input: %sInput!) { %s(input: $input) { userErrors { code field params { name value } } %s } }`, upper(name), name, selection)
	return a.must(t, caller, document, map[string]any{"input": input})
}

func TestAReportIsWithdrawnByWhoMadeItAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	a.reportAs(t, trader, id, "50.00")
	input := func() map[string]any { return a.about(t, id, map[string]any{"depositId": a.deposit(t, id)}) }
	for _, caller := range []testkit.Caller{own, master} {
		if got := a.settle(t, caller, "operationWithdrawDeposit", input(), ""); outcomeOf(got, "operationWithdrawDeposit") != outOfReach {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	got := a.settle(t, trader, "operationWithdrawDeposit", input(), `operation { status deposits { status counted decidedAt } }`)
	if deposit := got.at(t, "operationWithdrawDeposit", "operation", "deposits", 0).(map[string]any); deposit["status"] != "WITHDRAWN" || deposit["counted"] != false {
		t.Errorf("got %s", got.raw)
	}
}

func TestAnApplicationAnswersBothOperations(t *testing.T) {
	t.Parallel()
	a := open(t)
	from, to := a.waiting(t)
	both := `operation { id version deposits { status } } target { id status deposits { status counted origin { id status origin { id } } } }`
	input := a.about(t, from, map[string]any{"depositId": a.deposit(t, from), "toOperationId": globalid.Encode(ent.OperationIDPrefix, to),
		"toExpectedVersion": a.Row(t, to).Version + 1})
	stale := a.settle(t, operator, "operationApplyDeposit", input, both)
	if stale.at(t, "operationApplyDeposit", "userErrors", 0, "code") != "STALE_VERSION" ||
		fmt.Sprint(stale.at(t, "operationApplyDeposit", "userErrors", 0, "field")) != "[toExpectedVersion]" ||
		stale.at(t, "operationApplyDeposit", "target", "status") != "PENDING" || stale.at(t, "operationApplyDeposit", "operation") == nil {
		t.Fatalf("too late: %s", stale.raw)
	}

	input = keyed(input)
	input["toExpectedVersion"] = a.Row(t, to).Version
	got := a.settle(t, operator, "operationApplyDeposit", input, both)
	if got.at(t, "operationApplyDeposit", "operation", "deposits", 0, "status") != "APPLIED" || got.at(t, "operationApplyDeposit", "target", "status") != "IN_PROCESS" {
		t.Fatalf("applied: %s", got.raw)
	}
	deposits := got.at(t, "operationApplyDeposit", "target", "deposits").([]any)
	came := deposits[len(deposits)-1].(map[string]any)
	if origin := came["origin"].(map[string]any); came["counted"] != true || origin["id"] != input["depositId"] || origin["origin"] != nil {
		t.Errorf("where it came from: %s", got.raw)
	}
	again := a.settle(t, operator, "operationApplyDeposit", input, both)
	if again.raw != got.raw || again.Extensions["idempotencyReplayed"] != true {
		t.Errorf("a repetition answers %s, %v", again.raw, again.Extensions)
	}

	// And back: the operation that it waits in again is answered too.
	back := a.settle(t, operator, "operationUnapplyDeposit", a.about(t, to, map[string]any{"depositId": a.applied(t, to), "fromExpectedVersion": 1}), `source { id }`)
	if back.at(t, "operationUnapplyDeposit", "userErrors", 0, "code") != "STALE_VERSION" || back.at(t, "operationUnapplyDeposit", "source", "id") != input["operationId"] {
		t.Errorf("too late: %s", back.raw)
	}
	back = a.settle(t, operator, "operationUnapplyDeposit", a.about(t, to, map[string]any{"depositId": a.applied(t, to), "fromExpectedVersion": a.Row(t, from).Version}),
		`operation { status deposits { status } } source { deposits { status counted } }`)
	if back.at(t, "operationUnapplyDeposit", "source", "deposits", 0, "status") != "CONFIRMED" || back.at(t, "operationUnapplyDeposit", "operation", "status") != "PENDING" {
		t.Errorf("undone: %s", back.raw)
	}
}

func TestTheBooksOfBothOperationsShowTheMove(t *testing.T) {
	t.Parallel()
	a := open(t)
	from, to := a.waiting(t)
	a.ApplyAs(t, master, from, to)
	for id, want := range map[uuid.UUID]string{from: "[DEPOSIT APPLY]", to: "[APPLY]"} {
		got := a.must(t, analyst, `query($id: ID!) { node(id: $id) { ... on Operation { ledgerEntries { kind } } } }`,
			map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
		kinds := []any{}
		for _, entry := range got.at(t, "node", "ledgerEntries").([]any) {
			kinds = append(kinds, entry.(map[string]any)["kind"])
		}
		if fmt.Sprint(kinds) != want {
			t.Errorf("got %v, want %s", kinds, want)
		}
	}
}

func TestAnOperationBeginsWithMoneyThatWaits(t *testing.T) {
	t.Parallel()
	a := open(t)
	from := a.Late(t)
	input := func(usd string) map[string]any {
		return keyed(map[string]any{"quoteId": globalid.Encode(ent.QuoteIDPrefix, a.Quote(t, own, usd)), "sourceAccountId": a.account(own, money.USD),
			"destinationAccountId": a.account(own, money.PEN), "depositId": a.deposit(t, from)})
	}
	got := a.settle(t, own, "operationCreate", input("199.00"), `operation { id }`)
	if got.at(t, "operationCreate", "userErrors", 0, "code") != "AMOUNT_MISMATCH" || got.at(t, "operationCreate", "operation") != nil {
		t.Errorf("another amount: %s", got.raw)
	}
	got = a.settle(t, own, "operationCreate", input("200.00"), `operation { status expiresAt deposits { status counted money { amount } } }`)
	if got.at(t, "operationCreate", "operation", "status") != "IN_PROCESS" || got.at(t, "operationCreate", "operation", "deposits", 0, "counted") != true {
		t.Errorf("got %s", got.raw)
	}
}

func TestASecondClaimOfAReferenceAsksWhy(t *testing.T) {
	t.Parallel()
	a := open(t)
	one, two := a.Pending(t, own, "200.00"), a.Pending(t, testkit.OtherClient, "200.00")
	a.reportAs(t, own, one, "200.00")
	a.reportAs(t, testkit.OtherClient, two, "200.00")
	a.ConfirmAs(t, master, one, 0, "")
	input := a.about(t, two, map[string]any{"depositId": a.deposit(t, two)})
	got := a.settle(t, master, "operationConfirmDeposit", input, "")
	if got.at(t, "operationConfirmDeposit", "userErrors", 0, "code") != "DUPLICATE_REFERENCE" ||
		fmt.Sprint(got.at(t, "operationConfirmDeposit", "userErrors", 0, "field")) != "[overrideReason]" {
		t.Fatalf("got %s", got.raw)
	}
	input = keyed(input)
	input["overrideReason"] = "El banco repite sus números"
	got = a.settle(t, master, "operationConfirmDeposit", input, `operation { deposits { status overrideReason } }`)
	if got.at(t, "operationConfirmDeposit", "operation", "deposits", 0, "overrideReason") != "El banco repite sus números" {
		t.Errorf("got %s", got.raw)
	}
	for caller, want := range map[testkit.Caller]any{testkit.OtherClient: nil, operator: "El banco repite sus números",
		analyst: access.Mask("El banco repite sus números")} {
		got := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Deposit { overrideReason } } }`, map[string]any{"id": input["depositId"]})
		if reason := got.at(t, "node", "overrideReason"); reason != want {
			t.Errorf("%s reads %v", caller, reason)
		}
	}
}

// Who reads every operation unmasked is told which one; the rest of the staff, that there is one; clients nothing.
func TestDuplicatesAreForWhoSeesEverything(t *testing.T) {
	t.Parallel()
	a := open(t)
	one, two := a.confirmed(t), a.confirmed(t)
	for _, id := range []uuid.UUID{one, two} {
		a.PayAs(t, operator, id, "100.00", "P-4")
	}
	file := a.File(t, own, domain.FileDepositProof)
	for _, id := range []uuid.UUID{one, two} {
		a.ReportAs(t, own, id, "7.00", "V-4", file)
	}
	other := a.Row(t, two).Code
	both := fmt.Sprintf("[map[at:2026-11-23T15:00:00.000Z kind:SAME_REFERENCE operationCode:%s] map[at:2026-11-23T15:00:00.000Z kind:SAME_FILE operationCode:%s]]",
		other, other)
	payout := fmt.Sprintf("[map[at:2026-11-23T15:00:00.000Z kind:SAME_REFERENCE operationCode:%s]]", other)
	for caller, want := range map[testkit.Caller][3]string{
		own: {"<nil>", "[]", "[]"}, trader: {"true", "[]", "[]"}, analyst: {"true", "[]", "[]"},
		master: {"true", both, payout}, operator: {"true", both, payout}, middleOffice: {"true", both, payout},
	} {
		got := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Operation { deposits { id duplicateReference duplicateFile duplicates { kind operationCode at } }
			payouts { duplicateReference duplicates { kind operationCode at } } } } }`, map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, one)})
		deposit, paid := got.at(t, "node", "deposits", 1).(map[string]any), got.at(t, "node", "payouts", 0).(map[string]any)
		if fmt.Sprint(deposit["duplicateReference"]) != want[0] || fmt.Sprint(deposit["duplicateFile"]) != want[0] || fmt.Sprint(paid["duplicateReference"]) != want[0] ||
			fmt.Sprint(deposit["duplicates"]) != want[1] || fmt.Sprint(paid["duplicates"]) != want[2] {
			t.Errorf("%s: %s", caller, got.raw)
		}
		// The same by its id, which is another way to read it.
		alone := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Deposit { id duplicateReference duplicateFile duplicates { kind operationCode at } } } }`,
			map[string]any{"id": deposit["id"]})
		if fmt.Sprint(alone.at(t, "node")) != fmt.Sprint(deposit) {
			t.Errorf("%s: by its id %s", caller, alone.raw)
		}
	}
}

func TestUnappliedMoneyIsAListOfTheStaff(t *testing.T) {
	t.Parallel()
	a := open(t)
	late, live := a.Late(t), a.Operation(t, domain.InProcess)
	for caller, want := range map[testkit.Caller]int{master: 1, operator: 1, middleOffice: 1, analyst: 1, trader: 1, otherTrader: 0} {
		got := a.must(t, caller, `{ operations(filter: { unappliedMoney: true }) { totalCount nodes { code } } }`, nil)
		if nodes := got.at(t, "operations", "nodes").([]any); len(nodes) != want || want == 1 && got.at(t, "operations", "nodes", 0, "code") != a.Row(t, late).Code {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	got := a.must(t, master, `{ operations(filter: { unappliedMoney: false }) { nodes { code } } }`, nil)
	if nodes := got.at(t, "operations", "nodes").([]any); len(nodes) != 1 || got.at(t, "operations", "nodes", 0, "code") != a.Row(t, live).Code {
		t.Errorf("the others: %s", got.raw)
	}
	for _, caller := range []testkit.Caller{own, testkit.OtherClient} {
		if got := a.ask(t, caller, `{ operations(filter: { unappliedMoney: true }) { nodes { code } } }`, nil); got.code() != "BAD_REQUEST" {
			t.Errorf("%s: %v %s", caller, got.Errors, got.raw)
		}
	}
}

func TestMoneyOutIsAListOfTheStaff(t *testing.T) {
	t.Parallel()
	a := open(t)
	out, sound := a.Operation(t, domain.InProcess), a.Operation(t, domain.Pending)
	a.Confirm(t, out)
	a.Pay(t, out)
	a.VoidAs(t, master, out, 0, domain.VoidWrongData)
	for caller, want := range map[testkit.Caller]int{master: 1, operator: 1, middleOffice: 1, analyst: 1, trader: 1, otherTrader: 0} {
		got := a.must(t, caller, `{ operations(filter: { moneyOut: true }) { totalCount nodes { code } } }`, nil)
		if nodes := got.at(t, "operations", "nodes").([]any); len(nodes) != want || want == 1 && got.at(t, "operations", "nodes", 0, "code") != a.Row(t, out).Code {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	got := a.must(t, master, `{ operations(filter: { moneyOut: false }) { nodes { code } } }`, nil)
	if nodes := got.at(t, "operations", "nodes").([]any); len(nodes) != 1 || got.at(t, "operations", "nodes", 0, "code") != a.Row(t, sound).Code {
		t.Errorf("the others: %s", got.raw)
	}
	if got := a.ask(t, own, `{ operations(filter: { moneyOut: true }) { nodes { code } } }`, nil); got.code() != "BAD_REQUEST" {
		t.Errorf("a client: %v %s", got.Errors, got.raw)
	}
}

// A client reads that a payment is void and that its operation is held, and never why; of a hold only who may hold operations reads that.
// Nothing that seals the facts is shown to anybody.
func TestReasonsOfTheHouseStayInTheHouse(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.confirmed(t)
	a.PayAs(t, operator, id, "100.00", "P-5")
	a.VoidAs(t, master, id, 0, domain.VoidWrongData)
	a.VoidAs(t, master, id, 0, domain.VoidSentBack)
	_, _, err := a.Trading.Hold(a.As(t, middleOffice), trading.HoldInput{Target: a.Target(t, id), Reason: domain.HoldReview, Note: "Revisión"})
	must(t, err)
	a.Settle(t)
	for caller, want := range map[testkit.Caller][]any{own: {nil, nil, nil}, trader: {"WRONG_DATA", "SENT_BACK", nil}, operator: {"WRONG_DATA", "SENT_BACK", nil},
		middleOffice: {"WRONG_DATA", "SENT_BACK", "REVIEW"}, master: {"WRONG_DATA", "SENT_BACK", "REVIEW"}} {
		got := a.must(t, caller, `{ operationEvents { ... on OperationEvent { kind facts { reason } } } }`, nil)
		var reasons []any
		for _, item := range got.at(t, "operationEvents").([]any) {
			if event := item.(map[string]any); event["kind"] == "PAYOUT_VOIDED" || event["kind"] == "HELD" {
				reasons = append(reasons, event["facts"].(map[string]any)["reason"])
			}
		}
		if !slices.Equal(reasons, want) {
			t.Errorf("%s reads %v, want %v", caller, reasons, want)
		}
		got = a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Operation { payouts { voidedAt voidReason sentBackAt } timeline { key label } } } }`,
			map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
		payout := got.at(t, "node", "payouts", 0).(map[string]any)
		if payout["voidedAt"] == nil || (payout["voidReason"] == nil) != (want[0] == nil) || (payout["sentBackAt"] == nil) != (want[0] == nil) {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	if sdl().Types["OperationEventFacts"].Fields.ForName("sealed") != nil {
		t.Error("the sealed part of facts is shown")
	}
}

func TestEventsOfAMoveNameTheOtherOperation(t *testing.T) {
	t.Parallel()
	a := open(t)
	from, to := a.waiting(t)
	a.ApplyAs(t, master, from, to)
	a.Settle(t)
	got := a.must(t, own, `{ operationEvents { ... on OperationEvent { kind operation { code } facts { counterpart received money { amount } } } } }`, nil)
	found := map[string]string{}
	for _, item := range got.at(t, "operationEvents").([]any) {
		event := item.(map[string]any)
		if event["kind"] == "DEPOSIT_APPLIED" {
			facts := event["facts"].(map[string]any)
			found[fmt.Sprint(event["operation"].(map[string]any)["code"])] = fmt.Sprint(facts["counterpart"], " ", facts["received"])
		}
		if facts, ok := event["facts"].(map[string]any); ok && event["kind"] == "CREATED" && facts["received"] != nil {
			t.Errorf("a creation received: %v", facts)
		}
	}
	if found[a.Row(t, from).Code] != a.Row(t, to).Code+" false" || found[a.Row(t, to).Code] != a.Row(t, from).Code+" true" {
		t.Errorf("got %v", found)
	}
}

func TestWhatAnOperatorWroteAtAReturnIsMaskedForAnalysts(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	a.ReturnAs(t, operator, id, "Tu voucher no se lee")
	for caller, want := range map[testkit.Caller]any{own: "Tu voucher no se lee", operator: "Tu voucher no se lee", analyst: access.Mask("Tu voucher no se lee")} {
		got := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Operation { returnNote seenBy } } }`,
			map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
		if note := got.at(t, "node", "returnNote"); note != want {
			t.Errorf("%s reads %q", caller, note)
		}
	}
}
