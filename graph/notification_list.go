package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
)

// inbox reads a page of the caller's inbox, newest first. What is unread is counted only when it is asked for.
func (r *Resolver) inbox(ctx context.Context, arguments connection.Arguments, unreadOnly bool) (*model.NotificationConnection, error) {
	if _, err := notify.Caller(ctx); err != nil {
		return nil, err
	}
	query := r.Store.Read().Notification.Query()
	if unreadOnly {
		query.Where(notification.ReadAtIsNil())
	}
	page, err := connection.Read(ctx, query, r.notifications, connection.NewestFirst(notification.FieldCreatedAt), arguments,
		func(n *view.Notification) connection.Position {
			return connection.Position{Value: connection.OfInstant(n.CreatedAt), ID: n.Notification.ID}
		})
	if err != nil {
		return nil, err
	}
	list := &model.NotificationConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Notification) *model.NotificationEdge {
			return &model.NotificationEdge{Cursor: cursor, Node: node}
		})}
	if selection.Of(ctx).Has("NotificationConnection.unreadCount") {
		list.UnreadCount, err = r.Notify.Unread(ctx)
	}
	return list, err
}

// messageList reads a page of the outbox, newest first.
func (r *Resolver) messageList(ctx context.Context, arguments connection.Arguments, filter *model.OutboxMessageFilter) (*model.OutboxMessageConnection, error) {
	if _, err := requireStaff(ctx, domain.MessagesManage); err != nil {
		return nil, err
	}
	query := r.Store.Read().OutboxMessage.Query()
	if filter != nil && len(filter.Status) > 0 {
		query.Where(outboxmessage.StatusIn(filter.Status...))
	}
	if filter != nil && filter.Channel != nil {
		query.Where(outboxmessage.ChannelEQ(*filter.Channel))
	}
	page, err := connection.Read(ctx, query, r.messages, connection.NewestFirst(outboxmessage.FieldCreatedAt), arguments, func(m *view.OutboxMessage) connection.Position {
		return connection.Position{Value: connection.OfInstant(m.CreatedAt), ID: m.OutboxMessage.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.OutboxMessageConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.OutboxMessage) *model.OutboxMessageEdge {
			return &model.OutboxMessageEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "OutboxMessageConnection.totalCount", query)
	return list, err
}
