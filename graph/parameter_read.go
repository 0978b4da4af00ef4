package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/parametersetting"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// parameters shows how parameters stand.
func (r *Resolver) parameters(ctx context.Context, keys ...domain.ParameterKey) ([]*view.Parameter, error) {
	states, err := r.Parameters.States(ctx, keys...)
	if err != nil {
		return nil, err
	}
	lens, shown := r.look(ctx), make([]*view.Parameter, len(states))
	var waiting []*ent.Proposal
	for i, state := range states {
		shown[i] = view.NewParameter(lens, state)
		if state.Proposal != nil {
			waiting = append(waiting, state.Proposal)
		}
	}
	return shown, r.addEntrusted(ctx, lens, waiting...)
}

// shownParameter reads a parameter for a payload if the document shows it.
func (r *Resolver) shownParameter(ctx context.Context, field string, key domain.ParameterKey) (*view.Parameter, error) {
	if !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return one(r.parameters(ctx, key))
}

// parameterNodes shows parameters, which are no rows, to the people of the house.
func parameterNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	var keys []domain.ParameterKey
	viewer := access.Current(ctx)
	for _, key := range domain.ParametersReadBy(viewer.Can) {
		if slices.Contains(ids, domain.ParameterID(key)) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 || !viewer.IsStaff() || viewer.TokenID != uuid.Nil {
		return nil, nil // a node that the caller may not see is not there
	}
	return asNodes(r.parameters(ctx, keys...))
}

// parameterHistory reads a page of the settings of a parameter, the newest first.
func (r *Resolver) parameterHistory(ctx context.Context, key domain.ParameterKey, arguments connection.Arguments) (*model.ParameterSettingConnection, error) {
	if err := staffOnly(ctx); err != nil {
		return nil, err
	}
	if viewer := access.Current(ctx); !slices.Contains(domain.ParametersReadBy(viewer.Can), key) {
		return nil, access.Denied(viewer)
	}
	query := r.Store.Read().ParameterSetting.Query().Where(parametersetting.KeyEQ(key))
	page, err := connection.Read(ctx, query, r.parameterSettings, connection.NewestFirst(parametersetting.FieldCreatedAt), arguments,
		func(s *view.ParameterSetting) connection.Position {
			return connection.Position{Value: connection.OfInstant(s.ParameterSetting.CreatedAt), ID: s.ParameterSetting.ID}
		})
	if err != nil {
		return nil, err
	}
	list := &model.ParameterSettingConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.ParameterSetting) *model.ParameterSettingEdge {
			return &model.ParameterSettingEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "ParameterSettingConnection.totalCount", query)
	return list, err
}

// parameterSettings reads what a query finds, with who set and confirmed it.
func (r *Resolver) parameterSettings(ctx context.Context, query *ent.ParameterSettingQuery) ([]*view.ParameterSetting, error) {
	query.WithSetter().WithProposal(func(proposals *ent.ProposalQuery) { proposals.WithDecider() })
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the settings of parameters: %w", err)
	}
	lens, shown := r.look(ctx), make([]*view.ParameterSetting, len(rows))
	for i, row := range rows {
		shown[i] = view.NewParameterSetting(lens, row)
	}
	return shown, nil
}
