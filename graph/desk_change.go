package graph

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
)

// seenOfReferrals: what is suspected of recommendations and decided about them, for who reads all of them.
func seenOfReferrals(viewer access.Actor) deskSight {
	return seenIf(viewer.IsStaff() && viewer.Reach(domain.RewardsRead) == domain.ReachAll, "referral")
}

// seenOfCampaigns: campaigns that begin and end, for who makes them.
func seenOfCampaigns(viewer access.Actor) deskSight {
	return seenIf(viewer.IsStaff() && viewer.Can(domain.CampaignsManage), "campaign")
}

// seenOfSchedules: pairs that are scheduled and what became of them, for who publishes.
func seenOfSchedules(viewer access.Actor) deskSight {
	return seenIf(viewer.IsStaff() && viewer.Can(domain.RatesPublish), "scheduled rate")
}

func seenIf(seen bool, part string) deskSight {
	if !seen {
		return deskSight{}
	}
	return deskSight{parts: []string{part}}
}

// deskChanges shows which thing of a list changed, and no more: the list is read again.
func deskChanges(_ *Resolver, _ context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	items := make([]view.DeskStreamItem, len(events))
	for i := range events {
		e := &events[i]
		prefix, known := ids.ObjectPrefix(e.Aggregate.Type)
		if !known {
			return nil, fmt.Errorf("event %s: a %s has no global id", e.Kind, e.Aggregate.Type)
		}
		items[i] = &view.ChangeEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, ChangeEvent: e.Kind,
			ThingID: globalid.Encode(prefix, e.Aggregate.ID), ChangeVersion: e.AggregateVersion}
	}
	return items, nil
}
