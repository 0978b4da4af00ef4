package invoicing

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// alarmedStates are those of documents that have a number and no answer of SUNAT yet.
var alarmedStates = []domain.InvoiceState{domain.InvoiceNumbered, domain.InvoiceSending, domain.InvoiceUnknown, domain.InvoicePendingSUNAT, domain.InvoiceParked}

// AlarmDue tells, once for each, of documents that SUNAT has not answered although their term is near, and answers how many. A number that
// is another's is told of when it is found, and has no term.
func (s *Service) AlarmDue(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	rows, err := s.store.Read().Invoice.Query().Where(invoice.StateIn(alarmedStates...), invoice.NumberNotNil(), invoice.AlarmedAtIsNil(),
		invoice.Or(invoice.ParkedReasonIsNil(), invoice.ParkedReasonNotIn(domain.ParkedNumberForeign, domain.ParkedSUNATConflict)),
		invoice.DueAtLTE(s.clock.Now().AddDate(0, 0, 1))).Order(invoice.ByDueAt(), invoice.ByID()).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("find documents whose term is near: %w", err)
	}
	alarmed := 0
	for _, row := range rows {
		if s.clock.Now().Before(row.Kind.AlarmAt(*row.IssuedOn)) {
			continue
		}
		err := s.change(ctx, "invoice.alarm", row.ID, nil, func(ctx context.Context, c *change) error {
			if c.row.AlarmedAt != nil {
				return nil
			}
			return c.aside(ctx, domain.EventInvoiceDue, func(u *ent.InvoiceUpdateOne) { u.SetAlarmedAt(c.tx.Now) })
		})
		if err != nil {
			return alarmed, err
		}
		alarmed++
	}
	return alarmed, nil
}

// aside writes a change of a document that leaves its state, and tells of it.
func (c *change) aside(ctx context.Context, kind domain.EventKind, set func(*ent.InvoiceUpdateOne)) error {
	update := c.tx.Invoice.UpdateOneID(c.row.ID).SetUpdatedAt(c.tx.Now).SetVersion(c.row.Version + 1)
	if set != nil {
		set(update)
	}
	written, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("write a document: %w", err)
	}
	written.Edges = c.row.Edges
	c.row = written
	tellOf(c.tx, written, kind, written.State, 0)
	return nil
}
