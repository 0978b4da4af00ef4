package trading

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// foreseeAct is what one act leads to; it changes rows in memory alone.
type foreseeAct func(context.Context, *foresight, ForeseeInput) error

// foreseeRow is an act that can be seen before it is done: what its input must name, and what it leads to.
type foreseeRow struct {
	asks []string
	see  foreseeAct
}

// foreseeing has a row for each act that can be seen before it is done. Each does what its command does, but for the writing; a test lets
// random histories compare the two.
var foreseeing = map[domain.Act]foreseeRow{
	domain.ActReportDeposit:    {[]string{"amount"}, foreseeReport},
	domain.ActWithdrawDeposit:  {[]string{"depositId"}, foreseeWithdrawal},
	domain.ActConfirmDeposit:   {[]string{"depositId"}, foreseeConfirmation},
	domain.ActUnconfirmDeposit: {[]string{"depositId"}, foreseeUnconfirmation},
	domain.ActRejectDeposit:    {[]string{"depositId"}, foreseeRejection},
	domain.ActRefundDeposit:    {[]string{"depositId", "houseAccountId"}, foreseeRefund},
	domain.ActApplyDeposit:     {[]string{"depositId", "toOperationId"}, foreseeApplication},
	domain.ActUnapplyDeposit:   {[]string{"depositId"}, foreseeUnapplication},
	domain.ActTake:             {nil, foreseeTaking},
	domain.ActReassign:         {[]string{"operatorId"}, foreseeReassignment},
	domain.ActHandBack:         {nil, foreseeHandBack},
	domain.ActNameOperator:     {[]string{"operatorId"}, foreseeNaming},
	domain.ActAddPayout:        {[]string{"amount", "houseAccountId"}, foreseePayout},
	domain.ActVoidPayout:       {[]string{"payoutId", "voidReason"}, foreseeVoid},
	domain.ActAddProof:         {nil, foreseeProof},
	domain.ActComplete:         {nil, foreseeCompletion},
	domain.ActReturn:           {nil, foreseeReturn},
	domain.ActCancel:           {nil, foreseeCancellation},
	domain.ActHold:             {nil, foreseeHold},
	domain.ActRelease:          {nil, foreseeRelease},
}

// names tells which parts of an input say something.
func (in ForeseeInput) names() map[string]bool {
	return map[string]bool{"depositId": in.DepositID != uuid.Nil, "payoutId": in.PayoutID != uuid.Nil, "houseAccountId": in.HouseAccountID != uuid.Nil,
		"toOperationId": in.ToOperationID != uuid.Nil, "operatorId": in.OperatorID != uuid.Nil, "amount": !in.Amount.IsZero(),
		"voidReason": in.VoidReason != ""}
}

// check refuses an input that leaves out what the act is about.
func (row foreseeRow) check(in ForeseeInput) error {
	var faults domain.Faults
	said := in.names()
	for _, field := range row.asks {
		if !said[field] {
			faults.Add(domain.Refuse(domain.CodeRequired, "Falta un dato para ver lo que resulta de la acción.").At(field))
		}
	}
	if in.Amount.Sign() < 0 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El importe debe ser mayor que cero.").At("amount"))
	}
	return faults.Err()
}

// someReason stands for the words of a person where only that there are some matters.
const someReason = "un motivo"

func foreseeReport(ctx context.Context, f *foresight, in ForeseeInput) error {
	if err := f.checkReport(in.Amount); err != nil {
		return err
	}
	row := &ent.Deposit{CreatedAt: f.tx.Now, OperationID: f.row.ID, Amount: in.Amount, Currency: f.row.Side.Terms().Deposit, Status: domain.DepositReported,
		HouseAccountID: f.row.DepositAccountID, ReportedByKind: f.tx.Actor.Kind, ReportedBy: &f.tx.Actor.ID}
	f.row.Edges.Deposits = append(f.row.Edges.Deposits, row)
	return f.move(ctx, domain.ActReportDeposit, row, false, domain.OperationFacts{})
}

func foreseeWithdrawal(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.ownReport(in.DepositID)
	if err != nil {
		return err
	}
	row.Status, row.Counted = domain.DepositWithdrawn, false
	return f.move(ctx, domain.ActWithdrawDeposit, row, false, domain.OperationFacts{})
}

func foreseeConfirmation(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.reportedDeposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	house, err := houseAccount(ctx, f.reads, ConfirmDepositInput{HouseAccountID: in.HouseAccountID}.seenAt(f.row), row.Currency, everyAccount)
	if err != nil {
		return err
	}
	reason := ""
	if in.Overrides {
		reason = someReason
	}
	if _, err := f.claim(ctx, row, house.ID, reason); err != nil {
		return err
	}
	row.Status, row.HouseAccountID, row.LapsedAt, row.DecidedBy = domain.DepositConfirmed, house.ID, nil, &f.tx.Actor.ID
	f.book(domain.EntryDeposit, domain.BookDeposit(domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount}))
	return f.move(ctx, domain.ActConfirmDeposit, row, false, domain.OperationFacts{})
}

func foreseeUnconfirmation(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := f.mayUnconfirm(ctx, row); err != nil {
		return err
	}
	row.Status, row.DecidedBy = domain.DepositReported, nil
	f.book(domain.EntryReversal, domain.BookReversal(domain.BookDeposit(
		domain.Leg{HouseAccount: row.HouseAccountID, Currency: row.Currency, Amount: row.Amount})))
	return f.move(ctx, domain.ActUnconfirmDeposit, row, false, domain.OperationFacts{})
}

func foreseeRejection(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.reportedDeposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	row.Status, row.Counted = domain.DepositRejected, false
	return f.move(ctx, domain.ActRejectDeposit, row, false, domain.OperationFacts{})
}

func foreseeRefund(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := f.mayRefund(row); err != nil {
		return err
	}
	house, err := houseAccount(ctx, f.reads, in.HouseAccountID, row.Currency, inUse)
	if err != nil {
		return err
	}
	counted, leaves := row.Counted, domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount}
	row.Status, row.Counted = domain.DepositReturned, false
	f.book(domain.EntryRefund, domain.BookRefund(leaves))
	f.seen.Payment = &leaves
	return f.move(ctx, domain.ActRefundDeposit, row, counted, domain.OperationFacts{})
}

func foreseeApplication(ctx context.Context, f *foresight, in ForeseeInput) error {
	if in.ToOperationID == in.OperationID {
		return domain.Refuse(domain.CodeInvalid, "El abono ya está en esa operación.").At("toOperationId")
	}
	row, err := f.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	target, err := f.beside(ctx, domain.ActApplyDeposit, in.ToOperationID, "toOperationId")
	if err != nil {
		return err
	}
	if err := f.mayGive(row, target.change, "toOperationId"); err != nil {
		return err
	}
	row.Status = domain.DepositApplied
	if err := f.move(ctx, domain.ActApplyDeposit, row, false, domain.OperationFacts{Counterpart: target.row.Code}); err != nil {
		return err
	}
	received := &ent.Deposit{CreatedAt: f.tx.Now, OperationID: target.row.ID, Amount: row.Amount, Currency: row.Currency, Status: domain.DepositConfirmed,
		HouseAccountID: row.HouseAccountID, AppliedFrom: &row.ID, ReportedByKind: f.tx.Actor.Kind, ReportedBy: &f.tx.Actor.ID,
		DecidedAt: &f.tx.Now, DecidedBy: &f.tx.Actor.ID}
	target.row.Edges.Deposits = append(target.row.Edges.Deposits, received)
	target.book(domain.EntryApply, domain.BookApply(*amountOf(received), f.row.ID, target.row.ID))
	return target.move(ctx, domain.ActReceiveDeposit, received, false, domain.OperationFacts{Counterpart: f.row.Code, Received: true})
}

func foreseeUnapplication(ctx context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := f.mayUnapply(row); err != nil {
		return err
	}
	origin, err := f.origin(ctx, row)
	if err != nil {
		return err
	}
	source, err := f.beside(ctx, domain.ActUnapplyDeposit, origin.OperationID, "depositId")
	if err != nil {
		return err
	}
	counted := row.Counted
	row.Status, row.Counted = domain.DepositUnapplied, false
	f.book(domain.EntryReversal, domain.BookReversal(domain.BookApply(*amountOf(row), source.row.ID, f.row.ID)))
	if err := f.move(ctx, domain.ActUnapplyDeposit, row, counted, domain.OperationFacts{Counterpart: source.row.Code}); err != nil {
		return err
	}
	back, err := source.deposit(origin.ID, "depositId")
	if err != nil {
		return err
	}
	back.Status = domain.DepositConfirmed
	return source.move(ctx, domain.ActTakeBackDeposit, back, false, domain.OperationFacts{Counterpart: f.row.Code, Received: true})
}

func foreseeTaking(ctx context.Context, f *foresight, _ ForeseeInput) error {
	present, err := settles(ctx, f.reads, f.tx.Actor.ID)
	if err != nil {
		return err
	}
	if !present {
		return noPermission()
	}
	return f.assignTo(domain.ActTake, f.tx.Actor.ID)
}

func foreseeReassignment(ctx context.Context, f *foresight, in ForeseeInput) error {
	if err := activeOperator(ctx, f.reads, in.OperatorID, "operatorId"); err != nil {
		return err
	}
	return f.assignTo(domain.ActReassign, in.OperatorID)
}

func foreseeHandBack(_ context.Context, f *foresight, _ ForeseeInput) error {
	if err := f.follow(domain.ActHandBack, f.facts(), domain.OperationFacts{FormerOperator: f.row.OperatorID}); err != nil {
		return err
	}
	f.row.OperatorID = nil
	return nil
}

func foreseeNaming(ctx context.Context, f *foresight, in ForeseeInput) error {
	if err := activeOperator(ctx, f.reads, in.OperatorID, "operatorId"); err != nil {
		return err
	}
	return f.follow(domain.ActNameOperator, f.facts(), domain.OperationFacts{Operator: &in.OperatorID, FormerOperator: f.row.NamedOperatorID})
}

func foreseePayout(ctx context.Context, f *foresight, in ForeseeInput) error {
	house, err := houseAccount(ctx, f.reads, in.HouseAccountID, f.row.Side.Terms().Payout, inUse)
	if err != nil {
		return err
	}
	if err := f.admit(domain.ActAddPayout); err != nil {
		return err
	}
	row := &ent.Payout{OperationID: f.row.ID, Amount: in.Amount, Currency: house.Currency, HouseAccountID: house.ID, CreatedBy: f.tx.Actor.ID}
	f.row.Edges.Payouts = append(f.row.Edges.Payouts, row)
	f.seen.Payment = &domain.Leg{HouseAccount: house.ID, Currency: house.Currency, Amount: in.Amount}
	return f.follow(domain.ActAddPayout, f.facts(), domain.OperationFacts{Money: &money.Money{Amount: in.Amount, Currency: house.Currency}})
}

func foreseeVoid(_ context.Context, f *foresight, in ForeseeInput) error {
	row, err := f.payout(in.PayoutID)
	if err != nil {
		return err
	}
	if err := f.mayBeVoided(row, in.VoidReason); err != nil {
		return err
	}
	cameBack := row.VoidedAt != nil
	if cameBack {
		row.SentBackAt = &f.tx.Now
	} else {
		row.VoidedAt, row.VoidReason = &f.tx.Now, &in.VoidReason
		for _, proof := range f.row.Edges.Proofs {
			if proof.RetiredAt == nil {
				proof.RetiredAt = &f.tx.Now
			}
		}
	}
	return f.follow(domain.ActVoidPayout, f.facts(), domain.OperationFacts{Money: &money.Money{Amount: row.Amount, Currency: row.Currency},
		Reason: string(in.VoidReason), CameBack: cameBack})
}

func foreseeProof(_ context.Context, f *foresight, _ ForeseeInput) error {
	f.row.Edges.Proofs = append(f.row.Edges.Proofs, &ent.Proof{OperationID: f.row.ID})
	return f.follow(domain.ActAddProof, f.facts(), domain.OperationFacts{})
}

func foreseeCompletion(_ context.Context, f *foresight, in ForeseeInput) error {
	if err := f.checkProofs(in.ProofIDs); err != nil {
		return err
	}
	deposited := money.Money{Amount: f.facts().DepositDue, Currency: f.row.Side.Terms().Deposit}
	told := domain.OperationFacts{USD: &f.row.Usd, PEN: &f.row.Pen, Rate: &f.row.Rate}
	if err := f.follow(domain.ActComplete, f.facts(), told); err != nil {
		return err
	}
	f.book(domain.EntryCompletion, domain.BookCompletion(deposited, payoutLegs(f.row)))
	return nil
}

func foreseeReturn(ctx context.Context, f *foresight, in ForeseeInput) error {
	for _, id := range in.RejectDepositIDs {
		row, err := f.reportedDeposit(id, "rejectDepositIds")
		if err != nil {
			return err
		}
		row.Status, row.Counted = domain.DepositRejected, false
	}
	return f.move(ctx, domain.ActReturn, nil, false, domain.OperationFacts{Reason: string(domain.ReturnedByOperator)})
}

func foreseeCancellation(_ context.Context, f *foresight, _ ForeseeInput) error {
	return f.follow(domain.ActCancel, f.facts(), domain.OperationFacts{Reason: string(domain.CanceledByHouse)})
}

func foreseeHold(_ context.Context, f *foresight, in ForeseeInput) error {
	cause := in.Cause
	if cause == "" {
		cause = domain.HoldManual
	}
	if refusal := cause.CheckHolder(f.tx.Actor.Can); refusal != nil {
		return refusal
	}
	if refusal := cause.CheckOpening(openCauses(f.row.Edges.Holds)); refusal != nil {
		return refusal.With("status", f.row.Status)
	}
	return f.follow(domain.ActHold, f.facts(), domain.OperationFacts{Cause: cause})
}

func foreseeRelease(ctx context.Context, f *foresight, in ForeseeInput) error {
	open := openCauses(f.row.Edges.Holds)
	if len(open) == 0 {
		return f.admit(domain.ActRelease)
	}
	cause, refusal := domain.ChooseRelease(in.Cause, open, f.tx.Actor.Can)
	if refusal != nil {
		return refusal.With("status", f.row.Status)
	}
	facts := f.facts()
	facts.OtherHolds = len(open) > 1
	if err := f.follow(domain.ActRelease, facts, domain.OperationFacts{Cause: cause}); err != nil {
		return err
	}
	openHold(f.row.Edges.Holds, cause).ReleasedAt = &f.tx.Now
	if facts.OtherHolds {
		return nil
	}
	return f.assign(ctx)
}
