package trading

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// assign gives an operation in process to the operator that the desk named, else to the active operator with the fewest
// operations in process (ties: the lowest id), but to nobody who gave it back. Without any it waits to be taken, and so does one in another state whose
// operator does not settle any more. The command keeps the roster in place.
func (c *change) assign(ctx context.Context) error {
	holder, err := c.holder(ctx)
	switch {
	case err != nil:
		return err
	case holder == nil:
		return c.unassign(ctx)
	case c.row.OperatorID != nil && *c.row.OperatorID == *holder:
		return nil
	}
	return c.assignTo(ctx, domain.ActAssign, *holder)
}

// holder answers who is to hold the operation as it stands; nil for nobody.
func (c *change) holder(ctx context.Context) (*uuid.UUID, error) {
	// The caller, perhaps a client, does not see the staff and its load; the rule does.
	system := access.AsSystem(ctx)
	if c.row.OperatorID != nil {
		if present, err := settles(system, c.reads, *c.row.OperatorID); err != nil || present {
			return c.row.OperatorID, err
		}
	}
	if c.row.Status != domain.InProcess {
		return nil, nil
	}
	operator, err := c.leastLoaded(system)
	return optional(operator), err
}

func (c *change) assignTo(ctx context.Context, act domain.Act, operator uuid.UUID) error {
	told := domain.OperationFacts{Operator: &operator, FormerOperator: c.row.OperatorID}
	err := c.apply(ctx, act, func(u *ent.OperationUpdate) { u.SetOperatorID(operator) }, told)
	if err == nil {
		c.row.OperatorID = &operator
	}
	return err
}

// unassign leaves the operation to be taken; one that nobody holds stays as it is.
func (c *change) unassign(ctx context.Context) error {
	if c.row.OperatorID == nil {
		return nil
	}
	return c.leave(ctx, domain.ActUnassign)
}

// leave takes the operation from who holds it.
func (c *change) leave(ctx context.Context, act domain.Act) error {
	told := domain.OperationFacts{FormerOperator: c.row.OperatorID}
	err := c.apply(ctx, act, func(u *ent.OperationUpdate) { u.ClearOperatorID() }, told)
	if err == nil {
		c.row.OperatorID = nil
	}
	return err
}

func (c *change) leastLoaded(ctx context.Context) (uuid.UUID, error) {
	operators, err := c.reads.User.Query().Where(user.RoleEQ(domain.RoleOperator), user.StatusEQ(domain.UserActive)).Order(ent.Asc(user.FieldID)).IDs(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("list the operators: %w", err)
	}
	var loads []struct {
		OperatorID uuid.UUID `json:"operator_id"`
		Count      int       `json:"count"`
	}
	err = c.reads.Operation.Query().Where(operation.StatusEQ(domain.InProcess), operation.OperatorIDNotNil()).
		GroupBy(operation.FieldOperatorID).Aggregate(ent.Count()).Scan(ctx, &loads)
	if err != nil {
		return uuid.Nil, fmt.Errorf("count the operators' load: %w", err)
	}
	load := map[uuid.UUID]int{}
	for _, l := range loads {
		load[l.OperatorID] = l.Count
	}
	gaveBack, err := c.gaveBack(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	best := uuid.Nil
	for _, id := range operators {
		if gaveBack[id] {
			continue
		}
		if c.row.NamedOperatorID != nil && *c.row.NamedOperatorID == id {
			return id, nil
		}
		if best == uuid.Nil || load[id] < load[best] {
			best = id
		}
	}
	return best, nil
}

// gaveBack are those who gave the operation back, or from whom it was taken, and to whom nobody gave it since, nor named them for it. It
// does not come back to them by itself.
func (c *change) gaveBack(ctx context.Context) (map[uuid.UUID]bool, error) {
	told, err := event.OfAggregates(ctx, c.log, domain.ObjectOperation, []uuid.UUID{c.row.ID})
	if err != nil {
		return nil, err
	}
	gave := map[uuid.UUID]bool{}
	for i := range told {
		switch told[i].Kind {
		case domain.EventUnassigned, domain.EventAssigned, domain.EventOperatorNamed:
		default:
			continue
		}
		var facts domain.OperationFacts
		if err := json.Unmarshal(told[i].Facts, &facts); err != nil {
			return nil, fmt.Errorf("read who held the operation: %w", err)
		}
		switch {
		case told[i].Kind == domain.EventUnassigned && facts.FormerOperator != nil:
			gave[*facts.FormerOperator] = true
		case facts.Operator != nil:
			delete(gave, *facts.Operator)
		}
	}
	return gave, nil
}

// activeOperator refuses who is not an operator of the house today, at the field that named the person. The command keeps
// the roster in place, so that the answer holds until its commit.
func activeOperator(ctx context.Context, from *ent.Client, id uuid.UUID, field string) error {
	found, err := from.User.Query().Where(user.ID(id), user.RoleEQ(domain.RoleOperator), user.StatusEQ(domain.UserActive)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("read the operator: %w", err)
	}
	if !found {
		return domain.Refuse(domain.CodeNotFound, "No existe ese operador activo.").At(field)
	}
	return nil
}

// settles tells whether a person may hold operations today: it works for the house, in a role that settles them.
func settles(ctx context.Context, from *ent.Client, id uuid.UUID) (bool, error) {
	role, err := from.User.Query().Where(user.ID(id), user.StatusEQ(domain.UserActive)).Only(ctx)
	if ent.IsNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read who holds the operation: %w", err)
	}
	return domain.ReachOf(role.Role, domain.OperationsSettle, nil) != domain.ReachNone, nil
}

// TakeInput takes an operation that nobody holds.
type TakeInput struct {
	Target `json:"-"`
}

// Take claims an operation that nobody holds.
func (s *Service) Take(ctx context.Context, in TakeInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.take", act: domain.ActTake, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		// Who asked may have left since it was let in.
		present, err := settles(ctx, c.reads, c.tx.Actor.ID)
		if err != nil {
			return err
		}
		if !present {
			return noPermission()
		}
		return c.assignTo(ctx, domain.ActTake, c.tx.Actor.ID)
	})
}

// ReassignInput gives an operation to another operator.
type ReassignInput struct {
	Target     `json:"-"`
	OperatorID uuid.UUID `json:"operatorId"`
}

// Reassign gives an operation to an active operator: one in process, or another that somebody holds or whose money waits to
// be looked after.
func (s *Service) Reassign(ctx context.Context, in ReassignInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.reassign", act: domain.ActReassign, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		if err := activeOperator(ctx, c.reads, in.OperatorID, "operatorId"); err != nil {
			return err
		}
		return c.assignTo(ctx, domain.ActReassign, in.OperatorID)
	})
}

// HandBackInput gives an operation back that the caller holds.
type HandBackInput struct {
	Target `json:"-"`
}

// HandBack leaves an operation to be taken by another operator: by who holds it, or by a Master. Nothing else of it changes; what is done
// keeps who did it. It does not come back to them by itself, not even where they are named for it.
func (s *Service) HandBack(ctx context.Context, in HandBackInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.hand_back", act: domain.ActHandBack, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.leave(ctx, domain.ActHandBack) })
}

// NameOperatorInput says who shall pay.
type NameOperatorInput struct {
	Target     `json:"-"`
	OperatorID uuid.UUID `json:"operatorId"`
}

// NameOperator says which active operator gets the operation once its deposit is complete, in the place of whoever was named
// before.
func (s *Service) NameOperator(ctx context.Context, in NameOperatorInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.name_operator", act: domain.ActNameOperator, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		if err := activeOperator(ctx, c.reads, in.OperatorID, "operatorId"); err != nil {
			return err
		}
		return c.name(ctx, domain.ActNameOperator, &in.OperatorID)
	})
}

// name keeps who is named; nil for nobody.
func (c *change) name(ctx context.Context, act domain.Act, operator *uuid.UUID) error {
	told := domain.OperationFacts{Operator: operator, FormerOperator: c.row.NamedOperatorID}
	err := c.apply(ctx, act, func(u *ent.OperationUpdate) {
		if operator == nil {
			u.ClearNamedOperatorID()
		} else {
			u.SetNamedOperatorID(*operator)
		}
	}, told)
	if err == nil {
		c.row.NamedOperatorID = operator
	}
	return err
}
