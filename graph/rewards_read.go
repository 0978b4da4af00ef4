package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// rewardsOf shows what a client has of its recommendations; nil where the caller may not see it.
func (r *Resolver) rewardsOf(ctx context.Context, client uuid.UUID) (*view.Rewards, error) {
	told, err := r.Rewards.Of(ctx, client)
	if err != nil || told == nil {
		return nil, err
	}
	return view.NewRewards(told, r.Rewards.ShareURL(told.Code)), nil
}

// rewardCodes shows codes that the caller's row rules let through, but for clients' own: those stand in their rewards.
func (r *Resolver) rewardCodes(ctx context.Context, ids ...uuid.UUID) ([]*view.RewardCode, error) {
	rows, err := r.Store.Read().RewardCode.Query().Where(rewardcode.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read codes: %w", err)
	}
	states, err := r.Rewards.States(ctx, rows)
	if err != nil {
		return nil, err
	}
	views := make([]*view.RewardCode, len(states))
	for i, state := range states {
		views[i] = &view.RewardCode{CodeState: state}
	}
	return views, nil
}

// referrals shows referrals, each with both clients.
func (r *Resolver) referrals(ctx context.Context, query *ent.ReferralQuery) ([]*view.Referral, error) {
	asked, viewer := selection.Of(ctx), access.Current(ctx)
	if !viewer.IsStaff() {
		return nil, nil // a client reads of whom it referred in its rewards, by a masked name
	}
	load := func(q *ent.CustomerQuery) { loadClient(q, asked, viewer) }
	rows, err := query.WithReferred(load).WithReferrer(load).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read referrals: %w", err)
	}
	lens := r.look(ctx)
	views := []*view.Referral{}
	for _, row := range rows {
		// Who recommended a client of a portfolio may be out of the caller's sight.
		if row.Edges.Referred != nil && row.Edges.Referrer != nil {
			views = append(views, view.NewReferral(lens, row))
		}
	}
	return views, nil
}

func (r *Resolver) referralsByID(ctx context.Context, ids ...uuid.UUID) ([]*view.Referral, error) {
	return r.referrals(ctx, r.Store.Read().Referral.Query().Where(referral.IDIn(ids...)))
}

// referralList reads a page of who recommended the house to whom, the newest first. For the staff.
func (r *Resolver) referralList(ctx context.Context, arguments connection.Arguments, filter *model.ReferralFilter) (*model.ReferralConnection, error) {
	if _, err := requireStaff(ctx, domain.RewardsRead); err != nil {
		return nil, err
	}
	query := r.Store.Read().Referral.Query()
	if filter != nil && filter.Flagged != nil {
		query.Where(referral.Flagged(*filter.Flagged))
	}
	if filter != nil && filter.Suspended != nil {
		query.Where(referral.Suspended(*filter.Suspended))
	}
	page, err := connection.Read(ctx, query, r.referrals, connection.NewestFirst(referral.FieldCreatedAt), arguments,
		func(row *view.Referral) connection.Position {
			return connection.Position{Value: connection.OfInstant(row.CreatedAt), ID: row.Referral.ID}
		})
	if err != nil {
		return nil, err
	}
	list := &model.ReferralConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Referral) *model.ReferralEdge {
			return &model.ReferralEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "ReferralConnection.totalCount", query)
	return list, err
}

// campaigns shows campaigns: those with the ids, or all that are listed.
func (r *Resolver) campaigns(ctx context.Context, ids ...uuid.UUID) ([]*view.Campaign, error) {
	list, err := r.Rewards.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	views := []*view.Campaign{}
	for _, state := range list {
		if len(ids) == 0 || slices.Contains(ids, state.Campaign.ID) {
			views = append(views, &view.Campaign{CampaignState: state})
		}
	}
	return views, nil
}

func rewardCodeNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.rewardCodes(ctx, ids...))
}

func referralNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.referralsByID(ctx, ids...))
}

func campaignNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	if !access.Current(ctx).Can(domain.CampaignsManage) {
		return nil, nil
	}
	return asNodes(r.campaigns(ctx, ids...))
}
