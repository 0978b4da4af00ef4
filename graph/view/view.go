// Package view shows rows as one viewer sees them: each type of the SDL that stands for a row is a small struct around the
// row and the Lens that it is seen through.
//
// Invariants: a view reads nothing; what its fields need was loaded together with the row, for the whole answer at once.
// Its methods therefore take no context, and gqlgen starts no goroutine for them (toolchain.md 5.1). What the viewer may
// not know is hidden here and nowhere else, except for the row rules and the masking of package access, which come before.
package view

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/trading"
)

// Node is what `node` and `nodes` answer.
type Node interface {
	// ID is the global id.
	ID() string
}

// Lens is who looks at the rows of one answer, when, and what was read beside the rows because the document asks for it.
// A map without a row means that there is nothing to show.
type Lens struct {
	Viewer access.Actor
	Now    time.Time
	// Pages is where links lead.
	Pages domain.Pages
	// HouseBalances and LedgerBalances are sums of postings by account, Promised are the payments of house accounts that the
	// books do not know yet.
	HouseBalances, LedgerBalances, Promised map[uuid.UUID]money.Amount
	// Limits are what clients may still operate, by client.
	Limits map[uuid.UUID]clients.Limit
	// Entries are the entries of the books with their postings, by operation.
	Entries map[uuid.UUID][]*ent.LedgerEntry
	// Entrusted is who gave what, as far as it tells who decides on proposals.
	Entrusted []domain.Entrustment
	// People are those that rows name without an edge, by id.
	People map[uuid.UUID]*ent.User
	// Identifications are how far clients' identifications are, by client.
	Identifications map[uuid.UUID]*Identification
	// Matches are files of other clients that are alike, by file; empty for who does not review.
	Matches map[uuid.UUID][]*FileMatch
	// Duplicates are the money that deposits and payouts are like, by their ids; empty for clients.
	Duplicates map[uuid.UUID][]trading.Duplicate
	// Obstacles are what operationCreate would refuse of quotes, by quote.
	Obstacles map[uuid.UUID][]*domain.Error
	// Invoices are electronic documents with all others of their operations, by operation; ClientInvoices the newest of clients.
	Invoices       map[uuid.UUID][]*ent.Invoice
	ClientInvoices map[uuid.UUID][]*ent.Invoice
	// InvoiceOperations are the operations of documents, by id; VoidProposals what would void a document, by the document.
	InvoiceOperations map[uuid.UUID]*Operation
	VoidProposals     map[uuid.UUID]*ent.Proposal
	// Risks are how much risk clients bring, as the viewer may know it, RiskProposals what would give them another due diligence, and
	// RelatedPersons whom the house knows beside them; all by client.
	Risks          map[uuid.UUID]*risk.Picture
	RiskProposals  map[uuid.UUID]*ent.Proposal
	RelatedPersons map[uuid.UUID][]*ent.RelatedPerson
	// RiskRules are what of the assessment people of the house change.
	RiskRules domain.RiskRules
	// QueueStopped tells that electronic documents do not go out.
	QueueStopped bool
	// InvoiceActions answers what the viewer may do about a document, of which the others of its operation are given.
	InvoiceActions func(row *ent.Invoice, siblings []*ent.Invoice, voidProposed bool) []invoicing.Availability
	// Explain answers the waterfall of a price; ok is false for who may not see it.
	Explain func(*ent.Quote) (explanation pricing.Explanation, ok bool)
	// ReadURL answers a signed address of a file, ReceiptURL of the receipt of a completed operation.
	ReadURL    func(*ent.File) (string, error)
	ReceiptURL func(operation uuid.UUID) (string, error)
}

// can tells whether the viewer has a permission over some rows.
func (l *Lens) can(permission domain.Permission) bool { return l.Viewer.Can(permission) }

// each wraps every row of a list. It never answers nil: lists of the SDL are never null.
func each[Row, View any](lens *Lens, rows []Row, wrap func(*Lens, Row) View) []View {
	views := make([]View, len(rows))
	for i, row := range rows {
		views[i] = wrap(lens, row)
	}
	return views
}

func textOrNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// optional wraps a row that may be missing, because there is none or the viewer may not see it.
func optional[Row, View any](lens *Lens, row *Row, wrap func(*Lens, *Row) *View) *View {
	if row == nil {
		return nil
	}
	return wrap(lens, row)
}
