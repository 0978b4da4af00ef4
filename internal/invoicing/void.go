package invoicing

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// VoidInput says why a document is voided.
type VoidInput struct {
	Target `json:"-"`
	// Reason has at most 100 characters; SUNAT reads it.
	Reason string `json:"reason"`
}

// reasonKey is where a proposal keeps why.
const reasonKey = "reason"

// Void proposes to void a valid document at SUNAT; a second person confirms. It answers the document. For Masters and accountants.
func (s *Service) Void(ctx context.Context, in VoidInput) (uuid.UUID, store.Replay, error) {
	what := asked{action: "invoice.void", act: domain.ActInvoiceRequestVoid, target: in.Target, input: &in, check: checkedReason(&in.Reason)}
	return s.act(ctx, what, func(ctx context.Context, c *change) error {
		if err := s.mayBeVoided(ctx, c); err != nil {
			return err
		}
		_, err := s.decisions.Propose(ctx, c.tx, approval.Proposal{Kind: domain.ProposalInvoiceVoid, ObjectKind: domain.ObjectInvoice, ObjectID: c.row.ID,
			Payload: map[string]any{reasonKey: in.Reason}, Field: "invoiceId", FourEyes: true})
		return err
	})
}

// mayBeVoided refuses to void what cannot be, as it stands.
func (s *Service) mayBeVoided(ctx context.Context, c *change) error {
	facts, err := s.voidFacts(ctx, c)
	if err != nil {
		return err
	}
	if _, refusal := domain.NextInvoice(c.row.State, domain.ActInvoiceRequestVoid, facts); refusal != nil {
		return refusal
	}
	return nil
}

func (s *Service) voidFacts(ctx context.Context, c *change) (domain.InvoiceFacts, error) {
	facts := c.facts()
	var err error
	facts.CreditLive, err = s.live(ctx, c.tx, c.row, &c.row.ID)
	return facts, err
}

// effects are what decisions on documents do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{domain.ProposalInvoiceVoid: approval.Effect{Carry: s.carryVoid, Done: func(context.Context) { s.Wake() },
		Locks: func(row *ent.Proposal) []event.Aggregate { return []event.Aggregate{lockOf(row.ObjectID)} }}}
}

// carryVoid requests the void that was confirmed; DECLINED and WITHDRAWN change nothing.
func (s *Service) carryVoid(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	row, err := whole(access.AsSystem(ctx), tx, proposal.ObjectID)
	if err != nil {
		return err
	}
	c := &change{tx: tx, row: row}
	facts, err := s.voidFacts(ctx, c)
	if err != nil {
		return err
	}
	reason, _ := proposal.Payload[reasonKey].(string)
	return c.applyWith(access.AsSystem(ctx), domain.ActInvoiceRequestVoid, facts, func(u *ent.InvoiceUpdateOne) {
		u.SetVoidReason(reason).SetVoidProposalID(proposal.ID).SetAbsent(false).SetNextAt(tx.Now)
	})
}
