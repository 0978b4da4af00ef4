package domain

import (
	"fmt"
	"time"
)

// InvoiceKind is the kind of an electronic document (domain.md 8.1; compliance.md 4.4).
type InvoiceKind string

// The kinds of electronic documents.
const (
	// Factura is for who has a RUC, Boleta for everybody else.
	Factura InvoiceKind = "FACTURA"
	Boleta  InvoiceKind = "BOLETA"
	// CreditNote undoes a document for which a void comes too late.
	CreditNote InvoiceKind = "CREDIT_NOTE"
)

// Values lists the kinds for the database's enum check.
func (InvoiceKind) Values() []string {
	return []string{string(Factura), string(Boleta), string(CreditNote)}
}

// LargestInvoiceNumber is the largest number of a series: eight digits (compliance.md 4.2).
const LargestInvoiceNumber = 99_999_999

// InvoiceNumber is what tells a document from every other one of the house: the provider and SUNAT know it by nothing else.
type InvoiceNumber struct {
	Kind InvoiceKind
	// Series has four characters; Number is dense within it, from 1 on.
	Series string
	Number int64
}

// String writes the number as people do: "B002-15".
func (n InvoiceNumber) String() string { return fmt.Sprintf("%s-%d", n.Series, n.Number) }

// IssuedDocument is what the provider says of a document that it has (compliance.md 4.5). Texts are the provider's, in Spanish.
type IssuedDocument struct {
	Number InvoiceNumber
	// Accepted is SUNAT's word; false while it has not answered, and also where it refused.
	Accepted bool
	// Code is SUNAT's answer: "0" accepted, "4xxx" accepted with an observation, anything else refused; empty while it has not answered.
	Code, Description, Note string
	// Voided tells that the document was voided at SUNAT.
	Voided bool
	// PDF, XML and CDR are links, empty where there is none yet. A link is no archive: what it leads to is fetched at once.
	PDF, XML, CDR string
	// Hash is the digest of the signed document; QR the text of its code, which repeats total, date and client: by it a document is
	// compared with what the house meant to issue.
	Hash, QR string
}

// VoidTicket is what the provider says of the voiding of a document.
type VoidTicket struct {
	// Ticket is SUNAT's number of the request.
	Ticket string
	// Accepted is SUNAT's word; false while it has not answered, and also where it refused.
	Accepted                bool
	Code, Description, Note string
}

// ProviderFault is why a call of the provider of invoices brought no document (compliance.md 4.6).
type ProviderFault struct {
	// Code is the provider's own, 0 where it gave none: a lost answer, a network that is down, an answer that is none.
	Code int
	// Status is the status of HTTP, 0 where no answer came.
	Status int
	// Message is the provider's text, bounded and without anything of the request.
	Message string
	// RetryAfter is how long the provider asks to wait; zero where it asks nothing.
	RetryAfter time.Duration
}

// Error implements error.
func (f *ProviderFault) Error() string {
	return fmt.Sprintf("provider of invoices: code %d, status %d: %s", f.Code, f.Status, f.Message)
}

// FaultAction is what the house does about a fault of the provider.
type FaultAction string

// The actions.
const (
	// FaultStops the queue and tells whom it must: nothing goes out until the account works again.
	FaultStops FaultAction = "STOP"
	// FaultParks the document until a person has mended it; the number stays with it.
	FaultParks FaultAction = "PARK"
	// FaultConsults first: nobody knows whether the provider has the document.
	FaultConsults FaultAction = "CONSULT"
	// FaultResends the same bytes under the same number: the provider does not have the document.
	FaultResends FaultAction = "RESEND"
)

// Action answers what the house does about the fault (compliance.md 4.6). What is not in the table is unknown, and is asked for before
// anything is sent again.
func (f *ProviderFault) Action() FaultAction {
	switch f.Code {
	case 10, 11, 12, 50, 51:
		return FaultStops
	case 20, 21, 22:
		return FaultParks
	case 24:
		return FaultResends
	}
	if f.Status == 401 || f.Status == 403 {
		return FaultStops
	}
	return FaultConsults
}
