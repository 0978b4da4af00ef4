package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"

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
	newestFirst := connection.Order{Tag: 1, Column: notification.FieldCreatedAt, Descending: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*view.Notification]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    func(ctx context.Context) ([]*view.Notification, error) { return r.notifications(ctx, query) },
	}, newestFirst, arguments, func(n *view.Notification) connection.Position {
		return connection.Position{Value: connection.OfInstant(n.CreatedAt), ID: n.Notification.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.NotificationConnection{Nodes: page.Rows, PageInfo: pageInfo(page), Edges: make([]*model.NotificationEdge, len(page.Rows))}
	for i, row := range page.Rows {
		list.Edges[i] = &model.NotificationEdge{Cursor: page.Cursors[i], Node: row}
	}
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
	counting := query.Clone()
	newestFirst := connection.Order{Tag: 1, Column: outboxmessage.FieldCreatedAt, Descending: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*view.OutboxMessage]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    func(ctx context.Context) ([]*view.OutboxMessage, error) { return r.messages(ctx, query) },
	}, newestFirst, arguments, func(m *view.OutboxMessage) connection.Position {
		return connection.Position{Value: connection.OfInstant(m.CreatedAt), ID: m.OutboxMessage.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.OutboxMessageConnection{Nodes: page.Rows, PageInfo: pageInfo(page), Edges: make([]*model.OutboxMessageEdge, len(page.Rows))}
	for i, row := range page.Rows {
		list.Edges[i] = &model.OutboxMessageEdge{Cursor: page.Cursors[i], Node: row}
	}
	if selection.Of(ctx).Has("OutboxMessageConnection.totalCount") {
		if list.TotalCount, err = counting.Count(ctx); err != nil {
			return nil, fmt.Errorf("count messages: %w", err)
		}
	}
	return list, nil
}
