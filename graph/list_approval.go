package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
)

// approvals reads a page of the proposals of the kinds that the caller decides, the newest first.
func (r *Resolver) approvals(ctx context.Context, arguments connection.Arguments, filter *model.ApprovalFilter) (*model.ProposalConnection, error) {
	viewer, err := access.RequireOneOf(ctx, approval.Permissions()...)
	if err == nil && !viewer.IsStaff() {
		err = access.Denied(viewer)
	}
	if err != nil {
		return nil, err
	}
	query := r.Store.Read().Proposal.Query()
	if filter != nil && filter.Open != nil && *filter.Open {
		query.Where(proposal.DecisionIsNil())
	} else if filter != nil && filter.Open != nil {
		query.Where(proposal.DecisionNotNil())
	}
	if filter != nil && len(filter.Kind) > 0 {
		query.Where(proposal.KindIn(filter.Kind...))
	}
	counting := query.Clone()
	newestFirst := connection.Order{Tag: 1, Column: proposal.FieldCreatedAt, Descending: true, Value: connection.Instant}
	page, err := connection.Read(ctx, connection.Query[*view.Proposal]{
		Narrow: func(condition func(*entsql.Selector)) { query.Where(condition) },
		Sort:   func(by func(*entsql.Selector)) { query.Order(by) },
		Limit:  func(rows int) { query.Limit(rows) },
		All:    func(ctx context.Context) ([]*view.Proposal, error) { return r.proposalsOf(ctx, query) },
	}, newestFirst, arguments, func(p *view.Proposal) connection.Position {
		return connection.Position{Value: connection.OfInstant(p.Proposal.CreatedAt), ID: p.Proposal.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.ProposalConnection{Nodes: page.Rows, PageInfo: pageInfo(page), Edges: make([]*model.ProposalEdge, len(page.Rows))}
	for i, row := range page.Rows {
		list.Edges[i] = &model.ProposalEdge{Cursor: page.Cursors[i], Node: row}
	}
	if selection.Of(ctx).Has("ProposalConnection.totalCount") {
		if list.TotalCount, err = counting.Count(ctx); err != nil {
			return nil, fmt.Errorf("count proposals: %w", err)
		}
	}
	return list, nil
}
