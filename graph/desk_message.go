package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfMessages: those that were given up, and that were sent again, for who looks after messages.
func seenOfMessages(viewer access.Actor) deskSight {
	if !viewer.Can(domain.MessagesManage) {
		return deskSight{}
	}
	return deskSight{parts: []string{"message"}}
}

// deskMessages shows what happened to messages, each as it is now. It reads each once.
func deskMessages(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	rows, err := r.messages(ctx, r.Store.Read().OutboxMessage.Query().Where(outboxmessage.IDIn(thingsOf(events)...)))
	if err != nil {
		return nil, err
	}
	byID := byThing(rows, func(shown *view.OutboxMessage) uuid.UUID { return shown.OutboxMessage.ID })
	items := make([]view.DeskStreamItem, len(events))
	for i := range events {
		if shown, ok := byID[events[i].Aggregate.ID]; ok {
			items[i] = &view.MessageEvent{Cursor: place(events[i].Cursor), ID: eventID(&events[i]), At: events[i].OccurredAt,
				MessageEvent: events[i].Kind, Message: shown, MessageVersion: events[i].AggregateVersion}
		}
	}
	return items, nil
}
