package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
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
	counting := query.Clone()
	newestFirst := connection.Order{Tag: 1, Column: user.FieldCreatedAt, Descending: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*view.StaffMember]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    func(ctx context.Context) ([]*view.StaffMember, error) { return r.staff(ctx, query) },
	}, newestFirst, arguments, func(m *view.StaffMember) connection.Position {
		return connection.Position{Value: connection.OfInstant(m.User.CreatedAt), ID: m.User.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.StaffMemberConnection{Nodes: page.Rows, PageInfo: pageInfo(page), Edges: make([]*model.StaffMemberEdge, len(page.Rows))}
	for i, row := range page.Rows {
		list.Edges[i] = &model.StaffMemberEdge{Cursor: page.Cursors[i], Node: row}
	}
	if selection.Of(ctx).Has("StaffMemberConnection.totalCount") {
		if list.TotalCount, err = counting.Count(ctx); err != nil {
			return nil, fmt.Errorf("count people of the house: %w", err)
		}
	}
	return list, nil
}

// staffNamed takes the people whose name has the words that are looked for, or whose e-mail begins with it; they are few enough for no index.
func staffNamed(search domain.Search) predicate.User {
	return func(s *entsql.Selector) {
		s.Where(entsql.Or(nameHas(s, search), entsql.HasPrefix(s.C(user.FieldEmail), search.Email)))
	}
}
