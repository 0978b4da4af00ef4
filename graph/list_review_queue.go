package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
)

// reviewQueue reads a page of the clients whose identification waits for Middle Office. Who waits longest comes first, and
// keeps the place whatever else changes about that client.
func (r *Resolver) reviewQueue(ctx context.Context, arguments connection.Arguments) (*model.ClientConnection, error) {
	if _, err := requireStaff(ctx, domain.KYCReview); err != nil {
		return nil, err
	}
	query := r.Store.Read().Customer.Query().Where(customer.KycStatusEQ(domain.KYCInReview), customer.StatusNEQ(domain.ClientDeactivated))
	counting := query.Clone()
	longestFirst := connection.Order{Tag: 2, Column: customer.FieldReviewStartedAt, Nullable: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*view.Client]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    func(ctx context.Context) ([]*view.Client, error) { return r.clients(ctx, query) },
	}, longestFirst, arguments, func(c *view.Client) connection.Position {
		place := connection.Position{ID: c.Customer.ID}
		if c.ReviewStartedAt != nil {
			place.Value = connection.OfInstant(*c.ReviewStartedAt)
		}
		return place
	})
	if err != nil {
		return nil, err
	}
	list := &model.ClientConnection{Nodes: page.Rows, PageInfo: pageInfo(page), Edges: make([]*model.ClientEdge, len(page.Rows))}
	for i, row := range page.Rows {
		list.Edges[i] = &model.ClientEdge{Cursor: page.Cursors[i], Node: row}
	}
	if selection.Of(ctx).Has("ClientConnection.totalCount") {
		if list.TotalCount, err = counting.Count(ctx); err != nil {
			return nil, fmt.Errorf("count the review queue: %w", err)
		}
	}
	return list, nil
}
