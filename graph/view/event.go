package view

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// Event is an item of an event stream.
type Event interface{ isEvent() }

// OperationStreamItem is an item of the stream of operations.
type OperationStreamItem interface {
	Event
	isOperationStreamItem()
}

// StreamPosition says where a stream stands.
type StreamPosition struct {
	Cursor string
	ID     string
	At     time.Time
}

// ResyncRequired says that a cursor cannot be continued.
type ResyncRequired struct {
	Cursor string
	ID     string
	At     time.Time
	Reason string
}

// OperationEvent is something that happened to an operation.
type OperationEvent struct {
	Cursor string
	ID     string
	At     time.Time
	Kind   domain.EventKind
	// Operation is as it is now, OperationVersion and Facts as of the event.
	Operation        *Operation
	OperationVersion int
	Facts            OperationEventFacts
}

// OperationEventFacts are what was true when an event happened.
type OperationEventFacts struct {
	From, To                      *domain.Status
	Money                         *money.Money
	Base, Counter                 *money.Money
	Rate                          *money.Rate
	PreviousBase, PreviousCounter *money.Money
	Counted                       *bool
	Waiting                       *money.Money
	Counterpart                   *string
	Received                      *bool
	Reason                        *trading.EventReason
	Cause                         *domain.HoldCause
}

func (*StreamPosition) isEvent() {}
func (*ResyncRequired) isEvent() {}
func (*OperationEvent) isEvent() {}

func (*StreamPosition) isOperationStreamItem() {}
func (*ResyncRequired) isOperationStreamItem() {}
func (*OperationEvent) isOperationStreamItem() {}
