package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/notify"
)

// followInbox is the stream of the caller's inbox for live connections.
func (r *Resolver) followInbox(ctx context.Context) (<-chan view.NotificationStreamItem, error) {
	caller, err := notify.Caller(ctx)
	if err != nil {
		return nil, err
	}
	return stream[view.NotificationStreamItem]{filter: notify.InboxFilter(caller), authorize: stillSomebody, items: r.notificationsAdded}.follow(ctx)
}

// notificationsAdded shows new lines of the caller's inbox, one for each event; nil where the line is not the caller's.
func (r *Resolver) notificationsAdded(ctx context.Context, events []event.Event, place placing) ([]view.NotificationStreamItem, error) {
	rows, err := r.notifications(ctx, r.Store.Read().Notification.Query().Where(notification.IDIn(thingsOf(events)...)))
	if err != nil {
		return nil, err
	}
	unread, err := r.Notify.Unread(ctx)
	if err != nil {
		return nil, err
	}
	byID := byThing(rows, func(shown *view.Notification) uuid.UUID { return shown.Notification.ID })
	items := make([]view.NotificationStreamItem, len(events))
	for i := range events {
		if shown, ok := byID[events[i].Aggregate.ID]; ok {
			items[i] = &view.NotificationAdded{Cursor: place(events[i].Cursor), ID: eventID(&events[i]), At: events[i].OccurredAt,
				Notification: shown, UnreadCount: unread}
		}
	}
	return items, nil
}
