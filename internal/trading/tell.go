package trading

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
)

// EventReason is why something happened to an operation: one of those of what its event tells.
type EventReason string

// EventReasons lists every reason: of cancellations and expiries, returns, holds and void payouts.
func EventReasons() []EventReason {
	var all []EventReason
	for _, one := range domain.CancelReasons() {
		all = append(all, EventReason(one))
	}
	for _, one := range []domain.ReturnReason{domain.ReturnedByOperator, domain.ReturnedUnseen} {
		all = append(all, EventReason(one))
	}
	for _, one := range domain.HoldReasons() {
		all = append(all, EventReason(one))
	}
	for _, one := range domain.VoidReasons() {
		all = append(all, EventReason(one))
	}
	return all
}

// ReferenceFields are what the keyed hash of a bank's number covers, on the row that it belongs to.
func ReferenceFields(row uuid.UUID, reference string) []evidence.Field {
	return []evidence.Field{evidence.Text("bank reference"), evidence.UUID(row), evidence.Text(reference)}
}

// AccountFields are what the keyed hash of an account that an operation remembers covers.
func AccountFields(operation uuid.UUID, account domain.AccountSnapshot) []evidence.Field {
	return []evidence.Field{evidence.Text("account"), evidence.UUID(operation), evidence.Text(account.Bank),
		evidence.Text(string(account.Currency)), evidence.Text(string(account.Kind)), evidence.Text(account.Number),
		evidence.Text(account.CCI), evidence.Text(account.Holder)}
}

// WordsFields are what the keyed hash of a person's words covers, on the operation that they were written about.
func WordsFields(operation uuid.UUID, words string) []evidence.Field {
	return []evidence.Field{evidence.Text("words"), evidence.UUID(operation), evidence.Text(words)}
}

func (s *Service) keyedHash(fields []evidence.Field) string {
	return s.store.Keys().Sign(fields...).String()
}

func (c *change) tell(kind domain.EventKind, facts domain.OperationFacts) {
	if facts.Sealed == nil {
		facts.Sealed = &domain.SealedFacts{}
	}
	if countingMayChange(kind) {
		counting := []uuid.UUID{}
		for _, row := range c.row.Edges.Deposits {
			if row.Counted {
				counting = append(counting, row.ID)
			}
		}
		facts.Sealed.Counting = &counting
	}
	record := eventOf(c.row, kind, facts)
	record.Actor = c.author
	c.tx.Emit(record)
	// The sealed part is for the verification alone, and the trail is read by people.
	facts.Sealed = nil
	c.tx.Audit(audit.Entry{ObjectKind: domain.ObjectOperation, ObjectID: c.row.ID,
		Before: map[string]any{"status": facts.From, "version": c.row.Version - 1},
		After:  c.written(map[string]any{"status": facts.To, "version": c.row.Version, "event": kind, "facts": facts})})
}

// written is what the trail says of an act, with who acts where that is not whom the transaction is for.
func (c *change) written(after map[string]any) map[string]any {
	if c.author.Kind != "" {
		after["by"] = c.author.Kind
	}
	return after
}

// tellAside tells of what leaves the operation as it is: of the alert beside it, and in the trail. Its version stays.
func (c *change) tellAside(ctx context.Context, row domain.Transition, told domain.OperationFacts) error {
	facts := domain.HoldFacts{Code: c.row.Code, Status: c.row.Status, Cause: told.Cause, Reason: domain.HoldReason(told.Reason), Sealed: told.Sealed}
	// Whose operation it is stands not beside it: no stream of a trader's may take it.
	err := c.tx.EmitNext(ctx, event.Record{Kind: row.Event, Aggregate: alertOf(c.row.ID), Actor: c.author, Facts: facts})
	if err != nil {
		return err
	}
	facts.Sealed = nil
	c.tx.Audit(audit.Entry{ObjectKind: domain.ObjectOperation, ObjectID: c.row.ID, After: c.written(map[string]any{"event": row.Event, "facts": facts})})
	return nil
}

// countingMayChange tells whether an event may change which deposits count.
func countingMayChange(kind domain.EventKind) bool {
	switch kind {
	case domain.EventHeld, domain.EventReleased, domain.EventAssigned, domain.EventPayoutAdded, domain.EventPayoutVoided, domain.EventProofAdded:
		return false
	}
	return true
}

func eventOf(row *ent.Operation, kind domain.EventKind, facts domain.OperationFacts) event.Record {
	return event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectOperation, ID: row.ID},
		AggregateVersion: row.Version, ClientID: row.ClientID, TraderID: row.TraderID, Facts: facts}
}

// words is the keyed hash of what a person wrote with an act; empty where nothing was written.
func (c *change) words(text string) string {
	if text == "" {
		return ""
	}
	return c.service.keyedHash(WordsFields(c.row.ID, text))
}

// aboutDeposit are the facts of an event about one deposit.
func (c *change) aboutDeposit(row *ent.Deposit) domain.OperationFacts {
	return domain.OperationFacts{Money: amountOf(row), Counted: &row.Counted, Sealed: &domain.SealedFacts{Deposit: &row.ID, HouseAccount: &row.HouseAccountID,
		File: row.FileID, Origin: row.AppliedFrom, Reference: c.service.keyedHash(ReferenceFields(row.ID, row.BankReference))}}
}

// aboutPayout are the facts of an event about one payout.
func (c *change) aboutPayout(row *ent.Payout) domain.OperationFacts {
	return domain.OperationFacts{Money: &money.Money{Amount: row.Amount, Currency: row.Currency}, Sealed: &domain.SealedFacts{Payout: &row.ID,
		HouseAccount: &row.HouseAccountID, Reference: c.service.keyedHash(ReferenceFields(row.ID, row.BankReference))}}
}

// priceOf is what an operation's rate came from.
func priceOf(row *ent.Operation) *domain.SealedPrice {
	return &domain.SealedPrice{PublicRate: row.PublicRate, BaseRate: row.BaseRate, DiscountPips: row.DiscountPips, Negotiated: row.Negotiated,
		Fixed: row.FixedCurrency}
}

func amountOf(row *ent.Deposit) *money.Money {
	return &money.Money{Amount: row.Amount, Currency: row.Currency}
}
