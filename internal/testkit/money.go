package testkit

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/trading"
)

// ReportAs reports money of an operation; fileID is the proof, uuid.Nil for none.
func (k *Kit) ReportAs(t testing.TB, by Caller, id uuid.UUID, amount, reference string, fileID uuid.UUID) {
	t.Helper()
	_, _, err := k.Trading.ReportDeposit(k.As(t, by), trading.ReportDepositInput{Target: k.Target(t, id), Amount: money.MustAmount(amount),
		BankReference: reference, FileID: fileID})
	Must(t, err)
}

// WithdrawAs takes the n-th report of an operation back.
func (k *Kit) WithdrawAs(t testing.TB, by Caller, id uuid.UUID, n int) {
	t.Helper()
	_, _, err := k.Trading.WithdrawDeposit(k.As(t, by), trading.WithdrawDepositInput{Target: k.Target(t, id), DepositID: k.deposit(t, id, n)})
	Must(t, err)
}

// ConfirmAs confirms the n-th deposit of an operation; reason says why although its number was claimed, and is empty else.
func (k *Kit) ConfirmAs(t testing.TB, by Caller, id uuid.UUID, n int, reason string) {
	t.Helper()
	_, _, err := k.Trading.ConfirmDeposit(k.As(t, by), trading.ConfirmDepositInput{Target: k.Target(t, id), DepositID: k.deposit(t, id, n), OverrideReason: reason})
	Must(t, err)
}

// UnconfirmAs undoes the confirmation of the n-th deposit of an operation.
func (k *Kit) UnconfirmAs(t testing.TB, by Caller, id uuid.UUID, n int, reason string) {
	t.Helper()
	_, _, err := k.Trading.UnconfirmDeposit(k.As(t, by), trading.UnconfirmDepositInput{Target: k.Target(t, id), DepositID: k.deposit(t, id, n), Reason: reason})
	Must(t, err)
}

// RejectAs rejects the n-th deposit of an operation.
func (k *Kit) RejectAs(t testing.TB, by Caller, id uuid.UUID, n int, reason string) {
	t.Helper()
	_, _, err := k.Trading.RejectDeposit(k.As(t, by), trading.RejectDepositInput{Target: k.Target(t, id), DepositID: k.deposit(t, id, n), Reason: reason})
	Must(t, err)
}

// RefundAs gives the n-th deposit of an operation back.
func (k *Kit) RefundAs(t testing.TB, by Caller, id uuid.UUID, n int, reference string) {
	t.Helper()
	row := k.Row(t, id).Edges.Deposits[n]
	_, _, err := k.Trading.RefundDeposit(k.As(t, by), trading.RefundDepositInput{Target: k.Target(t, id), DepositID: row.ID,
		HouseAccountID: k.HouseAccount(row.Currency), BankReference: reference})
	Must(t, err)
}

// ReturnAs hands an operation back and rejects its first deposit.
func (k *Kit) ReturnAs(t testing.TB, by Caller, id uuid.UUID, reason string) {
	t.Helper()
	_, _, err := k.Trading.Return(k.As(t, by), trading.ReturnInput{Target: k.Target(t, id), RejectDepositIDs: []uuid.UUID{k.deposit(t, id, 0)}, Reason: reason})
	Must(t, err)
}

// TakeAs takes an operation that nobody holds.
func (k *Kit) TakeAs(t testing.TB, by Caller, id uuid.UUID) {
	t.Helper()
	_, _, err := k.Trading.Take(k.As(t, by), trading.TakeInput{Target: k.Target(t, id)})
	Must(t, err)
}

// PayAs records a payout of an operation.
func (k *Kit) PayAs(t testing.TB, by Caller, id uuid.UUID, amount, reference string) {
	t.Helper()
	_, _, err := k.Trading.AddPayout(k.As(t, by), trading.AddPayoutInput{Target: k.Target(t, id), Amount: money.MustAmount(amount),
		HouseAccountID: k.HouseAccount(k.Row(t, id).Side.Terms().Payout), BankReference: reference})
	Must(t, err)
}

// VoidAs voids the n-th payout of an operation.
func (k *Kit) VoidAs(t testing.TB, by Caller, id uuid.UUID, n int, reason domain.VoidReason) {
	t.Helper()
	_, _, err := k.Trading.VoidPayout(k.As(t, by), trading.VoidPayoutInput{Target: k.Target(t, id), PayoutID: k.Row(t, id).Edges.Payouts[n].ID, Reason: reason})
	Must(t, err)
}

// ApplyAs moves the first deposit of an operation to another one.
func (k *Kit) ApplyAs(t testing.TB, by Caller, from, to uuid.UUID) {
	t.Helper()
	_, _, err := k.Trading.ApplyDeposit(k.As(t, by), trading.ApplyDepositInput{Target: k.Target(t, from), DepositID: k.deposit(t, from, 0),
		ToOperationID: to, ToExpectedVersion: k.Row(t, to).Version})
	Must(t, err)
}

// UnapplyAs moves the newest deposit of an operation back to where it came from.
func (k *Kit) UnapplyAs(t testing.TB, by Caller, to, from uuid.UUID) {
	t.Helper()
	deposits := k.Row(t, to).Edges.Deposits
	_, _, err := k.Trading.UnapplyDeposit(k.As(t, by), trading.UnapplyDepositInput{Target: k.Target(t, to), DepositID: deposits[len(deposits)-1].ID,
		FromExpectedVersion: k.Row(t, from).Version})
	Must(t, err)
}

// Late makes an operation of Client that expired, whose US$ 200.00 came afterwards and were seen. Operator holds it.
func (k *Kit) Late(t testing.TB) uuid.UUID {
	t.Helper()
	id := k.Operation(t, domain.Expired)
	k.ReportAs(t, Client, id, "200.00", "TARDE-"+k.Row(t, id).Code, uuid.Nil)
	k.TakeAs(t, Operator, id)
	k.ConfirmAs(t, Operator, id, 0, "")
	return id
}

// Requoted makes an operation of Client that begins with the first deposit of another one.
func (k *Kit) Requoted(t testing.TB, from uuid.UUID) uuid.UUID {
	t.Helper()
	row := k.Row(t, from).Edges.Deposits[0]
	id, _, err := k.Trading.Create(k.As(t, Client), trading.CreateInput{QuoteID: k.Quote(t, Client, row.Amount.String()), Channel: domain.ChannelWeb,
		SourceAccountID: k.BankAccount(Client, money.USD), DestinationAccountID: k.BankAccount(Client, money.PEN), DepositID: row.ID})
	Must(t, err)
	return id
}

// AtDesk makes an operation that Trader makes for Client, who sells that many USD. It has no deadline.
func (k *Kit) AtDesk(t testing.TB, usd string) uuid.UUID {
	t.Helper()
	client, amount := k.ID(Client), money.Dollars(money.MustAmount(usd))
	quote, _, err := k.Pricing.LockQuote(k.As(t, Trader), pricing.LockQuoteInput{ClientID: &client, Amount: pricing.QuoteAmount{Pay: &amount}})
	Must(t, err)
	id, _, err := k.Trading.Create(k.As(t, Trader), trading.CreateInput{QuoteID: quote, Channel: domain.ChannelDesk, ClientID: client,
		SourceAccountID: k.BankAccount(Client, money.USD), DestinationAccountID: k.BankAccount(Client, money.PEN)})
	Must(t, err)
	return id
}

func (k *Kit) deposit(t testing.TB, id uuid.UUID, n int) uuid.UUID {
	t.Helper()
	return k.Row(t, id).Edges.Deposits[n].ID
}
