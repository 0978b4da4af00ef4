package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// clientList reads a page of the clients that the caller may see. It is for the staff: a client reads itself as `viewer`.
func (r *Resolver) clientList(ctx context.Context, arguments connection.Arguments, filter *model.ClientFilter) (*model.ClientConnection, error) {
	viewer, err := requireStaff(ctx, domain.ClientsRead)
	if err != nil {
		return nil, err
	}
	query := r.Store.Read().Customer.Query()
	if filter != nil {
		if err := narrowClients(query, viewer, *filter); err != nil {
			return nil, err
		}
	}
	list, err := r.clientPage(ctx, query, connection.NewestFirst(customer.FieldCreatedAt), arguments, func(c *view.Client) connection.Position {
		return connection.Position{Value: connection.OfInstant(c.CreatedAt), ID: c.Customer.ID}
	})
	if err != nil || filter == nil {
		return list, err
	}
	return list, tellOfList(ctx, r, "Query.clients DOCUMENT", filter.Search, ent.CustomerIDPrefix, list.Nodes,
		func(c *view.Client) uuid.UUID { return c.Customer.ID })
}

// clientPage reads a page of a list of clients, which are counted only where the document asks.
func (r *Resolver) clientPage(ctx context.Context, query *ent.CustomerQuery, order connection.Order, arguments connection.Arguments,
	place func(*view.Client) connection.Position) (*model.ClientConnection, error) {
	page, err := connection.Read(ctx, query, r.clients, order, arguments, place)
	if err != nil {
		return nil, err
	}
	list := &model.ClientConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Client) *model.ClientEdge {
			return &model.ClientEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "ClientConnection.totalCount", query)
	return list, err
}

func narrowClients(query *ent.CustomerQuery, viewer access.Actor, filter model.ClientFilter) error {
	if len(filter.Status) > 0 {
		query.Where(customer.StatusIn(filter.Status...))
	}
	if len(filter.KycStatus) > 0 {
		query.Where(customer.KycStatusIn(filter.KycStatus...))
	}
	if filter.OwnerID != nil {
		id, ok := ids.Decode(ent.UserIDPrefix, *filter.OwnerID)
		if !ok {
			return badFilter("filter.ownerId", "El identificador no es de una persona de la casa.")
		}
		query.Where(customer.OwnerID(id))
	}
	if filter.Search != nil {
		search, err := readSearch(viewer, *filter.Search)
		if err != nil {
			return err
		}
		query.Where(clientsNamed(search))
	}
	return nil
}
