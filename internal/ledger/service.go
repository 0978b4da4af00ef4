// Package ledger keeps the books of the house in double entry: accounts of one currency, entries that sum to zero in each
// currency, postings that are never changed.
//
// Invariants: an entry is written in the transaction of the act that it books, or the act does not happen; kind and source
// are unique, so nothing is booked twice; a balance is the sum of its postings and has no setter; an error is mended by an
// entry that reverses another; entries are signed and sealed, and Verify proves all of it.
package ledger

import (
	"github.com/qoricash/qoricash/internal/store"
)

// Service reads and writes the books.
type Service struct{ store *store.Store }

// New makes the service.
func New(store *store.Store) *Service { return &Service{store: store} }
