package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/scheduledrate"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/pricing"
)

// scheduledRateList reads a page of the scheduled pairs, the last instant first. For whoever publishes.
func (r *Resolver) scheduledRateList(ctx context.Context, open *bool, arguments connection.Arguments) (*model.ScheduledRateConnection, error) {
	if _, err := requireStaff(ctx, domain.RatesPublish); err != nil {
		return nil, err
	}
	query := r.Store.Read().ScheduledRate.Query()
	if open != nil && *open {
		query.Where(scheduledrate.OutcomeIsNil())
	} else if open != nil {
		query.Where(scheduledrate.OutcomeNotNil())
	}
	page, err := connection.Read(ctx, query, r.scheduledRates, connection.NewestFirst(scheduledrate.FieldPublishAt), arguments,
		func(rate *view.ScheduledRate) connection.Position {
			return connection.Position{Value: connection.OfInstant(rate.PublishAt), ID: rate.ScheduledRate.ID}
		})
	if err != nil {
		return nil, err
	}
	return &model.ScheduledRateConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.ScheduledRate) *model.ScheduledRateEdge {
			return &model.ScheduledRateEdge{Cursor: cursor, Node: node}
		})}, nil
}

// scheduledRates shows scheduled pairs that the caller's row rules let through, with who scheduled them where the document asks.
func (r *Resolver) scheduledRates(ctx context.Context, query *ent.ScheduledRateQuery) ([]*view.ScheduledRate, error) {
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read scheduled rates: %w", err)
	}
	lens, people := r.look(ctx), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		people[i] = row.ScheduledBy
	}
	if err := r.addPeople(ctx, lens, "ScheduledRate.scheduledBy", people); err != nil {
		return nil, err
	}
	views := make([]*view.ScheduledRate, len(rows))
	for i, row := range rows {
		views[i] = view.NewScheduledRate(lens, row)
	}
	return views, nil
}

func (r *Resolver) scheduledRate(ctx context.Context, id uuid.UUID) (*view.ScheduledRate, error) {
	return one(r.scheduledRates(ctx, r.Store.Read().ScheduledRate.Query().Where(scheduledrate.ID(id))))
}

func scheduledRateNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.scheduledRates(ctx, r.Store.Read().ScheduledRate.Query().Where(scheduledrate.IDIn(ids...))))
}

func (r *Resolver) schedulePublic(ctx context.Context, input model.PublicRateScheduleInput) (*model.PublicRateSchedulePayload, error) {
	var in ids.Input
	command := pricing.ScheduleInput{IdempotencyKey: in.Key(input.IdempotencyKey), HouseBuys: input.HouseBuys, HouseSells: input.HouseSells,
		PublishAt: input.PublishAt, Reason: input.Reason, Override: input.Override}
	scheduled, err := run(ctx, r, &in, command, r.Pricing.Schedule)
	payload := &model.PublicRateSchedulePayload{Warnings: scheduled.Warnings}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.ScheduledRate, err = r.scheduledRate(ctx, scheduled.ID)
	return payload, err
}

func (r *Resolver) cancelScheduledRate(ctx context.Context, input model.ScheduledRateCancelInput) (*model.ScheduledRateCancelPayload, error) {
	var in ids.Input
	command := pricing.UnscheduleInput{IdempotencyKey: in.Key(input.IdempotencyKey), ID: in.Required(ent.ScheduledRateIDPrefix, input.ScheduledRateID, "scheduledRateId")}
	id, err := run(ctx, r, &in, command, r.Pricing.Unschedule)
	payload := &model.ScheduledRateCancelPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.ScheduledRate, err = r.scheduledRate(ctx, id)
	return payload, err
}
