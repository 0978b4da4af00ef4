package staff

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Operations is the work of the area of operations when somebody leaves or gets another role. Both run in the transaction of
// the command that changes the roster.
type Operations struct {
	// HeldBy answers the locks of the operations that a person holds or is named for.
	HeldBy func(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]event.Aggregate, error)
	// HandOver gives them to somebody else or leaves them to be taken, once the change of the person is written. NOT_FOUND at
	// `operationsTo` tells that the heir is no active operator.
	HandOver func(ctx context.Context, tx *store.Tx, in Handover) (HandedOver, error)
}

// Handover says what becomes of the operations of a person.
type Handover struct {
	// From is the person; To the operator who takes over, uuid.Nil to leave them to be taken.
	From, To uuid.UUID
	// KeepsHeld tells that the person still settles what it holds, and only stops being one whom traders name.
	KeepsHeld bool
}

// HandedOver is what became of the operations of a person.
type HandedOver struct {
	// Moved have another operator, or another one named, by now; Left wait without one.
	Moved int `json:"movedOperations"`
	Left  int `json:"leftOperations"`
}

// heirOf refuses oneself as the heir of one's operations.
func (n *names) heirOf(person, heir uuid.UUID) {
	if heir != uuid.Nil && heir == person {
		n.faults.Add(domain.Refuse(domain.CodeInvalid, "Las operaciones deben pasar a otra persona.").At("operationsTo"))
	}
}
