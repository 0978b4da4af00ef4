package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
)

// person reads whom a command about the people of the house means.
func person(in *ids.Input, key, userID string) staff.Target {
	return staff.Target{IdempotencyKey: in.Key(key), UserID: in.Required(ent.UserIDPrefix, userID, "userId")}
}

// administer does a command on a person of the house, and answers the person as it is then.
func administer[Command any](ctx context.Context, r *Resolver, in *ids.Input, command Command,
	do func(context.Context, Command) (uuid.UUID, store.Replay, error)) ([]*domain.Error, *view.StaffMember, error) {
	id, err := run(ctx, r, in, command, do)
	faults, err := refusals(err)
	if err != nil || len(faults) > 0 {
		return faults, nil, err
	}
	member, err := r.staffMember(ctx, id)
	return nil, member, err
}

func (r *Resolver) createUser(ctx context.Context, input model.UserCreateInput) (*model.UserCreatePayload, error) {
	var in ids.Input
	faults, member, err := administer(ctx, r, &in, staff.HireInput{IdempotencyKey: in.Key(input.IdempotencyKey), Name: input.Name,
		Email: input.Email, DNI: text(input.Dni), Role: input.Role}, r.Staff.Hire)
	if err != nil {
		return nil, err
	}
	return &model.UserCreatePayload{UserErrors: faults, User: member}, nil
}

func (r *Resolver) updateUser(ctx context.Context, input model.UserUpdateInput) (*model.UserUpdatePayload, error) {
	var in ids.Input
	command := staff.UpdateInput{Target: person(&in, input.IdempotencyKey, input.UserID),
		Name: input.Name, Email: input.Email, DNI: input.Dni, Role: input.Role,
		OperationsTo: in.Optional(ent.UserIDPrefix, input.OperationsTo, "operationsTo")}
	done, err := run(ctx, r, &in, command, r.Staff.Update)
	payload := &model.UserUpdatePayload{MovedOperations: done.Moved, LeftOperations: done.Left}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.User, err = r.staffMember(ctx, done.UserID)
	return payload, err
}

func (r *Resolver) deactivateUser(ctx context.Context, input model.UserDeactivateInput) (*model.UserDeactivatePayload, error) {
	var in ids.Input
	command := staff.DeactivateInput{Target: person(&in, input.IdempotencyKey, input.UserID), Reason: input.Reason,
		PortfolioTo:  in.Optional(ent.UserIDPrefix, input.PortfolioTo, "portfolioTo"),
		OperationsTo: in.Optional(ent.UserIDPrefix, input.OperationsTo, "operationsTo")}
	done, err := run(ctx, r, &in, command, r.Staff.Deactivate)
	payload := &model.UserDeactivatePayload{MovedClients: done.MovedClients, MovedOperations: done.Moved, LeftOperations: done.Left}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.User, err = r.staffMember(ctx, done.UserID)
	return payload, err
}

// changeUser does a command that takes nothing but the person.
func (r *Resolver) changeUser(ctx context.Context, key, userID string,
	do func(context.Context, staff.Target) (uuid.UUID, store.Replay, error)) (*model.UserPayload, error) {
	var in ids.Input
	faults, member, err := administer(ctx, r, &in, person(&in, key, userID), do)
	if err != nil {
		return nil, err
	}
	return &model.UserPayload{UserErrors: faults, User: member}, nil
}

// changeGrant gives or takes a permission beyond the role.
func (r *Resolver) changeGrant(ctx context.Context, key, userID string, permission domain.Permission,
	do func(context.Context, staff.GrantInput) (uuid.UUID, store.Replay, error)) (*model.UserPayload, error) {
	var in ids.Input
	faults, member, err := administer(ctx, r, &in, staff.GrantInput{Target: person(&in, key, userID),
		Permission: permission}, do)
	if err != nil {
		return nil, err
	}
	return &model.UserPayload{UserErrors: faults, User: member}, nil
}

// changeSet gives or takes an office of the house, or proposes to.
func (r *Resolver) changeSet(ctx context.Context, key, userID string, set domain.PermissionSet,
	do func(context.Context, staff.SetInput) (staff.SetDone, store.Replay, error)) (*model.UserSetPayload, error) {
	var in ids.Input
	done, err := run(ctx, r, &in, staff.SetInput{Target: person(&in, key, userID), Set: set}, do)
	payload := &model.UserSetPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.User, err = r.staffMember(ctx, done.UserID); err != nil || done.Proposal == uuid.Nil {
		return payload, err
	}
	payload.Proposal, err = r.shownProposal(ctx, "UserSetPayload.proposal", done.Proposal)
	return payload, err
}
