// Package treasury owns the house's accounts at banks.
//
// Invariants: an account is opened by a person who may, never made on the way by other code (class of pain P-02); it has
// exactly one account of the ledger, of the kind BANK and its own currency, from the same transaction on; its bank,
// currency, number and CCI never change; its balance is the sum of the ledger's postings and stands nowhere else.
package treasury

import "github.com/qoricash/qoricash/internal/store"

// Service opens house accounts and chooses among them.
type Service struct {
	store *store.Store
}

// New returns the service.
func New(store *store.Store) *Service { return &Service{store: store} }
