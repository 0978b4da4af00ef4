package domain

import (
	"errors"

	"github.com/qoricash/qoricash/internal/money"
)

// JournalSide is a column of the journal.
type JournalSide string

// DEBE is the debit column, HABER the credit column.
const (
	JournalDebit  JournalSide = "DEBE"
	JournalCredit JournalSide = "HABER"
)

// JournalLeg is money that came into or left a bank account of the house, by the account's code of the chart (PCGE).
type JournalLeg struct {
	PCGE  string
	Money money.Money
}

// JournalLine is one line of the journal in PEN.
type JournalLine struct {
	Side JournalSide
	PCGE string
	PEN  money.Amount
	// USD is the exact leg of an account in dollars, zero of an account in soles; Rate is the operation's for the former.
	USD  money.Amount
	Rate money.Rate
}

// The errors of a projection. Only legs that are not those of a completed operation meet them.
var (
	ErrJournalLegs = errors.New("journal: each side needs legs above zero in one currency, dollars on one side and soles on the other")
	ErrJournalSum  = errors.New("journal: the legs in soles do not add up to the operation's amount")
)

// ProjectJournal answers the entry of a completed operation in the books that SUNAT knows: in PEN at the operation's rate,
// the banks of the deposits in DEBE and those of the payouts in HABER, one line a leg (domain.md 10.7, golden 19.12). Each
// side totals pen exactly; the legs in dollars share it in proportion, to the cent, and carry their own exact amount
// (RULE-JRN-2, class of pain P-13). No income is recognised here. It is a projection: the ledger's postings are the books.
func ProjectJournal(pen money.Amount, rate money.Rate, deposits, payouts []JournalLeg) ([]JournalLine, error) {
	received, err := legCurrency(deposits)
	if err != nil {
		return nil, err
	}
	given, err := legCurrency(payouts)
	if err != nil {
		return nil, err
	}
	if received == given {
		return nil, ErrJournalLegs
	}
	debit, err := journalSide(JournalDebit, pen, rate, deposits)
	if err != nil {
		return nil, err
	}
	credit, err := journalSide(JournalCredit, pen, rate, payouts)
	if err != nil {
		return nil, err
	}
	return append(debit, credit...), nil
}

// legCurrency answers the one currency of the legs.
func legCurrency(legs []JournalLeg) (money.Currency, error) {
	if len(legs) == 0 {
		return "", ErrJournalLegs
	}
	currency := legs[0].Money.Currency
	for _, leg := range legs {
		if leg.Money.Currency != currency || !currency.Valid() || leg.Money.Amount.Sign() <= 0 {
			return "", ErrJournalLegs
		}
	}
	return currency, nil
}

func journalSide(side JournalSide, pen money.Amount, rate money.Rate, legs []JournalLeg) ([]JournalLine, error) {
	weights := make([]money.Amount, len(legs))
	for i, leg := range legs {
		weights[i] = leg.Money.Amount
	}
	dollars := legs[0].Money.Currency == money.USD
	if !dollars && money.Sum(weights...) != pen {
		return nil, ErrJournalSum
	}
	lines := make([]JournalLine, len(legs))
	for i, share := range money.Allocate(pen, weights) {
		lines[i] = JournalLine{Side: side, PCGE: legs[i].PCGE, PEN: share}
		if dollars {
			lines[i].USD, lines[i].Rate = weights[i], rate
		}
	}
	return lines, nil
}
