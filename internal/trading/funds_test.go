package trading_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// funded is a house whose money is looked at.
type funded struct{ *testkit.Kit }

// funds writes what is owed to clients as "PEN owed/unapplied USD owed/unapplied".
func (b *funded) funds(t *testing.T) string {
	t.Helper()
	rows, err := b.Ledger.ClientFunds(b.As(t, testkit.Operator))
	testkit.Must(t, err)
	text := ""
	for _, row := range rows {
		text += fmt.Sprintf("%s %s/%s ", row.Currency, row.Owed, row.Unapplied)
	}
	return text
}

func (b *funded) wantPromised(t *testing.T, currency money.Currency, want string) {
	t.Helper()
	promised, err := b.Ledger.Promised(b.As(t, testkit.Operator))
	testkit.Must(t, err)
	if got := promised[b.HouseAccount(currency)]; got.String() != want {
		t.Errorf("%s is promised in %s, want %s", got, currency, want)
	}
}

// complete finishes an operation by its first proof.
func (b *funded) complete(t *testing.T, id uuid.UUID) {
	t.Helper()
	_, _, err := b.Trading.Complete(b.As(t, testkit.Operator), trading.CompleteInput{Target: b.Target(t, id),
		ProofIDs: []uuid.UUID{b.Row(t, id).Edges.Proofs[0].ID}})
	testkit.Must(t, err)
}

func TestAPaymentIsPromisedUntilTheBooksTakeIt(t *testing.T) {
	t.Parallel()
	b := &funded{testkit.New(t)}
	b.wantPromised(t, money.PEN, "0.00")
	id := b.Operation(t, domain.InProcess)
	b.Confirm(t, id)
	b.wantPromised(t, money.PEN, "0.00")

	b.Pay(t, id)
	b.wantPromised(t, money.PEN, "747.60")
	b.wantPromised(t, money.USD, "0.00")

	b.Prove(t, id)
	b.complete(t, id)
	b.wantPromised(t, money.PEN, "0.00")
	balances, err := b.Ledger.HouseBalances(b.As(t, testkit.Operator))
	testkit.Must(t, err)
	if got := balances[b.HouseAccount(money.PEN)]; got.String() != "-747.60" {
		t.Errorf("the books hold %s after the completion", got)
	}
}

func TestAVoidedPaymentIsPromisedWhileItsMoneyIsOut(t *testing.T) {
	t.Parallel()
	for reason, want := range map[domain.VoidReason]string{domain.VoidNeverSent: "0.00", domain.VoidSentBack: "0.00", domain.VoidWrongData: "747.60"} {
		t.Run(string(reason), func(t *testing.T) {
			t.Parallel()
			b := &funded{testkit.New(t)}
			id := b.Operation(t, domain.InProcess)
			b.Confirm(t, id)
			b.Pay(t, id)

			b.VoidAs(t, testkit.Master, id, 0, reason)

			b.wantPromised(t, money.PEN, want)
			if reason != domain.VoidWrongData {
				return
			}
			// The client is paid again, and the first money is still out after the completion, until the bank sends it back.
			b.PayAs(t, testkit.Operator, id, "747.60", "PAGO-2")
			b.wantPromised(t, money.PEN, "1495.20")
			b.Prove(t, id)
			b.complete(t, id)
			b.wantPromised(t, money.PEN, "747.60")
			b.VoidAs(t, testkit.Master, id, 0, domain.VoidSentBack)
			b.wantPromised(t, money.PEN, "0.00")
		})
	}
}

func TestMoneyThatMovesIsOwedOnceWhereItIs(t *testing.T) {
	t.Parallel()
	b := &funded{testkit.New(t)}
	late := b.Late(t)
	before := b.funds(t)
	id := b.AtDesk(t, "200.00")

	b.ApplyAs(t, testkit.Master, late, id)
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 200.00/0.00 " {
		t.Errorf("owed %s after the application, %s before", got, before)
	}
	b.UnapplyAs(t, testkit.Master, id, late)
	if got := b.funds(t); got != before {
		t.Errorf("owed %s after it was undone, want %s", got, before)
	}
}

func TestWhatIsBehindAPaymentLeavesThePaymentOut(t *testing.T) {
	t.Parallel()
	b := &funded{testkit.New(t)}
	testkit.Must(t, b.Ledger.Opening(b.As(t, testkit.Master), b.HouseAccount(money.PEN), money.Soles(money.MustAmount("1000.00"))))
	id := b.Operation(t, domain.InProcess)
	b.Confirm(t, id)
	part := func(paid string) {
		_, _, err := b.Trading.AddPayout(b.As(t, testkit.Operator), trading.AddPayoutInput{Target: b.Target(t, id), Amount: money.MustAmount(paid),
			HouseAccountID: b.HouseAccount(money.PEN), BankReference: "PAGO-1"})
		testkit.Must(t, err)
	}
	part("700.00")
	part("47.60")

	held, known, err := b.Ledger.FundsBehind(b.As(t, testkit.Operator), id, b.HouseAccount(money.PEN), money.MustAmount("47.60"))
	testkit.Must(t, err)
	if !known || held.Balance.String() != "1000.00" || held.Promised.String() != "700.00" {
		t.Errorf("behind the second payment: %+v, %v", held, known)
	}

	// An operation that is completed promises nothing any more.
	b.Prove(t, id)
	b.complete(t, id)
	if _, known, err = b.Ledger.FundsBehind(b.As(t, testkit.Operator), id, b.HouseAccount(money.PEN), money.MustAmount("47.60")); err != nil || known {
		t.Errorf("after the completion: known %v, %v", known, err)
	}
}

func TestWhatIsOwedToClientsAndWhatOfItCountsForNothing(t *testing.T) {
	t.Parallel()
	b := &funded{testkit.New(t)}
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 0.00/0.00 " {
		t.Errorf("an empty house owes %s", got)
	}
	// Given an operation that is paid for and another that ended before its money came.
	b.Operation(t, domain.Completed)
	late := b.Operation(t, domain.Expired)
	_, _, err := b.Trading.ReportDeposit(b.As(t, testkit.Client), trading.ReportDepositInput{Target: b.Target(t, late), Amount: money.MustAmount("200.00"),
		BankReference: "TARDE-1"})
	testkit.Must(t, err)
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 0.00/0.00 " {
		t.Errorf("money that nobody saw is owed: %s", got)
	}
	_, _, err = b.Trading.ConfirmDeposit(b.As(t, testkit.Master), trading.ConfirmDepositInput{Target: b.Target(t, late),
		DepositID: b.Row(t, late).Edges.Deposits[0].ID})
	testkit.Must(t, err)
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 200.00/200.00 " {
		t.Errorf("late money: %s", got)
	}

	// When another client's operation waits for its exchange, its money is owed and applied.
	id := b.Operation(t, domain.InProcess)
	b.Confirm(t, id)
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 400.00/200.00 " {
		t.Errorf("money that counts: %s", got)
	}

	// What is given back is owed no more.
	row := b.Row(t, late)
	_, _, err = b.Trading.RefundDeposit(b.As(t, testkit.Master), trading.RefundDepositInput{Target: b.Target(t, late), DepositID: row.Edges.Deposits[0].ID,
		HouseAccountID: b.HouseAccount(money.USD), BankReference: "DEV-1"})
	testkit.Must(t, err)
	if got := b.funds(t); got != "PEN 0.00/0.00 USD 200.00/0.00 " {
		t.Errorf("after the refund: %s", got)
	}
}
