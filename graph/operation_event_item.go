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
// event. It reads each operation once. An event whose operation the viewer may not see is left out.
func (r *Resolver) operationEvents(ctx context.Context, events []event.Event) ([]*view.OperationEvent, error) {
	if len(events) == 0 {
		return nil, nil
	}
	ids := make([]uuid.UUID, len(events))
	for i := range events {
		ids[i] = events[i].Aggregate.ID
	}
	operations, err := r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.IDIn(ids...)))
	if err != nil {
		return nil, err
	}
	byID := make(map[uuid.UUID]*view.Operation, len(operations))
	for _, shown := range operations {
		byID[shown.Operation.ID] = shown
	}
	items := make([]*view.OperationEvent, 0, len(events))
	for i := range events {
		shown, ok := byID[events[i].Aggregate.ID]
		if !ok {
			continue
		}
		item, err := r.operationEvent(access.Current(ctx), &events[i], shown)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, r.hideCounterparts(ctx, items)
}

func (r *Resolver) operationEvent(viewer access.Actor, e *event.Event, shown *view.Operation) (*view.OperationEvent, error) {
	var facts domain.OperationFacts
	if err := json.Unmarshal(e.Facts, &facts); err != nil {
		return nil, fmt.Errorf("read the facts of an event: %w", err)
	}
	kind := e.Kind
	return &view.OperationEvent{Cursor: r.Cursors.Encode(e.Cursor), ID: eventID(e), At: e.OccurredAt, Kind: kind,
		Operation: shown, OperationVersion: e.AggregateVersion, Facts: factsOf(facts, kind, factsFor(viewer, kind))}, nil
}

// eventID names an event by what it is about, so that it is the same in every delivery, whatever key signs the cursors.
func eventID(e *event.Event) string {
	return globalid.Encode("evt", uuid.NewSHA1(e.Aggregate.ID, binary.BigEndian.AppendUint64(nil, uint64(e.AggregateVersion))))
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
