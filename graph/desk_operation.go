package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfOperations: those of whom the viewer reads. Whoever reads all of them sees more than whoever reads some.
func seenOfOperations(viewer access.Actor) deskSight {
	switch viewer.Reach(domain.OperationsRead) {
	case domain.ReachAll:
		return deskSight{parts: []string{"operation", "operation ALL"}}
	case domain.ReachPortfolio:
		return deskSight{parts: []string{"operation"}, own: true, routed: true}
	case domain.ReachOwn:
		return deskSight{parts: []string{"operation"}, own: true}
	}
	return deskSight{}
}

func operationVisible(viewer access.Actor, e *event.Event) bool {
	return viewer.Reach(domain.OperationsRead) == domain.ReachAll || e.TraderID == viewer.ID
}

func deskOperations(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	return itemsOf[view.DeskStreamItem](r.operationEvents(ctx, events, place))
}
