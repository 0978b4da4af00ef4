package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/staff"
)

// Identification is how far a client's identification is.
type Identification struct {
	Status            domain.KYCStatus
	Required, Missing []domain.DocumentKind
	Documents         []*ClientDocument
	Reason            *domain.KYCReason
	NextStep          string
	Proposal          *Proposal
	DecidedAt         *time.Time
}

// NewIdentification shows the identification of a client.
func NewIdentification(lens *Lens, of *Client, row kyc.Identification) *Identification {
	shown := &Identification{Status: row.Status, Required: row.Required, Missing: row.Missing, NextStep: row.NextStep, DecidedAt: row.DecidedAt,
		Documents: each(lens, row.Documents, NewClientDocument), Reason: onlyIf(row.Reason != "", &row.Reason)}
	if row.Proposal != nil {
		shown.Proposal = NewProposal(lens, row.Proposal, of)
	}
	return shown
}

// ClientDocument is a paper of a client.
type ClientDocument struct {
	*ent.ClientDocument
	lens *Lens
}

// NewClientDocument shows a paper.
func NewClientDocument(lens *Lens, row *ent.ClientDocument) *ClientDocument {
	return &ClientDocument{row, lens}
}

// ID is the global id.
func (d *ClientDocument) ID() string { return d.GlobalID() }

// Note is for the staff alone.
func (d *ClientDocument) Note() *string {
	return onlyIf(d.lens.Viewer.IsStaff(), d.ClientDocument.Note)
}

// Advice is what the client does about a rejection.
func (d *ClientDocument) Advice() *string {
	if d.Status != domain.DocumentRejected || d.Reason == nil {
		return nil
	}
	return textOrNil(d.Reason.Advice())
}

// Matches are files of other clients that are alike; none for who does not review.
func (d *ClientDocument) Matches() []*FileMatch { return d.lens.Matches[d.FileID] }

// File is the paper itself.
func (d *ClientDocument) File() *File { return optional(d.lens, d.Edges.File, NewFile) }

// Reviewer is who gave the verdict; nil for clients.
func (d *ClientDocument) Reviewer() *StaffMember {
	if !d.lens.Viewer.IsStaff() {
		return nil
	}
	return optional(d.lens, d.Edges.Reviewer, NewStaffMember)
}

// FileMatch is a file of another client that is alike.
type FileMatch struct {
	*ent.FileMatch
	// Client is whose it is; nil where it belongs to no client.
	Client *Client
}

// NewFileMatch shows an alike file; client is nil where it belongs to none.
func NewFileMatch(lens *Lens, row *ent.FileMatch, client *ent.Customer) *FileMatch {
	return &FileMatch{row, optional(lens, client, NewClient)}
}

// Proposal is a decision that waits for a second person, or got one.
type Proposal struct {
	*ent.Proposal
	lens *Lens
	// Client is whom it is about, User which person of the house; nil where that is no such one.
	Client *Client
	User   *StaffMember
	// Quote is what a rate became; nil where that is nothing.
	Quote *Quote
	// Invoice is the document that it would void, where the viewer may see it.
	Invoice *Invoice
}

// NewProposal shows a proposal; client is nil where it is about something else.
func NewProposal(lens *Lens, row *ent.Proposal, client *Client) *Proposal {
	return &Proposal{Proposal: row, lens: lens, Client: client}
}

// ID is the global id.
func (p *Proposal) ID() string { return p.GlobalID() }

// AboutClient tells whether it is about a client, or about what the house thinks of its risk.
func (p *Proposal) AboutClient() bool {
	return p.ObjectKind == string(domain.ObjectClient) || p.ObjectKind == string(domain.ObjectComplianceClient)
}

// AboutUser tells whether it is about a person of the house.
func (p *Proposal) AboutUser() bool { return p.ObjectKind == string(domain.ObjectUser) }

// Deciders is who decides it, in words.
func (p *Proposal) Deciders() string { return domain.HouseApprovals()[p.Kind].Deciders }

// ExpiresAt is when it is confirmed no more; nil where it waits for good.
func (p *Proposal) ExpiresAt() *time.Time {
	at, ends := domain.HouseApprovals().ExpiresAt(p.Kind, p.Proposal.CreatedAt)
	return onlyIf(ends, &at)
}

// Proposer is who proposed it.
func (p *Proposal) Proposer() *StaffMember { return optional(p.lens, p.Edges.Proposer, NewStaffMember) }

// Decider is who decided it; nil while it is open.
func (p *Proposal) Decider() *StaffMember { return optional(p.lens, p.Edges.Decider, NewStaffMember) }

// ProposalAvailability says whether the viewer may decide a proposal, and why not.
type ProposalAvailability struct {
	Allowed, MayWithdraw bool
	Code                 *domain.Code
	Message              *string
}

// MayDecide tells whether the viewer may decide it: nobody decides on what they proposed, nor on what those proposed who chose them.
func (p *Proposal) MayDecide() ProposalAvailability {
	refusal := approval.MayDecide(p.Proposal, p.lens.Viewer, p.lens.Entrusted)
	shown := ProposalAvailability{Allowed: refusal == nil, MayWithdraw: approval.MayWithdraw(p.Proposal, p.lens.Viewer) == nil}
	if refusal != nil {
		shown.Code, shown.Message = &refusal.Code, &refusal.Message
	}
	return shown
}

// NegotiatedRate is the rate that it would give; nil where it is about something else.
func (p *Proposal) NegotiatedRate() *NegotiatedRateProposal {
	wanted, ok := pricing.RateProposed(p.Proposal)
	if !ok {
		return nil
	}
	price, ok := wanted.Price()
	if !ok {
		return nil
	}
	return &NegotiatedRateProposal{ProposedRate: wanted, Price: price, Quote: p.Quote}
}

// NegotiatedRateProposal is a rate outside of the band that a proposal would give.
type NegotiatedRateProposal struct {
	pricing.ProposedRate
	Price domain.Price
	// Quote is what it became.
	Quote *Quote
}

// Pay is what the client would hand over.
func (p *NegotiatedRateProposal) Pay() money.Money { return p.Price.Deposit() }

// Receive is what the client would receive.
func (p *NegotiatedRateProposal) Receive() money.Money { return p.Price.Payout() }

// Pips is how far the rate is from the public one, in favour of the house when positive.
func (p *NegotiatedRateProposal) Pips() int {
	return int(domain.MarginPips(p.Side, p.Rate, p.PublicRate))
}

// Parameter is what it would make of a parameter; nil where it is about something else.
func (p *Proposal) Parameter() *ParameterProposal {
	change, ok := parameters.Proposed(p.Proposal)
	if !ok {
		return nil
	}
	return &ParameterProposal{change}
}

// Set is the office that it would give to a person, or take away; nil where it is about something else.
func (p *Proposal) Set() *domain.PermissionSet {
	set, ok := staff.ProposedSet(p.Proposal)
	return onlyIf(ok, &set)
}

// InvoiceVoid is the document that it would void, and why; nil where it is about something else.
func (p *Proposal) InvoiceVoid() *InvoiceVoidProposal {
	reason, ok := invoicing.VoidProposed(p.Proposal)
	if !ok {
		return nil
	}
	return &InvoiceVoidProposal{Invoice: p.Invoice, Reason: reason}
}

// DueDiligence is the due diligence that it would give the client, or lift; nil where it is about something else.
func (p *Proposal) DueDiligence() *DueDiligenceProposal {
	wanted, ok := risk.OverrideProposed(p.Proposal)
	if !ok {
		return nil
	}
	return &DueDiligenceProposal{wanted}
}

// Reason is why a rejection, in words that are safe to tell.
func (p *Proposal) Reason() *domain.KYCReason {
	if !p.AboutClient() {
		return nil
	}
	text, ok := p.Payload["reason"].(string)
	reason := domain.KYCReason(text)
	return onlyIf(ok && text != "", &reason)
}
