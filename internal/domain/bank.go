package domain

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/qoricash/qoricash/internal/money"
)

// BankCode is the 3-digit code that begins every CCI of a bank.
type BankCode string

// The banks that the house or the rules below name.
const (
	BankBCP        BankCode = "002"
	BankInterbank  BankCode = "003"
	BankScotiabank BankCode = "009"
	BankBBVA       BankCode = "011"
	BankNacion     BankCode = "018"
	BankPichincha  BankCode = "035"
	BankBanBif     BankCode = "038"
	BankMibanco    BankCode = "049"
)

// Bank is an entry of the catalogue of banks.
type Bank struct {
	// Code begins the bank's CCIs.
	Code BankCode
	// Key is the short name that the house writes, as in its old data.
	Key string
	// Name is what people read.
	Name string
	// Confirmed tells whether the code was seen on published accounts of the bank; otherwise it comes from lists
	// only (compliance.md 5.4).
	Confirmed bool
	// House tells whether the house has accounts there.
	House bool
	// Formats are the bank's own account numbers; with none, people are asked for the CCI only.
	Formats []AccountFormat
	// DerivesCCI tells whether DeriveCCI knows the CCIs of the bank: its numbers carry the office.
	DerivesCCI bool
}

// AccountFormat is one way a bank writes its account numbers.
type AccountFormat struct {
	// Kind is the kind of account written so; empty when every kind is.
	Kind AccountKind
	// Digits counts the digits without separators.
	Digits int
	// Groups are how many of them stand together, as the bank prints them.
	Groups []int
	// CurrencyDigit is the place, from 1, of the digit that tells the currency (0 is soles, 1 is dollars); zero where none does.
	CurrencyDigit int
}

// Mask is the form with its separators: 000-00000000-0-00.
func (f AccountFormat) Mask() string {
	groups := make([]string, len(f.Groups))
	for i, digits := range f.Groups {
		groups[i] = strings.Repeat("0", digits)
	}
	return strings.Join(groups, "-")
}

// currency reads the currency of a number of this form; ok is false where no digit tells it.
func (f AccountFormat) currency(number string) (currency money.Currency, ok bool) {
	if f.CurrencyDigit == 0 {
		return "", false
	}
	switch number[f.CurrencyDigit-1] {
	case '0':
		return money.PEN, true
	case '1':
		return money.USD, true
	default:
		return "", false
	}
}

// banks is the catalogue. Other banks exist (the municipal savings banks have 8xx codes), so an unknown code is never a
// reason to refuse.
var banks = []Bank{
	{Code: BankBCP, Key: "BCP", Name: "Banco de Crédito del Perú (BCP)", Confirmed: true, House: true, DerivesCCI: true,
		Formats: []AccountFormat{{Kind: AccountChecking, Digits: 13, Groups: []int{3, 7, 1, 2}, CurrencyDigit: 11},
			{Kind: AccountSavings, Digits: 14, Groups: []int{3, 8, 1, 2}, CurrencyDigit: 12}}},
	{Code: BankInterbank, Key: "INTERBANK", Name: "Interbank", Confirmed: true, House: true, DerivesCCI: true,
		Formats: []AccountFormat{{Digits: 13, Groups: []int{3, 10}}}},
	{Code: BankBanBif, Key: "BANBIF", Name: "BanBif", Confirmed: true, House: true,
		Formats: []AccountFormat{{Digits: 12, Groups: []int{12}}}},
	{Code: "007", Key: "CITIBANK", Name: "Citibank del Perú"},
	{Code: BankScotiabank, Key: "SCOTIABANK", Name: "Scotiabank Perú", Confirmed: true,
		Formats: []AccountFormat{{Digits: 10, Groups: []int{3, 7}}}},
	{Code: BankBBVA, Key: "BBVA", Name: "BBVA Perú", Confirmed: true, DerivesCCI: true,
		Formats: []AccountFormat{{Digits: 18, Groups: []int{4, 4, 10}}, {Digits: 20, Groups: []int{4, 4, 10, 2}}}},
	{Code: BankNacion, Key: "NACION", Name: "Banco de la Nación", Confirmed: true, DerivesCCI: true,
		Formats: []AccountFormat{{Digits: 11, Groups: []int{11}}}},
	{Code: "023", Key: "COMERCIO", Name: "Banco de Comercio"},
	{Code: BankPichincha, Key: "PICHINCHA", Name: "Banco Pichincha"},
	{Code: BankMibanco, Key: "MIBANCO", Name: "Mibanco", Confirmed: true,
		Formats: []AccountFormat{{Digits: 10, Groups: []int{10}}}},
	{Code: "053", Key: "GNB", Name: "Banco GNB Perú"},
	{Code: "054", Key: "FALABELLA", Name: "Banco Falabella"},
	{Code: "055", Key: "RIPLEY", Name: "Banco Ripley"},
	{Code: "056", Key: "SANTANDER", Name: "Banco Santander Perú"},
	{Code: "058", Key: "ALFIN", Name: "Alfin Banco"},
	{Code: "060", Key: "ICBC", Name: "ICBC Perú Bank"},
}

// Banks returns the catalogue, the house's banks first and then by code. Formats are shared and must not be changed.
func Banks() []Bank { return slices.Clone(banks) }

// BankByCode returns the bank whose CCIs begin with the code.
func BankByCode(code BankCode) (Bank, bool) {
	for _, bank := range banks {
		if bank.Code == code {
			return bank, true
		}
	}
	return Bank{}, false
}

// BankByKey returns the bank of a short name, in any case and with the aliases of the old data (domain.md 9.3), or of a code.
func BankByKey(key string) (Bank, bool) {
	key = strings.ToUpper(strings.TrimFunc(norm.NFC.String(key), isBlank))
	switch key {
	case "CREDITO", "CRÉDITO":
		key = "BCP"
	case "IBK":
		key = "INTERBANK"
	case "BIF":
		key = "BANBIF"
	case "CONTINENTAL":
		key = "BBVA"
	case "SCOTIA":
		key = "SCOTIABANK"
	case "NACIÓN":
		key = "NACION"
	case "AZTECA":
		key = "ALFIN"
	}
	for _, bank := range banks {
		if bank.Key == key || string(bank.Code) == key {
			return bank, true
		}
	}
	return Bank{}, false
}

// BankNamed returns the bank that somebody means who writes a name and a CCI. A name or a code of the catalogue decides.
// Any other bank is known by its code, as it is written or as it begins the CCI; one that the catalogue lacks has its three
// digits for a short name and a name, and no formats. ok is false when neither tells a code.
func BankNamed(name, cci string) (bank Bank, ok bool) {
	if bank, ok = BankByKey(name); ok {
		return bank, true
	}
	code := withoutSeparators(name)
	if len(code) != cciOfficeStart || !isDecimal(code) {
		cci = withoutSeparators(cci)
		code = cci[:min(len(cci), cciOfficeStart)]
	}
	if len(code) != cciOfficeStart || !isDecimal(code) {
		return Bank{}, false
	}
	if bank, ok = BankByCode(BankCode(code)); ok {
		return bank, true
	}
	return Bank{Code: BankCode(code), Key: code, Name: code}, true
}

// HouseBanks returns the banks where the house has accounts.
func HouseBanks() []Bank {
	var house []Bank
	for _, bank := range banks {
		if bank.House {
			house = append(house, bank)
		}
	}
	return house
}

// ServingBank returns the house's bank that serves a client's bank: the same bank when the house has accounts there,
// Interbank by interbank transfer for every other one, known or not (domain.md 3.4).
func ServingBank(client BankCode) BankCode {
	if bank, known := BankByCode(client); known && bank.House {
		return client
	}
	return BankInterbank
}
