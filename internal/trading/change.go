package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// AggregateOperation is the aggregate type of an operation's events.
const AggregateOperation = "operation"

// Target names the operation that an act is about, as its caller last saw it.
type Target struct {
	IdempotencyKey  string    `json:"-"`
	OperationID     uuid.UUID `json:"operationId"`
	ExpectedVersion int       `json:"expectedVersion"`
}

// EventFacts is what was true when an event of an operation happened. It holds no personal data.
type EventFacts struct {
	From        domain.Status `json:"from,omitempty"`
	To          domain.Status `json:"to,omitempty"`
	Money       *money.Money  `json:"money,omitempty"`
	USD         *money.Amount `json:"usd,omitempty"`
	PEN         *money.Amount `json:"pen,omitempty"`
	Rate        *money.Rate   `json:"rate,omitempty"`
	PreviousUSD *money.Amount `json:"previousUsd,omitempty"`
	PreviousPEN *money.Amount `json:"previousPen,omitempty"`
	Counted     *bool         `json:"counted,omitempty"`
	Reason      string        `json:"reason,omitempty"`
	// Operator is who holds the operation now, or was named for it.
	Operator *uuid.UUID `json:"operator,omitempty"`
	// FormerOperator is who held the operation before, or was named for it.
	FormerOperator *uuid.UUID `json:"formerOperator,omitempty"`
}

// act runs a person's act on one operation: permission, locks, version, and do inside one transaction. It answers the
// operation's id, also on a replay.
func (s *Service) act(ctx context.Context, action string, act domain.Act, target Target, input any,
	do func(context.Context, *change) error) (uuid.UUID, store.Replay, error) {
	permission := domain.PermissionFor(act)
	if _, err := access.Require(ctx, permission); err != nil {
		return uuid.Nil, false, err
	}
	locks, err := s.locksFor(ctx, act, target.OperationID)
	if err != nil {
		return uuid.Nil, false, err
	}
	// Any act may bring the operation to an operator, who must not leave meanwhile.
	command := store.Command{Action: action, Key: target.IdempotencyKey, Input: []any{target, input}, Locks: locks, Roster: store.RosterStands}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		c, err := s.open(ctx, tx, target.OperationID)
		if err != nil {
			return uuid.Nil, err
		}
		if c.row.Version != target.ExpectedVersion {
			return uuid.Nil, stale(c.row.Version)
		}
		if !Reaches(tx.Actor, permission, c.row) {
			return uuid.Nil, outOfReach(tx.Actor.Reach(permission))
		}
		return target.OperationID, do(ctx, c)
	})
}

func lockOf(operationID uuid.UUID) []event.Aggregate {
	return []event.Aggregate{{Type: AggregateOperation, ID: operationID}}
}

// clientLock is held by whatever raises what a client operates in sum.
func clientLock(clientID uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: "client", ID: clientID}
}

// locksFor answers the locks of an act: the operation's and, where the client's limit is asked again, the client's. An
// operation never changes its client, so that may be read before.
func (s *Service) locksFor(ctx context.Context, act domain.Act, operationID uuid.UUID) ([]event.Aggregate, error) {
	locks := lockOf(operationID)
	if act != domain.ActAmend {
		return locks, nil
	}
	row, err := s.store.Read().Operation.Query().Where(operation.ID(operationID)).Only(ctx)
	if ent.IsNotFound(err) {
		return locks, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the operation: %w", err)
	}
	return append(locks, clientLock(row.ClientID)), nil
}

func stale(version int) *domain.Error {
	return domain.Refuse(domain.CodeStaleVersion,
		"Otra persona cambió la operación primero. Revisa cómo quedó y vuelve a intentarlo.").At("expectedVersion").With("version", version)
}

// change is one operation inside a transaction that holds its lock.
type change struct {
	service *Service
	tx      *store.Tx
	// row is the operation with its deposits, payouts, proofs and holds.
	row *ent.Operation
}

// open reads an operation under the caller's row rules; one that the caller may not see does not exist.
func (s *Service) open(ctx context.Context, tx *store.Tx, id uuid.UUID) (*change, error) {
	row, err := tx.Operation.Query().Where(operation.ID(id)).
		WithDeposits(func(q *ent.DepositQuery) { q.Order(ent.Asc("id")) }).
		WithPayouts(func(q *ent.PayoutQuery) { q.Order(ent.Asc("id")) }).WithProofs().WithHolds().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa operación.").At("operationId")
	}
	if err != nil {
		return nil, fmt.Errorf("read the operation: %w", err)
	}
	return &change{service: s, tx: tx, row: row}, nil
}

// facts are the lifecycle's facts as the change stands.
func (c *change) facts() domain.Facts {
	facts := FactsOf(c.row, c.tx.Actor)
	facts.DeadlinePassed = c.row.ExpiresAt != nil && !c.tx.Now.Before(*c.row.ExpiresAt)
	return facts
}

// apply asks the lifecycle and writes its answer: the conditional update, the event and the audit row. set adds what else
// changes in the row; told is what the event says beyond from and to.
func (c *change) apply(ctx context.Context, act domain.Act, set func(*ent.OperationUpdate), told EventFacts) error {
	before := c.row
	transition, refusal := domain.Next(before.Status, act, c.facts())
	if refusal != nil {
		return refusal
	}
	version := before.Version + 1
	update := c.tx.Operation.Update().
		Where(operation.ID(before.ID), operation.StatusEQ(before.Status), operation.Version(before.Version)).
		SetStatus(transition.To).SetVersion(version).SetUpdatedAt(c.tx.Now)
	c.setDeadline(update, transition.To)
	c.setArrival(update, before.Status, transition.To)
	if set != nil {
		set(update)
	}
	changed, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("write the operation: %w", err)
	}
	if changed != 1 {
		return stale(before.Version)
	}
	told.From, told.To = before.Status, transition.To
	c.tell(transition.Event, version, told)
	c.row.Version, c.row.Status = version, transition.To
	return nil
}

// setDeadline keeps the rule of the deadline: it runs while a client's operation waits and no deposit is live (OPEN-4).
func (c *change) setDeadline(update *ent.OperationUpdate, to domain.Status) {
	switch facts := c.facts(); {
	case to != domain.Pending || facts.AnyDepositLive || c.row.Channel == domain.ChannelDesk:
		update.ClearExpiresAt()
	case c.row.ExpiresAt == nil || c.row.Status != domain.Pending:
		update.SetExpiresAt(c.tx.Now.Add(c.service.policy.DepositWindow))
	}
}

// setArrival stamps the instants of the states.
func (c *change) setArrival(update *ent.OperationUpdate, from, to domain.Status) {
	if from == to {
		return
	}
	switch to {
	case domain.Pending:
		update.ClearInProcessAt()
	case domain.InProcess:
		update.SetInProcessAt(c.tx.Now)
	case domain.Completed:
		update.SetCompletedAt(c.tx.Now).SetBusinessDate(domain.BusinessDate(c.tx.Now))
	case domain.Canceled, domain.Expired:
		update.SetEndedAt(c.tx.Now)
	}
}

func (c *change) tell(kind domain.EventKind, version int, facts EventFacts) {
	c.tx.Emit(eventOf(c.tx, c.row, kind, version, facts))
	c.tx.Audit(audit.Entry{ObjectKind: AggregateOperation, ObjectID: c.row.ID,
		Before: map[string]any{"status": facts.From, "version": version - 1},
		After:  map[string]any{"status": facts.To, "version": version, "event": kind, "facts": facts}})
}

func eventOf(tx *store.Tx, row *ent.Operation, kind domain.EventKind, version int, facts EventFacts) event.Record {
	return event.Record{Kind: string(kind), SchemaVersion: 1, Aggregate: event.Aggregate{Type: AggregateOperation, ID: row.ID},
		AggregateVersion: version, ClientID: row.ClientID, TraderID: row.TraderID,
		Actor: event.Actor{Kind: string(tx.Actor.Kind), ID: tx.Actor.ID}, OccurredAt: tx.Now, Facts: facts}
}

// reload reads the operation again, for a next step that rests on more than its state.
func (c *change) reload(ctx context.Context) error {
	fresh, err := c.service.open(access.AsSystem(ctx), c.tx, c.row.ID)
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
