package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Target names the operation that an act is about, as its caller last saw it.
type Target struct {
	IdempotencyKey  string    `json:"-"`
	OperationID     uuid.UUID `json:"operationId"`
	ExpectedVersion int       `json:"expectedVersion"`
}

// request is a person's act on one operation.
type request struct {
	action string
	act    domain.Act
	target Target
	input  any
	// check reads the input of who may act at all; nil where there is nothing to read. What it changes is what input points to.
	check func() error
	// locks are held besides the operation's own; find reads more of them.
	locks []event.Aggregate
	find  func(context.Context) ([]event.Aggregate, error)
}

// prepare reads what the act needs before its transaction.
func (r *request) prepare(ctx context.Context) error {
	if r.check != nil {
		if err := r.check(); err != nil {
			return err
		}
	}
	if r.find == nil {
		return nil
	}
	found, err := r.find(ctx)
	r.locks = append(r.locks, found...)
	return err
}

// act runs a person's act on one operation: permission before anything else, input, locks, version, and do inside one transaction. It
// answers the operation's id, also on a replay.
func (s *Service) act(ctx context.Context, r request, do func(context.Context, *change) error) (uuid.UUID, store.Replay, error) {
	permission := domain.PermissionFor(r.act)
	if _, err := access.Require(ctx, permission); err != nil {
		return uuid.Nil, false, err
	}
	if err := r.prepare(ctx); err != nil {
		return uuid.Nil, false, err
	}
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	// Any act may bring the operation to an operator, who must not leave meanwhile.
	command := store.Command{Action: r.action, Key: r.target.IdempotencyKey, Input: []any{r.target, r.input},
		Locks: append(lockOf(r.target.OperationID), r.locks...), Roster: store.RosterStands}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		c, err := s.open(ctx, tx, calendar, r.target.OperationID, "operationId")
		if err != nil {
			return uuid.Nil, err
		}
		if err := c.mayBe(r.act, r.target.ExpectedVersion, "expectedVersion"); err != nil {
			return uuid.Nil, err
		}
		if err := c.admitClient(ctx, r.act); err != nil {
			return uuid.Nil, err
		}
		return r.target.OperationID, do(ctx, c)
	})
}

// mayBe refuses an act on an operation that changed since its caller saw it, or that is out of the caller's reach.
func (c *change) mayBe(act domain.Act, expectedVersion int, field string) error {
	if c.row.Version != expectedVersion {
		return stale(c.row.Version, field)
	}
	if permission := domain.PermissionFor(act); !Reaches(c.tx.Actor, permission, c.row) {
		return outOfReach(c.tx.Actor.Reach(permission))
	}
	return nil
}

// admitClient refuses what moves the money of a client who may not act now. What binds the house to a price asks for itself.
func (c *change) admitClient(ctx context.Context, act domain.Act) error {
	moves, stopped := domain.ClientActOf(act)
	if !stopped {
		return nil
	}
	return c.service.restriction.AdmitOperation(ctx, c.tx.Client(), c.row, moves, c.tx.Actor.Reader())
}

func lockOf(operationID uuid.UUID) []event.Aggregate {
	return []event.Aggregate{{Type: domain.ObjectOperation, ID: operationID}}
}

// depositBefore reads a deposit with its operation and its origin before a transaction, for the locks that depend on it: neither ever
// changes. It is nil for one that the caller does not see, which has no lock to take and is refused inside.
func (s *Service) depositBefore(ctx context.Context, id uuid.UUID) (*ent.Deposit, error) {
	row, err := s.store.Read().Deposit.Query().Where(deposit.ID(id)).WithOperation().WithOrigin().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the deposit: %w", err)
	}
	return row, nil
}

// lockOfItsClient is the lock of an operation's client. An operation never changes its client, so that may be read before; one
// that the caller may not see has no lock to take, and is refused inside.
func (s *Service) lockOfItsClient(ctx context.Context, operationID uuid.UUID) ([]event.Aggregate, error) {
	row, err := s.store.Read().Operation.Query().Where(operation.ID(operationID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the operation: %w", err)
	}
	return []event.Aggregate{clientele.Lock(row.ClientID)}, nil
}

func stale(version int, field string) *domain.Error {
	return domain.Refuse(domain.CodeStaleVersion,
		"Otra persona cambió la operación primero. Revisa cómo quedó y vuelve a intentarlo.").At(field).With("version", version)
}

// change is one operation inside a transaction that holds its lock.
type change struct {
	service *Service
	tx      *store.Tx
	// reads is where rows are read that decide: those of the transaction.
	reads *ent.Client
	// log is where events are read that decide, beside reads.
	log   event.Querier
	rules domain.DeadlineRules
	// author is who acts where that is not whom the transaction is for; the zero Actor else.
	author event.Actor
	// row is the operation with its deposits, payouts, proofs and holds, oldest first.
	row *ent.Operation
}

// open reads an operation under the caller's row rules; one that the caller may not see does not exist. Its client has the time that was
// given when it was made, whatever was set since.
func (s *Service) open(ctx context.Context, tx *store.Tx, calendar domain.Calendar, id uuid.UUID, field string) (*change, error) {
	row, err := whole(ctx, tx.Client(), id, field)
	if err != nil {
		return nil, err
	}
	return &change{service: s, tx: tx, reads: tx.Client(), log: tx, rules: s.policy.Parameters(row.CreatedAt).Deadlines(calendar), row: row}, nil
}

// whole reads an operation with its deposits, payouts, proofs and holds under the caller's row rules.
func whole(ctx context.Context, from *ent.Client, id uuid.UUID, field string) (*ent.Operation, error) {
	row, err := from.Operation.Query().Where(operation.ID(id)).
		WithDeposits(func(q *ent.DepositQuery) { q.Order(ent.Asc("id")) }).
		WithPayouts(func(q *ent.PayoutQuery) { q.Order(ent.Asc("id")) }).WithProofs().
		WithHolds(func(q *ent.HoldQuery) { q.Order(ent.Asc("id")) }).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa operación.").At(field)
	}
	if err != nil {
		return nil, fmt.Errorf("read the operation: %w", err)
	}
	return row, nil
}

// facts are the lifecycle's facts as the change stands.
func (c *change) facts() domain.Facts {
	facts := FactsOf(c.row, c.tx.Actor)
	facts.DeadlinePassed = c.row.ExpiresAt != nil && !c.tx.Now.Before(*c.row.ExpiresAt)
	facts.SightOverdue = c.row.SeenBy != nil && !c.tx.Now.Before(*c.row.SeenBy)
	return facts
}

// mayYetBeSeen tells whether reported money has time left to be seen that it was not told of: a holiday that was set since gives it the
// next business day, as the calendar stands now.
func (c *change) mayYetBeSeen() bool {
	next := c.rules.Next(deadlineOf(c.row), c.standing("", c.row.Status))
	return c.tx.Now.Before(next.SeenBy)
}

// admit refuses what the lifecycle refuses as the operation stands: for an act whose row the database would refuse in its own words.
func (c *change) admit(act domain.Act) error {
	if _, refusal := domain.Next(c.row.Status, act, c.facts()); refusal != nil {
		return refusal
	}
	return nil
}

// apply asks the lifecycle with the facts as they stand, and writes its answer; see [change.applyWith].
func (c *change) apply(ctx context.Context, act domain.Act, set func(*ent.OperationUpdate), told domain.OperationFacts) error {
	return c.applyWith(ctx, act, c.facts(), set, told)
}

// applyWith asks the lifecycle and writes its answer: the conditional update, the event and the audit row. set adds what else
// changes in the row; told is what the event says beyond from and to.
func (c *change) applyWith(ctx context.Context, act domain.Act, facts domain.Facts, set func(*ent.OperationUpdate), told domain.OperationFacts) error {
	before := c.row
	transition, refusal := domain.Next(before.Status, act, facts)
	if refusal != nil {
		return refusal
	}
	if transition.Aside {
		return c.tellAside(ctx, transition, told)
	}
	version := before.Version + 1
	update := c.tx.Operation.Update().
		Where(operation.ID(before.ID), operation.StatusEQ(before.Status), operation.Version(before.Version)).
		SetStatus(transition.To).SetVersion(version).SetUpdatedAt(c.tx.Now)
	c.setDeadline(update, act, transition.To)
	c.setArrival(update, before.Status, transition.To)
	if set != nil {
		set(update)
	}
	changed, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("write the operation: %w", err)
	}
	if changed != 1 {
		return stale(before.Version, "expectedVersion")
	}
	told.From, told.To = before.Status, transition.To
	c.row.Version, c.row.Status = version, transition.To
	c.tell(transition.Event, told)
	if transition.To != domain.Canceled && transition.To != domain.Expired {
		return nil
	}
	if err := c.service.rewards.Release(ctx, c.tx, c.row); err != nil {
		return err
	}
	return c.service.monitoring.Count(ctx, c.tx, c.row)
}

// actor is who acts, as rows name it: nil for the system.
func (c *change) actor() *uuid.UUID {
	if c.author.Kind != "" || c.tx.Actor.Kind == domain.ActorSystem {
		return optional(c.author.ID)
	}
	return &c.tx.Actor.ID
}

// setArrival stamps the instants of the states. An operation that goes back to its client is nobody's to check.
func (c *change) setArrival(update *ent.OperationUpdate, from, to domain.Status) {
	if from == to {
		return
	}
	switch to {
	case domain.Pending:
		update.ClearInProcessAt().ClearOperatorID().SetHandedBackAt(c.tx.Now)
		c.row.InProcessAt, c.row.OperatorID, c.row.HandedBackAt = nil, nil, &c.tx.Now
	case domain.InProcess:
		update.SetInProcessAt(c.tx.Now)
	case domain.Completed:
		update.SetCompletedAt(c.tx.Now).SetBusinessDate(domain.BusinessDate(c.tx.Now))
	case domain.Canceled, domain.Expired:
		update.SetEndedAt(c.tx.Now)
	}
}

// reload reads the operation again, for a next step that rests on more than its state.
func (c *change) reload(ctx context.Context) error {
	fresh, err := c.service.open(access.AsSystem(ctx), c.tx, c.rules.Calendar, c.row.ID, "operationId")
	if err != nil {
		return err
	}
	c.row = fresh.row
	return nil
}

// deposit answers the deposit of this operation with the id, or NOT_FOUND at the field that named it.
func (c *change) deposit(id uuid.UUID, field string) (*ent.Deposit, error) {
	for _, deposit := range c.row.Edges.Deposits {
		if deposit.ID == id {
			return deposit, nil
		}
	}
	return nil, domain.Refuse(domain.CodeNotFound, "Ese abono no pertenece a la operación.").At(field)
}
