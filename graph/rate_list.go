package graph

import (
	"context"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
)

// rateList reads a page of the publications of the public pair, newest first. For the staff.
func (r *Resolver) rateList(ctx context.Context, arguments connection.Arguments) (*model.RatePublicationConnection, error) {
	if err := staffOnly(ctx); err != nil {
		return nil, err
	}
	query := r.Store.Read().PublicRate.Query()
	order := connection.Order{Tag: 1, Column: publicrate.FieldCreatedAt, Descending: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*ent.PublicRate]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    query.All,
	}, order, arguments, func(row *ent.PublicRate) connection.Position {
		return connection.Position{Value: connection.OfInstant(row.CreatedAt), ID: row.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.RatePublicationConnection{PageInfo: pageInfo(page), Edges: make([]*model.RatePublicationEdge, len(page.Rows))}
	if list.Nodes, err = r.ratePublications(ctx, page.Rows...); err != nil {
		return nil, err
	}
	for i, node := range list.Nodes {
		list.Edges[i] = &model.RatePublicationEdge{Cursor: page.Cursors[i], Node: node}
	}
	return list, nil
}
