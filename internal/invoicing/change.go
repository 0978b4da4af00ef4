package invoicing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// lockOf is the lock of a document.
func lockOf(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectInvoice, ID: id}
}

// numberOf is the number of a document that has one.
func numberOf(row *ent.Invoice) domain.InvoiceNumber {
	number := domain.InvoiceNumber{Kind: row.Kind, Series: row.Series}
	if row.Number != nil {
		number.Number = *row.Number
	}
	return number
}

// spoken is a document as people name it: by its number, or by its series alone.
func spoken(row *ent.Invoice) string {
	if row.Number == nil {
		return ""
	}
	return numberOf(row).String()
}

// change is a document inside a transaction that holds its lock.
type change struct {
	tx  *store.Tx
	row *ent.Invoice
	// code is the provider's, of the fault behind the change.
	code int
}

// change runs a step of the house itself on one document, as it is under its lock. besides are locks of others that may change with it.
func (s *Service) change(ctx context.Context, action string, id uuid.UUID, besides []event.Aggregate, do func(context.Context, *change) error) error {
	ctx = access.AsSystem(ctx)
	_, err := store.Do(ctx, s.store, store.Command{Action: action, Locks: append(besides, lockOf(id))}, func(ctx context.Context, tx *store.Tx) error {
		row, err := whole(ctx, tx, id)
		if err != nil {
			return err
		}
		return do(ctx, &change{tx: tx, row: row})
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", action, id, err)
	}
	return nil
}

// whole reads a document with its operation under the caller's row rules.
func whole(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.Invoice, error) {
	row, err := tx.Invoice.Query().Where(invoice.ID(id)).WithOperation().WithCredits().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese comprobante.").At("invoiceId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a document: %w", err)
	}
	return row, nil
}

// takes tells whether the document may do something as it stands.
func (c *change) takes(act domain.InvoiceAct) bool {
	_, refusal := domain.NextInvoice(c.row.State, act, c.facts())
	return refusal == nil
}

// facts are those of the lifecycle as the document stands; what only some acts need is added by who asks for them.
func (c *change) facts() domain.InvoiceFacts {
	return factsOf(c.row, c.tx.Now)
}

// apply asks the lifecycle with the facts as they stand, and writes its answer; see [change.applyWith].
func (c *change) apply(ctx context.Context, act domain.InvoiceAct, set func(*ent.InvoiceUpdateOne)) error {
	return c.applyWith(ctx, act, c.facts(), set)
}

// applyWith asks the lifecycle and writes its answer: the row, the event and the trail. set adds what else changes. Where the state stays,
// only the row is written.
func (c *change) applyWith(ctx context.Context, act domain.InvoiceAct, facts domain.InvoiceFacts, set func(*ent.InvoiceUpdateOne)) error {
	from := c.row.State
	next, refusal := domain.NextInvoice(from, act, facts)
	if refusal != nil {
		return refusal
	}
	update := c.tx.Invoice.UpdateOneID(c.row.ID).SetUpdatedAt(c.tx.Now)
	if set != nil {
		set(update)
	}
	if next.To != from {
		arrive(update.SetState(next.To).SetVersion(c.row.Version + 1))
	}
	written, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("write a document: %w", err)
	}
	written.Edges = c.row.Edges
	if c.row = written; next.To != from {
		tell(c.tx, written, from, c.code)
	}
	return nil
}

// arrive forgets what belonged to the state before, but for what the change itself says.
func arrive(update *ent.InvoiceUpdateOne) {
	said := update.Mutation()
	if _, is := said.NextAt(); !is {
		update.ClearNextAt()
	}
	if _, is := said.ParkedReason(); !is {
		update.ClearParkedReason()
	}
	if _, is := said.Attempts(); !is {
		update.SetAttempts(0)
	}
}

// tell writes the event and the row of the trail of a document that came into its state.
func tell(tx *store.Tx, row *ent.Invoice, from domain.InvoiceState, code int) {
	tellOf(tx, row, row.State.Event(), from, code)
}

func tellOf(tx *store.Tx, row *ent.Invoice, kind domain.EventKind, from domain.InvoiceState, code int) {
	facts := domain.InvoiceToldFacts{OperationID: row.OperationID, Kind: row.Kind, From: from, To: row.State, Number: spoken(row), Code: code}
	if row.ParkedReason != nil {
		facts.Parked = *row.ParkedReason
	}
	tx.Emit(event.Record{Kind: kind, Aggregate: lockOf(row.ID), AggregateVersion: row.Version, ClientID: row.ClientID,
		TraderID: row.Edges.Operation.TraderID, Facts: facts})
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectInvoice, ObjectID: row.ID, Before: map[string]any{"state": from, "version": row.Version - 1},
		After: map[string]any{"state": row.State, "version": row.Version, "event": kind, "facts": facts}})
}
