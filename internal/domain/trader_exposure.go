package domain

import "github.com/qoricash/qoricash/internal/money"

// TraderExposure is what the operations that the desk made for the clients of one trader come to until their money is exchanged, in USD: the house
// holds their prices, and no deadline ends them (product.md D11).
type TraderExposure struct {
	// Cap is the most that they may come to; zero is no bound. Open is what they come to now.
	Cap, Open money.Amount
}

// Refusal refuses an operation over more than is left; nil where it fits, or nothing bounds it.
func (e TraderExposure) Refusal(usd money.Amount) *Error {
	if e.Cap.IsZero() || e.Open.Add(usd).Cmp(e.Cap) <= 0 {
		return nil
	}
	left := money.Amount{}
	if e.Open.Cmp(e.Cap) < 0 {
		left = e.Cap.Sub(e.Open)
	}
	return Refuse(CodeLimitExceeded, "Las operaciones abiertas de este trader suman US$ %s y su tope es US$ %s: quedan US$ %s. "+
		"Completa o cancela alguna antes, o pide que dos personas suban el tope.", e.Open.Grouped(), e.Cap.Grouped(), left.Grouped()).
		At("quoteId").With("limit", e.Cap).With("used", e.Open).With("left", left).With("requested", usd)
}
