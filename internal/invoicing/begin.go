package invoicing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Begun is a series with its first number.
type Begun struct {
	Series string
	Kind   domain.InvoiceKind
	First  int64
	// Before is the first number that it had; 0 where it had none yet.
	Before int64
}

// Begin gives a series that has taken no number yet its first one: 1, or the one after the last that the house issued elsewhere. It refuses
// with NOT_FOUND a series that the settings do not name, with INVALID a number that no document can have, with NOT_ALLOWED_IN_STATUS a
// series that took a number, and with UNAVAILABLE while an instance is taking one.
func (s *Service) Begin(ctx context.Context, series string, first int64) (Begun, error) {
	kind, known := s.kindOf(series)
	if !known {
		return Begun{}, domain.Refuse(domain.CodeNotFound, "Ninguna serie de la casa se llama %q. Son %v.", series, s.seriesNames()).At("series")
	}
	if refusal := domain.CheckInvoiceFirst(first); refusal != nil {
		return Begun{}, refusal.At("first")
	}
	ctx = access.AsSystem(ctx)
	begun, alone := Begun{}, false
	always := func(context.Context) (bool, error) { return true, nil }
	err := s.alone(ctx, "series "+series, always, func() (bool, error) {
		alone = true
		var err error
		begun, err = s.begin(ctx, series, kind, first)
		return false, err
	})
	if err == nil && !alone {
		err = domain.Refuse(domain.CodeUnavailable, "Una instancia está emitiendo ahora mismo en la serie %s. Vuelve a intentarlo en un momento.", series)
	}
	return begun, err
}

// beginAnew is a statement because a first number never changes otherwise.
const beginAnew = `UPDATE invoice_series SET first_number = $1, next_number = $1 WHERE id = $2`

// begin gives a series its first number while nobody takes one.
func (s *Service) begin(ctx context.Context, series string, kind domain.InvoiceKind, first int64) (Begun, error) {
	begun := Begun{Series: series, Kind: kind, First: first}
	_, err := store.Do(ctx, s.store, store.Command{Action: "invoice_series.begin"}, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.InvoiceSeries.Query().Where(invoiceseries.Series(series)).Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return s.write(ctx, tx, begun)
		case err != nil:
			return fmt.Errorf("read a series: %w", err)
		case row.NextNumber != row.FirstNumber:
			return domain.Refuse(domain.CodeNotAllowedInStatus, "La serie %s ya emitió: empezó en %d y sigue con %d. Su primer número no cambia.",
				series, row.FirstNumber, row.NextNumber).At("series").With("first", row.FirstNumber).With("next", row.NextNumber)
		}
		begun.Before = row.FirstNumber
		if _, err := tx.ExecContext(ctx, beginAnew, first, row.ID); err != nil {
			return fmt.Errorf("begin series %s: %w", series, err)
		}
		tellBegun(tx, row.ID, begun)
		return nil
	})
	return begun, err
}

// write makes the counter of a series.
func (s *Service) write(ctx context.Context, tx *store.Tx, begun Begun) error {
	row, err := tx.InvoiceSeries.Create().SetCreatedAt(tx.Now).SetSeries(begun.Series).SetKind(begun.Kind).SetFirstNumber(begun.First).
		SetNextNumber(begun.First).Save(ctx)
	if err != nil {
		return fmt.Errorf("begin series %s: %w", begun.Series, err)
	}
	tellBegun(tx, row.ID, begun)
	return nil
}

// tellBegun writes the row of the trail.
func tellBegun(tx *store.Tx, id uuid.UUID, begun Begun) {
	entry := audit.Entry{ObjectKind: domain.ObjectInvoiceSeries, ObjectID: id, After: map[string]any{"series": begun.Series, "first": begun.First}}
	if begun.Before != 0 {
		entry.Before = map[string]any{"series": begun.Series, "first": begun.Before}
	}
	tx.Audit(entry)
}

// openOne makes the counter of a series that is not there yet, from 1 on; one that is there stays.
func (s *Service) openOne(ctx context.Context, series string) error {
	kind, _ := s.kindOf(series)
	_, err := store.Do(ctx, s.store, store.Command{Action: "invoice_series.begin"}, func(ctx context.Context, tx *store.Tx) error {
		there, err := tx.InvoiceSeries.Query().Where(invoiceseries.Series(series)).Exist(ctx)
		if err != nil || there {
			return wrapUnlessNil("read a series", err)
		}
		return s.write(ctx, tx, Begun{Series: series, Kind: kind, First: 1})
	})
	if store.IsUniqueViolation(err, "invoiceseries_series") {
		return nil // another instance made it at the same time
	}
	return err
}
