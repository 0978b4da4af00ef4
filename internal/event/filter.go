package event

import (
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Filter selects events by fields that never change for an aggregate, so that nothing leaves a stream. Set fields must
// all match; the zero Filter takes everything.
type Filter struct {
	AggregateID uuid.UUID
	ClientID    uuid.UUID
	TraderID    uuid.UUID
	// Aggregates are the wanted aggregate types; empty means all.
	Aggregates []domain.ObjectKind
	// OneOf are filters of which one has to take the event too; empty asks for nothing more.
	OneOf []Filter
}

// Match tells whether the filter takes the event.
func (f Filter) Match(e *Event) bool {
	return (f.AggregateID == uuid.Nil || f.AggregateID == e.Aggregate.ID) &&
		(f.ClientID == uuid.Nil || f.ClientID == e.ClientID) &&
		(f.TraderID == uuid.Nil || f.TraderID == e.TraderID) &&
		(len(f.Aggregates) == 0 || slices.Contains(f.Aggregates, e.Aggregate.Type)) &&
		(len(f.OneOf) == 0 || slices.ContainsFunc(f.OneOf, func(one Filter) bool { return one.Match(e) }))
}
