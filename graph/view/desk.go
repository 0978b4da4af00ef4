package view

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// DeskEventKind names a member of the stream of the desk.
type DeskEventKind string

// The members.
const (
	DeskOperation DeskEventKind = "OPERATION"
	DeskApproval  DeskEventKind = "APPROVAL"
	DeskMessage   DeskEventKind = "MESSAGE"
	DeskParameter DeskEventKind = "PARAMETER"
	DeskHold      DeskEventKind = "HOLD"
	// DeskInvoice are electronic documents, DeskInvoiceQueue the queues that they go out by.
	DeskInvoice      DeskEventKind = "INVOICE"
	DeskInvoiceQueue DeskEventKind = "INVOICE_QUEUE"
	// DeskBooks is whether the books balance.
	DeskBooks DeskEventKind = "BOOKS"
	// Of what follows the desk hears only that it changed.
	DeskReferral      DeskEventKind = "REFERRAL"
	DeskCampaign      DeskEventKind = "CAMPAIGN"
	DeskScheduledRate DeskEventKind = "SCHEDULED_RATE"
)

// DeskStreamItem is an item of the stream of the desk.
type DeskStreamItem interface {
	Event
	isDeskStreamItem()
}

// ApprovalEvent is something that happened to a proposal.
type ApprovalEvent struct {
	Cursor, ID    string
	At            time.Time
	ApprovalEvent domain.EventKind
	// Proposal is as it is now, ProposalVersion as of the event.
	Proposal        *Proposal
	ProposalVersion int
}

// MessageEvent is something that happened to a message to be sent.
type MessageEvent struct {
	Cursor, ID   string
	At           time.Time
	MessageEvent domain.EventKind
	// Message is as it is now, MessageVersion as of the event.
	Message        *OutboxMessage
	MessageVersion int
}

// BooksEvent is that the books were found not to balance, or to balance again.
type BooksEvent struct {
	Cursor, ID string
	At         time.Time
	BooksEvent domain.EventKind
	// Findings is how much is not as it must be; nil where all is, and for who does not read the books.
	Findings     *int
	BooksVersion int
}

func (*BooksEvent) isEvent()          {}
func (*BooksEvent) isDeskStreamItem() {}

// ParameterEvent is that a parameter was given a value.
type ParameterEvent struct {
	Cursor, ID     string
	At             time.Time
	ParameterEvent domain.EventKind
	// ValidFrom is from when on the value holds.
	ValidFrom time.Time
	// Parameter is as it is now, ParameterVersion as of the event.
	Parameter        *Parameter
	ParameterVersion int
}

// HoldEvent is something that happened to a hold beside others that are open.
type HoldEvent struct {
	Cursor, ID string
	At         time.Time
	HoldEvent  domain.EventKind
	HoldCause  domain.HoldCause
	// HoldReason is nil for a release.
	HoldReason *domain.HoldReason
	// Operation is as it is now, HoldVersion as of the event.
	Operation   *Operation
	HoldVersion int
}

// ChangeEvent is that a thing of a list changed.
type ChangeEvent struct {
	Cursor, ID  string
	At          time.Time
	ChangeEvent domain.EventKind
	// ThingID is the global id of what changed, ChangeVersion counts its events.
	ThingID       string
	ChangeVersion int
}

func (*ChangeEvent) isEvent()    {}
func (*ApprovalEvent) isEvent()  {}
func (*MessageEvent) isEvent()   {}
func (*ParameterEvent) isEvent() {}
func (*HoldEvent) isEvent()      {}

func (*StreamPosition) isDeskStreamItem() {}
func (*ResyncRequired) isDeskStreamItem() {}
func (*OperationEvent) isDeskStreamItem() {}
func (*ApprovalEvent) isDeskStreamItem()  {}
func (*MessageEvent) isDeskStreamItem()   {}
func (*ParameterEvent) isDeskStreamItem() {}
func (*HoldEvent) isDeskStreamItem()      {}
func (*ChangeEvent) isDeskStreamItem()    {}
