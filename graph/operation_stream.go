package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/pricing"
)

// foreignHistory is why a cursor cannot be continued.
const foreignHistory = "the cursor belongs to another history of the database"

// readEvents answers a page of the stream of operations. It ends with the position when the page reached the end of the
// stream, so that a reader who sees nothing of it still goes forward.
func (r *Resolver) readEvents(ctx context.Context, after *string, first int, filter *model.OperationEventFilter) ([]view.OperationStreamItem, error) {
	if first < 1 || first > connection.LargestSize {
		return nil, domain.Refuse(domain.CodeBadRequest, `El argumento "first" debe estar entre 1 y %d.`, connection.LargestSize).At("first")
	}
	wanted, empty, err := eventFilter(ctx, filter)
	if err != nil {
		return nil, err
	}
	// The oldest event is that of the running history: the feed answers for no other.
	from := r.Feed.Head().Beginning()
	if after != nil {
		if from, err = r.Cursors.Decode(*after); err != nil {
			return nil, domain.Refuse(domain.CodeBadRequest, "El cursor no es válido: usa el último que recibiste, sin cambios.").At("after")
		}
	}
	events, next, err := r.Feed.Read(ctx, from, first, wanted)
	if errors.Is(err, event.ErrForeignEpoch) {
		return []view.OperationStreamItem{resync(r.Cursors.Encode(next), r.now(), foreignHistory)}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	ended := len(events) < first
	if empty {
		events, ended = nil, true
	}
	shown, err := r.operationEvents(ctx, events)
	if err != nil {
		return nil, err
	}
	items := make([]view.OperationStreamItem, len(shown), len(shown)+1)
	for i, item := range shown {
		items[i] = item
	}
	if ended {
		items = append(items, position(r.Cursors.Encode(next), r.now()))
	}
	return items, nil
}

// followEvents is the stream of operations for live connections.
func (r *Resolver) followEvents(ctx context.Context, filter *model.OperationEventFilter) (<-chan view.OperationStreamItem, error) {
	wanted, empty, err := eventFilter(ctx, filter)
	if err != nil {
		return nil, err
	}
	return live.Events(ctx, live.EventTopic[view.OperationStreamItem]{
		Filter:    wanted,
		Authorize: mayFollow,
		Visible:   func(context.Context, *event.Event) bool { return !empty },
		Item: func(ctx context.Context, e *event.Event, _ string) (view.OperationStreamItem, error) {
			items, err := r.operationEvents(ctx, []event.Event{*e})
			if err != nil {
				return nil, err
			}
			if len(items) == 0 {
				return nil, fmt.Errorf("event %s: its operation cannot be read", e.Kind)
			}
			return items[0], nil
		},
		Position: func(cursor string, at time.Time) view.OperationStreamItem { return position(cursor, at) },
		Resync: func(cursor string, at time.Time, reason string) view.OperationStreamItem {
			return resync(cursor, at, reason)
		},
	})
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
