package view

import (
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

// Bank is a bank, of the catalogue or known by its CCIs alone.
type Bank struct {
	Code, Name, CciPrefix          string
	CciOnly, Interbank, DerivesCci bool
	AccountNumbers                 []AccountNumberForm
	number                         domain.BankCode
}

// NewBank shows a bank.
func NewBank(bank domain.Bank) *Bank {
	shown := &Bank{Code: bank.Key, Name: bank.Name, CciPrefix: string(bank.Code), CciOnly: len(bank.Formats) == 0, Interbank: !bank.House,
		DerivesCci: bank.DerivesCCI, AccountNumbers: make([]AccountNumberForm, len(bank.Formats)), number: bank.Code}
	for i, format := range bank.Formats {
		shown.AccountNumbers[i] = AccountNumberForm{format}
	}
	return shown
}

// BankOf shows the bank that a row names, by a short name of the catalogue or by the 3 digits of its CCIs.
func BankOf(named string) *Bank {
	bank, ok := domain.BankNamed(named, "")
	if !ok {
		bank = domain.Bank{Key: named, Name: named}
	}
	return NewBank(bank)
}

// BankIDPrefix begins the global ids of banks, which are no rows: the digits that begin their CCIs stand for a key.
const BankIDPrefix = "bnk"

// ID is the global id.
func (b *Bank) ID() string {
	number, err := strconv.ParseInt(string(b.number), 10, 64)
	if err != nil {
		number = 0 // an old row that names no bank
	}
	return globalid.Encode(BankIDPrefix, globalid.FromNumber(number))
}

// BankByID answers the bank behind the key of a global id; ok is false where it is no bank's.
func BankByID(id uuid.UUID) (bank *Bank, ok bool) {
	number, ok := globalid.Number(id)
	if !ok {
		return nil, false
	}
	found, ok := domain.BankNamed(fmt.Sprintf("%03d", number), "")
	if !ok {
		return nil, false
	}
	return NewBank(found), true
}
