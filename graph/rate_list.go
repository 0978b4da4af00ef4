package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
)

// rateList reads a page of the publications of the public pair, newest first. For the staff.
func (r *Resolver) rateList(ctx context.Context, arguments connection.Arguments) (*model.RatePublicationConnection, error) {
	if err := staffOnly(ctx); err != nil {
		return nil, err
	}
	query := r.Store.Read().PublicRate.Query()
	page, err := connection.Read(ctx, query, r.ratePublications, connection.NewestFirst(publicrate.FieldCreatedAt), arguments,
		func(rate *view.RatePublication) connection.Position {
			return connection.Position{Value: connection.OfInstant(rate.PublicRate.CreatedAt), ID: rate.PublicRate.ID}
		})
	if err != nil {
		return nil, err
	}
	return &model.RatePublicationConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.RatePublication) *model.RatePublicationEdge {
			return &model.RatePublicationEdge{Cursor: cursor, Node: node}
		})}, nil
}
