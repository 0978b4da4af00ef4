package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/proof"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// perform does a step with a hand's services, at the step's instant and as who has to do it.
func (a *act) perform(ctx context.Context, h *hand, s step) error {
	h.at(s.at)
	ctx, err := a.as(ctx, h, s)
	if err == nil {
		err = a.do(ctx, h, s)
	}
	if err != nil {
		return fmt.Errorf("operation %d, step at %s: %w", a.life.number, s.at.Format(time.RFC3339), err)
	}
	a.version += s.raises
	return nil
}

// as binds who has to do a step.
func (a *act) as(ctx context.Context, h *hand, s step) (context.Context, error) {
	switch s.by {
	case byOwner:
		return a.owner(ctx), nil
	case byTrader:
		return a.trader(ctx), nil
	case byMaster:
		return a.play.as(ctx, MasterLogin), nil
	case byMiddleOffice:
		return a.play.as(ctx, MiddleOfficeLogin), nil
	}
	if s.verb == takeOperation {
		a.operator = a.play.people[a.life.operator]
	}
	holder, err := a.assignee(ctx, h, s.at)
	if err != nil {
		return nil, err
	}
	return a.play.asOperator(ctx, holder), nil
}

func (a *act) do(ctx context.Context, h *hand, s step) error {
	var err error
	switch s.verb {
	case lockPrice:
		return a.lockFirst(ctx, h)
	case createOperation:
		return a.create(ctx, h)
	case reportDeposit:
		return a.report(ctx, h, s)
	case withdrawDeposit, confirmDeposit, unconfirmDeposit, rejectDeposit, refundDeposit, returnToClient:
		return a.decide(ctx, h, s)
	case requoteDeposit:
		return a.requote(ctx, h)
	case voidPayout:
		return a.void(ctx, h)
	case addPayout:
		return a.payOut(ctx, h, s)
	case addProof:
		return a.prove(ctx, h, s)
	case completeOperation:
		return a.complete(ctx, h)
	case amendAmount:
		return a.amend(ctx, h, s)
	case takeOperation:
		_, _, err = h.trading.Take(ctx, trading.TakeInput{Target: a.target("take")})
	case cancelOperation:
		_, _, err = h.trading.Cancel(ctx, trading.CancelInput{Target: a.target("cancel"), Reason: s.text})
	case holdOperation:
		_, _, err = h.trading.Hold(ctx, trading.HoldInput{Target: a.target("hold"), Cause: s.cause, Reason: s.hold, Note: s.text})
	case releaseOperation:
		_, _, err = h.trading.Release(ctx, trading.ReleaseInput{Target: a.target("release"), Cause: s.cause})
	case writeNote:
		_, _, err = h.trading.AddNote(ctx, trading.AddNoteInput{IdempotencyKey: a.key(fmt.Sprintf("note:%d", s.at.Unix())), OperationID: a.operation, Text: s.text})
	case readNotes:
		_, _, err = h.trading.MarkNotesRead(ctx, trading.MarkNotesReadInput{IdempotencyKey: a.key(fmt.Sprintf("read:%d", s.at.Unix())), OperationID: a.operation})
	}
	return err
}

func (a *act) report(ctx context.Context, h *hand, s step) error {
	due, _ := a.due()
	amount := share(due, s.percent, a.transferred)
	a.reports++
	a.transferred = a.transferred.Add(amount)
	_, _, err := h.trading.ReportDeposit(ctx, trading.ReportDepositInput{Target: a.target("report"), Amount: amount,
		BankReference: fmt.Sprintf("%07d%d", 1_000_000+a.life.number*37, a.reports)})
	return err
}

// share is that many percent of a sum, or what is missing of it when percent is 0.
func share(due money.Amount, percent int, had money.Amount) money.Amount {
	if percent == 0 {
		return due.Sub(had)
	}
	return money.FromCents(due.Cents() * int64(percent) / 100)
}

// decide does to a deposit what the step says, the one of the step, in the order of their reports.
func (a *act) decide(ctx context.Context, h *hand, s step) error {
	row, err := a.depositRow(ctx, h, s.deposit)
	if err != nil {
		return err
	}
	switch s.verb {
	case withdrawDeposit:
		a.transferred = a.transferred.Sub(row.Amount)
		_, _, err = h.trading.WithdrawDeposit(ctx, trading.WithdrawDepositInput{Target: a.target("withdraw"), DepositID: row.ID})
	case unconfirmDeposit:
		_, _, err = h.trading.UnconfirmDeposit(ctx, trading.UnconfirmDepositInput{Target: a.target("unconfirm"), DepositID: row.ID, Reason: s.text})
	case confirmDeposit:
		_, _, err = h.trading.ConfirmDeposit(ctx, trading.ConfirmDepositInput{Target: a.target("confirm"), DepositID: row.ID})
	case rejectDeposit:
		_, _, err = h.trading.RejectDeposit(ctx, trading.RejectDepositInput{Target: a.target("reject"), DepositID: row.ID, Reason: s.text})
	case refundDeposit:
		_, _, err = h.trading.RefundDeposit(ctx, trading.RefundDepositInput{Target: a.target("refund"), DepositID: row.ID,
			HouseAccountID: row.HouseAccountID, BankReference: fmt.Sprintf("DEV%06d", a.life.number)})
	case returnToClient:
		a.transferred = a.transferred.Sub(row.Amount)
		_, _, err = h.trading.Return(ctx, trading.ReturnInput{Target: a.target("return"), RejectDepositIDs: []uuid.UUID{row.ID}, Reason: s.text})
	}
	return err
}

func (a *act) depositRow(ctx context.Context, h *hand, place int) (*ent.Deposit, error) {
	rows, err := h.store.Read().Deposit.Query().Where(deposit.OperationID(a.operation)).Order(deposit.ByCreatedAt(), deposit.ByID()).
		All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the deposits: %w", err)
	}
	if place >= len(rows) {
		return nil, fmt.Errorf("deposit %d of %d", place+1, len(rows))
	}
	return rows[place], nil
}

func (a *act) payOut(ctx context.Context, h *hand, s step) error {
	_, due := a.due()
	terms := a.life.side.Terms()
	bank := a.person().bank(terms.Payout)
	from := a.play.vault.at(bank, terms.Payout)
	if a.payouts > 0 {
		from = a.play.vault.other(bank, terms.Payout)
	}
	amount := share(due, s.percent, a.paid)
	a.payouts++
	a.paid = a.paid.Add(amount)
	_, _, err := h.trading.AddPayout(ctx, trading.AddPayoutInput{Target: a.target("pay"), Amount: amount, HouseAccountID: from,
		BankReference: fmt.Sprintf("P%07d%d", 2_000_000+a.life.number*41, a.payouts)})
	return err
}

// void voids the payout that this life recorded last, which the bank did not send. A seed that is finished later may find others
// after it.
func (a *act) void(ctx context.Context, h *hand) error {
	id, err := h.store.Read().Payout.Query().Where(payout.OperationID(a.operation)).Order(payout.ByID()).Offset(a.payouts - 1).FirstID(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("read the payout: %w", err)
	}
	a.paid = money.Amount{}
	_, _, err = h.trading.VoidPayout(ctx, trading.VoidPayoutInput{Target: a.target("void"), PayoutID: id, Reason: domain.VoidNeverSent})
	return err
}

// requote makes another operation that begins with the late money, at the price of its hour. The life goes on with it.
func (a *act) requote(ctx context.Context, h *hand) error {
	row, err := a.depositRow(ctx, h, 0)
	if err != nil {
		return err
	}
	if a.quote, err = a.lock(ctx, h, "quote:late", money.Money{Amount: row.Amount, Currency: row.Currency}, nil); err != nil {
		return err
	}
	in := a.order("requote")
	in.DepositID = row.ID
	a.operation, _, err = h.trading.Create(ctx, in)
	a.version, a.operator = 0, uuid.Nil
	return err
}

// prove attaches the operator's proof of the day.
func (a *act) prove(ctx context.Context, h *hand, s step) error {
	file, err := h.dayProof(ctx, a.operator, domain.BusinessDate(s.at))
	if err != nil {
		return err
	}
	_, _, err = h.trading.AddProof(ctx, trading.AddProofInput{Target: a.target("proof"), FileID: file, Comment: "Constancia de transferencia"})
	return err
}

func (a *act) complete(ctx context.Context, h *hand) error {
	proofs, err := h.store.Read().Proof.Query().Where(proof.OperationID(a.operation)).Order(proof.ByID()).IDs(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("read the proofs: %w", err)
	}
	_, _, err = h.trading.Complete(ctx, trading.CompleteInput{Target: a.target("complete"), ProofIDs: proofs})
	return err
}

// amend changes the amount to the life's other one, or to what the client transferred.
func (a *act) amend(ctx context.Context, h *hand, s step) error {
	amount := a.fixed(a.life.amended)
	if s.percent > 0 {
		amount = money.Money{Amount: a.transferred, Currency: a.life.side.Terms().Deposit}
	}
	quote, err := a.lock(ctx, h, "quote:amended", amount, nil)
	if err != nil {
		return err
	}
	if _, _, err = h.trading.Amend(ctx, trading.AmendInput{Target: a.target("amend"), QuoteID: quote.ID}); err != nil {
		return err
	}
	a.quote = quote
	return nil
}
