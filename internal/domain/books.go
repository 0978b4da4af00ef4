package domain

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// LedgerAccountKind is what an account of the ledger stands for (decisions.md, Data).
type LedgerAccountKind string

// The kinds. BANK has one account per house account; the others have one per currency.
const (
	AccountBank        LedgerAccountKind = "BANK"
	AccountClientFunds LedgerAccountKind = "CLIENT_FUNDS"
	AccountPosition    LedgerAccountKind = "POSITION"
	AccountFees        LedgerAccountKind = "FEES"
	AccountRounding    LedgerAccountKind = "ROUNDING"
	AccountResult      LedgerAccountKind = "RESULT"
	AccountOpening     LedgerAccountKind = "OPENING"
)

// LedgerAccountKinds lists every kind.
func LedgerAccountKinds() []LedgerAccountKind {
	return []LedgerAccountKind{AccountBank, AccountClientFunds, AccountPosition, AccountFees, AccountRounding,
		AccountResult, AccountOpening}
}

// Values lists the kinds for the database's enum check.
func (LedgerAccountKind) Values() []string { return valuesOf(LedgerAccountKinds()) }

// EntryKind is what an entry of the ledger books.
type EntryKind string

// The kinds of entry.
const (
	// EntryOpening books the balance that a house account starts with.
	EntryOpening EntryKind = "OPENING"
	// EntryDeposit books a confirmed deposit: the bank against the client's funds.
	EntryDeposit EntryKind = "DEPOSIT"
	// EntryRefund books a deposit given back.
	EntryRefund EntryKind = "REFUND"
	// EntryCompletion books the exchange: the client's funds and the banks through the position.
	EntryCompletion EntryKind = "COMPLETION"
	// EntryApply books a deposit that goes over from one operation of a client to another: no bank moves.
	EntryApply EntryKind = "APPLY"
	// EntryReversal books the opposite of another entry; its source is that entry.
	EntryReversal EntryKind = "REVERSAL"
)

// EntryKinds lists every kind.
func EntryKinds() []EntryKind {
	return []EntryKind{EntryOpening, EntryDeposit, EntryRefund, EntryCompletion, EntryApply, EntryReversal}
}

// Values lists the kinds for the database's enum check.
func (EntryKind) Values() []string { return valuesOf(EntryKinds()) }

// BookAccount names an account of the ledger: a bank by its house account, any other by kind and currency.
type BookAccount struct {
	Kind         LedgerAccountKind
	Currency     money.Currency
	HouseAccount uuid.UUID
}

// BookLine is one posting: a signed amount on an account, positive is debit.
type BookLine struct {
	Account BookAccount
	Amount  money.Amount
	// Operation is whose money it is; uuid.Nil for that of the whole entry.
	Operation uuid.UUID
}

// Leg is money of one currency at one house account.
type Leg struct {
	HouseAccount uuid.UUID
	Currency     money.Currency
	Amount       money.Amount
}

func (l Leg) bank() BookAccount {
	return BookAccount{Kind: AccountBank, Currency: l.Currency, HouseAccount: l.HouseAccount}
}

func clientFunds(currency money.Currency) BookAccount {
	return BookAccount{Kind: AccountClientFunds, Currency: currency}
}

// BookDeposit books a deposit that was seen: the bank holds more, and so much is owed to the client.
func BookDeposit(seen Leg) []BookLine {
	return []BookLine{
		{Account: seen.bank(), Amount: seen.Amount},
		{Account: clientFunds(seen.Currency), Amount: seen.Amount.Neg()},
	}
}

// BookApply books money that was owed for one operation and is owed for another now.
func BookApply(moved money.Money, from, to uuid.UUID) []BookLine {
	return []BookLine{
		{Account: clientFunds(moved.Currency), Amount: moved.Amount, Operation: from},
		{Account: clientFunds(moved.Currency), Amount: moved.Amount.Neg(), Operation: to},
	}
}

// BookReversal books the opposite of an entry.
func BookReversal(reversed []BookLine) []BookLine {
	lines := make([]BookLine, len(reversed))
	for i, line := range reversed {
		lines[i] = BookLine{Account: line.Account, Amount: line.Amount.Neg(), Operation: line.Operation}
	}
	return lines
}

// BookRefund books a deposit that was given back from a house account.
func BookRefund(given Leg) []BookLine {
	return []BookLine{
		{Account: clientFunds(given.Currency), Amount: given.Amount},
		{Account: given.bank(), Amount: given.Amount.Neg()},
	}
}

// BookOpening books the balance that a house account starts with.
func BookOpening(balance Leg) []BookLine {
	return []BookLine{
		{Account: balance.bank(), Amount: balance.Amount},
		{Account: BookAccount{Kind: AccountOpening, Currency: balance.Currency}, Amount: balance.Amount.Neg()},
	}
}

// BookCompletion books an exchange: what was owed to the client in the deposit's currency becomes position, and the
// payouts leave the banks out of the position of the other currency. Each currency balances by itself.
func BookCompletion(deposited money.Money, payouts []Leg) []BookLine {
	lines := []BookLine{
		{Account: clientFunds(deposited.Currency), Amount: deposited.Amount},
		{Account: BookAccount{Kind: AccountPosition, Currency: deposited.Currency}, Amount: deposited.Amount.Neg()},
	}
	for _, payout := range payouts {
		lines = append(lines,
			BookLine{Account: BookAccount{Kind: AccountPosition, Currency: payout.Currency}, Amount: payout.Amount},
			BookLine{Account: payout.bank(), Amount: payout.Amount.Neg()})
	}
	return lines
}

// Unbalanced answers the first currency whose lines do not sum to zero, or "".
func Unbalanced(lines []BookLine) money.Currency {
	sums := map[money.Currency]money.Amount{}
	for _, line := range lines {
		sums[line.Account.Currency] = sums[line.Account.Currency].Add(line.Amount)
	}
	for _, currency := range []money.Currency{money.PEN, money.USD} {
		if !sums[currency].IsZero() {
			return currency
		}
	}
	return ""
}

// AccountSnapshot is what an operation remembers of an account, whatever becomes of the row (RULE-BNK-1).
type AccountSnapshot struct {
	Bank     string         `json:"bank"`
	Currency money.Currency `json:"currency"`
	Kind     AccountKind    `json:"kind,omitempty"`
	Number   string         `json:"number"`
	CCI      string         `json:"cci"`
	Holder   string         `json:"holder,omitempty"`
}
