package graph

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/trading"
)

// seenOfHolds: those beside others, for who may know why operations are held and reads all of them. To everybody else an operation on hold
// is on hold, however many causes there are.
func seenOfHolds(viewer access.Actor) deskSight {
	if !viewer.IsStaff() || !trading.ReadsHolds(viewer) || viewer.Reach(domain.OperationsRead) != domain.ReachAll {
		return deskSight{}
	}
	return deskSight{parts: []string{"hold"}}
}

// holdVisible leaves out what else is told beside an operation.
func holdVisible(_ access.Actor, e *event.Event) bool {
	return e.Kind == domain.EventHoldAdded || e.Kind == domain.EventHoldLifted
}

// deskHolds shows what happened to holds beside others, each operation as it is now. It reads each once.
func deskHolds(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	rows, err := r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.IDIn(thingsOf(events)...)))
	if err != nil {
		return nil, err
	}
	return eventsOf(events, rows, func(shown *view.Operation) uuid.UUID { return shown.Operation.ID },
		func(e *event.Event, shown *view.Operation) (view.DeskStreamItem, error) {
			var facts domain.HoldFacts
			if err := json.Unmarshal(e.Facts, &facts); err != nil {
				return nil, fmt.Errorf("read the facts of a hold: %w", err)
			}
			return &view.HoldEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, HoldEvent: e.Kind, HoldCause: facts.Cause,
				HoldReason: stated(facts.Reason), Operation: shown, HoldVersion: e.AggregateVersion}, nil
		})
}
