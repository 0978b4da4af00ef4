package domain

import (
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/internal/money"
)

// The rules of a client's bank account (domain.md 5.6).
const (
	FaultAccountBank        FaultCode = "ACCOUNT_BANK_UNKNOWN"
	FaultAccountCurrency    FaultCode = "ACCOUNT_CURRENCY"
	FaultAccountKind        FaultCode = "ACCOUNT_KIND"
	FaultAccountRequired    FaultCode = "ACCOUNT_NUMBER_REQUIRED"
	FaultAccountFormat      FaultCode = "ACCOUNT_NUMBER_FORMAT"
	FaultAccountCCIRequired FaultCode = "ACCOUNT_CCI_REQUIRED"
	FaultAccountCCIBank     FaultCode = "ACCOUNT_CCI_BANK"
	FaultAccountCCIMismatch FaultCode = "ACCOUNT_CCI_MISMATCH"
)

// BankAccount is an account as a client gives it, and as it is stored once checked. Number is the bank's own account
// number and CCI the interbank code; both are digits only when stored.
type BankAccount struct {
	Bank     BankCode
	Kind     AccountKind
	Currency money.Currency
	Number   string
	CCI      string
}

// CheckBankAccount returns the account as it is stored and everything that is wrong with it. At a bank of the house one
// of number and CCI is enough, because payments stay inside the bank; at any other bank the CCI is needed, because
// payments are interbank transfers. The account is the zero value when the findings forbid it.
//
// An own number that disagrees with a valid CCI is a warning: how banks build one from the other is known from small
// samples only, and the check digits of the CCI stand by themselves.
func CheckBankAccount(claim BankAccount) (BankAccount, Findings) {
	var found Findings
	account := claim
	account.Number, account.CCI = withoutSeparators(claim.Number), withoutSeparators(claim.CCI)
	if account.CCI == "" && isCCIOf(account.Bank, account.Number) {
		account.Number, account.CCI = "", account.Number
	}
	bank, known := BankByCode(account.Bank)
	if !known {
		found.warn(FaultAccountBank, "El banco no está en la lista: confirma su código de 3 dígitos.")
	}
	if !account.Currency.Valid() {
		found.refuse(FaultAccountCurrency, "La moneda de la cuenta debe ser soles (PEN) o dólares (USD).")
	}
	if account.Kind != AccountSavings && account.Kind != AccountChecking {
		found.refuse(FaultAccountKind, "El tipo de cuenta debe ser ahorros o corriente.")
	}
	requireIdentifier(account, bank, &found)
	numberIsSound := checkAccountNumber(account, bank, &found)
	checkAccountCCI(account, numberIsSound, &found)
	if !found.Accepted() {
		return BankAccount{}, found
	}
	return account, found
}

// isCCIOf reports whether a number is a whole CCI of the bank, which old clients typed as the account number. BBVA's own
// 20-digit numbers begin with 0011 and its CCIs with 011, so the two are not confused.
func isCCIOf(bank BankCode, number string) bool {
	return len(number) == cciLength && len(bank) == cciOfficeStart && strings.HasPrefix(number, string(bank))
}

func requireIdentifier(account BankAccount, bank Bank, found *Findings) {
	switch {
	case account.CCI != "":
	case !bank.House:
		found.refuse(FaultAccountCCIRequired, "Para este banco se necesita el CCI de 20 dígitos.")
	case account.Number == "":
		found.refuse(FaultAccountRequired, "Escribe el número de cuenta o el CCI.")
	}
}

// checkAccountNumber reports whether the number is given and has a form of its bank.
func checkAccountNumber(account BankAccount, bank Bank, found *Findings) bool {
	if account.Number == "" {
		return false
	}
	if len(bank.Formats) == 0 {
		if !isDecimal(account.Number) || len(account.Number) > cciLength {
			found.refuse(FaultAccountFormat, "El número de cuenta debe tener solo dígitos, 20 como máximo.")
			return false
		}
		return true
	}
	format, ok := formatOf(account.Number, bank)
	if !ok {
		found.refuse(FaultAccountFormat, "El número de cuenta "+lengthsText(bank)+".")
		return false
	}
	if format.Kind != "" && account.Kind != format.Kind {
		found.refuse(FaultAccountKind, "El número tiene el largo de otro tipo de cuenta: "+lengthsText(bank)+".")
	}
	if currency, readable := format.currency(account.Number); readable && currency != account.Currency {
		found.refuse(FaultAccountCurrency, "El número de cuenta es de otra moneda: revisa la moneda o el número.")
	}
	return true
}

func formatOf(number string, bank Bank) (AccountFormat, bool) {
	if !isDecimal(number) {
		return AccountFormat{}, false
	}
	for _, format := range bank.Formats {
		if len(number) == format.Digits {
			return format, true
		}
	}
	return AccountFormat{}, false
}

// lengthsText says how long the bank's numbers are: "debe tener 13 (corriente) o 14 (ahorros) dígitos".
func lengthsText(bank Bank) string {
	labels := map[AccountKind]string{AccountChecking: " (corriente)", AccountSavings: " (ahorros)"}
	lengths := make([]string, len(bank.Formats))
	for i, format := range bank.Formats {
		lengths[i] = fmt.Sprint(format.Digits) + labels[format.Kind]
	}
	return "debe tener " + strings.Join(lengths, " o ") + " dígitos"
}

func checkAccountCCI(account BankAccount, numberIsSound bool, found *Findings) {
	if account.CCI == "" {
		return
	}
	cci, cciFindings := CheckCCI(account.CCI)
	*found = append(*found, cciFindings...)
	if !cciFindings.Accepted() {
		return
	}
	if cci[:cciOfficeStart] != string(account.Bank) {
		found.refuse(FaultAccountCCIBank, "El CCI es de otro banco: revisa el banco o el CCI.")
		return
	}
	own, derivable := AccountNumberOf(cci)
	if derivable && numberIsSound && own.Number != withoutBBVACheck(account) {
		found.warn(FaultAccountCCIMismatch, "El número de cuenta y el CCI no parecen ser de la misma cuenta: confirma ambos.")
	}
	if derivable && own.Kind != "" && own.Kind != account.Kind {
		found.warn(FaultAccountKind, "El CCI parece ser de otro tipo de cuenta: confirma si es de ahorros o corriente.")
	}
	if derivable && own.Currency != "" && account.Currency.Valid() && own.Currency != account.Currency {
		found.refuse(FaultAccountCurrency, "El CCI es de una cuenta en otra moneda: revisa la moneda o el CCI.")
	}
}
