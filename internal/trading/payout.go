package trading

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// AddPayoutInput records a payment to the client.
type AddPayoutInput struct {
	Target         `json:"-"`
	Amount         money.Amount `json:"amount"`
	HouseAccountID uuid.UUID    `json:"houseAccountId"`
	BankReference  string       `json:"bankReference"`
}

// AddPayout records a payment that the house made, from an account that the operator chose. The books take it at
// completion.
func (s *Service) AddPayout(ctx context.Context, in AddPayoutInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.add_payout", act: domain.ActAddPayout, target: in.Target, input: &in, check: func() (err error) {
		in.BankReference, err = checkTransfer(in.Amount, in.BankReference)
		return err
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		house, err := houseAccount(ctx, c.reads, in.HouseAccountID, c.row.Side.Terms().Payout, inUse)
		if err != nil {
			return err
		}
		if err := c.admit(domain.ActAddPayout); err != nil {
			return err
		}
		row, err := c.tx.Payout.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetAmount(in.Amount).SetCurrency(house.Currency).
			SetHouseAccountID(house.ID).SetBankReference(in.BankReference).SetNormalReference(domain.NormalReference(in.BankReference)).
			SetCreatedBy(c.tx.Actor.ID).Save(ctx)
		if err != nil {
			return fmt.Errorf("insert the payout: %w", err)
		}
		c.row.Edges.Payouts = append(c.row.Edges.Payouts, row)
		return c.apply(ctx, domain.ActAddPayout, nil, c.aboutPayout(row))
	})
}

// AddProofInput attaches evidence of a payment.
type AddProofInput struct {
	Target  `json:"-"`
	FileID  uuid.UUID `json:"fileId"`
	Comment string    `json:"comment"`
}

// AddProof attaches an uploaded document as evidence of a payment; at most four per operation that no void retired.
func (s *Service) AddProof(ctx context.Context, in AddProofInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.add_proof", act: domain.ActAddProof, target: in.Target, input: &in, check: func() (err error) {
		in.Comment, err = read(domain.Text{Longest: 300, Lines: true}, in.Comment, "comment")
		return err
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		file, err := s.files.OwnedBy(ctx, c.tx, in.FileID, domain.FilePayoutProof)
		if err != nil {
			return err
		}
		for _, proof := range c.row.Edges.Proofs {
			if proof.FileID == file.ID {
				return domain.Refuse(domain.CodeAlreadyExists, "Ese archivo ya es un comprobante de la operación.").At("fileId")
			}
		}
		create := c.tx.Proof.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetFileID(file.ID).SetCreatedBy(c.tx.Actor.ID)
		if in.Comment != "" {
			create.SetComment(in.Comment)
		}
		row, err := create.Save(ctx)
		if err != nil {
			return fmt.Errorf("insert the proof: %w", err)
		}
		c.row.Edges.Proofs = append(c.row.Edges.Proofs, row)
		return c.apply(ctx, domain.ActAddProof, nil, domain.OperationFacts{Sealed: &domain.SealedFacts{Proof: &row.ID, File: &row.FileID, Words: c.words(in.Comment)}})
	})
}

// CompleteInput finishes an operation.
type CompleteInput struct {
	Target `json:"-"`
	// ProofIDs are the proofs that were looked at: at least one, all of this operation.
	ProofIDs []uuid.UUID `json:"proofIds"`
}

// Complete finishes an operation: deposits confirmed and payouts made, to the cent, and a proof given. State, books, audit,
// event and the request for the electronic document are one transaction (RULE-CMP-1, RULE-INV-1).
func (s *Service) Complete(ctx context.Context, in CompleteInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.complete", act: domain.ActComplete, target: in.Target, input: in, check: func() error {
		if len(in.ProofIDs) == 0 {
			return domain.Refuse(domain.CodeProofRequired, "Indica al menos un comprobante de pago.").At("proofIds")
		}
		return nil
	}}
	id, replayed, err := s.act(ctx, asked, func(ctx context.Context, c *change) error {
		if err := c.checkProofs(in.ProofIDs); err != nil {
			return err
		}
		if err := s.monitoring.Settle(ctx, c.tx, c.row); err != nil {
			return err
		}
		deposited := money.Money{Amount: c.facts().DepositDue, Currency: c.row.Side.Terms().Deposit}
		told := domain.OperationFacts{USD: &c.row.Usd, PEN: &c.row.Pen, Rate: &c.row.Rate, Sealed: &domain.SealedFacts{
			BusinessDate: domain.BusinessDate(c.tx.Now).String(), Price: priceOf(c.row), Operator: c.row.OperatorID}}
		if err := c.apply(ctx, domain.ActComplete, nil, told); err != nil {
			return err
		}
		if err := s.rewards.Complete(ctx, c.tx, c.row); err != nil {
			return err
		}
		err := s.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryCompletion, Source: c.row.ID.String(), Operation: c.row.ID,
			Lines: domain.BookCompletion(deposited, payoutLegs(c.row))})
		if err != nil {
			return err
		}
		if err := s.invoices.Request(ctx, c.tx, c.row); err != nil {
			return err
		}
		return s.monitoring.Count(ctx, c.tx, c.row)
	})
	return id, replayed, s.monitoring.AfterRefusal(ctx, err)
}

func (c *change) checkProofs(ids []uuid.UUID) error {
	for _, id := range ids {
		i := slices.IndexFunc(c.row.Edges.Proofs, func(p *ent.Proof) bool { return p.ID == id })
		if i < 0 {
			return domain.Refuse(domain.CodeNotFound, "Ese comprobante no pertenece a la operación.").At("proofIds")
		}
		if c.row.Edges.Proofs[i].RetiredAt != nil {
			return domain.Refuse(domain.CodeProofRequired, "Ese comprobante es de un pago anulado. Adjunta el del pago que vale.").At("proofIds")
		}
	}
	return nil
}

// payoutLegs are the payouts that are not void.
func payoutLegs(row *ent.Operation) []domain.Leg {
	var legs []domain.Leg
	for _, payout := range row.Edges.Payouts {
		if payout.VoidedAt == nil {
			legs = append(legs, domain.Leg{HouseAccount: payout.HouseAccountID, Currency: payout.Currency, Amount: payout.Amount})
		}
	}
	return legs
}
