package view

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/parameters"
)

// ParameterIDPrefix begins the global ids of parameters, which are no rows.
const ParameterIDPrefix = "prm"

// Parameter is what people of the house change while it runs.
type Parameter struct {
	parameters.State
	lens *Lens
}

// NewParameter shows how a parameter stands.
func NewParameter(lens *Lens, state parameters.State) *Parameter { return &Parameter{state, lens} }

// ID is the global id.
func (p *Parameter) ID() string { return globalid.Encode(ParameterIDPrefix, domain.ParameterID(p.Key)) }

// Value is the one in force.
func (p *Parameter) Value() *ParameterValue { return p.shown(p.State.Value) }

// FirstValue is the one before anybody set one.
func (p *Parameter) FirstValue() *ParameterValue { return p.shown(p.First) }

// Minimum is the least that it may be; nil where its kind has no order.
func (p *Parameter) Minimum() *ParameterValue { return p.bound(p.Least) }

// Maximum is the most that it may be; nil where its kind has no order.
func (p *Parameter) Maximum() *ParameterValue { return p.bound(p.Most) }

func (p *Parameter) bound(value domain.ParameterValue) *ParameterValue {
	if len(value.Kinds()) == 0 {
		return nil
	}
	return p.shown(value)
}

func (p *Parameter) shown(value domain.ParameterValue) *ParameterValue {
	return NewParameterValue(p.Parameter, value)
}

// Setting is what put the value in force; nil while that is the first one.
func (p *Parameter) Setting() *ParameterSetting {
	return optional(p.lens, p.State.Setting, NewParameterSetting)
}

// Coming are the values that hold later.
func (p *Parameter) Coming() []*ParameterSetting {
	return each(p.lens, p.State.Coming, NewParameterSetting)
}

// Proposal waits for a second person; nil for whoever does not decide it.
func (p *Parameter) Proposal() *Proposal {
	if p.State.Proposal == nil {
		return nil
	}
	return NewProposal(p.lens, p.State.Proposal, nil)
}

// MaySet tells whether the viewer may set it.
func (p *Parameter) MaySet() bool { return p.lens.Viewer.Can(p.Permission) }

// ParameterSetting is a value that a parameter has from an instant on.
type ParameterSetting struct {
	*ent.ParameterSetting
	lens *Lens
}

// NewParameterSetting shows a row.
func NewParameterSetting(lens *Lens, row *ent.ParameterSetting) *ParameterSetting {
	return &ParameterSetting{row, lens}
}

// ID is the global id.
func (s *ParameterSetting) ID() string { return s.GlobalID() }

// Value is the value.
func (s *ParameterSetting) Value() *ParameterValue {
	row, _ := domain.ParameterOf(s.Key)
	return NewParameterValue(row, s.ParameterSetting.Value)
}

// SetBy is who set it, or proposed to.
func (s *ParameterSetting) SetBy() *StaffMember {
	return optional(s.lens, s.Edges.Setter, NewStaffMember)
}

// ConfirmedBy is who confirmed it; nil where nobody was asked, and for whoever does not see the decision.
func (s *ParameterSetting) ConfirmedBy() *StaffMember {
	if s.Edges.Proposal == nil {
		return nil
	}
	return optional(s.lens, s.Edges.Proposal.Edges.Decider, NewStaffMember)
}

// ParameterValue is the value of a parameter, in the field of its kind and in words.
type ParameterValue struct {
	domain.ParameterValue
	Text string
}

// NewParameterValue shows a value of a parameter.
func NewParameterValue(of domain.Parameter, value domain.ParameterValue) *ParameterValue {
	return &ParameterValue{value, of.Spoken(value)}
}

// Integer is that of an INTEGER.
func (v *ParameterValue) Integer() *int { return narrowed(v.ParameterValue.Integer) }

// Seconds are those of a DURATION.
func (v *ParameterValue) Seconds() *int { return narrowed(v.ParameterValue.Seconds) }

func narrowed(n *int64) *int {
	if n == nil {
		return nil
	}
	narrow := int(*n)
	return &narrow
}

// Amount is that of an AMOUNT, in USD.
func (v *ParameterValue) Amount() *money.Amount { return v.ParameterValue.Amount }

// Flag is that of a FLAG.
func (v *ParameterValue) Flag() *bool { return v.ParameterValue.Flag }

// Week are the days of a WEEK.
func (v *ParameterValue) Week() []*domain.DayHours {
	if v.ParameterValue.Week == nil {
		return nil
	}
	return v.ParameterValue.Week.Days()
}

// Date is that of a DATE; nil while nobody set one.
func (v *ParameterValue) Date() *domain.Date {
	if v.ParameterValue.Date == nil || v.ParameterValue.Date.IsZero() {
		return nil
	}
	return v.ParameterValue.Date
}

// ParameterProposal is what a proposal would make of a parameter.
type ParameterProposal struct{ parameters.Change }

// Label names the parameter.
func (p *ParameterProposal) Label() string {
	row, _ := domain.ParameterOf(p.Key)
	return row.Label
}

// Value is the value that it would have.
func (p *ParameterProposal) Value() *ParameterValue {
	row, _ := domain.ParameterOf(p.Key)
	return NewParameterValue(row, p.Change.Value)
}

// Source is where the value comes from; nil for nothing said.
func (p *ParameterProposal) Source() *string { return textOrNil(p.Change.Source) }
