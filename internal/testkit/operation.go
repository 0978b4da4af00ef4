package testkit

import (
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
)

// Quote locks a price for a client who sells that many USD.
func (k *Kit) Quote(t testing.TB, holder Caller, usd string) uuid.UUID {
	t.Helper()
	amount := money.Dollars(money.MustAmount(usd))
	id, _, err := k.Pricing.LockQuote(k.As(t, holder), pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}})
	Must(t, err)
	return id
}

// Pending makes an operation of a client, who sells that many USD and waits to deposit them.
func (k *Kit) Pending(t testing.TB, holder Caller, usd string) uuid.UUID {
	t.Helper()
	id, err := k.Make(t, holder, k.Quote(t, holder, usd))
	Must(t, err)
	return id
}

// Make has a client make an operation from a quote by which it sells dollars, and answers the refusal where there is one.
func (k *Kit) Make(t testing.TB, holder Caller, quote uuid.UUID) (uuid.UUID, error) {
	t.Helper()
	id, _, err := k.Trading.Create(k.As(t, holder), trading.CreateInput{QuoteID: quote, Channel: domain.ChannelWeb,
		SourceAccountID: k.BankAccount(holder, money.USD), DestinationAccountID: k.BankAccount(holder, money.PEN)})
	return id, err
}

// Amend has Trader give an operation of a client another amount, of USD that the client sells.
func (k *Kit) Amend(t testing.TB, holder Caller, operation uuid.UUID, usd string) {
	t.Helper()
	Must(t, k.TryAmend(t, holder, operation, usd))
}

// TryAmend is Amend where it may be refused.
func (k *Kit) TryAmend(t testing.TB, holder Caller, operation uuid.UUID, usd string) error {
	t.Helper()
	amount, client := money.Dollars(money.MustAmount(usd)), k.ID(holder)
	quote, _, err := k.Pricing.LockQuote(k.As(t, Trader), pricing.LockQuoteInput{ClientID: &client, Amount: pricing.QuoteAmount{Pay: &amount}})
	Must(t, err)
	_, _, err = k.Trading.Amend(k.As(t, Trader), trading.AmendInput{Target: k.Target(t, operation), QuoteID: quote})
	return err
}

// Operation makes an operation of Client over US$ 200.00 and brings it into a state, by the acts that lead there. The way to
// EXPIRED ends every operation that waits for its deposit.
func (k *Kit) Operation(t testing.TB, status domain.Status) uuid.UUID {
	t.Helper()
	id := k.Pending(t, Client, "200.00")
	switch status {
	case domain.Pending:
	case domain.InProcess:
		k.Report(t, id)
	case domain.Completed:
		k.Report(t, id)
		k.Confirm(t, id)
		k.Pay(t, id)
		k.Prove(t, id)
		k.complete(t, id)
	case domain.Canceled:
		_, _, err := k.Trading.Cancel(k.As(t, Client), trading.CancelInput{Target: k.Target(t, id), Reason: "Ya no la necesito"})
		Must(t, err)
	case domain.Expired:
		k.expire(t)
	}
	return id
}

// Report reports the whole deposit of an operation, with a proof, and has it assigned to Operator, however many that one
// holds already.
func (k *Kit) Report(t testing.TB, id uuid.UUID) {
	t.Helper()
	row := k.Row(t, id)
	_, _, err := k.Trading.ReportDeposit(k.As(t, Client), trading.ReportDepositInput{Target: k.Target(t, id),
		Amount: row.Side.DepositAmount(row.Usd, row.Pen), BankReference: "VOUCHER-" + row.Code, FileID: k.File(t, Client, domain.FileDepositProof)})
	Must(t, err)
	if assigned := k.Row(t, id).OperatorID; assigned == nil || *assigned != k.ID(Operator) {
		_, _, err = k.Trading.Reassign(k.As(t, Master), trading.ReassignInput{Target: k.Target(t, id), OperatorID: k.ID(Operator)})
		Must(t, err)
	}
}

// Confirm confirms the first deposit of an operation.
func (k *Kit) Confirm(t testing.TB, id uuid.UUID) {
	t.Helper()
	_, _, err := k.Trading.ConfirmDeposit(k.As(t, Operator), trading.ConfirmDepositInput{Target: k.Target(t, id),
		DepositID: k.Row(t, id).Edges.Deposits[0].ID})
	Must(t, err)
}

// Reassign makes Master give an operation in process to another operator.
func (k *Kit) Reassign(t testing.TB, id uuid.UUID, to Caller) {
	t.Helper()
	_, _, err := k.Trading.Reassign(k.As(t, Master), trading.ReassignInput{Target: k.Target(t, id), OperatorID: k.ID(to)})
	Must(t, err)
}

// Pay pays an operation in full.
func (k *Kit) Pay(t testing.TB, id uuid.UUID) {
	t.Helper()
	row := k.Row(t, id)
	_, _, err := k.Trading.AddPayout(k.As(t, Operator), trading.AddPayoutInput{Target: k.Target(t, id),
		Amount: row.Side.PayoutAmount(row.Usd, row.Pen), HouseAccountID: k.HouseAccount(row.Side.Terms().Payout), BankReference: "PAGO-" + row.Code})
	Must(t, err)
}

// Prove attaches a proof of the payout.
func (k *Kit) Prove(t testing.TB, id uuid.UUID) {
	t.Helper()
	_, _, err := k.Trading.AddProof(k.As(t, Operator), trading.AddProofInput{Target: k.Target(t, id), Comment: "Transferencia del día",
		FileID: k.File(t, Operator, domain.FilePayoutProof)})
	Must(t, err)
}

// expire lets the deadline of what waits pass, and the clock go on from where it stood.
func (k *Kit) expire(t testing.TB) {
	t.Helper()
	now := k.Clock.Now()
	defer k.Clock.Set(now)
	k.Clock.Advance(15 * time.Minute)
	_, err := k.Trading.ExpireDue(access.AsSystem(t.Context()))
	Must(t, err)
}

func (k *Kit) complete(t testing.TB, id uuid.UUID) {
	t.Helper()
	Must(t, k.TryComplete(t, id))
}

// TryComplete has Operator complete an operation, which may be refused.
func (k *Kit) TryComplete(t testing.TB, id uuid.UUID) error {
	t.Helper()
	_, _, err := k.Trading.Complete(k.As(t, Operator), trading.CompleteInput{Target: k.Target(t, id),
		ProofIDs: []uuid.UUID{k.Row(t, id).Edges.Proofs[0].ID}})
	return err
}

// Target names an operation as it is now.
func (k *Kit) Target(t testing.TB, id uuid.UUID) trading.Target {
	t.Helper()
	return trading.Target{OperationID: id, ExpectedVersion: k.Row(t, id).Version}
}

// Row reads an operation with all that hangs on it, deposits and payouts oldest first, as the house itself.
func (k *Kit) Row(t testing.TB, id uuid.UUID) *ent.Operation {
	t.Helper()
	row, err := k.Store.Read().Operation.Query().Where(operation.ID(id)).
		WithDeposits(func(q *ent.DepositQuery) { q.Order(deposit.ByID()) }).WithPayouts(func(q *ent.PayoutQuery) { q.Order(payout.ByID()) }).
		WithProofs().WithHolds().WithNotes().WithQuote().Only(access.AsSystem(t.Context()))
	Must(t, err)
	return row
}

// File is a file that a caller uploaded, unlike every other; its content is nowhere.
func (k *Kit) File(t testing.TB, uploader Caller, purpose domain.FilePurpose) uuid.UUID {
	t.Helper()
	return k.fileOf(t, k.Actor(uploader), purpose)
}

func (k *Kit) fileOf(t testing.TB, actor access.Actor, purpose domain.FilePurpose) uuid.UUID {
	t.Helper()
	content := uuid.New()
	sum := sha256.Sum256(content[:])
	var id uuid.UUID
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.File.Create().SetCreatedAt(tx.Now).SetPurpose(purpose).SetMediaType("image/png").SetSize(1234).SetSha256(sum[:]).
			SetUploadedByKind(actor.Kind).SetUploadedBy(actor.ID).Save(ctx)
		if err == nil {
			id = row.ID
		}
		return err
	})
	return id
}
