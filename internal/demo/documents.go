package demo

import (
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The numbers below pass every check of domain and come from blocks that no known document is of: DNI from 50 million
// on, RUC from 2099 on, CE from 00990 on.

func dniNumber(n int) string { return fmt.Sprintf("%08d", 50_000_017+n*1_373) }

func ceNumber(n int) string { return fmt.Sprintf("%09d", 9_900_031+n*17) }

// rucNumber completes a number by trying the ten last digits: one of them is right.
func rucNumber(n int) string {
	first := fmt.Sprintf("2099%06d", 1_009+n*83)
	for last := range 10 {
		number := fmt.Sprintf("%s%d", first, last)
		if _, found := domain.CheckDocument(domain.DocumentRUC, number); found.Accepted() {
			return number
		}
	}
	panic("demo: no digit completes the RUC " + first)
}

// account is a bank account to be, as its holder writes it.
type account struct {
	bank        domain.BankCode
	currency    money.Currency
	kind        domain.AccountKind
	number, cci string
}

// clientBanks are where clients bank; a bank that stands twice has twice the clients.
var clientBanks = []domain.BankCode{
	domain.BankBCP, domain.BankBCP, domain.BankBCP, domain.BankInterbank, domain.BankInterbank, domain.BankBanBif,
	domain.BankBBVA, domain.BankBBVA, domain.BankScotiabank, domain.BankNacion, domain.BankPichincha,
}

// newAccount invents an account. Where the bank's own number carries the whole account the number is given, elsewhere
// the CCI.
func newAccount(d dice, bank domain.BankCode, currency money.Currency, kind domain.AccountKind) account {
	made := account{bank: bank, currency: currency, kind: kind}
	switch bank {
	case domain.BankBCP:
		serial := d.digits(7)
		if kind == domain.AccountSavings {
			serial = d.digits(8)
		}
		made.number = "19" + fmt.Sprint(1+d.IntN(9)) + serial + bcpCurrencyDigit(currency) + d.digits(2)
	case domain.BankInterbank:
		made.number = "2" + d.digits(2) + d.digits(10)
	case domain.BankBanBif:
		made.cci = withCheckDigits("038", "1"+d.digits(2), "1"+d.digits(11))
	case domain.BankScotiabank:
		inner := "20" + d.digits(10)
		if kind == domain.AccountChecking {
			inner = "00000" + d.digits(7)
		}
		made.cci = withCheckDigits("009", d.digits(3), inner)
	case domain.BankNacion:
		made.cci = withCheckDigits("018", "000", "0"+d.digits(11))
	default:
		made.cci = withCheckDigits(string(bank), "1"+d.digits(2), "00"+d.digits(10))
	}
	return made
}

// houseAccount is a current account with both numbers, as the bank's letter to the house names them.
func newHouseAccount(d dice, bank domain.BankCode, currency money.Currency) account {
	made := newAccount(d, bank, currency, domain.AccountChecking)
	if made.cci == "" {
		cci, ok := domain.DeriveCCI(domain.BankAccount{Bank: bank, Kind: made.kind, Currency: currency, Number: made.number})
		if !ok {
			panic("demo: no CCI for the account of the house at " + string(bank))
		}
		made.cci = cci
		return made
	}
	own, ok := domain.AccountNumberOf(made.cci)
	if !ok {
		panic("demo: no number for the account of the house at " + string(bank))
	}
	made.number = own.Number
	return made
}

func bcpCurrencyDigit(currency money.Currency) string {
	if currency == money.USD {
		return "1"
	}
	return "0"
}

// withCheckDigits makes a CCI of bank, office and the twelve inner digits.
func withCheckDigits(bank, office, inner string) string {
	cci, ok := domain.SuggestCCI(bank + office + inner + "00")
	if !ok {
		panic("demo: the parts of a CCI do not make 18 digits")
	}
	return cci
}
