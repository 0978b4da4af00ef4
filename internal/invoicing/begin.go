package invoicing

import (
	"context"
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// BeginInput says which number a series begins with.
type BeginInput struct {
	IdempotencyKey string `json:"-"`
	Series         string `json:"series"`
	// First is the number after the last that the house issued elsewhere, from 1 to 99,999,999.
	First int64 `json:"first"`
}

// Begin says which number a series of the house begins with, while no document took one of it; until somebody does, it is 1. It answers the
// series. It refuses with NOT_FOUND a series that the settings do not name, with INVALID a number that no document can have, and with
// NOT_ALLOWED_IN_STATUS a series that took a number. For Masters and accountants.
func (s *Service) Begin(ctx context.Context, in BeginInput) (string, store.Replay, error) {
	if err := s.may(ctx, keepsBooks); err != nil {
		return "", false, err
	}
	in.Series = strings.ToUpper(strings.TrimSpace(in.Series))
	if err := s.checkBegin(in); err != nil {
		return "", false, err
	}
	if err := s.openSeries(access.AsSystem(ctx)); err != nil {
		return "", false, err
	}
	counter, err := s.store.Read().InvoiceSeries.Query().Where(invoiceseries.Series(in.Series)).Only(access.AsSystem(ctx))
	if err != nil {
		return "", false, fmt.Errorf("read a series: %w", err)
	}
	command := store.Command{Action: "invoice_series.first_number", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{seriesLock(counter)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (string, error) {
		return in.Series, begin(access.AsSystem(ctx), tx, in)
	})
}

// checkBegin collects what is wrong with the input.
func (s *Service) checkBegin(in BeginInput) error {
	var faults domain.Faults
	if _, known := s.kindOf(in.Series); !known {
		faults.Add(domain.Refuse(domain.CodeNotFound, "La casa no tiene esa serie. Sus series son %s.", strings.Join(s.seriesNames(), ", ")).At("series"))
	}
	if refusal := domain.CheckInvoiceFirst(in.First); refusal != nil {
		faults.Add(refusal.At("firstNumber"))
	}
	return faults.Err()
}

// begin moves the counter of a series that nobody took a number of. The counter is held, so that who takes the first number meanwhile is
// waited for.
func begin(ctx context.Context, tx *store.Tx, in BeginInput) error {
	counter, err := tx.InvoiceSeries.Query().Where(invoiceseries.Series(in.Series), store.ForUpdate).Only(ctx)
	if err != nil {
		return fmt.Errorf("read a series: %w", err)
	}
	taken, err := tx.Invoice.Query().Where(invoice.Series(in.Series), invoice.NumberNotNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for numbers of a series: %w", err)
	}
	if taken || counter.NextNumber != counter.FirstNumber {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La serie %s ya empezó en %d: su próximo número es %d, y ninguno se salta.",
			in.Series, counter.FirstNumber, counter.NextNumber).
			At("series").With("first", counter.FirstNumber).With("nextNumber", counter.NextNumber)
	}
	if err := tx.InvoiceSeries.UpdateOne(counter).SetFirstNumber(in.First).SetNextNumber(in.First).Exec(ctx); err != nil {
		return fmt.Errorf("begin series %s: %w", in.Series, err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectInvoiceSeries, ObjectID: counter.ID, Before: map[string]any{"series": in.Series, "first": counter.FirstNumber},
		After: map[string]any{"series": in.Series, "first": in.First}})
	return tx.EmitNext(ctx, event.Record{Kind: domain.EventInvoiceSeriesBegun, Aggregate: seriesLock(counter),
		Facts: domain.InvoiceSeriesFacts{Series: in.Series, First: in.First}})
}

func seriesLock(row *ent.InvoiceSeries) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectInvoiceSeries, ID: row.ID}
}

// openOne makes the counter of a series that is not there yet, from 1 on; one that is there stays.
func (s *Service) openOne(ctx context.Context, series string) error {
	kind, _ := s.kindOf(series)
	_, err := store.Do(ctx, s.store, store.Command{Action: "invoice_series.begin"}, func(ctx context.Context, tx *store.Tx) error {
		there, err := tx.InvoiceSeries.Query().Where(invoiceseries.Series(series)).Exist(ctx)
		if err != nil || there {
			return wrapUnlessNil("read a series", err)
		}
		row, err := tx.InvoiceSeries.Create().SetCreatedAt(tx.Now).SetSeries(series).SetKind(kind).SetFirstNumber(1).SetNextNumber(1).Save(ctx)
		if err != nil {
			return fmt.Errorf("open series %s: %w", series, err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectInvoiceSeries, ObjectID: row.ID, After: map[string]any{"series": series, "first": 1}})
		return nil
	})
	if store.IsUniqueViolation(err, "invoiceseries_series") {
		return nil // another instance made it at the same time
	}
	return err
}
