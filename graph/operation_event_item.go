package graph

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
)

// operationEvents shows events of operations: the operation as it is now under the viewer's rules, all else as of the
// event, one for each in their order. It reads each operation once. Where the viewer may not see the operation there is nil.
func (r *Resolver) operationEvents(ctx context.Context, events []event.Event, place placing) ([]*view.OperationEvent, error) {
	if len(events) == 0 {
		return nil, nil
	}
	operations, err := r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.IDIn(thingsOf(events)...)))
	if err != nil {
		return nil, err
	}
	viewer := access.Current(ctx)
	items, err := eventsOf(events, operations, func(shown *view.Operation) uuid.UUID { return shown.Operation.ID },
		func(e *event.Event, shown *view.Operation) (*view.OperationEvent, error) {
			return operationEvent(viewer, e, shown, place)
		})
	if err != nil {
		return nil, err
	}
	return items, r.hideCounterparts(ctx, items)
}

func operationEvent(viewer access.Actor, e *event.Event, shown *view.Operation, place placing) (*view.OperationEvent, error) {
	var facts domain.OperationFacts
	if err := json.Unmarshal(e.Facts, &facts); err != nil {
		return nil, fmt.Errorf("read the facts of an event: %w", err)
	}
	kind := e.Kind
	return &view.OperationEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, Kind: kind,
		Operation: shown, OperationVersion: e.AggregateVersion, Facts: factsOf(facts, kind, factsFor(viewer, kind))}, nil
}

// eventID names an event by what it is about, so that it is the same in every delivery, whatever key signs the cursors. What is told beside
// an operation has the operation's id and counts by itself.
func eventID(e *event.Event) string {
	var name []byte
	if e.Aggregate.Type == domain.ObjectOperationAlert {
		name = []byte(e.Aggregate.Type)
	}
	return globalid.Encode("evt", uuid.NewSHA1(e.Aggregate.ID, binary.BigEndian.AppendUint64(name, uint64(e.AggregateVersion))))
}

func position(cursor string, at time.Time) *view.StreamPosition {
	return &view.StreamPosition{Cursor: cursor, ID: placeID(cursor), At: at}
}

func resync(cursor string, at time.Time, reason string) *view.ResyncRequired {
	return &view.ResyncRequired{Cursor: cursor, ID: placeID(cursor), At: at, Reason: reason}
}

// placeID names an item that stands for a place in the stream.
func placeID(cursor string) string {
	return globalid.Encode("pos", uuid.NewSHA1(uuid.NameSpaceOID, []byte(cursor)))
}
