package domain

import "github.com/qoricash/qoricash/internal/money"

// HouseFunds is what an account of the house holds by the books and what of it is promised: payments that left it, whose
// operations are not completed yet.
type HouseFunds struct {
	Balance, Promised money.Amount
}

// Available is what may still leave the account.
func (f HouseFunds) Available() money.Amount { return f.Balance.Sub(f.Promised) }

// Short returns what a person is told of a payment that is more than the account, named as people read it, has available;
// nil when it is covered. Nothing is refused: the money has left the bank, and the books may lag behind it.
func (f HouseFunds) Short(account string, payment money.Money) *Warning {
	if payment.Amount.Cmp(f.Available()) <= 0 {
		return nil
	}
	in := func(amount money.Amount) money.Money { return money.Money{Amount: amount, Currency: payment.Currency} }
	return Warn(WarnAccountShort, "El pago de %s pasa de lo disponible en %s: saldo %s, ya comprometido %s. Revisa que sea la cuenta correcta.",
		payment, account, in(f.Balance), in(f.Promised)).
		With("account", account).With("balance", f.Balance).With("promised", f.Promised).With("amount", payment.Amount)
}
