package treasury

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// longestHolder is what the column takes, in characters.
const longestHolder = 120

// OpenAccountInput describes an account as the bank's letter names it.
type OpenAccountInput struct {
	IdempotencyKey string `json:"-"`
	// Bank is the short name of the catalogue, for example BCP.
	Bank     string
	Currency money.Currency
	// Number and CCI may hold spaces and hyphens.
	Number, CCI string
	Holder      string
}

// OpenAccount adds an account of the house and its account of the ledger, and answers the house account's id. For the
// holders of houseAccounts.open. An account that is there already is refused with ALREADY_EXISTS.
func (s *Service) OpenAccount(ctx context.Context, in OpenAccountInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.HouseAccountsOpen); err != nil {
		return uuid.Nil, false, err
	}
	account, err := in.check()
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "houseAccount.open", Key: in.IdempotencyKey, Input: in}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return open(ctx, tx, account)
	})
}

// opening is an account as it is stored.
type opening struct {
	bank        domain.Bank
	currency    money.Currency
	number, cci string
	holder      string
	pcge        string
}

// check answers the account as it is stored, with every fault of the input.
func (in OpenAccountInput) check() (opening, error) {
	var faults domain.Faults
	account := opening{currency: in.Currency}
	var known, charted bool
	if account.bank, known = domain.BankByKey(in.Bank); known {
		account.pcge, charted = pcgeAccount(account.bank.Code, in.Currency)
	}
	if !charted {
		faults.Add(domain.Refuse(domain.CodeInvalid, "La casa no lleva cuentas en ese banco: elige BCP, INTERBANK, BANBIF o PICHINCHA.").At("bank"))
	}
	if !in.Currency.Valid() {
		faults.Add(domain.Refuse(domain.CodeInvalid, "La moneda de la cuenta debe ser PEN o USD.").At("currency"))
	}
	account.holder = domain.Text{Longest: longestHolder, Missing: "Indica el titular de la cuenta."}.Check(&faults, in.Holder, "holder")
	in.checkIdentifiers(&faults, &account)
	return account, faults.Err()
}

// checkIdentifiers needs both, unlike a client's account: clients of any bank are shown the CCI, those of the same bank
// the number.
func (in OpenAccountInput) checkIdentifiers(faults *domain.Faults, account *opening) {
	cci, found := domain.CheckCCI(in.CCI)
	found.RefuseIn(faults, "cci")
	if domain.ShowsNothing(in.Number) {
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica el número de la cuenta.").At("number"))
		return
	}
	if !found.Accepted() || account.bank.Code == "" || !in.Currency.Valid() {
		return
	}
	claim := domain.BankAccount{Bank: account.bank.Code, Kind: kindIn(cci), Currency: in.Currency, Number: in.Number, CCI: cci}
	checked, found := domain.CheckBankAccount(claim)
	for _, fault := range found.Errors() {
		faults.Add(domain.Refuse(domain.CodeInvalid, "%s", fault.Message).At(fieldOf(fault.Code)).With("rule", fault.Code))
	}
	if found.Has(domain.FaultAccountCCIMismatch) {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El número y el CCI son de cuentas distintas: revisa ambos.").At("cci").
			With("rule", domain.FaultAccountCCIMismatch))
	}
	account.number, account.cci = checked.Number, checked.CCI
}

// kindIn reads the kind of account out of a CCI; companies hold current accounts where the digits do not tell.
func kindIn(cci string) domain.AccountKind {
	if own, ok := domain.AccountNumberOf(cci); ok && own.Kind != "" {
		return own.Kind
	}
	return domain.AccountChecking
}

func fieldOf(code domain.FaultCode) string {
	switch code {
	case domain.FaultAccountCurrency:
		return "currency"
	case domain.FaultAccountCCIBank:
		return "cci"
	default:
		return "number"
	}
}

func open(ctx context.Context, tx *store.Tx, account opening) (uuid.UUID, error) {
	house, err := tx.HouseAccount.Create().
		SetCreatedAt(tx.Now).SetBank(account.bank.Key).SetCurrency(account.currency).SetNumber(account.number).SetCci(account.cci).
		SetHolder(account.holder).SetPcgeCode(account.pcge).
		Save(ctx)
	if store.IsUniqueViolation(err, "houseaccount_bank_currency_number") {
		return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "Esa cuenta de la casa ya está registrada.").At("number")
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the house account: %w", err)
	}
	_, err = tx.LedgerAccount.Create().
		SetCreatedAt(tx.Now).SetKind(domain.AccountBank).SetCurrency(account.currency).
		SetName(fmt.Sprintf("%s %s %s", account.bank.Key, account.currency, account.number)).
		SetPcgeCode(account.pcge).SetHouseAccountID(house.ID).
		Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write the ledger account of the house account: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouseAccount, ObjectID: house.ID, After: map[string]any{"bank": house.Bank,
		"currency": string(house.Currency), "number": house.Number, "cci": house.Cci, "holder": house.Holder, "pcgeCode": house.PcgeCode}})
	return house.ID, nil
}
