package trading

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// setDeadline writes what the rule of the client's time answers for the operation as it is after an act (domain.DeadlineRules).
func (c *change) setDeadline(update *ent.OperationUpdate, act domain.Act, to domain.Status) {
	next := c.rules.Next(deadlineOf(c.row), c.standing(act, to))
	expires, runs := c.rules.Expires(next)
	c.row.WindowEndsAt, c.row.ClockStoppedAt, c.row.SeenBy = instant(next.Ends), instant(next.Stopped), instant(next.SeenBy)
	c.row.BelievedAt = instant(next.Believed)
	c.row.WindowsRenewed, c.row.ExpiresAt = next.Renewed, nil
	if runs {
		c.row.ExpiresAt = &expires
	}
	update.SetWindowsRenewed(next.Renewed)
	setOrClear(c.row.WindowEndsAt, update.SetWindowEndsAt, update.ClearWindowEndsAt)
	setOrClear(c.row.ClockStoppedAt, update.SetClockStoppedAt, update.ClearClockStoppedAt)
	setOrClear(c.row.BelievedAt, update.SetBelievedAt, update.ClearBelievedAt)
	setOrClear(c.row.SeenBy, update.SetSeenBy, update.ClearSeenBy)
	setOrClear(c.row.ExpiresAt, update.SetExpiresAt, update.ClearExpiresAt)
}

// standing is how the operation stands after an act whose rows are in memory already, but for those of holds.
func (c *change) standing(act domain.Act, to domain.Status) domain.Standing {
	facts := c.facts()
	counted := facts.Reported.Add(facts.Confirmed)
	s := domain.Standing{Now: c.tx.Now, Happening: domain.HappeningOf(act), Status: to, OnHold: facts.OnHold && act != domain.ActRelease || act == domain.ActHold,
		Part: counted.Sign() > 0, Whole: counted.Cmp(facts.DepositDue) == 0, Seen: facts.Confirmed.Cmp(facts.DepositDue) == 0,
		Proven: true, Paid: facts.Paid.Sign() > 0 || facts.MoneyOut}
	if first := beganHold(c.row.Edges.Holds); first != nil {
		s.HeldSince = first.CreatedAt
	}
	for _, deposit := range c.row.Edges.Deposits {
		if deposit.Status == domain.DepositReported && deposit.Counted {
			s.Proven = s.Proven && deposit.FileID != nil
		}
	}
	return s
}

// deadlineOf is the client's time as the row keeps it.
func deadlineOf(row *ent.Operation) domain.Deadline {
	return domain.Deadline{Ends: orZero(row.WindowEndsAt), Stopped: orZero(row.ClockStoppedAt), SeenBy: orZero(row.SeenBy),
		Believed: orZero(row.BelievedAt),
		Renewed:  row.WindowsRenewed}
}

// ClockDueAt answers until when something has to happen to an operation: that its client pays, or that the house sees the money that was
// reported; nil while no clock runs. Of the two one runs at most.
func ClockDueAt(row *ent.Operation) *time.Time {
	if row.ExpiresAt != nil {
		return row.ExpiresAt
	}
	return row.SeenBy
}

// StatusSince answers since when an operation is in its state.
func StatusSince(row *ent.Operation) time.Time {
	var since *time.Time
	switch row.Status {
	case domain.Pending:
		since = row.HandedBackAt
	case domain.InProcess:
		since = row.InProcessAt
	case domain.Completed:
		since = row.CompletedAt
	case domain.Canceled, domain.Expired:
		since = row.EndedAt
	}
	if since == nil {
		return row.CreatedAt
	}
	return *since
}

func orZero(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return *at
}

func instant(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func setOrClear(at *time.Time, set func(time.Time) *ent.OperationUpdate, unset func() *ent.OperationUpdate) {
	if at == nil {
		unset()
		return
	}
	set(*at)
}
