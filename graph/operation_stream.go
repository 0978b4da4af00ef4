package graph

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/pricing"
)

// operationStream is the stream of operations as the caller is shown it. The caller's rights stand in the filter, on fields that never
// change, so nothing leaves a stream that was in it.
func operationStream(ctx context.Context, r *Resolver, filter *model.OperationEventFilter) (stream[view.OperationStreamItem], error) {
	wanted, empty, err := eventFilter(ctx, filter)
	if err != nil {
		return stream[view.OperationStreamItem]{}, err
	}
	s := stream[view.OperationStreamItem]{
		filter: wanted, sight: event.SightOf(seenOfOperations(access.Current(ctx)).parts...), authorize: mayFollow,
		visible: func(*event.Event) bool { return !empty },
		items: func(ctx context.Context, events []event.Event, place placing) ([]view.OperationStreamItem, error) {
			return itemsOf[view.OperationStreamItem](r.operationEvents(ctx, events, place))
		},
	}
	if viewer := access.Current(ctx); viewer.IsClient() && viewer.Can(domain.InvoicesRead) {
		s = withInvoices(s, r)
	}
	return s, nil
}

// withInvoices adds to a client's stream what it hears of the documents of its operations. The filter on one operation goes for them too.
func withInvoices(s stream[view.OperationStreamItem], r *Resolver) stream[view.OperationStreamItem] {
	operations, shown := s.filter, s.items
	visible := s.visible
	s.filter = event.Filter{ClientID: operations.ClientID, OneOf: []event.Filter{operations,
		{Aggregates: []domain.ObjectKind{domain.ObjectInvoice}, TraderID: operations.TraderID}}}
	s.visible = func(e *event.Event) bool {
		return visible(e) && (e.Aggregate.Type != domain.ObjectInvoice || clientHears(e, operations.AggregateID))
	}
	s.items = func(ctx context.Context, events []event.Event, place placing) ([]view.OperationStreamItem, error) {
		return itemsByObject(events, func(object domain.ObjectKind, of []event.Event) ([]view.OperationStreamItem, error) {
			if object == domain.ObjectInvoice {
				return itemsOf[view.OperationStreamItem](r.invoiceEvents(ctx, of, place))
			}
			return shown(ctx, of, place)
		})
	}
	return s
}

// clientHears tells whether an event changes what the client reads of a document: its summary, or that its paper is there. That one waits for
// the house is the house's alone. Where an operation is named, documents of others are left out.
func clientHears(e *event.Event, operation uuid.UUID) bool {
	var facts domain.InvoiceToldFacts
	if err := json.Unmarshal(e.Facts, &facts); err != nil {
		return false // the log refuses other facts
	}
	if operation != uuid.Nil && facts.OperationID != operation {
		return false
	}
	from, to := facts.From.Status().For(domain.ForClient), facts.To.Status().For(domain.ForClient)
	return e.Kind == domain.EventInvoiceReady || from != to && facts.To.Event() == e.Kind && facts.To != domain.InvoiceParked
}

// readEvents answers a page of the stream of operations.
func (r *Resolver) readEvents(ctx context.Context, after *string, first int, filter *model.OperationEventFilter) ([]view.OperationStreamItem, error) {
	s, err := operationStream(ctx, r, filter)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, r, after, first)
}

// followEvents is the stream of operations for live connections.
func (r *Resolver) followEvents(ctx context.Context, filter *model.OperationEventFilter) (<-chan view.OperationStreamItem, error) {
	s, err := operationStream(ctx, r, filter)
	if err != nil {
		return nil, err
	}
	return s.follow(ctx)
}

func mayFollow(ctx context.Context) error {
	_, err := access.Require(ctx, domain.OperationsRead)
	return err
}

// eventFilter puts the caller's rights into the filter. They are on fields that never change, so nothing leaves a stream
// that was in it. empty tells that the two exclude each other: a caller who names somebody else's stream sees nothing.
func eventFilter(ctx context.Context, filter *model.OperationEventFilter) (wanted event.Filter, empty bool, err error) {
	viewer, err := access.Require(ctx, domain.OperationsRead)
	if err != nil {
		return event.Filter{}, false, err
	}
	wanted.Aggregates = []domain.ObjectKind{domain.ObjectOperation}
	if filter != nil {
		for _, field := range []struct {
			name, prefix string
			given        *string
			into         *uuid.UUID
		}{
			{"operationId", ent.OperationIDPrefix, filter.OperationID, &wanted.AggregateID},
			{"clientId", ent.CustomerIDPrefix, filter.ClientID, &wanted.ClientID},
			{"traderId", ent.UserIDPrefix, filter.TraderID, &wanted.TraderID},
		} {
			if field.given == nil {
				continue
			}
			id, ok := ids.Decode(field.prefix, *field.given)
			if !ok {
				return event.Filter{}, false, badFilter("filter."+field.name, "El identificador no corresponde a lo que este campo espera.")
			}
			*field.into = id
		}
	}
	switch viewer.Reach(domain.OperationsRead) {
	case domain.ReachAll:
		return wanted, false, nil
	case domain.ReachOwn:
		empty = narrow(&wanted.ClientID, viewer.ID)
	case domain.ReachPortfolio:
		empty = narrow(&wanted.TraderID, viewer.ID)
	default:
		return event.Filter{}, false, access.Denied(viewer)
	}
	return wanted, empty, nil
}

// narrow sets a field of the filter to the only value that the caller may ask for.
func narrow(field *uuid.UUID, own uuid.UUID) (empty bool) {
	empty = *field != uuid.Nil && *field != own
	*field = own
	return empty
}

// rateTicks is the live public pair. It is read from the database after each publication, once for all who share a document.
func (r *Resolver) rateTicks(ctx context.Context) (<-chan *view.PublicRate, error) {
	return live.Values(ctx, live.ValueTopic[*view.PublicRate]{
		Filter: event.Filter{Aggregates: []domain.ObjectKind{pricing.RateAggregate.Type}},
		Current: func(ctx context.Context) (*view.PublicRate, error) {
			shown, err := r.currentPublicRate(ctx)
			if err == nil && shown == nil {
				err = domain.Refuse(domain.CodeUnavailable, "Todavía no hay un tipo de cambio publicado. Vuelve a intentarlo en unos minutos.")
			}
			return shown, err
		},
	})
}
