package clients

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// account is the input as it is stored; it is also what the idempotency key stands for.
type account struct {
	ClientID uuid.UUID          `json:"clientId"`
	Bank     string             `json:"bank"`
	Currency domain.Currency    `json:"currency"`
	Kind     domain.AccountKind `json:"kind"`
	Number   string             `json:"number"`
	CCI      string             `json:"cci"`
}

// checked answers the account as it is stored, or all faults of the input.
func (in AddAccountInput) checked(reader domain.Reader) (account, error) {
	var faults domain.Faults
	if in.ClientID == uuid.Nil {
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica de qué cliente es la cuenta.").At("clientId"))
	}
	if !in.HolderDeclared {
		faults.Add(reader.Refuse(domain.CodeRequired, "Declara que la cuenta es tuya.", "El titular debe declarar que la cuenta es suya.").At("holderDeclared"))
	}
	// A whole CCI is typed as the number, too.
	bank, known := domain.BankNamed(in.Bank, cmp.Or(in.CCI, wholeCCI(in.Number)))
	if !known {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El banco no está en la lista. Escribe el CCI de 20 dígitos: con él basta.").At("bank"))
		return account{}, faults.Err()
	}
	claim := domain.BankAccount{Bank: bank.Code, Kind: in.Kind, Currency: in.Currency, Number: in.Number, CCI: in.CCI}
	// Where the number carries its office, the bank's CCI follows from it (compliance.md 5.4).
	derived := false
	if claim.CCI == "" {
		claim.CCI, derived = domain.DeriveCCI(claim)
	}
	sound, found := domain.CheckBankAccount(claim)
	for _, fault := range found.Errors() {
		faults.Add(domain.Refuse(domain.CodeInvalid, "%s", fault.Message).At(fieldOf(fault.Code, derived)).With("rule", fault.Code))
	}
	if found.Accepted() && sound.CCI == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Con este número no se puede deducir el CCI: escríbelo también.").At("cci"))
	}
	if err := faults.Err(); err != nil {
		return account{}, err
	}
	return account{ClientID: in.ClientID, Bank: bank.Key, Currency: sound.Currency, Kind: sound.Kind, Number: numberOf(sound), CCI: sound.CCI}, nil
}

// wholeCCI is a number that is a sound CCI, or none.
func wholeCCI(number string) string {
	cci, _ := domain.CheckCCI(number)
	return cci
}

// numberOf is the account's number in the one form that tells two accounts apart: the bank's own where it is known, the
// CCI otherwise. BBVA's is written without the check digits that its CCI ends with.
func numberOf(sound domain.BankAccount) string {
	own, derivable := domain.AccountNumberOf(sound.CCI)
	switch {
	case sound.Number == "" && derivable:
		return own.Number
	case sound.Number == "":
		return sound.CCI
	case derivable && len(sound.Number) > len(own.Number) && sound.Number[:len(own.Number)] == own.Number:
		return own.Number
	}
	return sound.Number
}

// fieldOf is the input field that a broken rule is about. A derived CCI was never typed, so its faults are the number's.
func fieldOf(code domain.FaultCode, derived bool) string {
	switch code {
	case domain.FaultAccountBank:
		return "bank"
	case domain.FaultAccountCurrency:
		return "currency"
	case domain.FaultAccountKind:
		return "kind"
	case domain.FaultAccountRequired, domain.FaultAccountFormat:
		return "number"
	}
	if derived {
		return "number"
	}
	return "cci"
}
