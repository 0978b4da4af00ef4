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

func (*ApprovalEvent) isEvent() {}
func (*MessageEvent) isEvent()  {}

func (*StreamPosition) isDeskStreamItem() {}
func (*ResyncRequired) isDeskStreamItem() {}
func (*OperationEvent) isDeskStreamItem() {}
func (*ApprovalEvent) isDeskStreamItem()  {}
func (*MessageEvent) isDeskStreamItem()   {}
