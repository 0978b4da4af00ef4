package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// recount lets the deposits count that belong to the operation as they stand (domain.CountDeposits), and answers those that count
// now and did not. It is asked by whatever may change the answer, before the lifecycle is: what an act leads to follows from what
// counts. In an ended operation nothing begins to count.
func (c *change) recount(ctx context.Context) ([]*ent.Deposit, error) {
	live, counts := c.counting()
	var joined []*ent.Deposit
	// What gives way does so first, so that no moment has more counted than is due.
	for _, counted := range []bool{false, true} {
		changed, err := c.setCounted(ctx, live, counts, counted)
		if err != nil {
			return nil, err
		}
		if counted {
			joined = changed
		}
	}
	return joined, nil
}

// counting answers the live deposits of a live operation, and which of them are to count as it stands.
func (c *change) counting() (live []*ent.Deposit, counts []bool) {
	if !c.row.Status.Live() {
		return nil, nil
	}
	var countable []domain.Countable
	for _, row := range c.row.Edges.Deposits {
		if row.Status.Live() {
			live = append(live, row)
			countable = append(countable, domain.Countable{Amount: row.Amount, Confirmed: row.Status == domain.DepositConfirmed,
				Counted: row.Counted, Lapsed: row.LapsedAt != nil})
		}
	}
	return live, domain.CountDeposits(c.row.Side.DepositAmount(c.row.Usd, c.row.Pen), countable)
}

func (c *change) setCounted(ctx context.Context, rows []*ent.Deposit, counts []bool, counted bool) ([]*ent.Deposit, error) {
	var changed []*ent.Deposit
	var ids []uuid.UUID
	for i, row := range rows {
		if counts[i] == counted && row.Counted != counted {
			changed, ids = append(changed, row), append(ids, row.ID)
		}
	}
	if len(changed) == 0 {
		return nil, nil
	}
	if err := c.tx.Deposit.Update().Where(deposit.IDIn(ids...)).SetCounted(counted).Exec(ctx); err != nil {
		return nil, fmt.Errorf("count the deposits: %w", err)
	}
	for _, row := range changed {
		row.Counted = counted
	}
	return changed, nil
}

// stopCounting makes all live money of an operation that ends wait: to be applied to another one, or given back.
func (c *change) stopCounting(ctx context.Context) error {
	var live []*ent.Deposit
	for _, row := range c.row.Edges.Deposits {
		if row.Status.Live() {
			live = append(live, row)
		}
	}
	_, err := c.setCounted(ctx, live, make([]bool, len(live)), false)
	return err
}

// movement is an act that may change which deposits count. The rows that it writes are written, also in memory.
type movement struct {
	act domain.Act
	// about is the deposit that the act is about.
	about *ent.Deposit
	// tookCounted tells that the act took away a deposit that counted.
	tookCounted bool
	set         func(*ent.OperationUpdate)
	// told answers the facts of the event, once it is known what counts.
	told func() domain.OperationFacts
}

// move counts anew, asks the lifecycle, tells what joined besides the deposit that the act is about, and finds an operator for an
// operation that came into process.
func (c *change) move(ctx context.Context, m movement) error {
	joined, err := c.recount(ctx)
	if err != nil {
		return err
	}
	facts := c.facts()
	facts.MovesCounted = m.tookCounted
	if err := c.applyWith(ctx, m.act, facts, m.set, m.told()); err != nil {
		return err
	}
	if err := c.tellJoined(ctx, joined, m.about); err != nil {
		return err
	}
	return c.assign(ctx)
}

// tellJoined tells of money that waited and counts now.
func (c *change) tellJoined(ctx context.Context, joined []*ent.Deposit, besides *ent.Deposit) error {
	sum := sumBesides(joined, besides)
	if sum.IsZero() {
		return nil
	}
	counted := true
	return c.apply(ctx, domain.ActCountDeposits, nil,
		domain.OperationFacts{Money: &money.Money{Amount: sum, Currency: c.row.Side.Terms().Deposit}, Counted: &counted})
}

// sumBesides sums deposits but for one.
func sumBesides(rows []*ent.Deposit, besides *ent.Deposit) (sum money.Amount) {
	for _, row := range rows {
		if row != besides {
			sum = sum.Add(row.Amount)
		}
	}
	return sum
}

// liveMoney is all live money of an operation; nil for none.
func (c *change) liveMoney() *money.Money {
	var sum money.Amount
	for _, row := range c.row.Edges.Deposits {
		if isLive(c.row, row) {
			sum = sum.Add(row.Amount)
		}
	}
	if sum.IsZero() {
		return nil
	}
	return &money.Money{Amount: sum, Currency: c.row.Side.Terms().Deposit}
}
