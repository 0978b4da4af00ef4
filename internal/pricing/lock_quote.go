package pricing

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// QuoteAmount is the amount that the client fixes: exactly one of the two. Its currency decides the side.
type QuoteAmount struct {
	// Pay is what the client hands over.
	Pay *money.Money
	// Receive is what the client receives.
	Receive *money.Money
}

// LockQuoteInput mirrors QuoteLockInput.
type LockQuoteInput struct {
	IdempotencyKey string `json:"-"`
	Amount         QuoteAmount
	// ClientID is for the desk; nil makes a draft of the person. A client quotes for itself.
	ClientID *uuid.UUID
	// NegotiatedRate is for the desk: a rate agreed with the client, inside the band around the public rate.
	NegotiatedRate *money.Rate
	// CouponCode is a code as it was typed; empty for none.
	CouponCode string `json:",omitempty"`
}

// LockQuote promises a price until the quote's end and answers its id. A client quotes for itself, inside the bounds of
// self-service; a trader for an own client or for nobody yet; a Master for anybody (decisions.md, "Who may").
func (s *Service) LockQuote(ctx context.Context, in LockQuoteInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.OperationsCreate)
	if err != nil {
		return uuid.Nil, false, err
	}
	asked, err := in.check(actor)
	if err != nil {
		return uuid.Nil, false, err
	}
	if asked.coupon != "" {
		if err := s.rewards.CountTry(ctx); err != nil {
			return uuid.Nil, false, err
		}
	}
	command := store.Command{Action: "quote.lock", Key: in.IdempotencyKey, Input: in}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return s.promise(ctx, tx, asked)
	})
	if asked.coupon != "" {
		s.rewards.Tried(ctx, err)
	}
	return id, replayed, err
}

// request is what a price is asked for, checked in its form.
type request struct {
	side  domain.Side
	fixed money.Money
	// amountPath is where the fixed amount stands in the input.
	amountPath []string
	clientID   *uuid.UUID
	negotiated *money.Rate
	// agreed is what two persons gave; nil for what nobody was asked.
	agreed *agreement
	// coupon is a code that was typed; empty for none.
	coupon string
	// reader reads refusals.
	reader domain.Reader
}

// check answers the request of an input with every fault of its form.
func (in LockQuoteInput) check(actor access.Actor) (request, error) {
	var faults domain.Faults
	asked := in.Amount.check(&faults)
	asked.clientID, asked.negotiated, asked.reader = in.ClientID, in.NegotiatedRate, actor.Reader()
	if !domain.ShowsNothing(in.CouponCode) {
		asked.coupon = in.CouponCode
		if in.ClientID == nil && !actor.IsClient() {
			faults.Add(domain.Refuse(domain.CodeRequired, "Un código es para un cliente: indica cuál.").At("clientId"))
		}
	}
	switch {
	case actor.IsClient() && in.ClientID == nil:
		asked.clientID = &actor.ID
	case actor.IsClient() && *in.ClientID != actor.ID:
		faults.Add(unknownClient())
	case actor.Kind == domain.ActorSystem && in.ClientID == nil:
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica el cliente de la cotización.").At("clientId"))
	}
	if in.NegotiatedRate != nil && !actor.IsStaff() {
		faults.Add(domain.Refuse(domain.CodeForbidden, "El tipo de cambio se negocia con tu asesor.").At("negotiatedRate"))
	}
	return asked, faults.Err()
}

func (a QuoteAmount) check(faults *domain.Faults) request {
	if (a.Pay == nil) == (a.Receive == nil) {
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica cuánto entregas o cuánto recibes, solo uno de los dos.").At("amount"))
		return request{}
	}
	asked := request{amountPath: []string{"amount", "pay", "amount"}}
	if a.Pay != nil {
		asked.fixed = *a.Pay
		asked.side = domain.SideByPay(a.Pay.Currency)
	} else {
		asked.amountPath = []string{"amount", "receive", "amount"}
		asked.fixed = *a.Receive
		asked.side = sideByReceive(a.Receive.Currency)
	}
	if !asked.fixed.Currency.Valid() {
		faults.Add(domain.Refuse(domain.CodeInvalid, "La moneda debe ser PEN o USD.").At("amount", asked.amountPath[1], "currency"))
	}
	if asked.fixed.Amount.Sign() <= 0 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El monto debe ser mayor que cero.").At(asked.amountPath...))
	}
	return asked
}

// sideByReceive answers the side of a client that receives the given currency.
func sideByReceive(receive money.Currency) domain.Side {
	for _, side := range domain.Sides() {
		if side.Terms().Payout == receive {
			return side
		}
	}
	return ""
}

func unknownClient() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No encontramos a ese cliente.").At("clientId")
}
