package trading

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/store"
)

// RefundDepositInput gives confirmed money back.
type RefundDepositInput struct {
	Target         `json:"-"`
	DepositID      uuid.UUID `json:"depositId"`
	HouseAccountID uuid.UUID `json:"houseAccountId"`
	BankReference  string    `json:"bankReference"`
}

// RefundDeposit records that confirmed money went back to the client, and books it. Money that a completed operation exchanged does
// not go back this way. Under a hold it takes the right to release it; nothing goes back while a payout made with wrong data is out.
func (s *Service) RefundDeposit(ctx context.Context, in RefundDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.refund_deposit", act: domain.ActRefundDeposit, target: in.Target, input: &in, check: func() error {
		reference, refusal := domain.CheckReference(in.BankReference)
		if refusal != nil {
			return refusal
		}
		in.BankReference = reference
		return nil
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.refundDeposit(ctx, in) })
}

func (c *change) refundDeposit(ctx context.Context, in RefundDepositInput) error {
	row, err := c.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := c.mayRefund(row); err != nil {
		return err
	}
	house, err := houseAccount(ctx, c.reads, in.HouseAccountID, row.Currency, inUse)
	if err != nil {
		return err
	}
	counted := row.Counted
	err = c.step(ctx, row, domain.DepositReturned, func(u *ent.DepositUpdate) {
		u.SetReturnedAt(c.tx.Now).SetRefundAccountID(house.ID).SetRefundReference(in.BankReference)
	})
	if err != nil {
		return err
	}
	err = c.service.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryRefund, Source: row.ID.String(), Operation: c.row.ID,
		Lines: domain.BookRefund(domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount})})
	if err != nil {
		return err
	}
	return c.move(ctx, movement{act: domain.ActRefundDeposit, about: row, tookCounted: counted, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Sealed.HouseAccount = &house.ID
		facts.Sealed.Reference = c.service.keyedHash(ReferenceFields(row.ID, in.BankReference))
		return facts
	}})
}

// mayRefund refuses to give back what is not there.
func (c *change) mayRefund(row *ent.Deposit) error {
	if row.Status == domain.DepositConfirmed && isLive(c.row, row) {
		return nil
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se devuelve un abono confirmado que la operación no haya cambiado.").
		At("depositId").With("depositStatus", row.Status)
}
