package demo

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/trading"
)

// act is a life being lived: what it knows of its operation. One hand at a time has it.
//
// Everything that enters a command is taken from the plan or from rows that never change, so that a command repeated
// after an interruption is the same command and replays.
type act struct {
	play *play
	life *life
	// ahead counts the steps that other hands still have to do.
	ahead sync.WaitGroup

	quote     *ent.Quote
	operation uuid.UUID
	version   int
	operator  uuid.UUID
	// gift is the code that somebody gave the client, which the price has; uuid.Nil for none.
	gift uuid.UUID
	// transferred is the sum of the deposits that are not rejected, paid that of the payouts.
	transferred, paid money.Amount
	reports, payouts  int
}

func newAct(p *play, l *life) *act { return &act{play: p, life: l} }

func (a *act) key(what string) string { return fmt.Sprintf("demo:%d:%s", a.life.number, what) }

func (a *act) person() person { return a.play.plan.cast[a.life.client] }

func (a *act) client() client { return a.play.clients[a.life.client] }

// turns are the instants at which the life needs its turn.
func (a *act) turns() []turn {
	l := a.life
	list := []turn{
		{at: l.quotedAt, act: a, step: &step{at: l.quotedAt, verb: lockPrice, by: byOwner}},
		{at: l.createdAt, act: a, step: &step{at: l.createdAt, verb: createOperation, by: byOwner, raises: 1}},
	}
	deadline := l.createdAt.Add(depositWindow + 5*time.Second)
	if l.expires && l.channel != domain.ChannelDesk && deadline.Before(a.play.plan.Until) {
		list = append(list, turn{at: deadline, do: a.expire})
	}
	for i := range l.steps {
		list = append(list, turn{at: l.steps[i].at, act: a, step: &l.steps[i]})
	}
	return list
}

// owner acts as whoever makes the operation: the client, or its trader at the desk.
func (a *act) owner(ctx context.Context) context.Context {
	if a.life.channel == domain.ChannelDesk {
		return a.trader(ctx)
	}
	return asClient(ctx, a.client().id, a.life.channel)
}

// trader acts as the client's trader; for a client of the house itself the Master does.
func (a *act) trader(ctx context.Context) context.Context {
	if owner := a.person().owner; owner != "" {
		return a.play.as(ctx, owner)
	}
	return a.play.as(ctx, MasterLogin)
}

// lockFirst locks the price that the operation is made from.
func (a *act) lockFirst(ctx context.Context, h *hand) error {
	code, err := a.giftCode(ctx, h)
	if err != nil {
		return err
	}
	quote, err := a.lockWith(ctx, h, "quote", a.fixed(a.life.cents), a.negotiated(), code)
	a.quote = quote
	return err
}

// fixed is an amount in the currency that the client fixes.
func (a *act) fixed(cents int64) money.Money {
	if a.life.fixedPEN {
		return money.Soles(money.FromCents(cents))
	}
	return money.Dollars(money.FromCents(cents))
}

// negotiated is what the desk agreed with the client, better than the public rate by the life's pips.
func (a *act) negotiated() *money.Rate {
	if a.life.channel != domain.ChannelDesk || a.life.betterPips == 0 {
		return nil
	}
	pips := money.Pips(a.life.betterPips)
	rate, refusal := domain.Discounted(a.life.side, a.play.rates.For(a.life.side), pips)
	if refusal != nil {
		return nil
	}
	return &rate
}

// lock locks a price for an amount that the client fixes, and answers the quote.
func (a *act) lock(ctx context.Context, h *hand, name string, amount money.Money, negotiated *money.Rate) (*ent.Quote, error) {
	return a.lockWith(ctx, h, name, amount, negotiated, "")
}

// lockWith is lock with a code; empty for none.
func (a *act) lockWith(ctx context.Context, h *hand, name string, amount money.Money, negotiated *money.Rate, code string) (*ent.Quote, error) {
	in := pricing.LockQuoteInput{IdempotencyKey: a.key(name), NegotiatedRate: negotiated, CouponCode: code}
	if amount.Currency == a.life.side.Terms().Deposit {
		in.Amount.Pay = &amount
	} else {
		in.Amount.Receive = &amount
	}
	if access.Current(ctx).IsStaff() {
		id := a.client().id
		in.ClientID = &id
	}
	id, _, err := h.pricing.LockQuote(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("lock a price: %w", err)
	}
	quote, err := h.store.Read().Quote.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read the quote: %w", err)
	}
	return quote, nil
}

// giftCode reads the code that the price has; empty for none.
func (a *act) giftCode(ctx context.Context, h *hand) (string, error) {
	if a.gift == uuid.Nil {
		return "", nil
	}
	row, err := h.store.Read().RewardCode.Get(access.AsSystem(ctx), a.gift)
	if err != nil {
		return "", fmt.Errorf("read a code: %w", err)
	}
	return row.Value, nil
}

func (a *act) create(ctx context.Context, h *hand) error {
	in := a.order("create")
	if a.life.channel == domain.ChannelDesk {
		in.OperatorID = a.play.people[a.life.operator]
		a.operator = in.OperatorID
	}
	var err error
	a.operation, _, err = h.trading.Create(ctx, in)
	return err
}

// order asks for an operation from the quote.
func (a *act) order(name string) trading.CreateInput {
	terms := a.life.side.Terms()
	return trading.CreateInput{IdempotencyKey: a.key(name), QuoteID: a.quote.ID, SourceAccountID: a.client().account(terms.Deposit),
		DestinationAccountID: a.client().account(terms.Payout), Channel: a.life.channel}
}

// expire ends what is due, this operation among it.
func (a *act) expire(ctx context.Context) error {
	a.ahead.Wait()
	if _, err := a.play.first.trading.ExpireDue(ctx); err != nil {
		return fmt.Errorf("expire operation %d: %w", a.life.number, err)
	}
	a.version++
	return nil
}

// due are what the client hands over and receives, by the quote in force.
func (a *act) due() (deposit, payout money.Amount) {
	return a.life.side.DepositAmount(a.quote.Usd, a.quote.Pen), a.life.side.PayoutAmount(a.quote.Usd, a.quote.Pen)
}

// assignee answers who holds the operation at a step. Whom the desk did not name the house's rule chose, once and for good. Where
// an interrupted seed took the step already, whoever took it did: by now somebody else may hold the operation, or nobody.
func (a *act) assignee(ctx context.Context, h *hand, at time.Time) (uuid.UUID, error) {
	if a.operator != uuid.Nil {
		return a.operator, nil
	}
	if a.play.resumed {
		if taker, err := a.taker(ctx, h, at); err != nil || taker != uuid.Nil {
			a.operator = taker
			return taker, err
		}
	}
	row, err := h.store.Read().Operation.Query().Where(operation.ID(a.operation)).Select(operation.FieldOperatorID).Only(access.AsSystem(ctx))
	if err != nil {
		return uuid.Nil, fmt.Errorf("read who holds operation %d: %w", a.life.number, err)
	}
	if row.OperatorID == nil {
		return uuid.Nil, fmt.Errorf("operation %d has no operator", a.life.number)
	}
	a.operator = *row.OperatorID
	return a.operator, nil
}

// taker answers who took the step of an instant; nobody where it was not taken yet.
func (a *act) taker(ctx context.Context, h *hand, at time.Time) (uuid.UUID, error) {
	taken, err := h.store.Read().AuditEntry.Query().Where(auditentry.ObjectID(a.operation), auditentry.At(at), auditentry.ActorIDNotNil()).
		Order(auditentry.ByID()).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return uuid.Nil, nil
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("read who took a step of operation %d: %w", a.life.number, err)
	}
	return *taken.ActorID, nil
}

func (a *act) target(what string) trading.Target {
	return trading.Target{IdempotencyKey: a.key(fmt.Sprintf("%s:%d", what, a.version)), OperationID: a.operation, ExpectedVersion: a.version}
}
