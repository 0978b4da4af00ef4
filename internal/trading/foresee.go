package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// ForeseeInput names an act on an operation and what it is about, as the command of the act takes it. What an act does not ask for is
// left alone, and so are the words and numbers of banks that change nothing of what it leads to.
type ForeseeInput struct {
	OperationID uuid.UUID
	// ExpectedVersion is the version that the caller saw; 0 for whichever it is.
	ExpectedVersion int
	Act             domain.Act
	// DepositID and PayoutID are what the act is about; RejectDepositIDs are those that a return rejects.
	DepositID, PayoutID uuid.UUID
	RejectDepositIDs    []uuid.UUID
	// ToOperationID is where money goes that is applied.
	ToOperationID uuid.UUID
	// HouseAccountID is where money was seen, or leaves from.
	HouseAccountID uuid.UUID
	// Amount is what is reported or paid.
	Amount money.Amount
	// Overrides tells that a reason is given why two transfers have the same number.
	Overrides  bool
	VoidReason domain.VoidReason
	Cause      domain.HoldCause
	// OperatorID is who shall hold the operation, or is named for it.
	OperatorID uuid.UUID
	// ProofIDs are the proofs that were looked at; none where nobody says yet.
	ProofIDs []uuid.UUID
}

// Foreseen is what an act would come to.
type Foreseen struct {
	// Status, Operator and Version are the operation's afterwards; Operator is nil for nobody.
	Status   domain.Status
	Operator *uuid.UUID
	Version  int
	// Counterpart is the other operation that money goes to or comes from, as it would be; nil for none.
	Counterpart *ent.Operation
	// Entries are what the books would take.
	Entries []ForeseenEntry
	// Told is what would be told, in that order.
	Told []ForeseenEvent
	// Payment is money that would leave an account of the house, nil for none.
	Payment *domain.Leg
}

// ForeseenEntry is an entry of the books that an act would make.
type ForeseenEntry struct {
	Kind  domain.EntryKind
	Lines []domain.BookLine
}

// ForeseenEvent is an event that an act would tell of.
type ForeseenEvent struct {
	Object domain.ObjectKind
	Kind   domain.EventKind
	Facts  any
}

// Foresee answers what an act of a person of the house would come to now: from the lifecycle, the rule of counting and the rules of booking,
// on the rows as they stand, without a transaction and without a lock. It refuses what the act would refuse. Nothing is written and nothing is
// promised: the act asks again. An amendment is not foreseen; its quote says what it comes to.
func (s *Service) Foresee(ctx context.Context, in ForeseeInput) (Foreseen, error) {
	actor, err := access.Require(ctx, domain.PermissionFor(in.Act))
	if err == nil && !actor.IsStaff() {
		err = access.Denied(actor)
	}
	if err != nil {
		return Foreseen{}, err
	}
	row, known := foreseeing[in.Act]
	if !known {
		return Foreseen{}, domain.Refuse(domain.CodeBadRequest, "Lo que resulta de esta acción no se puede ver antes: su cotización lo dice.").At("action")
	}
	if err := row.check(in); err != nil {
		return Foreseen{}, err
	}
	if err := form.Err(ctx); err != nil {
		return Foreseen{}, err
	}
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return Foreseen{}, err
	}
	f, err := s.foresight(ctx, actor, calendar, in.OperationID, "operationId")
	if err != nil {
		return Foreseen{}, err
	}
	f.seen = &Foreseen{}
	if in.ExpectedVersion == 0 {
		in.ExpectedVersion = f.row.Version
	}
	if err := f.mayBe(in.Act, in.ExpectedVersion, "expectedVersion"); err != nil {
		return Foreseen{}, err
	}
	if err := row.see(ctx, f, in); err != nil {
		return Foreseen{}, err
	}
	f.seen.Status, f.seen.Operator, f.seen.Version = f.row.Status, f.row.OperatorID, f.row.Version
	return *f.seen, nil
}

// foresight is a change of which nothing is written: the rows change in memory alone. Its transaction has an actor and an instant.
type foresight struct {
	*change
	seen *Foreseen
}

func (s *Service) foresight(ctx context.Context, actor access.Actor, calendar domain.Calendar, id uuid.UUID, field string) (*foresight, error) {
	row, err := whole(ctx, s.store.Read(), id, field)
	if err != nil {
		return nil, err
	}
	return &foresight{change: &change{service: s, tx: &store.Tx{Actor: actor, Now: s.store.Clock().Now()}, reads: s.store.Read(), log: s.store.DB(),
		rules: s.policy.Parameters(row.CreatedAt).Deadlines(calendar), row: row}}, nil
}

// beside is the other operation that an act is about, seen as the caller sees it.
func (f *foresight) beside(ctx context.Context, act domain.Act, id uuid.UUID, field string) (*foresight, error) {
	other, err := f.service.foresight(ctx, f.tx.Actor, f.rules.Calendar, id, field)
	if err != nil {
		return nil, err
	}
	if err := other.mayBe(act, other.row.Version, field); err != nil {
		return nil, err
	}
	other.seen, f.seen.Counterpart = f.seen, other.row
	return other, nil
}

// follow asks the lifecycle, and lets the row be as it answers.
func (f *foresight) follow(act domain.Act, facts domain.Facts, told domain.OperationFacts) error {
	before := f.row.Status
	transition, refusal := domain.Next(before, act, facts)
	if refusal != nil {
		return refusal
	}
	if transition.Aside {
		f.seen.Told = append(f.seen.Told, ForeseenEvent{domain.ObjectOperationAlert, transition.Event,
			domain.HoldFacts{Code: f.row.Code, Status: before, Cause: told.Cause, Reason: domain.HoldReason(told.Reason)}})
		return nil
	}
	told.From, told.To, told.Sealed = before, transition.To, nil
	f.row.Status, f.row.Version = transition.To, f.row.Version+1
	if before != transition.To && transition.To == domain.Pending {
		f.row.OperatorID = nil
	}
	f.seen.Told = append(f.seen.Told, ForeseenEvent{domain.ObjectOperation, transition.Event, told})
	return nil
}

// move counts anew and asks the lifecycle, as a [movement] does.
func (f *foresight) move(ctx context.Context, act domain.Act, about *ent.Deposit, tookCounted bool, told domain.OperationFacts) error {
	joined := f.recount()
	facts := f.facts()
	facts.MovesCounted = tookCounted
	if about != nil {
		told.Money, told.Counted = amountOf(about), &about.Counted
	}
	if err := f.follow(act, facts, told); err != nil {
		return err
	}
	if sum := sumBesides(joined, about); !sum.IsZero() {
		counted := true
		err := f.follow(domain.ActCountDeposits, f.facts(),
			domain.OperationFacts{Money: &money.Money{Amount: sum, Currency: f.row.Side.Terms().Deposit}, Counted: &counted})
		if err != nil {
			return err
		}
	}
	return f.assign(ctx)
}

// recount lets the deposits count that belong to the operation, and answers those that do now and did not.
func (f *foresight) recount() (joined []*ent.Deposit) {
	live, counts := f.counting()
	for i, row := range live {
		if counts[i] && !row.Counted {
			joined = append(joined, row)
		}
		row.Counted = counts[i]
	}
	return joined
}

// assign lets the operation have the operator whom the rule of assignment finds.
func (f *foresight) assign(ctx context.Context) error {
	holder, err := f.holder(ctx)
	former := f.row.OperatorID
	switch {
	case err != nil || holder == nil && former == nil || holder != nil && former != nil && *holder == *former:
		return err
	case holder == nil:
		f.row.OperatorID = nil
		return f.follow(domain.ActUnassign, f.facts(), domain.OperationFacts{FormerOperator: former})
	}
	return f.assignTo(domain.ActAssign, *holder)
}

func (f *foresight) assignTo(act domain.Act, operator uuid.UUID) error {
	told := domain.OperationFacts{Operator: &operator, FormerOperator: f.row.OperatorID}
	if err := f.follow(act, f.facts(), told); err != nil {
		return err
	}
	f.row.OperatorID = &operator
	return nil
}

// book adds an entry of the books. Lines that name no operation are of this one.
func (f *foresight) book(kind domain.EntryKind, lines []domain.BookLine) {
	for i := range lines {
		if lines[i].Operation == uuid.Nil {
			lines[i].Operation = f.row.ID
		}
	}
	f.seen.Entries = append(f.seen.Entries, ForeseenEntry{kind, lines})
}

// origin reads the deposit that applied money came from.
func (f *foresight) origin(ctx context.Context, row *ent.Deposit) (*ent.Deposit, error) {
	origin, err := f.reads.Deposit.Get(access.AsSystem(ctx), *row.AppliedFrom)
	if err != nil {
		return nil, fmt.Errorf("read where the money came from: %w", err)
	}
	return origin, nil
}
