package invoicing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// theQueue are the queues as one: the provider refuses or takes the account of the house, not one series of it. Its identity is its own, so that
// it stays whichever series the house has.
var theQueue = event.Aggregate{Type: domain.ObjectInvoiceQueue, ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(domain.ObjectInvoiceQueue))}

// probeWait is how long a stopped queue waits before one document tries again.
func probeWait(fault *domain.ProviderFault, probes int) time.Duration {
	return fault.Wait(probes + 2)
}

// stop stops every queue because the provider refuses the account: nothing but a probe goes out. People are told of the first time.
func (s *Service) stop(ctx context.Context, fault *domain.ProviderFault) error {
	return s.eachQueue(ctx, "invoice_series.stop", func(ctx context.Context, tx *store.Tx, rows []*ent.InvoiceSeries) error {
		first := !slices.ContainsFunc(rows, isStopped)
		for _, row := range rows {
			update := tx.InvoiceSeries.UpdateOne(row).SetProbes(row.Probes + 1).SetProbeAt(tx.Now.Add(probeWait(fault, row.Probes))).
				SetStoppedCode(fault.Code).SetStoppedReason(domain.Abridge(fault.Message, longestFault))
			if row.StoppedAt == nil {
				update.SetStoppedAt(tx.Now)
			}
			if err := update.Exec(ctx); err != nil {
				return fmt.Errorf("stop a queue: %w", err)
			}
		}
		if !first {
			return nil
		}
		return s.tellQueue(ctx, tx, domain.EventInvoiceQueueStopped, fault.Code)
	})
}

// isStopped tells of one series: one that was opened since the others stopped is not.
func isStopped(row *ent.InvoiceSeries) bool { return row.StoppedAt != nil }

// resume lets the queues go on, where they stopped: the provider answered.
func (s *Service) resume(ctx context.Context) error {
	if stopped, err := s.Stopped(ctx); err != nil || !stopped {
		return err
	}
	return s.eachQueue(ctx, "invoice_series.resume", s.resumeWithin)
}

// resumeWithin lets the queues go on in a command that has their locks.
func (s *Service) resumeWithin(ctx context.Context, tx *store.Tx, rows []*ent.InvoiceSeries) error {
	if !slices.ContainsFunc(rows, isStopped) {
		return nil
	}
	err := tx.InvoiceSeries.Update().ClearStoppedAt().ClearStoppedCode().ClearStoppedReason().ClearProbeAt().SetProbes(0).Exec(ctx)
	if err != nil {
		return fmt.Errorf("resume the queues: %w", err)
	}
	err = tx.Invoice.Update().Where(invoice.StateIn(inWork...), invoice.NextAtGT(tx.Now)).SetNextAt(tx.Now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("resume the queues: %w", err)
	}
	return s.tellQueue(ctx, tx, domain.EventInvoiceQueueResumed, 0)
}

// eachQueue runs a step on all queues under their one lock.
func (s *Service) eachQueue(ctx context.Context, action string, do func(context.Context, *store.Tx, []*ent.InvoiceSeries) error) error {
	command := store.Command{Action: action, Locks: []event.Aggregate{theQueue}}
	_, err := store.Do(access.AsSystem(ctx), s.store, command, func(ctx context.Context, tx *store.Tx) error {
		rows, err := queues(ctx, tx)
		if err != nil {
			return err
		}
		return do(ctx, tx, rows)
	})
	return err
}

func queues(ctx context.Context, tx *store.Tx) ([]*ent.InvoiceSeries, error) {
	rows, err := tx.InvoiceSeries.Query().Order(ent.Asc(invoiceseries.FieldSeries)).All(ctx)
	return rows, wrapUnlessNil("read the queues", err)
}

// tellQueue tells that the queues stopped or go on.
func (s *Service) tellQueue(ctx context.Context, tx *store.Tx, kind domain.EventKind, code int) error {
	facts := domain.InvoiceQueueFacts{Code: code}
	tx.Audit(audit.Entry{ObjectKind: theQueue.Type, ObjectID: theQueue.ID, After: map[string]any{"event": kind, "facts": facts}})
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: theQueue, Facts: facts})
}
