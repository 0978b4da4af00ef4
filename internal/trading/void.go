package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/proof"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// VoidPayoutInput undoes a recorded payment.
type VoidPayoutInput struct {
	Target   `json:"-"`
	PayoutID uuid.UUID         `json:"payoutId"`
	Reason   domain.VoidReason `json:"reason"`
}

// VoidPayout says that a recorded payment did not reach the client: it was never sent, the bank sent it back, or it went out with
// wrong data. It takes another person than the one who recorded it. The row is kept, its place is free again, and the proofs that
// were attached until now count no more. Money that went out with wrong data stays out, and nothing is refunded or canceled, until
// the same payout is voided again as sent back.
func (s *Service) VoidPayout(ctx context.Context, in VoidPayoutInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.void_payout", act: domain.ActVoidPayout, target: in.Target, input: in, check: func() error {
		if !in.Reason.Valid() {
			return domain.Refuse(domain.CodeInvalid, "Indica por qué se anula el pago: no se envió, el banco lo devolvió, o salió con datos equivocados.").At("reason")
		}
		return nil
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.voidPayout(ctx, in) })
}

func (c *change) voidPayout(ctx context.Context, in VoidPayoutInput) error {
	row, err := c.payout(in.PayoutID)
	if err != nil {
		return err
	}
	if err := c.mayBeVoided(row, in.Reason); err != nil {
		return err
	}
	if row.VoidedAt != nil {
		return c.sentBack(ctx, row, in.Reason)
	}
	err = exactlyOne(c.tx.Payout.Update().Where(payout.ID(row.ID), payout.VoidedAtIsNil()).
		SetVoidedAt(c.tx.Now).SetVoidedBy(c.tx.Actor.ID).SetVoidReason(in.Reason).Save(ctx))
	if err != nil {
		return err
	}
	row.VoidedAt, row.VoidReason = &c.tx.Now, &in.Reason
	retired, err := c.retireProofs(ctx)
	if err != nil {
		return err
	}
	return c.tellVoid(ctx, row, in.Reason, retired)
}

// mayBeVoided refuses to void what is void, what was exchanged, and what somebody recorded alone.
func (c *change) mayBeVoided(row *ent.Payout, reason domain.VoidReason) error {
	switch {
	case !mayVoid(c.tx.Actor, row):
		return domain.Refuse(domain.CodeForbidden, "Quien registró el pago no lo anula ni dice que volvió. Pídelo a otra persona.").At("payoutId")
	case row.VoidedAt != nil && (!isOut(row) || reason != domain.VoidSentBack):
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Ese pago ya está anulado. Solo uno con datos equivocados se registra después como devuelto por el banco.").
			At("payoutId")
	case row.VoidedAt != nil:
		return nil
	// What a completion exchanged is paid for good; only money that was out beside it may still come back.
	case c.row.Status == domain.Completed:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación ya se completó con ese pago; no se anula.").At("payoutId").
			With("status", c.row.Status)
	}
	return c.admit(domain.ActVoidPayout)
}

// sentBack says that money which went out with wrong data came back.
func (c *change) sentBack(ctx context.Context, row *ent.Payout, reason domain.VoidReason) error {
	err := exactlyOne(c.tx.Payout.Update().Where(payout.ID(row.ID), payout.SentBackAtIsNil()).
		SetSentBackAt(c.tx.Now).SetSentBackBy(c.tx.Actor.ID).Save(ctx))
	if err != nil {
		return err
	}
	row.SentBackAt = &c.tx.Now
	return c.tellVoid(ctx, row, reason, nil)
}

// tellVoid tells of a void, or that money which was out came back: only then the payout was void before.
func (c *change) tellVoid(ctx context.Context, row *ent.Payout, reason domain.VoidReason, retired []uuid.UUID) error {
	told := c.aboutPayout(row)
	told.Reason, told.CameBack, told.Sealed.Retired = string(reason), row.SentBackAt != nil, retired
	return c.apply(ctx, domain.ActVoidPayout, nil, told)
}

// retireProofs takes out the evidence that was attached until now.
func (c *change) retireProofs(ctx context.Context) ([]uuid.UUID, error) {
	var retired []uuid.UUID
	for _, row := range c.row.Edges.Proofs {
		if row.RetiredAt == nil {
			retired, row.RetiredAt = append(retired, row.ID), &c.tx.Now
		}
	}
	if len(retired) == 0 {
		return nil, nil
	}
	if err := c.tx.Proof.Update().Where(proof.IDIn(retired...)).SetRetiredAt(c.tx.Now).Exec(ctx); err != nil {
		return nil, fmt.Errorf("retire the proofs: %w", err)
	}
	return retired, nil
}

// payout answers the payout of this operation with the id.
func (c *change) payout(id uuid.UUID) (*ent.Payout, error) {
	for _, row := range c.row.Edges.Payouts {
		if row.ID == id {
			return row, nil
		}
	}
	return nil, domain.Refuse(domain.CodeNotFound, "Ese pago no pertenece a la operación.").At("payoutId")
}
