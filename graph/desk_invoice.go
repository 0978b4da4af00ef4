package graph

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfInvoices: the documents of the operations that the viewer reads. Their events have the operation's trader in its column.
func seenOfInvoices(viewer access.Actor) deskSight {
	switch viewer.Reach(domain.InvoicesRead) {
	case domain.ReachAll:
		return deskSight{parts: []string{"invoice", "invoice ALL"}}
	case domain.ReachPortfolio:
		return deskSight{parts: []string{"invoice"}, own: true, routed: true}
	}
	return deskSight{}
}

func invoiceVisible(viewer access.Actor, e *event.Event) bool {
	return viewer.Reach(domain.InvoicesRead) == domain.ReachAll || e.TraderID == viewer.ID
}

func deskInvoices(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	return itemsOf[view.DeskStreamItem](r.invoiceEvents(ctx, events, place))
}

// invoiceEvents shows what happened to documents, each as it is now. It reads each once.
func (r *Resolver) invoiceEvents(ctx context.Context, events []event.Event, place placing) ([]*view.InvoiceEvent, error) {
	if len(events) == 0 {
		return nil, nil
	}
	rows, err := r.invoices(ctx, r.Store.Read().Invoice.Query().Where(invoice.IDIn(thingsOf(events)...)))
	if err != nil {
		return nil, err
	}
	return eventsOf(events, rows, func(shown *view.Invoice) uuid.UUID { return shown.Invoice.ID },
		func(e *event.Event, shown *view.Invoice) (*view.InvoiceEvent, error) {
			return &view.InvoiceEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, InvoiceEvent: e.Kind, Invoice: shown,
				InvoiceVersion: e.AggregateVersion}, nil
		})
}

// seenOfQueues: whether documents go out, for who looks after all of them.
func seenOfQueues(viewer access.Actor) deskSight {
	if viewer.Reach(domain.InvoicesManage) != domain.ReachAll {
		return deskSight{}
	}
	return deskSight{parts: []string{"invoice queue"}}
}

// seenOfSeries: with which number a series begins, for the same people.
func seenOfSeries(viewer access.Actor) deskSight {
	if len(seenOfQueues(viewer).parts) == 0 {
		return deskSight{}
	}
	return deskSight{parts: []string{"invoice series"}}
}

// deskSeries shows that series begin.
func deskSeries(_ *Resolver, _ context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	items := make([]view.DeskStreamItem, len(events))
	for i := range events {
		e := &events[i]
		var facts domain.InvoiceSeriesFacts
		if err := json.Unmarshal(e.Facts, &facts); err != nil {
			return nil, fmt.Errorf("read the facts of a series: %w", err)
		}
		items[i] = &view.InvoiceQueueEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, QueueEvent: e.Kind, QueueVersion: e.AggregateVersion,
			Series: &facts.Series}
	}
	return items, nil
}

// deskQueues shows that the queues of documents stopped or go on.
func deskQueues(_ *Resolver, _ context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	items := make([]view.DeskStreamItem, len(events))
	for i := range events {
		e := &events[i]
		var facts domain.InvoiceQueueFacts
		if err := json.Unmarshal(e.Facts, &facts); err != nil {
			return nil, fmt.Errorf("read the facts of a queue: %w", err)
		}
		item := &view.InvoiceQueueEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, QueueEvent: e.Kind, QueueVersion: e.AggregateVersion}
		if e.Kind == domain.EventInvoiceQueueStopped {
			item.FaultCode = &facts.Code
		}
		items[i] = item
	}
	return items, nil
}
