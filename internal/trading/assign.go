package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// assign gives an operation that just came into process to the operator that the desk named, else to the active operator
// with the fewest operations in process (ties: the lowest id). Without any it waits to be taken.
func (c *change) assign(ctx context.Context) error {
	if c.row.Status != domain.InProcess || c.row.OperatorID != nil {
		return nil
	}
	// The caller, perhaps a client, does not see the staff's load; the rule does.
	operator, err := c.leastLoaded(access.AsSystem(ctx))
	if err != nil || operator == uuid.Nil {
		return err
	}
	return c.assignTo(ctx, domain.ActAssign, operator)
}

func (c *change) assignTo(ctx context.Context, act domain.Act, operator uuid.UUID) error {
	told := EventFacts{FormerOperator: c.row.OperatorID, Sealed: &SealedFacts{Operator: &operator}}
	err := c.apply(ctx, act, func(u *ent.OperationUpdate) { u.SetOperatorID(operator) }, told)
	if err == nil {
		c.row.OperatorID = &operator
	}
	return err
}

func (c *change) leastLoaded(ctx context.Context) (uuid.UUID, error) {
	operators, err := c.tx.User.Query().Where(user.RoleEQ(domain.RoleOperator), user.StatusEQ(domain.UserActive)).Order(ent.Asc(user.FieldID)).IDs(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("list the operators: %w", err)
	}
	var loads []struct {
		OperatorID uuid.UUID `json:"operator_id"`
		Count      int       `json:"count"`
	}
	err = c.tx.Operation.Query().Where(operation.StatusEQ(domain.InProcess), operation.OperatorIDNotNil()).
		GroupBy(operation.FieldOperatorID).Aggregate(ent.Count()).Scan(ctx, &loads)
	if err != nil {
		return uuid.Nil, fmt.Errorf("count the operators' load: %w", err)
	}
	load := map[uuid.UUID]int{}
	for _, l := range loads {
		load[l.OperatorID] = l.Count
	}
	best := uuid.Nil
	for _, id := range operators {
		if c.row.NamedOperatorID != nil && *c.row.NamedOperatorID == id {
			return id, nil
		}
		if best == uuid.Nil || load[id] < load[best] {
			best = id
		}
	}
	return best, nil
}

// TakeInput takes an operation that nobody holds.
type TakeInput struct {
	Target `json:"-"`
}

// Take claims an operation that nobody holds.
func (s *Service) Take(ctx context.Context, in TakeInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.take", act: domain.ActTake, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		return c.assignTo(ctx, domain.ActTake, c.tx.Actor.ID)
	})
}

// ReassignInput gives an operation to another operator.
type ReassignInput struct {
	Target     `json:"-"`
	OperatorID uuid.UUID `json:"operatorId"`
}

// Reassign gives an operation in process to an active operator.
func (s *Service) Reassign(ctx context.Context, in ReassignInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.reassign", act: domain.ActReassign, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		if err := activeOperator(ctx, c.tx, in.OperatorID); err != nil {
			return err
		}
		return c.assignTo(ctx, domain.ActReassign, in.OperatorID)
	})
}
