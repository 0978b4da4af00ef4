package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// Operation is one exchange.
type Operation struct {
	*ent.Operation
	lens *Lens
}

// NewOperation shows an operation.
func NewOperation(lens *Lens, row *ent.Operation) *Operation { return &Operation{row, lens} }

// ID is the global id.
func (o *Operation) ID() string { return o.GlobalID() }

// StatusLabel is the state's word in Spanish.
func (o *Operation) StatusLabel() string { return o.Status.Label() }

// Pair is the one pair of the house.
func (o *Operation) Pair() CurrencyPair { return USDPEN }

// Base is the USD amount.
func (o *Operation) Base() money.Money { return money.Dollars(o.Usd) }

// Counter is the PEN amount.
func (o *Operation) Counter() money.Money { return money.Soles(o.Pen) }

// Pay is what the client hands over.
func (o *Operation) Pay() money.Money {
	return money.Money{Amount: o.Side.DepositAmount(o.Usd, o.Pen), Currency: o.Side.Terms().Deposit}
}

// Receive is what the client receives.
func (o *Operation) Receive() money.Money {
	return money.Money{Amount: o.Side.PayoutAmount(o.Usd, o.Pen), Currency: o.Side.Terms().Payout}
}

// Fixed is the currency that the client fixed.
func (o *Operation) Fixed() money.Currency { return o.FixedCurrency }

// BaseRate is the base rate when the price was locked, for staff with rates.base.
func (o *Operation) BaseRate() *money.Rate {
	if !o.lens.can(domain.RatesBase) {
		return nil
	}
	return o.Operation.BaseRate
}

// StatusSince is since when it is in its state.
func (o *Operation) StatusSince() time.Time { return trading.StatusSince(o.Operation) }

// ClockDueAt is until when something has to happen; nil while no clock runs.
func (o *Operation) ClockDueAt() *time.Time { return trading.ClockDueAt(o.Operation) }

// LegacyOrigin is the old system's word for the channel.
func (o *Operation) LegacyOrigin() *string {
	words := map[domain.Channel]string{domain.ChannelDesk: "sistema", domain.ChannelPlatform: "plataforma", domain.ChannelApp: "app",
		domain.ChannelWeb: "web"}
	return textOrNil(words[o.Channel])
}

// Client is whose operation it is.
func (o *Operation) Client() *Client { return optional(o.lens, o.Edges.Client, NewClient) }

// Trader earns the margin.
func (o *Operation) Trader() *StaffMember { return optional(o.lens, o.Edges.Trader, NewStaffMember) }

// Operator pays; nil until the deposit is complete, and for who does not see the staff.
func (o *Operation) Operator() *StaffMember {
	return optional(o.lens, o.Edges.Operator, NewStaffMember)
}

// Quote is the promise behind the operation, where the viewer may see it.
func (o *Operation) Quote() *Quote { return optional(o.lens, o.Edges.Quote, NewQuote) }

// SourceAccount is where the client pays from.
func (o *Operation) SourceAccount() AccountSnapshot { return snapshotOf(o.SourceSnapshot) }

// DestinationAccount is where the client is paid.
func (o *Operation) DestinationAccount() AccountSnapshot { return snapshotOf(o.DestinationSnapshot) }

// DepositInstructions tell where and what the client pays.
func (o *Operation) DepositInstructions() DepositInstructions {
	told := trading.DepositInstructions(o.Operation)
	return DepositInstructions{Account: snapshotOf(told.Account), Amount: told.Amount, Interbank: told.Interbank, Text: told.Text}
}

// Deposits are in the order in which they were reported.
func (o *Operation) Deposits() []*Deposit { return each(o.lens, o.Edges.Deposits, NewDeposit) }

// Payouts are in the order in which they were recorded.
func (o *Operation) Payouts() []*Payout { return each(o.lens, o.Edges.Payouts, NewPayout) }

// Proofs are in the order in which they were attached.
func (o *Operation) Proofs() []*Proof { return each(o.lens, o.Edges.Proofs, NewProof) }

// Holds are in the order in which they were opened, as the viewer may read them.
func (o *Operation) Holds() []*Hold {
	return each(o.lens, trading.HoldsFor(o.lens.Viewer, o.Edges.Holds), NewHold)
}

// Notes are in the order in which they were written; none for callers without notes.read, by the row rule.
func (o *Operation) Notes() []*Note { return each(o.lens, o.Edges.Notes, NewNote) }

// Invoice is its electronic document: the one that counts, else the newest; nil where there is none that the viewer may see.
func (o *Operation) Invoice() *Invoice {
	return optional(o.lens, invoicing.Current(o.lens.Invoices[o.Operation.ID]), NewInvoice)
}

// Invoices are all its electronic documents, oldest first.
func (o *Operation) Invoices() []*Invoice {
	return each(o.lens, o.lens.Invoices[o.Operation.ID], NewInvoice)
}

// Timeline is the operation's way so far and ahead.
func (o *Operation) Timeline() []TimelineStep {
	steps := trading.Timeline(o.Operation)
	views := make([]TimelineStep, len(steps))
	for i, step := range steps {
		views[i] = TimelineStep{Key: step.Key, Label: step.Label, ReachedAt: step.ReachedAt, DueAt: step.DueAt, Detail: textOrNil(step.Detail)}
	}
	return views
}

// AvailableActions are what the viewer may do now, each with the reason when not.
func (o *Operation) AvailableActions() []ActionAvailability {
	list := trading.Availabilities(o.Operation, o.lens.Viewer)
	views := make([]ActionAvailability, len(list))
	for i, one := range list {
		views[i] = ActionAvailability{Action: one.Act, Allowed: one.Refusal == nil}
		if one.Refusal != nil {
			views[i].Code, views[i].Message = &one.Refusal.Code, &one.Refusal.Message
		}
	}
	return views
}

// LedgerEntries are what the books say; none for callers without ledger.read, for whom nothing is read.
func (o *Operation) LedgerEntries() []*LedgerEntry {
	return each(o.lens, o.lens.Entries[o.Operation.ID], NewLedgerEntry)
}

// AccountSnapshot is an account as it was when the operation was made.
type AccountSnapshot struct {
	Bank        *Bank
	Currency    money.Currency
	Number, CCI string
	// Holder is nil for a client's own account.
	Holder *string
}

func snapshotOf(account domain.AccountSnapshot) AccountSnapshot {
	return AccountSnapshot{Bank: BankOf(account.Bank), Currency: account.Currency, Number: account.Number, CCI: account.CCI,
		Holder: textOrNil(account.Holder)}
}

// DepositInstructions tell where and what the client pays.
type DepositInstructions struct {
	Account   AccountSnapshot
	Amount    money.Money
	Interbank bool
	Text      string
}

// TimelineStep is one step of an operation's way.
type TimelineStep struct {
	Key              trading.StepKey
	Label            string
	ReachedAt, DueAt *time.Time
	Detail           *string
}

// ActionAvailability says whether the viewer may do something now, and why not.
type ActionAvailability struct {
	Action  domain.Act
	Allowed bool
	Code    *domain.Code
	Message *string
}
