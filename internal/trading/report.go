package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// ReportDepositInput says that a transfer was made.
type ReportDepositInput struct {
	Target        `json:"-"`
	Amount        money.Amount `json:"amount"`
	BankReference string       `json:"bankReference"`
	// FileID is the proof; uuid.Nil for none.
	FileID uuid.UUID `json:"fileId"`
}

// ReportDeposit records what a client says that it transferred, in any state. What counts follows from the rule of counting; late
// or wrong money waits to be applied, requoted or refunded. When the sum is complete the operation goes to an operator. A client's
// own hand is bounded (domain.CheckReport).
func (s *Service) ReportDeposit(ctx context.Context, in ReportDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.report_deposit", act: domain.ActReportDeposit, target: in.Target, input: &in, check: func() (err error) {
		in.BankReference, err = checkTransfer(in.Amount, in.BankReference)
		return err
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.reportDeposit(ctx, in) })
}

// checkTransfer answers a bank's number as it is stored, or all that is wrong with a transfer.
func checkTransfer(amount money.Amount, reference string) (string, error) {
	var faults domain.Faults
	if amount.Sign() <= 0 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El importe debe ser mayor que cero.").At("amount"))
	}
	reference, refusal := domain.CheckReference(reference)
	faults.Add(refusal)
	return reference, faults.Err()
}

func (c *change) reportDeposit(ctx context.Context, in ReportDepositInput) error {
	if err := c.checkReport(in.Amount); err != nil {
		return err
	}
	file, err := c.attachable(ctx, in.FileID, domain.FileDepositProof)
	if err != nil {
		return err
	}
	row, err := c.tx.Deposit.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetAmount(in.Amount).
		SetCurrency(c.row.Side.Terms().Deposit).SetStatus(domain.DepositReported).SetCounted(false).
		SetHouseAccountID(c.row.DepositAccountID).SetBankReference(in.BankReference).
		SetNormalReference(domain.NormalReference(in.BankReference)).SetNillableFileID(file).
		SetReportedByKind(c.tx.Actor.Kind).SetReportedBy(c.tx.Actor.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("insert the deposit: %w", err)
	}
	c.row.Edges.Deposits = append(c.row.Edges.Deposits, row)
	return c.move(ctx, movement{act: domain.ActReportDeposit, about: row, told: func() domain.OperationFacts { return c.aboutDeposit(row) }})
}

func (c *change) checkReport(amount money.Amount) error {
	reports, live := 0, amount
	for _, row := range c.row.Edges.Deposits {
		if row.AppliedFrom == nil && row.ReportedByKind == c.tx.Actor.Kind {
			reports++
		}
		if isLive(c.row, row) {
			live = live.Add(row.Amount)
		}
	}
	if refusal := domain.CheckReport(c.tx.Actor.IsClient(), reports, live, c.facts().DepositDue); refusal != nil {
		return refusal
	}
	return nil
}

func (c *change) attachable(ctx context.Context, fileID uuid.UUID, purpose domain.FilePurpose) (*uuid.UUID, error) {
	if fileID == uuid.Nil {
		return nil, nil
	}
	file, err := c.service.files.OwnedBy(ctx, c.tx, fileID, purpose)
	if err != nil {
		return nil, err
	}
	return &file.ID, nil
}

// WithdrawDepositInput takes a report back.
type WithdrawDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
}

// WithdrawDeposit takes a report back that nobody decided on: by who made it, and by nobody else. An operation in process whose
// money is not whole any more goes back to its client, with what was left of the time.
func (s *Service) WithdrawDeposit(ctx context.Context, in WithdrawDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.withdraw_deposit", act: domain.ActWithdrawDeposit, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		row, err := c.ownReport(in.DepositID)
		if err != nil {
			return err
		}
		err = c.decide(ctx, row, func(u *ent.DepositUpdate) {
			u.SetStatus(domain.DepositWithdrawn).SetCounted(false)
			row.Status, row.Counted = domain.DepositWithdrawn, false
		})
		if err != nil {
			return err
		}
		return c.move(ctx, movement{act: domain.ActWithdrawDeposit, about: row, told: func() domain.OperationFacts { return c.aboutDeposit(row) }})
	})
}

// ownReport answers a deposit that waits for a decision and that the caller reported.
func (c *change) ownReport(id uuid.UUID) (*ent.Deposit, error) {
	row, err := c.reportedDeposit(id, "depositId")
	if err != nil {
		return nil, err
	}
	if !reportedBy(c.tx.Actor, row) {
		return nil, domain.Refuse(domain.CodeForbidden, "Solo quien informó el abono lo retira. La casa puede rechazarlo.").At("depositId")
	}
	return row, nil
}
