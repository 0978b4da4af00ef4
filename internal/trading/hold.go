package trading

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// HoldInput blocks an operation.
type HoldInput struct {
	Target `json:"-"`
	// Cause is MANUAL where it is left out.
	Cause  domain.HoldCause  `json:"cause,omitempty"`
	Reason domain.HoldReason `json:"reason"`
	// Note says why, to the house alone.
	Note string `json:"note"`
}

// Hold blocks an operation for one cause until that is released, also an operation that ended with live money. Deposits are still
// recorded, confirmed and unconfirmed. Where another hold is open, nothing changes for client and trader, and they hear nothing.
func (s *Service) Hold(ctx context.Context, in HoldInput) (uuid.UUID, store.Replay, error) {
	if in.Cause == "" {
		in.Cause = domain.HoldManual
	}
	told := domain.Text{Longest: 300, Lines: true, Missing: "Escribe para la casa, en hasta 300 caracteres, por qué se observa la operación."}
	asked := request{action: "operation.hold", act: domain.ActHold, target: in.Target, input: &in, locks: HoldLocks(in.OperationID)}
	asked.check = func() (err error) {
		if refusal := in.Cause.CheckHolder(access.Current(ctx).Can); refusal != nil {
			return refusal
		}
		in.Note, err = read(told, in.Note, "note")
		return err
	}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		_, err := c.hold(ctx, in.Cause, in.Reason, in.Note)
		return err
	})
}

// ReleaseInput unblocks an operation.
type ReleaseInput struct {
	Target `json:"-"`
	// Cause is whose hold is released; MANUAL where it is left out.
	Cause domain.HoldCause `json:"cause,omitempty"`
}

// Release ends an operation's hold of one cause. With the last one takes effect what waited for it: a deposit that became whole, or
// that is not whole any more; and the client gets back what was left of its time, at least 5 minutes.
func (s *Service) Release(ctx context.Context, in ReleaseInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.release", act: domain.ActRelease, target: in.Target, input: in, locks: HoldLocks(in.OperationID)}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		open := openCauses(c.row.Edges.Holds)
		if len(open) == 0 {
			return c.admit(domain.ActRelease)
		}
		cause, refusal := domain.ChooseRelease(in.Cause, open, c.tx.Actor.Can)
		if refusal != nil {
			return refusal.With("status", c.row.Status)
		}
		return c.release(ctx, cause)
	})
}

// SystemHold is a hold that the system opens, whoever the transaction is for.
type SystemHold struct {
	OperationID uuid.UUID
	Cause       domain.HoldCause
	Reason      domain.HoldReason
	// Note says why, to the house alone; at most 300 characters.
	Note string
}

// HoldLocks are what a command locks that opens or releases a hold of an operation.
func HoldLocks(operationID uuid.UUID) []event.Aggregate {
	return append(lockOf(operationID), alertOf(operationID))
}

// errInCompany stops a hold that must not begin with somebody's act. It is no refusal: whoever acts did nothing wrong.
var errInCompany = errors.New("a hold of this cause is opened in a command of the system's own")

// OpenHold opens a hold of the system's inside the transaction of another area, and answers its id. The command holds [HoldLocks].
// It is refused where a hold of the cause is open, and of an ended operation without live money. One of COMPLIANCE belongs into a command
// that the system runs of itself and is an error in one that a person asked for, which is then undone whole: a hold that began at the very
// instant of their own act would tell them what it is.
func (s *Service) OpenHold(ctx context.Context, tx *store.Tx, in SystemHold) (uuid.UUID, error) {
	if in.Cause.Apart() && tx.Actor.Kind != domain.ActorSystem {
		return uuid.Nil, fmt.Errorf("hold operation %s for %s: %w", in.OperationID, in.Cause, errInCompany)
	}
	c, err := s.openForSystem(ctx, tx, domain.Calendar{}, in.OperationID)
	if err != nil {
		return uuid.Nil, err
	}
	return c.hold(ctx, in.Cause, in.Reason, in.Note)
}

// HoldForCompliance opens a hold of COMPLIANCE in a command of the system's own, as [Service.OpenHold] does, and answers its id.
func (s *Service) HoldForCompliance(ctx context.Context, tx *store.Tx, operationID uuid.UUID, note string) (uuid.UUID, error) {
	return s.OpenHold(ctx, tx, SystemHold{OperationID: operationID, Cause: domain.HoldCompliance, Reason: domain.HoldReview, Note: note})
}

// errByPerson stops a release by the system of a hold that a person releases by name. It is no refusal: whoever acts did nothing wrong.
var errByPerson = errors.New("a hold of this cause is released by a person")

// ReleaseHold ends the hold of a cause that nobody releases alone, inside the transaction of another area in which two persons agreed to it: the
// database refuses it in any other (hold_releases in the migrations). The command holds [HoldLocks] and keeps the roster in place; calendar is
// that in force.
func (s *Service) ReleaseHold(ctx context.Context, tx *store.Tx, calendar domain.Calendar, operationID uuid.UUID, cause domain.HoldCause) error {
	c, err := s.openForSystem(ctx, tx, calendar, operationID)
	if err != nil {
		return err
	}
	if refusal := cause.CheckReleasing(openCauses(c.row.Edges.Holds)); refusal != nil {
		return refusal.With("status", c.row.Status)
	}
	if !cause.Apart() {
		return fmt.Errorf("release the hold of operation %s for %s: %w", operationID, cause, errByPerson)
	}
	return c.release(ctx, cause)
}

// openForSystem reads an operation for what the system does to it in anybody's transaction.
func (s *Service) openForSystem(ctx context.Context, tx *store.Tx, calendar domain.Calendar, id uuid.UUID) (*change, error) {
	c, err := s.open(access.AsSystem(ctx), tx, calendar, id, "operationId")
	if err != nil {
		return nil, err
	}
	c.author = event.Actor{Kind: string(domain.ActorSystem)}
	return c, nil
}

// hold opens a hold of a cause, and answers its id.
func (c *change) hold(ctx context.Context, cause domain.HoldCause, reason domain.HoldReason, note string) (uuid.UUID, error) {
	if refusal := cause.CheckOpening(openCauses(c.row.Edges.Holds)); refusal != nil {
		return uuid.Nil, refusal.With("status", c.row.Status)
	}
	id := uuid.Must(uuid.NewV7())
	period := id
	if first := beganHold(c.row.Edges.Holds); first != nil {
		period = first.ID
	}
	told := domain.OperationFacts{Cause: cause, Reason: string(reason),
		Sealed: &domain.SealedFacts{Hold: &id, Period: &period, Words: c.words(note)}}
	if err := c.apply(ctx, domain.ActHold, nil, told); err != nil {
		return uuid.Nil, err
	}
	row, err := c.tx.Hold.Create().SetID(id).SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetCause(cause).SetPeriodID(period).
		SetReason(reason).SetNote(note).SetNillableOpenedBy(c.actor()).Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("insert the hold: %w", err)
	}
	c.row.Edges.Holds = append(c.row.Edges.Holds, row)
	return id, nil
}

// release ends the open hold of a cause; there is one.
func (c *change) release(ctx context.Context, cause domain.HoldCause) error {
	row := openHold(c.row.Edges.Holds, cause)
	facts := c.facts()
	facts.OtherHolds = len(openCauses(c.row.Edges.Holds)) > 1
	told := domain.OperationFacts{Cause: cause, Sealed: &domain.SealedFacts{Hold: &row.ID}}
	if err := c.applyWith(ctx, domain.ActRelease, facts, nil, told); err != nil {
		return err
	}
	update := c.tx.Hold.Update().Where(hold.ID(row.ID), hold.ReleasedAtIsNil()).SetReleasedAt(c.tx.Now).SetNillableReleasedBy(c.actor())
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("release the hold: %w", err)
	}
	row.ReleasedAt = &c.tx.Now
	if facts.OtherHolds {
		return nil
	}
	return c.assign(ctx)
}

// openCauses are the causes of the holds that are open.
func openCauses(rows []*ent.Hold) []domain.HoldCause {
	var causes []domain.HoldCause
	for _, row := range rows {
		if row.ReleasedAt == nil {
			causes = append(causes, row.Cause)
		}
	}
	return causes
}

// openHold is the open hold of a cause; nil for none.
func openHold(rows []*ent.Hold, cause domain.HoldCause) *ent.Hold {
	for _, row := range rows {
		if row.ReleasedAt == nil && row.Cause == cause {
			return row
		}
	}
	return nil
}

// beganHold is the hold that began the time on hold that lasts; nil for none.
func beganHold(rows []*ent.Hold) *ent.Hold {
	for _, open := range rows {
		if open.ReleasedAt != nil {
			continue
		}
		for _, row := range rows {
			if row.ID == open.PeriodID {
				return row
			}
		}
	}
	return nil
}

// ReadsHolds tells whether somebody may know why operations are held, and by whom.
func ReadsHolds(actor access.Actor) bool { return actor.Can(domain.OperationsHold) }

// HoldsFor answers an operation's holds as somebody may read them. Who may not know why reads each time on hold as one hold,
// however many it was made of, and nothing of their causes, reasons and notes.
func HoldsFor(actor access.Actor, rows []*ent.Hold) []*ent.Hold {
	if ReadsHolds(actor) {
		return rows
	}
	var periods []*ent.Hold
	for _, row := range rows {
		if row.ID == row.PeriodID {
			periods = append(periods, &ent.Hold{ID: row.ID, PeriodID: row.ID, OperationID: row.OperationID, CreatedAt: row.CreatedAt,
				ReleasedAt: row.ReleasedAt})
		}
	}
	for _, period := range periods {
		for _, row := range rows {
			switch {
			case row.PeriodID != period.ID:
			case row.ReleasedAt == nil || period.ReleasedAt == nil:
				period.ReleasedAt = nil
			case row.ReleasedAt.After(*period.ReleasedAt):
				period.ReleasedAt = row.ReleasedAt
			}
		}
	}
	return periods
}
