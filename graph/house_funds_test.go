package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// pay records a payment of an operation over GraphQL and answers the payload.
func (a *api) pay(t *testing.T, ctx context.Context, input map[string]any) (payload string, replayed bool) {
	t.Helper()
	got := a.run(t, ctx, `mutation($input: OperationAddPayoutInput!) { operationAddPayout(input: $input) {
		userErrors { code } operation { version } warnings { code field params { name value } } } }`, map[string]any{"input": input})
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	text, err := json.Marshal(got.at(t, "operationAddPayout", "warnings"))
	if err != nil {
		t.Fatal(err)
	}
	if faults, _ := got.at(t, "operationAddPayout", "userErrors").([]any); len(faults) > 0 {
		t.Fatalf("refused: %s", got.raw)
	}
	return string(text), got.Extensions["idempotencyReplayed"] == true
}

func TestAPaymentThatTheAccountDoesNotHoldIsWarnedOfAndRecorded(t *testing.T) {
	t.Parallel()
	a := open(t)
	if err := a.Ledger.Opening(a.As(t, testkit.Master), a.HouseAccount(money.PEN), money.Soles(money.MustAmount("700.00"))); err != nil {
		t.Fatal(err)
	}
	id := a.Operation(t, domain.InProcess)
	a.Confirm(t, id)
	house, err := a.Store.Read().HouseAccount.Get(access.AsSystem(t.Context()), a.HouseAccount(money.PEN))
	if err != nil {
		t.Fatal(err)
	}
	operator := a.As(t, testkit.Operator)
	input := func(amount string) map[string]any {
		return keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id), "expectedVersion": a.Row(t, id).Version, "amount": amount,
			"houseAccountId": house.GlobalID(), "bankReference": "PAGO-1"})
	}

	// Given S/ 700.00 in the account, a first payment is covered.
	if warnings, _ := a.pay(t, operator, input("500.00")); warnings != "[]" {
		t.Errorf("a covered payment warns: %s", warnings)
	}
	// When the next one is more than what is left of it.
	second := input("247.60")
	warnings, _ := a.pay(t, operator, second)
	want := fmt.Sprintf(`[{"code":"ACCOUNT_SHORT","field":["houseAccountId"],"params":[{"name":"account","value":"%s PEN %s"},`+
		`{"name":"balance","value":"700.00"},{"name":"promised","value":"500.00"},{"name":"amount","value":"247.60"}]}]`, house.Bank, house.Number)
	if warnings != want {
		t.Errorf("warned of %s\nwant %s", warnings, want)
	}
	// A repetition says the same, and nothing is paid twice.
	if again, replayed := a.pay(t, operator, second); again != want || !replayed {
		t.Errorf("repeated: %s, replayed %v", again, replayed)
	}
	if paid := a.Row(t, id).Edges.Payouts; len(paid) != 2 {
		t.Errorf("%d payments are recorded", len(paid))
	}

	for caller, want := range map[testkit.Caller]string{
		testkit.Operator: `{"amount":"700.00"} {"amount":"747.60"} {"amount":"-47.60"}`, testkit.Master: `{"amount":"700.00"} {"amount":"747.60"} {"amount":"-47.60"}`,
		testkit.Analyst: `{"amount":"700.00"} {"amount":"747.60"} {"amount":"-47.60"}`,
		testkit.Trader:  `null null null`, testkit.MiddleOffice: `null null null`,
	} {
		got := a.must(t, caller, `{ houseAccounts { currency balance { amount } promised { amount } available { amount } } }`, nil)
		for _, field := range got.at(t, "houseAccounts").([]any) {
			account, _ := field.(map[string]any)
			if account["currency"] != "PEN" {
				continue
			}
			text := ""
			for _, name := range []string{"balance", "promised", "available"} {
				figure, err := json.Marshal(account[name])
				if err != nil {
					t.Fatal(err)
				}
				text += " " + string(figure)
			}
			if text[1:] != want {
				t.Errorf("%s reads%s, want %s", caller, text, want)
			}
		}
	}
}

func TestWhatIsOwedToClientsIsShownToWhoSeesBalances(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	a.Confirm(t, id)
	got := a.must(t, testkit.Operator, `{ clientFunds { currency owed { amount currency } unapplied { amount } } }`, nil)
	want := `{"clientFunds":[{"currency":"PEN","owed":{"amount":"0.00","currency":"PEN"},"unapplied":{"amount":"0.00"}},` +
		`{"currency":"USD","owed":{"amount":"200.00","currency":"USD"},"unapplied":{"amount":"0.00"}}]}`
	if got.raw != want {
		t.Errorf("got  %s\nwant %s", got.raw, want)
	}
}
