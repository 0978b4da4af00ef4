package pricing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// ProposeRateInput asks for a rate outside of the band.
type ProposeRateInput struct {
	IdempotencyKey string `json:"-"`
	Amount         QuoteAmount
	// ClientID is for which client; nil makes a draft of the person.
	ClientID *uuid.UUID
	Rate     money.Rate
	// Reason is what whoever decides reads.
	Reason string
}

// ProposedRate is a rate outside of the band as its proposal keeps it.
type ProposedRate struct {
	Side  domain.Side    `json:"side"`
	Fixed money.Currency `json:"fixed"`
	// Amount is the fixed one, Price what comes of it at the rate.
	Amount money.Amount `json:"amount"`
	Rate   money.Rate   `json:"rate"`
	// PublicRate is what the public was offered when it was proposed.
	PublicRate money.Rate `json:"publicRate"`
	ClientID   *uuid.UUID `json:"clientId,omitempty"`
	// Portfolio tells that who proposed makes prices for own clients alone.
	Portfolio bool `json:"portfolio"`
}

// Price is what comes of the amount at the rate.
func (p ProposedRate) Price() (domain.Price, bool) {
	price, refusal := domain.NewPrice(p.Side, p.Fixed, p.Amount, p.Rate)
	return price, refusal == nil
}

// agreement is what two persons agreed to: for whom the quote is, and which it becomes.
type agreement struct{ quoteID, proposer uuid.UUID }

// ProposeRate asks a second person for a rate outside of the band of negotiation, within what a publication may deviate. What is confirmed
// becomes a quote of who proposed, under the id that the proposal names, and holds from then on. It answers the proposal's id. For the desk;
// whatever LockQuote refuses besides the band is refused here and asked again when it is decided.
func (s *Service) ProposeRate(ctx context.Context, in ProposeRateInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.OperationsCreate)
	if err != nil {
		return uuid.Nil, false, err
	}
	if !actor.IsStaff() {
		return uuid.Nil, false, access.Denied(actor)
	}
	var faults domain.Faults
	asked := in.Amount.check(&faults)
	asked.clientID = in.ClientID
	in.Reason = domain.Reason("Escribe por qué pides este tipo de cambio.").Check(&faults, in.Reason, "reason")
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "quote.proposeRate", Key: in.IdempotencyKey, Input: in}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := s.mayQuoteFor(ctx, tx, asked.clientID); err != nil {
			return uuid.Nil, err
		}
		if err := s.checkPause(ctx, tx.Client(), tx.Actor, tx.Now); err != nil {
			return uuid.Nil, err
		}
		rates, err := s.rates(ctx, tx.PublicRate.Query(), tx.Now, asked.side)
		if err != nil {
			return uuid.Nil, err
		}
		if refusal := s.parameters(tx.Now).Pricing.CheckExceptional(in.Rate, rates.public); refusal != nil {
			return uuid.Nil, refusal.At("rate")
		}
		price, refusal := domain.NewPrice(asked.side, asked.fixed.Currency, asked.fixed.Amount, in.Rate)
		if refusal == nil {
			refusal = s.boundsOf(tx.Actor, tx.Now).Check(price.USD)
		}
		if refusal != nil {
			return uuid.Nil, refusal.At(asked.amountPath...)
		}
		return s.proposeRate(ctx, tx, in, ProposedRate{Side: asked.side, Fixed: asked.fixed.Currency, Amount: asked.fixed.Amount, Rate: in.Rate,
			PublicRate: rates.public, ClientID: in.ClientID, Portfolio: tx.Actor.Reach(domain.OperationsCreate) == domain.ReachPortfolio})
	})
}

// proposeRate writes the proposal. Its object is the quote to be.
func (s *Service) proposeRate(ctx context.Context, tx *store.Tx, in ProposeRateInput, wanted ProposedRate) (uuid.UUID, error) {
	quoteID, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, fmt.Errorf("make the id of a quote: %w", err)
	}
	payload, err := approval.Payload(wanted)
	if err != nil {
		return uuid.Nil, err
	}
	row, err := s.decisions.Propose(ctx, tx, approval.Proposal{Kind: domain.ProposalNegotiatedRate, ObjectKind: domain.ObjectQuote, ObjectID: quoteID,
		Payload: payload, Field: "rate", Note: in.Reason, FourEyes: true})
	if err != nil {
		return uuid.Nil, err
	}
	return row.ID, nil
}

// effects are what decisions on rates do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{domain.ProposalNegotiatedRate: approval.Effect{Carry: s.carryRate, Locks: func(*ent.Proposal) []event.Aggregate { return nil }}}
}

// carryRate promises what was confirmed, at the rates of this instant; DECLINED and WITHDRAWN change nothing.
func (s *Service) carryRate(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	wanted, ok := RateProposed(proposal)
	if !ok {
		return fmt.Errorf("carry proposal %s: it is about no rate", proposal.ID)
	}
	if err := stillOwn(ctx, tx, wanted, proposal.ProposedBy); err != nil {
		return err
	}
	_, err := s.promise(ctx, tx, request{side: wanted.Side, fixed: money.Money{Amount: wanted.Amount, Currency: wanted.Fixed},
		amountPath: amountPath(wanted.Side, wanted.Fixed), clientID: wanted.ClientID, negotiated: &wanted.Rate,
		agreed: &agreement{quoteID: proposal.ObjectID, proposer: proposal.ProposedBy}})
	return err
}

// stillOwn refuses to confirm a rate for a client who left the portfolio of who proposed it.
func stillOwn(ctx context.Context, tx *store.Tx, wanted ProposedRate, proposer uuid.UUID) error {
	if wanted.ClientID == nil || !wanted.Portfolio {
		return nil
	}
	client, err := tx.Customer.Get(ctx, *wanted.ClientID)
	if err != nil {
		return fmt.Errorf("read the client: %w", err)
	}
	if client.OwnerID != proposer {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "El cliente ya no está en la cartera de quien pidió este tipo de cambio. Recházalo.").At("proposalId")
	}
	return nil
}

// RateProposed answers the rate that a proposal is about; false for proposals about anything else.
func RateProposed(proposal *ent.Proposal) (ProposedRate, bool) {
	if proposal.Kind != domain.ProposalNegotiatedRate {
		return ProposedRate{}, false
	}
	var kept ProposedRate
	err := approval.ReadPayload(proposal, &kept)
	return kept, err == nil
}
