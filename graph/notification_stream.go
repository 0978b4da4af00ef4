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
	return eventsOf(events, rows, func(shown *view.Notification) uuid.UUID { return shown.Notification.ID },
		func(e *event.Event, shown *view.Notification) (view.NotificationStreamItem, error) {
			return &view.NotificationAdded{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, Notification: shown, UnreadCount: unread}, nil
		})
}
