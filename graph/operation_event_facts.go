package graph

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// fact is a set of the facts of events.
type fact uint16

const (
	factStates fact = 1 << iota
	factMoney
	factPrice
	factFormerPrice
	factCounted
	factWaiting
	factCounterpart
	factReason
	factCause

	everyFact = factStates | factMoney | factPrice | factFormerPrice | factCounted | factWaiting | factCounterpart | factReason | factCause
)

// clientFacts are the facts that a client reads of each kind of event: what the fields of the operation tell it as well, and nothing
// of a kind that is not here. Why an operation is held and why a payout is void are the house's alone.
var clientFacts = map[domain.EventKind]fact{
	domain.EventCreated:            factStates | factPrice,
	domain.EventAmended:            factStates | factPrice | factFormerPrice,
	domain.EventDepositReported:    factStates | factMoney | factCounted,
	domain.EventDepositWithdrawn:   factStates | factMoney | factCounted,
	domain.EventDepositConfirmed:   factStates | factMoney | factCounted,
	domain.EventDepositUnconfirmed: factStates | factMoney | factCounted,
	domain.EventDepositRejected:    factStates | factMoney | factCounted,
	domain.EventDepositRefunded:    factStates | factMoney | factCounted,
	domain.EventDepositApplied:     factStates | factMoney | factCounted | factCounterpart,
	domain.EventDepositUnapplied:   factStates | factMoney | factCounted | factCounterpart,
	domain.EventDepositCounted:     factStates | factMoney | factCounted,
	domain.EventAssigned:           factStates,
	domain.EventPayoutAdded:        factStates | factMoney,
	domain.EventPayoutVoided:       factStates | factMoney,
	domain.EventProofAdded:         factStates,
	domain.EventCompleted:          factStates | factPrice,
	domain.EventReturned:           factStates | factReason,
	domain.EventCanceled:           factStates | factReason,
	domain.EventExpired:            factStates | factReason | factWaiting,
	domain.EventHeld:               factStates,
	domain.EventReleased:           factStates,
	domain.EventUnassigned:         factStates,
	domain.EventOperatorNamed:      factStates,
}

// factsFor answers which facts of a kind of event a viewer reads. Of holds, who may not hold operations reads what a client does.
func factsFor(viewer access.Actor, kind domain.EventKind) fact {
	ofHold := kind == domain.EventHeld || kind == domain.EventReleased
	if viewer.IsStaff() && (!ofHold || trading.ReadsHolds(viewer)) {
		return everyFact
	}
	return clientFacts[kind]
}

// factsOf shows facts of an event. The sealed ones are for verification alone, whoever asks.
func factsOf(facts domain.OperationFacts, kind domain.EventKind, shown fact) view.OperationEventFacts {
	var seen view.OperationEventFacts
	if shown&factStates != 0 {
		seen.From, seen.To = stated(facts.From), stated(facts.To)
	}
	if shown&factMoney != 0 {
		seen.Money = facts.Money
	}
	if shown&factPrice != 0 {
		seen.Base, seen.Counter, seen.Rate = inCurrency(money.USD, facts.USD), inCurrency(money.PEN, facts.PEN), facts.Rate
	}
	if shown&factFormerPrice != 0 {
		seen.PreviousBase, seen.PreviousCounter = inCurrency(money.USD, facts.PreviousUSD), inCurrency(money.PEN, facts.PreviousPEN)
	}
	if shown&factCounted != 0 {
		seen.Counted = facts.Counted
	}
	if shown&factWaiting != 0 {
		seen.Waiting = facts.Waiting
	}
	if shown&factCounterpart != 0 && facts.Counterpart != "" {
		seen.Counterpart, seen.Received = &facts.Counterpart, &facts.Received
	}
	if shown&factReason != 0 {
		seen.Reason = stated(trading.EventReason(reasonCode(kind, facts.Reason)))
	}
	if shown&factCause != 0 {
		seen.Cause = stated(facts.Cause)
	}
	return seen
}

// reasonCode is why an event happened, for programs. Returns of the first version carry the words that an operator wrote; those are
// read in the row, which masks them for whoever may not see them.
func reasonCode(kind domain.EventKind, reason string) string {
	if kind == domain.EventReturned && reason != string(domain.ReturnedUnseen) {
		return string(domain.ReturnedByOperator)
	}
	return reason
}

// hideCounterparts leaves out the codes of operations that the viewer may not see, as Deposit.origin does.
func (r *Resolver) hideCounterparts(ctx context.Context, items []*view.OperationEvent) error {
	if access.Current(ctx).Reach(domain.OperationsRead) == domain.ReachAll {
		return nil
	}
	var codes []string
	for _, item := range items {
		if item != nil && item.Facts.Counterpart != nil {
			codes = append(codes, *item.Facts.Counterpart)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	seen := make(map[string]bool, len(codes))
	rows, err := r.Store.Read().Operation.Query().Where(operation.CodeIn(codes...)).Select(operation.FieldID, operation.FieldCode).All(ctx)
	if err != nil {
		return fmt.Errorf("read the operations that money came from or went to: %w", err)
	}
	for _, row := range rows {
		seen[row.Code] = true
	}
	for _, item := range items {
		if item != nil && item.Facts.Counterpart != nil && !seen[*item.Facts.Counterpart] {
			item.Facts.Counterpart = nil
		}
	}
	return nil
}

// stated answers a text that was given, nil for none.
func stated[Text ~string](text Text) *Text {
	if text == "" {
		return nil
	}
	return &text
}

func inCurrency(currency money.Currency, amount *money.Amount) *money.Money {
	if amount == nil {
		return nil
	}
	return &money.Money{Amount: *amount, Currency: currency}
}
