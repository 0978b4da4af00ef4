package view

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/money"
)

// Invoice is an electronic document.
type Invoice struct {
	*ent.Invoice
	lens *Lens
}

// NewInvoice shows a document.
func NewInvoice(lens *Lens, row *ent.Invoice) *Invoice { return &Invoice{row, lens} }

// ID is the global id.
func (i *Invoice) ID() string { return i.GlobalID() }

// Status is the summary of the state, as the viewer reads it.
func (i *Invoice) Status() domain.InvoiceStatus {
	return i.Invoice.State.Status().For(i.lens.Viewer.Reader())
}

// StatusLabel is the summary in words for the viewer.
func (i *Invoice) StatusLabel() string {
	if i.lens.Viewer.IsStaff() {
		return i.Status().Label()
	}
	return i.Status().ClientLabel()
}

// State is where it stands exactly; nil for clients.
func (i *Invoice) State() *domain.InvoiceState { return ofTheHouse(i.lens, &i.Invoice.State) }

// StateLabel is the state in words; nil for clients.
func (i *Invoice) StateLabel() *string {
	return ofTheHouse(i.lens, textOrNil(i.Invoice.State.Label()))
}

// Explanation says what it waits for, why and what comes next.
func (i *Invoice) Explanation() InvoiceExplanation {
	situation := domain.InvoiceSituation{Kind: i.Kind, State: i.Invoice.State, Stopped: i.lens.QueueStopped, Succeeded: i.successor() != nil}
	if i.Invoice.ParkedReason != nil {
		situation.Parked = *i.Invoice.ParkedReason
	}
	if !i.lens.Viewer.IsStaff() {
		return InvoiceExplanation{Text: situation.ExplainToClient()}
	}
	text, next := situation.Explain()
	return InvoiceExplanation{Text: text, NextStep: textOrNil(next)}
}

// Number is its number within the series; nil until it took one.
func (i *Invoice) Number() *int { return narrowed(i.Invoice.Number) }

// Code is series and number; nil until it took a number.
func (i *Invoice) Code() *string {
	if i.Invoice.Number == nil {
		return nil
	}
	code := domain.InvoiceNumber{Kind: i.Kind, Series: i.Series, Number: *i.Invoice.Number}.String()
	return &code
}

// Total is what it is over.
func (i *Invoice) Total() money.Money { return money.Soles(i.Invoice.Total) }

// Net is the total without the IGV.
func (i *Invoice) Net() money.Money { return money.Soles(i.Invoice.Net) }

// Igv is the IGV.
func (i *Invoice) Igv() money.Money { return money.Soles(i.Invoice.Igv) }

// Issuer is the house as it names it.
func (i *Invoice) Issuer() *domain.InvoiceIssuer { return i.IssuerSnapshot }

// Recipient is to whom it is issued.
func (i *Invoice) Recipient() *InvoiceRecipient {
	if i.ClientSnapshot == nil {
		return nil
	}
	return &InvoiceRecipient{*i.ClientSnapshot}
}

// Operation is what it is of; nil where the viewer may not see it.
func (i *Invoice) Operation() *Operation { return i.lens.InvoiceOperations[i.OperationID] }

// siblings are all documents of its operation, oldest first.
func (i *Invoice) siblings() []*ent.Invoice { return i.lens.Invoices[i.OperationID] }

// newest shows the newest of the documents of its operation that a condition takes.
func (i *Invoice) newest(takes func(*ent.Invoice) bool) *Invoice {
	var found *ent.Invoice
	for _, row := range i.siblings() {
		if takes(row) {
			found = row
		}
	}
	return optional(i.lens, found, NewInvoice)
}

// named shows the document of an id.
func (i *Invoice) named(id *uuid.UUID) *Invoice {
	return i.newest(func(row *ent.Invoice) bool { return id != nil && row.ID == *id })
}

// successor is the newest document that stands in its place.
func (i *Invoice) successor() *Invoice {
	return i.newest(func(row *ent.Invoice) bool { return row.ReplacesID != nil && *row.ReplacesID == i.Invoice.ID })
}

// Replaces is what it stands in place of.
func (i *Invoice) Replaces() *Invoice { return i.named(i.ReplacesID) }

// ReplacedBy is the newest document that stands in its place.
func (i *Invoice) ReplacedBy() *Invoice { return i.successor() }

// Credits is what a credit note undoes.
func (i *Invoice) Credits() *Invoice { return i.named(i.CreditsID) }

// CreditNote is the newest credit note about it.
func (i *Invoice) CreditNote() *Invoice {
	return i.newest(func(row *ent.Invoice) bool { return row.CreditsID != nil && *row.CreditsID == i.Invoice.ID })
}

// Pdf is the document as people read it; nil when masked, and for clients until SUNAT accepts it.
func (i *Invoice) Pdf() *File { return i.paper(i.Edges.Pdf) }

// XML is the document as it was signed; nil when masked, and for clients until SUNAT accepts it.
func (i *Invoice) XML() *File { return i.paper(i.Edges.XML) }

// Cdr is what SUNAT answered, signed; nil when masked.
func (i *Invoice) Cdr() *File { return i.paper(i.Edges.Cdr) }

func (i *Invoice) paper(row *ent.File) *File {
	if !i.lens.Viewer.IsStaff() && i.Invoice.AcceptedAt == nil {
		return nil
	}
	return unmasked(i.lens, row)
}

// ParkedReason is why it waits for a person; nil for clients.
func (i *Invoice) ParkedReason() *domain.InvoiceParkReason {
	return ofTheHouse(i.lens, i.Invoice.ParkedReason)
}

// ParkedLabel is that reason in words; nil for clients.
func (i *Invoice) ParkedLabel() *string {
	reason := i.ParkedReason()
	if reason == nil {
		return nil
	}
	return textOrNil(reason.Label())
}

// Sunat is what SUNAT answered; nil while it has not, and for clients.
func (i *Invoice) Sunat() *SunatAnswer {
	if i.SunatCode == nil && i.SunatDescription == nil && i.SunatNote == nil {
		return nil
	}
	return ofTheHouse(i.lens, &SunatAnswer{Code: i.SunatCode, Description: i.SunatDescription, Note: i.SunatNote})
}

// Fault is why the last call of the provider brought nothing; nil where it did, and for clients.
func (i *Invoice) Fault() *ProviderFault {
	if i.FaultCode == nil {
		return nil
	}
	return ofTheHouse(i.lens, newProviderFault(i.lens, *i.FaultCode, i.FaultMessage))
}

// Attempts counts tries since the last answer; nil for clients.
func (i *Invoice) Attempts() *int { return ofTheHouse(i.lens, &i.Invoice.Attempts) }

// NextAttemptAt is when the provider is asked next; nil for clients.
func (i *Invoice) NextAttemptAt() *time.Time { return ofTheHouse(i.lens, i.NextAt) }

// RequestedBy is who asked for it; nil where the completion did, and for clients.
func (i *Invoice) RequestedBy() *StaffMember {
	if i.Invoice.RequestedBy == nil {
		return nil
	}
	return optional(i.lens, i.lens.People[*i.Invoice.RequestedBy], NewStaffMember)
}

// SentAt is when its bytes went out last; nil for clients.
func (i *Invoice) SentAt() *time.Time { return ofTheHouse(i.lens, i.Invoice.SentAt) }

// DueAt is until when SUNAT must have it; nil for clients.
func (i *Invoice) DueAt() *time.Time { return ofTheHouse(i.lens, i.Invoice.DueAt) }

// VoidUntil is the last day on which it may be voided; nil for clients, and for what is never voided.
func (i *Invoice) VoidUntil() *domain.Date {
	if i.IssuedOn == nil || i.Kind == domain.CreditNote {
		return nil
	}
	until := i.Kind.VoidUntil(*i.IssuedOn)
	return ofTheHouse(i.lens, &until)
}

// VoidReason is why it is voided; nil for clients.
func (i *Invoice) VoidReason() *string { return ofTheHouse(i.lens, i.Invoice.VoidReason) }

// VoidTicket is SUNAT's number of the request to void it; nil for clients.
func (i *Invoice) VoidTicket() *string { return ofTheHouse(i.lens, i.Invoice.VoidTicket) }

// VoidProposal is what would void it, or did; nil for who does not see such proposals.
func (i *Invoice) VoidProposal() *Proposal {
	row := i.lens.VoidProposals[i.Invoice.ID]
	if row == nil {
		return nil
	}
	shown := NewProposal(i.lens, row, nil)
	shown.Invoice = i
	return shown
}

// AvailableActions are what the viewer may do now, each with the reason when not; none for clients.
func (i *Invoice) AvailableActions() []InvoiceActionAvailability {
	if !i.lens.Viewer.IsStaff() {
		return []InvoiceActionAvailability{}
	}
	proposal := i.lens.VoidProposals[i.Invoice.ID]
	list := i.lens.InvoiceActions(i.Invoice, i.siblings(), proposal != nil && proposal.Decision == nil)
	views := make([]InvoiceActionAvailability, len(list))
	for n, one := range list {
		views[n] = InvoiceActionAvailability{Action: one.Act, Allowed: one.Refusal == nil}
		if one.Refusal != nil {
			views[n].Code, views[n].Message = &one.Refusal.Code, &one.Refusal.Message
		}
	}
	return views
}

// InvoiceRecipient is to whom a document is issued.
type InvoiceRecipient struct{ domain.InvoiceClient }

// MaskedDocumentNumber is the document's number for lists.
func (r *InvoiceRecipient) MaskedDocumentNumber() string { return access.Mask(r.DocumentNumber) }

// InvoiceExplanation says how a document stands.
type InvoiceExplanation struct {
	Text     string
	NextStep *string
}

// SunatAnswer is what SUNAT answered.
type SunatAnswer struct{ Code, Description, Note *string }

// ProviderFault is why a call of the provider brought nothing. Message is nil when masked: the provider may name a client in it.
type ProviderFault struct {
	Code    int
	Meaning string
	Message *string
}

func newProviderFault(lens *Lens, code int, message *string) *ProviderFault {
	if lens.Viewer.Masked() {
		message = nil
	}
	return &ProviderFault{Code: code, Meaning: domain.ProviderMeaning(code), Message: message}
}

// InvoiceActionAvailability says whether the viewer may do something about a document, and why not.
type InvoiceActionAvailability struct {
	Action  domain.InvoiceAct
	Allowed bool
	Code    *domain.Code
	Message *string
}

// InvoiceSeries is how the numbers of one series stand.
type InvoiceSeries struct {
	invoicing.SeriesState
	lens *Lens
}

// NewInvoiceSeries shows a series.
func NewInvoiceSeries(lens *Lens, state invoicing.SeriesState) *InvoiceSeries {
	return &InvoiceSeries{state, lens}
}

// FirstNumber is the first that this house takes; nil while it has not begun.
func (s *InvoiceSeries) FirstNumber() *int { return narrowed(s.First) }

// NextNumber is the one that the next document takes; nil while it has not begun.
func (s *InvoiceSeries) NextNumber() *int { return narrowed(s.Next) }

// Stopped is why nothing goes out; nil while it does.
func (s *InvoiceSeries) Stopped() *ProviderFault {
	if s.StoppedAt == nil {
		return nil
	}
	return newProviderFault(s.lens, s.StoppedCode, textOrNil(s.StoppedReason))
}

// InvoiceEvent is something that happened to a document.
type InvoiceEvent struct {
	Cursor, ID   string
	At           time.Time
	InvoiceEvent domain.EventKind
	// Invoice is as it is now, InvoiceVersion as of the event.
	Invoice        *Invoice
	InvoiceVersion int
}

// InvoiceQueueEvent is that the queues of documents stopped or go on, or that a series begins.
type InvoiceQueueEvent struct {
	Cursor, ID string
	At         time.Time
	QueueEvent domain.EventKind
	// FaultCode is the provider's; nil where they go on.
	FaultCode    *int
	QueueVersion int
	// Series is the one that begins; nil for what is about all of them.
	Series *string
}

// InvoiceVoidProposal is a document that a proposal would void.
type InvoiceVoidProposal struct {
	Invoice *Invoice
	Reason  string
}

func (*InvoiceEvent) isEvent()               {}
func (*InvoiceEvent) isDeskStreamItem()      {}
func (*InvoiceEvent) isOperationStreamItem() {}
func (*InvoiceQueueEvent) isEvent()          {}
func (*InvoiceQueueEvent) isDeskStreamItem() {}
