package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/risk"
)

// RiskProfile is how much risk a client brings, as the viewer may know it.
type RiskProfile struct {
	*risk.Picture
	of *Client
}

// whole shows a part that only those know who see the risk of all clients; zero for the others.
func whole[T any](p *RiskProfile, part func(*risk.Whole) T) (shown T) {
	if p.Whole != nil {
		shown = part(p.Whole)
	}
	return shown
}

// Score is of 0 to 100.
func (p *RiskProfile) Score() *int {
	return whole(p, func(w *risk.Whole) *int { return &w.Profile.Score })
}

// Factors are what makes up the score.
func (p *RiskProfile) Factors() []RiskFactor {
	return factors(whole(p, func(w *risk.Whole) []domain.RiskFactor { return w.Profile.Edges.Computation.Factors }))
}

// Reasons are why the regime is not that of the level.
func (p *RiskProfile) Reasons() []domain.RiskReason {
	return whole(p, func(w *risk.Whole) []domain.RiskReason { return w.Profile.Edges.Computation.Reasons })
}

// ComputedAt is when it was computed.
func (p *RiskProfile) ComputedAt() *time.Time {
	return whole(p, func(w *risk.Whole) *time.Time { return &w.Profile.Edges.Computation.CreatedAt })
}

// ReviewedAt is when somebody looked at the client last.
func (p *RiskProfile) ReviewedAt() *time.Time {
	return whole(p, func(w *risk.Whole) *time.Time { return &w.Profile.ReviewedAt })
}

// NextReviewAt is when somebody should look again.
func (p *RiskProfile) NextReviewAt() *time.Time {
	return whole(p, func(w *risk.Whole) *time.Time { return &w.Profile.NextReviewAt })
}

// Override is what two people decided and is in force.
func (p *RiskProfile) Override() *DueDiligenceOverride {
	row := whole(p, func(w *risk.Whole) *ent.DueDiligenceOverride { return w.Override })
	if row == nil {
		return nil
	}
	return &DueDiligenceOverride{row, p.of.lens}
}

// Proposal is what would give the client another regime, where the viewer may see it.
func (p *RiskProfile) Proposal() *Proposal {
	row := p.of.lens.RiskProposals[p.of.Customer.ID]
	if row == nil {
		return nil
	}
	return NewProposal(p.of.lens, row, p.of)
}

// History are the newest assessments.
func (p *RiskProfile) History() []*RiskComputation {
	return each(p.of.lens, whole(p, func(w *risk.Whole) []*ent.RiskComputation { return w.History }), newRiskComputation)
}

// PepRecords are the newest political exposures.
func (p *RiskProfile) PepRecords() []*PepRecord {
	rows := whole(p, func(w *risk.Whole) []*ent.PepRecord { return w.Exposures })
	views := make([]*PepRecord, len(rows))
	for i, row := range rows {
		views[i] = NewPepRecord(p.of.lens, row, p.of)
	}
	return views
}

// ListChecks are the newest checks of lists by people.
func (p *RiskProfile) ListChecks() []*ManualListCheck {
	return each(p.of.lens, whole(p, func(w *risk.Whole) []*ent.ManualListCheck { return w.Checks }), NewManualListCheck)
}

// RiskFactor is what one thing about a client does to its score.
type RiskFactor struct{ domain.RiskFactor }

// WhatLowersIt is nil where nothing can.
func (f RiskFactor) WhatLowersIt() *string { return textOrNil(f.Lowers) }

func factors(rows []domain.RiskFactor) []RiskFactor {
	views := make([]RiskFactor, len(rows))
	for i, row := range rows {
		views[i] = RiskFactor{row}
	}
	return views
}

// RiskListStanding is how a client stood to one kind of list.
type RiskListStanding struct {
	List  domain.RiskList
	State domain.RiskListState
}

// RiskComputation is one assessment of a client.
type RiskComputation struct {
	*ent.RiskComputation
	lens *Lens
}

func newRiskComputation(lens *Lens, row *ent.RiskComputation) *RiskComputation {
	return &RiskComputation{row, lens}
}

// At is when it was made.
func (c *RiskComputation) At() time.Time { return c.CreatedAt }

// AskedBy is who asked for it; nil where nobody did.
func (c *RiskComputation) AskedBy() *StaffMember {
	return optional(c.lens, c.Edges.Asker, NewStaffMember)
}

// Factors are what makes up its score.
func (c *RiskComputation) Factors() []RiskFactor { return factors(c.RiskComputation.Factors) }

// Lists is how the client stood to each kind of list.
func (c *RiskComputation) Lists() []RiskListStanding {
	views := make([]RiskListStanding, len(domain.RiskLists()))
	for i, list := range domain.RiskLists() {
		views[i] = RiskListStanding{list, c.Facts.ListState(list)}
	}
	return views
}

// DueDiligenceOverride is a regime that two people gave a client.
type DueDiligenceOverride struct {
	*ent.DueDiligenceOverride
	lens *Lens
}

// Since is when it was decided.
func (o *DueDiligenceOverride) Since() time.Time { return o.CreatedAt }

// Note is what the proposer wrote.
func (o *DueDiligenceOverride) Note() *string { return o.Edges.Proposal.Note }

// Proposer is who proposed it.
func (o *DueDiligenceOverride) Proposer() *StaffMember {
	return optional(o.lens, o.Edges.Proposal.Edges.Proposer, NewStaffMember)
}

// Decider is who confirmed it.
func (o *DueDiligenceOverride) Decider() *StaffMember {
	return optional(o.lens, o.Edges.Proposal.Edges.Decider, NewStaffMember)
}

// DueDiligenceProposal is a regime that a proposal would give, or lift.
type DueDiligenceProposal struct{ wanted risk.Overriding }

// DueDiligence is the regime; nil where one is lifted.
func (p *DueDiligenceProposal) DueDiligence() *domain.DueDiligence {
	return onlyIf(!p.wanted.Lift, &p.wanted.DueDiligence)
}

// Ground is why; nil where one is lifted.
func (p *DueDiligenceProposal) Ground() *domain.RiskGround {
	return onlyIf(!p.wanted.Lift, &p.wanted.Ground)
}

// Until is its end; nil for none.
func (p *DueDiligenceProposal) Until() *time.Time { return p.wanted.Until }

// Lifts tells whether it takes back what was decided before.
func (p *DueDiligenceProposal) Lifts() bool { return p.wanted.Lift }

// PepRecord is a political exposure of a client, on record.
type PepRecord struct {
	*ent.PepRecord
	lens *Lens
	// Client is whose; nil for whoever does not see it.
	Client *Client
}

// NewPepRecord shows a political exposure.
func NewPepRecord(lens *Lens, row *ent.PepRecord, of *Client) *PepRecord {
	return &PepRecord{row, lens, of}
}

// ID is the global id.
func (p *PepRecord) ID() string { return p.GlobalID() }

// left is when the post was left; the zero day while it is held.
func (p *PepRecord) left() (left domain.Date) {
	if p.LeftOn != nil {
		left = *p.LeftOn
	}
	return left
}

// Counts tells whether it counts today.
func (p *PepRecord) Counts() bool {
	return p.WithdrawnAt == nil && p.lens.RiskRules.Exposes(p.left(), domain.BusinessDate(p.lens.Now))
}

// EndsOn is from when on it counts no more; nil while the post is held.
func (p *PepRecord) EndsOn() *domain.Date {
	ends, ended := p.lens.RiskRules.EndsOn(p.left())
	return onlyIf(ended, &ends)
}

// RecordedBy is who recorded it.
func (p *PepRecord) RecordedBy() *StaffMember {
	return optional(p.lens, p.Edges.Recorder, NewStaffMember)
}

// RelatedPerson is somebody whom the house knows beside a client.
type RelatedPerson struct{ *ent.RelatedPerson }

// NewRelatedPerson shows somebody beside a client.
func NewRelatedPerson(_ *Lens, row *ent.RelatedPerson) *RelatedPerson { return &RelatedPerson{row} }

// ID is the global id.
func (p *RelatedPerson) ID() string { return p.GlobalID() }

// MaskedDocumentNumber is the document's number for lists.
func (p *RelatedPerson) MaskedDocumentNumber() string { return access.Mask(p.DocumentNumber) }

// Share is what an owner has of the company, in percent; nil for the others.
func (p *RelatedPerson) Share() *money.Amount {
	if p.ShareBasisPoints == nil {
		return nil
	}
	percent := money.FromCents(int64(*p.ShareBasisPoints))
	return &percent
}

// ManualListCheck is what a person found of a client on restrictive lists.
type ManualListCheck struct {
	*ent.ManualListCheck
	lens *Lens
}

// NewManualListCheck shows a check of lists.
func NewManualListCheck(lens *Lens, row *ent.ManualListCheck) *ManualListCheck {
	return &ManualListCheck{row, lens}
}

// ID is the global id.
func (c *ManualListCheck) ID() string { return c.GlobalID() }

// CheckedBy is who looked.
func (c *ManualListCheck) CheckedBy() *StaffMember {
	return optional(c.lens, c.Edges.Checker, NewStaffMember)
}

// Results are what was found on each kind of list.
func (c *ManualListCheck) Results() []ManualListResult {
	views := make([]ManualListResult, len(c.ManualListCheck.Results))
	for i, row := range c.ManualListCheck.Results {
		views[i] = ManualListResult{row}
	}
	return views
}

// ManualListResult is what was found on one kind of list.
type ManualListResult struct{ domain.RiskListResult }

// Details are what the match is; nil for none.
func (r ManualListResult) Details() *string { return textOrNil(r.RiskListResult.Details) }
