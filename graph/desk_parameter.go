package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

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
	keys, from := make([]domain.ParameterKey, len(events)), make([]time.Time, len(events))
	for i := range events {
		var facts domain.ParameterFacts
		if err := json.Unmarshal(events[i].Facts, &facts); err != nil {
			return nil, fmt.Errorf("read the facts of a parameter: %w", err)
		}
		keys[i], from[i] = facts.Key, facts.ValidFrom
	}
	shown, err := r.parameters(ctx, keys...)
	if err != nil {
		return nil, err
	}
	byKey := map[domain.ParameterKey]*view.Parameter{}
	for _, parameter := range shown {
		byKey[parameter.Key] = parameter
	}
	items := make([]view.DeskStreamItem, len(events))
	for i, key := range keys {
		// A parameter of a newer program is none of this one, and is left out.
		if parameter, known := byKey[key]; known {
			items[i] = &view.ParameterEvent{Cursor: place(events[i].Cursor), ID: eventID(&events[i]), At: events[i].OccurredAt,
				ParameterEvent: events[i].Kind, ValidFrom: from[i], Parameter: parameter, ParameterVersion: events[i].AggregateVersion}
		}
	}
	return items, nil
}
