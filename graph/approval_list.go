package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/approval"
)

// approvals reads a page of the proposals of the kinds that the caller decides, and of those that it made, the newest first.
func (r *Resolver) approvals(ctx context.Context, arguments connection.Arguments, filter *model.ApprovalFilter) (*model.ProposalConnection, error) {
	if _, err := requireStaff(ctx, approval.Permissions()...); err != nil {
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
	page, err := connection.Read(ctx, query, r.proposalsOf, connection.NewestFirst(proposal.FieldCreatedAt), arguments, func(p *view.Proposal) connection.Position {
		return connection.Position{Value: connection.OfInstant(p.Proposal.CreatedAt), ID: p.Proposal.ID}
	})
	if err != nil {
		return nil, err
	}
	list := &model.ProposalConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Proposal) *model.ProposalEdge {
			return &model.ProposalEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "ProposalConnection.totalCount", query)
	return list, err
}
