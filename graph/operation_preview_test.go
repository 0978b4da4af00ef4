package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

const previewDocument = `query($input: OperationPreviewInput!) { operationPreview(input: $input) { blockers { code field message } operation { code version }
	status operator { name } counterpart { code } counterpartStatus entries { kind postings { kind account pcgeCode money { amount currency } } }
	messages { kind toClient channels } warnings { code params { name value } } } }`

// previewed is what an act would come to for a caller.
func (a *api) previewed(t *testing.T, caller testkit.Caller, id uuid.UUID, action domain.Act, more map[string]any) map[string]any {
	t.Helper()
	input := map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id), "action": string(action)}
	maps.Copy(input, more)
	return a.must(t, caller, previewDocument, map[string]any{"input": input}).at(t, "operationPreview").(map[string]any)
}

// listed says some fields of a list's elements, in order.
func listed(list any, fields ...string) []string {
	var words []string
	for _, element := range list.([]any) {
		word := []string{}
		for _, field := range fields {
			word = append(word, fmt.Sprint(element.(map[string]any)[field]))
		}
		words = append(words, strings.Join(word, " "))
	}
	return words
}

// Given an operation that is paid and proved, when its completion is previewed, then the dialog has all that it is about: the entry with the
// names of its accounts, and who is told.
func TestACompletionIsSeenBeforeItIsDone(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.confirmed(t)
	a.Pay(t, id)
	a.Prove(t, id)
	version := a.Row(t, id).Version
	got := a.previewed(t, operator, id, domain.ActComplete, nil)
	if got["status"] != "COMPLETED" || len(got["blockers"].([]any)) > 0 || got["operator"] == nil || got["counterpart"] != nil {
		t.Fatalf("got %v", got)
	}
	entry := got["entries"].([]any)[0].(map[string]any)
	var lines []string
	for _, posting := range entry["postings"].([]any) {
		line := posting.(map[string]any)
		amount := line["money"].(map[string]any)
		lines = append(lines, fmt.Sprint(line["kind"], " ", line["account"], " ", amount["amount"], " ", amount["currency"]))
	}
	house, err := a.Store.Read().HouseAccount.Get(a.As(t, master), a.HouseAccount(money.PEN))
	must(t, err)
	want := []string{"CLIENT_FUNDS Fondos de clientes USD 200.00 USD", "POSITION Posición de cambio USD -200.00 USD",
		"POSITION Posición de cambio PEN 747.60 PEN", "BANK " + house.Bank + " PEN " + house.Number + " -747.60 PEN"}
	if entry["kind"] != "COMPLETION" || !slices.Equal(lines, want) {
		t.Errorf("it would book %v\n%q\nwant\n%q", entry["kind"], lines, want)
	}
	if told := listed(got["messages"], "kind", "toClient"); !slices.Equal(told, []string{"OPERATION_COMPLETED true", "DESK_OPERATION_COMPLETED false"}) {
		t.Errorf("it would tell %v", told)
	}
	if a.Row(t, id).Version != version {
		t.Error("the preview changed the operation")
	}
}

// Of a payment that the account does not hold whoever sees balances is warned before it leaves.
func TestAPaymentIsWarnedOfBeforeItLeaves(t *testing.T) {
	t.Parallel()
	a := open(t)
	must(t, a.Ledger.Opening(a.As(t, master), a.HouseAccount(money.PEN), money.Soles(money.MustAmount("100.00"))))
	id := a.confirmed(t)
	for amount, want := range map[string]string{"100.00": "", "100.01": "ACCOUNT_SHORT"} {
		got := a.previewed(t, operator, id, domain.ActAddPayout, map[string]any{"amount": amount, "houseAccountId": a.house(money.PEN)})
		if found := strings.Join(listed(got["warnings"], "code"), " "); found != want || got["status"] != "IN_PROCESS" {
			t.Errorf("%s: %q, want %q (%v)", amount, found, want, got)
		}
	}
	got := a.previewed(t, operator, id, domain.ActAddPayout, map[string]any{"amount": "900.00", "houseAccountId": a.house(money.PEN)})
	if got["status"] != nil || got["blockers"].([]any)[0].(map[string]any)["code"] != "AMOUNT_MISMATCH" || len(got["warnings"].([]any)) > 0 {
		t.Errorf("more than the client gets: %v", got)
	}
}

func TestMoneyThatMovesIsSeenOnBothOperations(t *testing.T) {
	t.Parallel()
	a := open(t)
	from, to := a.waiting(t)
	deposit := globalid.Encode(ent.DepositIDPrefix, a.Row(t, from).Edges.Deposits[0].ID)
	got := a.previewed(t, master, from, domain.ActApplyDeposit, map[string]any{"depositId": deposit, "toOperationId": globalid.Encode(ent.OperationIDPrefix, to)})
	if got["counterpart"].(map[string]any)["code"] != a.Row(t, to).Code || got["counterpartStatus"] == nil || len(got["entries"].([]any)) != 1 {
		t.Errorf("got %v", got)
	}
	if told := listed(got["messages"], "kind"); !slices.Contains(told, "DEPOSIT_APPLIED") {
		t.Errorf("it would tell %v", told)
	}
}

func TestAPreviewIsForWhoMayDoTheAct(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	for act, want := range map[domain.Act]map[testkit.Caller]string{
		domain.ActConfirmDeposit: {master: granted, operator: granted, otherOp: forbidden, trader: forbidden, middleOffice: forbidden, analyst: forbidden,
			own: forbidden, anonymous: unauthenticated},
		domain.ActCancel: {master: "NOT_ALLOWED_IN_STATUS", trader: forbidden, otherTrader: "NOT_FOUND", operator: forbidden, own: forbidden},
		domain.ActHold:   {master: granted, middleOffice: granted, operator: forbidden, trader: forbidden},
		domain.ActAmend:  {trader: "BAD_REQUEST", master: "BAD_REQUEST", operator: forbidden},
	} {
		for caller, want := range want {
			got := a.ask(t, caller, previewDocument, map[string]any{"input": map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id),
				"action": string(act), "depositId": a.deposit(t, id)}})
			outcome := outcomeOf(got, "operationPreview")
			if outcome == granted {
				for _, blocker := range got.at(t, "operationPreview", "blockers").([]any) {
					outcome = fmt.Sprint(blocker.(map[string]any)["code"])
				}
			}
			if outcome != want {
				t.Errorf("%s by %s: %s, want %s (%s)", act, caller, outcome, want, got.raw)
			}
		}
	}
}

func TestWhatIsWrongWithAPreviewIsToldAtOnce(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.confirmed(t)
	for name, c := range map[string]struct {
		act  domain.Act
		more map[string]any
		want []string
	}{
		"nothing of a payment":      {domain.ActAddPayout, nil, []string{"REQUIRED [amount]", "REQUIRED [houseAccountId]"}},
		"an id of another type":     {domain.ActConfirmDeposit, map[string]any{"depositId": a.house(money.USD)}, []string{"INVALID [depositId]"}},
		"an id, and nothing beside": {domain.ActRefundDeposit, map[string]any{"depositId": "x"}, []string{"INVALID [depositId]", "REQUIRED [houseAccountId]"}},
		"a payment to the house":    {domain.ActAddPayout, map[string]any{"amount": "-1.00", "houseAccountId": a.house(money.PEN)}, []string{"INVALID [amount]"}},
		"a version that is over":    {domain.ActReturn, map[string]any{"expectedVersion": 1}, []string{"STALE_VERSION [expectedVersion]"}},
		"an account of dollars":     {domain.ActAddPayout, map[string]any{"amount": "1.00", "houseAccountId": a.house(money.USD)}, []string{"INVALID [houseAccountId]"}},
	} {
		got := a.previewed(t, master, id, c.act, c.more)
		if found := listed(got["blockers"], "code", "field"); !slices.Equal(found, c.want) || got["status"] != nil {
			t.Errorf("%s: %v, want %v", name, found, c.want)
		}
	}
	document := `query($a: OperationPreviewInput!) { operationPreview(input: $a) { status } again: operationPreview(input: $a) { status } }`
	input := map[string]any{"a": map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id), "action": "TAKE"}}
	if got := a.ask(t, master, document, input); got.code() != "BAD_REQUEST" {
		t.Errorf("twice in a document: %s %s", got.code(), got.raw)
	}
}
