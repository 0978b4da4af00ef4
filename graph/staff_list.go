package graph

import (
	"context"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
)

// staffList reads a page of the people of the house, for the staff. The house itself is nobody.
func (r *Resolver) staffList(ctx context.Context, arguments connection.Arguments, filter *model.StaffFilter) (*model.StaffMemberConnection, error) {
	viewer, err := requireStaff(ctx, domain.UsersRead)
	if err != nil {
		return nil, err
	}
	query := r.Store.Read().User.Query().Where(user.IsHouse(false))
	if filter != nil && len(filter.Role) > 0 {
		query.Where(user.RoleIn(filter.Role...))
	}
	if filter != nil && len(filter.Status) > 0 {
		query.Where(user.StatusIn(filter.Status...))
	}
	if filter != nil && filter.Search != nil {
		search, err := readSearch(viewer, *filter.Search)
		if err != nil {
			return nil, err
		}
		query.Where(staffNamed(search))
	}
	page, err := connection.Read(ctx, query, r.staff, connection.NewestFirst(user.FieldCreatedAt), arguments, func(m *view.StaffMember) connection.Position {
		return connection.Position{Value: connection.OfInstant(m.User.CreatedAt), ID: m.User.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.StaffMemberConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.StaffMember) *model.StaffMemberEdge {
			return &model.StaffMemberEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "StaffMemberConnection.totalCount", query)
	return list, err
}

// staffNamed takes the people whose name has the words that are looked for, or whose e-mail begins with it; they are few enough for no index.
func staffNamed(search domain.Search) predicate.User {
	return func(s *entsql.Selector) {
		s.Where(entsql.Or(nameHas(s, search), entsql.HasPrefix(s.C(user.FieldEmail), search.Email)))
	}
}
