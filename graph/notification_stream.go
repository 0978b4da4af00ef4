package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/notify"
)

// followInbox is the stream of the caller's inbox for live connections.
func (r *Resolver) followInbox(ctx context.Context) (<-chan view.NotificationStreamItem, error) {
	caller, err := notify.Caller(ctx)
	if err != nil {
		return nil, err
	}
	return live.Events(ctx, live.EventTopic[view.NotificationStreamItem]{
		Filter:    notify.InboxFilter(caller),
		Authorize: stillSomebody,
		Item:      r.notificationAdded,
		Position:  func(cursor string, at time.Time) view.NotificationStreamItem { return position(cursor, at) },
		Resync: func(cursor string, at time.Time, reason string) view.NotificationStreamItem {
			return resync(cursor, at, reason)
		},
	})
}

// stillSomebody judges who the viewer is; that the session goes on is the transport's business.
func stillSomebody(ctx context.Context) error {
	_, err := access.RequireSignedIn(ctx)
	return err
}

func (r *Resolver) notificationAdded(ctx context.Context, e *event.Event, _ string) (view.NotificationStreamItem, error) {
	row, err := r.Store.Read().Notification.Query().Where(notification.ID(e.Aggregate.ID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fmt.Errorf("event %s: its notification cannot be read", e.Kind)
	}
	if err != nil {
		return nil, fmt.Errorf("read a notification: %w", err)
	}
	unread, err := r.Notify.Unread(ctx)
	if err != nil {
		return nil, err
	}
	return &view.NotificationAdded{Cursor: r.Cursors.Encode(e.Cursor), ID: eventID(e), At: e.OccurredAt,
		Notification: view.NewNotification(r.look(ctx), row), UnreadCount: unread}, nil
}
