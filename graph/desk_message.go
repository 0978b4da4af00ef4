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
	return eventsOf(events, rows, func(shown *view.OutboxMessage) uuid.UUID { return shown.OutboxMessage.ID },
		func(e *event.Event, shown *view.OutboxMessage) (view.DeskStreamItem, error) {
			return &view.MessageEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, MessageEvent: e.Kind, Message: shown,
				MessageVersion: e.AggregateVersion}, nil
		})
}
