package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfParameters: what all people of the house work by, but for those parameters whose values not everybody reads. Whoever reads more of
// them than before has to start over.
func seenOfParameters(viewer access.Actor) deskSight {
	if !viewer.IsStaff() {
		return deskSight{}
	}
	seen := deskSight{parts: []string{"parameter"}}
	for _, row := range domain.HouseParameters() {
		if row.Reading != "" && viewer.Can(row.Reading) {
			seen.parts = append(seen.parts, "parameter "+string(row.Key))
		}
	}
	return seen
}

// parameterVisible tells of the parameters that the viewer reads. One of a newer program is none of this one.
func parameterVisible(viewer access.Actor, e *event.Event) bool {
	return slices.ContainsFunc(domain.ParametersReadBy(viewer.Can), func(key domain.ParameterKey) bool {
		return domain.ParameterID(key) == e.Aggregate.ID
	})
}

// deskParameters shows which parameters were given a value, each as it is now.
func deskParameters(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	things := thingsOf(events)
	// A parameter of a newer program is none of this one, and is left out.
	keys := slices.DeleteFunc(domain.ParameterKeys(), func(key domain.ParameterKey) bool { return !slices.Contains(things, domain.ParameterID(key)) })
	shown, err := r.parameters(ctx, keys...)
	if err != nil {
		return nil, err
	}
	return eventsOf(events, shown, func(parameter *view.Parameter) uuid.UUID { return domain.ParameterID(parameter.Key) },
		func(e *event.Event, parameter *view.Parameter) (view.DeskStreamItem, error) {
			var facts domain.ParameterFacts
			if err := json.Unmarshal(e.Facts, &facts); err != nil {
				return nil, fmt.Errorf("read the facts of a parameter: %w", err)
			}
			return &view.ParameterEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, ParameterEvent: e.Kind,
				ValidFrom: facts.ValidFrom, Parameter: parameter, ParameterVersion: e.AggregateVersion}, nil
		})
}
