package graph

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfParameters: what all people of the house work by.
func seenOfParameters(viewer access.Actor) deskSight {
	if !viewer.IsStaff() {
		return deskSight{}
	}
	return deskSight{parts: []string{"parameter"}}
}

// deskParameters shows which parameters were given a value, each as it is now.
func deskParameters(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	keys := make([]domain.ParameterKey, len(events))
	items := make([]view.DeskStreamItem, len(events))
	for i := range events {
		var facts domain.ParameterFacts
		if err := json.Unmarshal(events[i].Facts, &facts); err != nil {
			return nil, fmt.Errorf("read the facts of a parameter: %w", err)
		}
		keys[i] = facts.Key
		items[i] = &view.ParameterEvent{Cursor: place(events[i].Cursor), ID: eventID(&events[i]), At: events[i].OccurredAt,
			ParameterEvent: events[i].Kind, ValidFrom: facts.ValidFrom, ParameterVersion: events[i].AggregateVersion}
	}
	shown, err := r.parameters(ctx, keys...)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		for _, parameter := range shown {
			if parameter.Key == key {
				items[i].(*view.ParameterEvent).Parameter = parameter
			}
		}
	}
	return items, nil
}
