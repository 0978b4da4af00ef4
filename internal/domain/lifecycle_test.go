package domain

import (
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

func TestEveryPairOfStateAndActIsDecided(t *testing.T) {
	t.Parallel()
	acts := append(Actions(), SystemActs()...)
	for _, status := range Statuses() {
		for _, act := range acts {
			rows := rowsOf(status, act)
			_, refusal := Next(status, act, Facts{})
			if len(rows) == 0 && (refusal == nil || refusal.Code != CodeNotAllowedInStatus) {
				t.Errorf("%s in %s has no row and is not refused by the state: %v", act, status, refusal)
			}
			if len(rows) > 0 && rows[len(rows)-1].When != nil {
				t.Errorf("%s in %s has no last row without a condition", act, status)
			}
		}
	}
}

func rowsOf(status Status, act Act) []Transition {
	var rows []Transition
	for _, row := range Transitions() {
		if row.From == status && row.Act == act {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestTheEndIsFinal(t *testing.T) {
	t.Parallel()
	for _, row := range Transitions() {
		if row.From.Terminal() && row.To != row.From {
			t.Errorf("%s leads from %s to %s", row.Act, row.From, row.To)
		}
	}
}

func TestEveryStateIsReachedAndEveryRowTellsAnEvent(t *testing.T) {
	t.Parallel()
	reached := map[Status]bool{Pending: true}
	for _, row := range Transitions() {
		reached[row.To] = true
		if row.Event == "" {
			t.Errorf("%s from %s tells nothing", row.Act, row.From)
		}
	}
	for _, status := range Statuses() {
		if !reached[status] {
			t.Errorf("nothing leads to %s", status)
		}
	}
}

func TestLifecycleAnswers(t *testing.T) {
	t.Parallel()
	due, half, none := money.MustAmount("1000.00"), money.MustAmount("500.00"), money.Amount{}
	paid := money.MustAmount("3718.00")
	base := Facts{DepositDue: due, PayoutDue: paid}
	with := func(change func(*Facts)) Facts { f := base; change(&f); return f }
	cases := []struct {
		name  string
		from  Status
		act   Act
		facts Facts
		to    Status
		code  Code
	}{
		{"a full deposit starts the process", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported = due }), InProcess, ""},
		{"a part of the deposit waits", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported = half }), Pending, ""},
		{"reported and confirmed parts add up", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported, f.Confirmed = half, half }), InProcess, ""},
		{"a full deposit on hold waits", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported, f.OnHold = due, true }), Pending, ""},
		{"its release starts the process", Pending, ActRelease, with(func(f *Facts) { f.Reported, f.OnHold = due, true }), InProcess, ""},
		{"late money is recorded and changes nothing", Expired, ActReportDeposit, with(func(f *Facts) { f.AnyDepositLive = true }), Expired, ""},
		{"a counted deposit forbids an amendment", Pending, ActAmend, with(func(f *Facts) { f.Reported = half }), "", CodeNotAllowedInStatus},
		{"money on its way forbids to cancel", Pending, ActCancel, with(func(f *Facts) { f.AnyDepositLive = true }), "", CodeNotAllowedInStatus},
		{"money on its way forbids to expire", Pending, ActExpire, with(func(f *Facts) { f.AnyDepositLive, f.DeadlinePassed = true, true }), "", CodeNotAllowedInStatus},
		{"before the deadline nothing expires", Pending, ActExpire, base, "", CodeNotAllowedInStatus},
		{"after it, it does", Pending, ActExpire, with(func(f *Facts) { f.DeadlinePassed = true }), Expired, ""},
		{"the end of the day needs no deadline", Pending, ActEndDay, base, Expired, ""},
		{"in process only a Master cancels", InProcess, ActCancel, base, "", CodeForbidden},
		{"and then only without live money", InProcess, ActCancel, with(func(f *Facts) { f.MayEndInProcess = true }), Canceled, ""},
		{"nobody pays before the money is seen", InProcess, ActAddPayout, with(func(f *Facts) { f.Reported, f.Paid, f.Payouts = due, paid, 1 }), "", CodeAmountMismatch},
		{"nobody pays more than is due", InProcess, ActAddPayout, with(func(f *Facts) { f.Confirmed, f.Paid, f.Payouts = due, money.MustAmount("3718.01"), 1 }), "", CodeAmountMismatch},
		{"four payouts at most", InProcess, ActAddPayout, with(func(f *Facts) { f.Confirmed, f.Paid, f.Payouts = due, paid, 5 }), "", CodeTooMany},
		{"completion asks for the exact payout", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs = due, money.MustAmount("3717.99"), 1 }), "", CodeAmountMismatch},
		{"completion asks for a proof", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid = due, paid }), "", CodeProofRequired},
		{"completion asks for no open hold", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs, f.OnHold = due, paid, 1, true }), "", CodeOnHold},
		{"completion, to the cent", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs = due, paid, 1 }), Completed, ""},
		{"a return rejects something", InProcess, ActReturn, with(func(f *Facts) { f.Reported = none }), "", CodeRequired},
		{"a return after a payout is refused", InProcess, ActReturn, with(func(f *Facts) { f.Paid = half }), "", CodeNotAllowedInStatus},
		{"a return hands back", InProcess, ActReturn, base, Pending, ""},
		{"completed operations cannot be completed again", Completed, ActComplete, base, "", CodeNotAllowedInStatus},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			row, refusal := Next(c.from, c.act, c.facts)
			if c.code == "" && (refusal != nil || row.To != c.to) {
				t.Fatalf("got %s, %v; want %s", row.To, refusal, c.to)
			}
			if c.code != "" && (refusal == nil || refusal.Code != c.code) {
				t.Fatalf("got %s, %v; want a refusal with %s", row.To, refusal, c.code)
			}
		})
	}
}

// model is an operation with its money and its books, driven by the rules alone.
type model struct {
	status         Status
	deposits       []modelDeposit
	payouts        []Leg
	proofs         int
	held, rejected bool
	due, payable   money.Money
	books          map[BookAccount]money.Amount
	usdBank        uuid.UUID
	penBank        uuid.UUID
}

type modelDeposit struct {
	status  DepositStatus
	counted bool
	amount  money.Amount
}

func (m *model) facts() Facts {
	f := Facts{DepositDue: m.due.Amount, PayoutDue: m.payable.Amount, Payouts: len(m.payouts), Proofs: m.proofs, OnHold: m.held,
		DeadlinePassed: true, MayEndInProcess: true}
	for _, d := range m.deposits {
		switch d.status {
		case DepositReported:
			f.AnyDepositLive = true
			if d.counted {
				f.Reported = f.Reported.Add(d.amount)
			}
		case DepositConfirmed:
			f.AnyDepositLive = true
			if d.counted {
				f.Confirmed = f.Confirmed.Add(d.amount)
			}
		}
	}
	for _, p := range m.payouts {
		f.Paid = f.Paid.Add(p.Amount)
	}
	return f
}

func (m *model) bank(currency money.Currency) uuid.UUID {
	if currency == money.USD {
		return m.usdBank
	}
	return m.penBank
}

func (m *model) post(lines []BookLine) {
	for _, line := range lines {
		m.books[line.Account] = m.books[line.Account].Add(line.Amount)
	}
}

// try asks the table and, when it says yes, moves the model on.
func (m *model) try(act Act, facts Facts) bool {
	row, refusal := Next(m.status, act, facts)
	if refusal == nil {
		m.status = row.To
	}
	return refusal == nil
}

func (m *model) step(t *rapid.T) {
	f := m.facts()
	act := rapid.SampledFrom(append(Actions(), ActExpire, ActEndDay)).Draw(t, "act")
	part := money.FromCents(rapid.Int64Range(1, m.due.Amount.Cents()+100).Draw(t, "cents"))
	index := -1
	if len(m.deposits) > 0 {
		index = rapid.IntRange(0, len(m.deposits)-1).Draw(t, "deposit")
	}
	switch act {
	case ActReportDeposit:
		if rapid.Bool().Draw(t, "exact") {
			part = m.due.Amount.Sub(f.Reported).Sub(f.Confirmed)
		}
		if part.Sign() <= 0 {
			return
		}
		counted := m.status.Live() && f.Reported.Add(f.Confirmed).Add(part).Cmp(m.due.Amount) <= 0
		m.deposits = append(m.deposits, modelDeposit{DepositReported, counted, part})
		if !m.try(act, m.facts()) {
			t.Fatalf("money was refused in %s", m.status)
		}
	case ActConfirmDeposit, ActRejectDeposit:
		if index < 0 || m.deposits[index].status != DepositReported || !m.try(act, f) {
			return
		}
		if act == ActRejectDeposit {
			m.deposits[index].status, m.deposits[index].counted, m.rejected = DepositRejected, false, true
			return
		}
		m.deposits[index].status = DepositConfirmed
		m.post(BookDeposit(Leg{m.bank(m.due.Currency), m.due.Currency, m.deposits[index].amount}))
	case ActRefundDeposit:
		if index < 0 || m.deposits[index].status != DepositConfirmed || m.status == Completed && m.deposits[index].counted || !m.try(act, f) {
			return
		}
		m.deposits[index].status, m.deposits[index].counted = DepositReturned, false
		m.post(BookRefund(Leg{m.bank(m.due.Currency), m.due.Currency, m.deposits[index].amount}))
	case ActAddPayout:
		leg := Leg{m.bank(m.payable.Currency), m.payable.Currency, m.payable.Amount.Sub(f.Paid)}
		if leg.Amount.Sign() <= 0 {
			return
		}
		f.Payouts, f.Paid = f.Payouts+1, f.Paid.Add(leg.Amount)
		if m.try(act, f) {
			m.payouts = append(m.payouts, leg)
		}
	case ActAddProof:
		f.Proofs++
		if m.try(act, f) {
			m.proofs++
		}
	case ActComplete:
		if m.try(act, f) {
			m.post(BookCompletion(m.due, m.payouts))
		}
	case ActHold:
		m.held = m.try(act, f) || m.held
	case ActRelease:
		if m.try(act, f) {
			m.held = false
		}
	default:
		m.try(act, f)
	}
}

func (m *model) check(t *rapid.T) {
	sums := map[money.Currency]money.Amount{}
	for account, sum := range m.books {
		sums[account.Currency] = sums[account.Currency].Add(sum)
	}
	for currency, sum := range sums {
		if !sum.IsZero() {
			t.Fatalf("the books are off by %s in %s", sum, currency)
		}
	}
	if !m.status.Valid() {
		t.Fatalf("%q is no state", m.status)
	}
	position := m.books[BookAccount{Kind: AccountPosition, Currency: m.due.Currency}]
	paid := m.books[BookAccount{Kind: AccountBank, Currency: m.payable.Currency, HouseAccount: m.bank(m.payable.Currency)}]
	if exchanged := m.status == Completed; exchanged != (position == m.due.Amount.Neg()) || exchanged != (paid == m.payable.Amount.Neg()) {
		t.Fatalf("in %s the position is %s and %s was paid", m.status, position, paid)
	}
}

// A hundred thousand random acts: 2,000 lives of 50 acts each.
func TestAnyLifeKeepsTheBooksBalancedAndTheMoneyExact(t *testing.T) {
	t.Parallel()
	acts := 0
	life := func(t *rapid.T) {
		side := rapid.SampledFrom(Sides()).Draw(t, "side")
		usd := money.FromCents(rapid.Int64Range(1, 2_000_000).Draw(t, "usd"))
		rate, err := money.RateFromPips(money.Pips(rapid.Int64Range(25_000, 50_000).Draw(t, "rate")))
		if err != nil {
			t.Fatal(err)
		}
		pen, err := money.PENFor(usd, rate)
		if err != nil {
			t.Fatal(err)
		}
		m := &model{status: Pending, books: map[BookAccount]money.Amount{}, usdBank: uuid.New(), penBank: uuid.New(),
			due:     money.Money{Amount: side.DepositAmount(usd, pen), Currency: side.Terms().Deposit},
			payable: money.Money{Amount: side.PayoutAmount(usd, pen), Currency: side.Terms().Payout}}
		for range 50 {
			before := m.status
			m.step(t)
			acts++
			m.check(t)
			if before.Terminal() && m.status != before {
				t.Fatalf("%s became %s", before, m.status)
			}
		}
	}
	for range 20 {
		rapid.Check(t, life)
	}
	if acts < 100_000 {
		t.Fatalf("only %d acts were tried", acts)
	}
}
