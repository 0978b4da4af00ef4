package graph

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfApprovals: the proposals of the kinds that the viewer decides, and its own of any kind. Their events have the proposer in the column
// of the trader.
func seenOfApprovals(viewer access.Actor) deskSight {
	kinds := domain.HouseApprovals().Within(viewer.Can)
	seen := deskSight{parts: []string{"approval"}, own: len(kinds) < len(domain.HouseApprovals()), routed: len(kinds) == 0}
	for _, kind := range kinds {
		seen.parts = append(seen.parts, "approval "+string(kind))
	}
	return seen
}

func approvalVisible(viewer access.Actor, e *event.Event) bool {
	var facts domain.ProposalFacts
	if err := json.Unmarshal(e.Facts, &facts); err != nil {
		return false // the log refuses other facts
	}
	return e.TraderID == viewer.ID || slices.Contains(domain.HouseApprovals().Within(viewer.Can), facts.Kind)
}

// deskApprovals shows what happened to proposals, each as it is now. It reads each once.
func deskApprovals(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	rows, err := r.proposals(ctx, thingsOf(events)...)
	if err != nil {
		return nil, err
	}
	return eventsOf(events, rows, func(shown *view.Proposal) uuid.UUID { return shown.Proposal.ID },
		func(e *event.Event, shown *view.Proposal) (view.DeskStreamItem, error) {
			return &view.ApprovalEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, ApprovalEvent: e.Kind, Proposal: shown,
				ProposalVersion: e.AggregateVersion}, nil
		})
}
