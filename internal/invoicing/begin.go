package invoicing

import (
	"context"
	"fmt"
	"strings"

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

// BeginSeries says which number a series of the house begins with, while no document took one of it. It answers the series. For Masters and
// accountants.
func (s *Service) BeginSeries(ctx context.Context, in BeginInput) (string, store.Replay, error) {
	if err := s.may(ctx, domain.InvoicesManage, true); err != nil {
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
	command := store.Command{Action: "invoice_series.first_number", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{queueLock(counter)}}
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
	if in.First < 1 || in.First > domain.LargestInvoiceNumber {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El primer número va de 1 a %d.", domain.LargestInvoiceNumber).At("firstNumber").
			With("minimum", 1).With("maximum", domain.LargestInvoiceNumber))
	}
	return faults.Err()
}

// begin moves the counter of a series that nobody took a number of.
func begin(ctx context.Context, tx *store.Tx, in BeginInput) error {
	counter, err := tx.InvoiceSeries.Query().Where(invoiceseries.Series(in.Series)).Only(ctx)
	if err != nil {
		return fmt.Errorf("read a series: %w", err)
	}
	taken, err := tx.Invoice.Query().Where(invoice.Series(in.Series), invoice.NumberNotNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for numbers of a series: %w", err)
	}
	if taken || counter.NextNumber != counter.FirstNumber {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La serie %s ya empezó: su próximo número es %d, y ninguno se salta.", in.Series, counter.NextNumber).
			At("series").With("nextNumber", counter.NextNumber)
	}
	if err := tx.InvoiceSeries.UpdateOne(counter).SetFirstNumber(in.First).SetNextNumber(in.First).Exec(ctx); err != nil {
		return fmt.Errorf("begin series %s: %w", in.Series, err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectInvoiceSeries, ObjectID: counter.ID, Before: map[string]any{"series": in.Series, "first": counter.FirstNumber},
		After: map[string]any{"series": in.Series, "first": in.First}})
	return nil
}
