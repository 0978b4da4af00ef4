package invoicing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Concerned answers the locks of the documents of an operation. A command that calls [Service.Withdraw] finds them before its own locks.
func (s *Service) Concerned(ctx context.Context, tx *store.Tx, operation uuid.UUID) ([]event.Aggregate, error) {
	ids, err := tx.Invoice.Query().Where(invoice.OperationID(operation)).IDs(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("find the documents of an operation: %w", err)
	}
	locks := make([]event.Aggregate, len(ids))
	for i, id := range ids {
		locks[i] = lockOf(id)
	}
	return locks, nil
}

// Withdraw ends the documents of an operation that a command undoes, in its transaction and under the locks of [Service.Concerned] (areas.md
// E26): what has no number yet is withdrawn, what does not count any more stays as it is. Everything else refuses the command and says what
// has to be done first: a number is never lost.
func (s *Service) Withdraw(ctx context.Context, tx *store.Tx, operation uuid.UUID) error {
	ctx = access.AsSystem(ctx)
	rows, err := tx.Invoice.Query().Where(invoice.OperationID(operation), invoice.KindNEQ(domain.CreditNote)).WithOperation().WithCredits().
		Order(invoice.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read the documents of an operation: %w", err)
	}
	for _, row := range rows {
		if row.State.Final() {
			continue
		}
		c := &change{tx: tx, row: row}
		if !c.takes(domain.ActInvoiceWithdraw) {
			return standsInTheWay(row)
		}
		if err := c.apply(ctx, domain.ActInvoiceWithdraw, nil); err != nil {
			return err
		}
	}
	return nil
}

// standsInTheWay refuses to undo an operation whose document counts, or may.
func standsInTheWay(row *ent.Invoice) error {
	next := "Espera la respuesta de SUNAT."
	switch {
	case row.State.Settled():
		next = "Anúlalo o emite una nota de crédito antes."
	case row.State == domain.InvoiceParked:
		next = "Ya tiene número: resuélvelo, espera su aceptación y anúlalo antes."
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "El comprobante %s de la operación está en estado %s. %s", spoken(row), row.State.Label(), next).
		At("operationId").With("state", row.State).With("invoice", spoken(row))
}
