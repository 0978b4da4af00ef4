package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
)

// AccessToken is a key for a tool or a machine.
type AccessToken struct {
	*ent.AccessToken
	lens *Lens
}

// NewAccessToken shows a token's row.
func NewAccessToken(lens *Lens, row *ent.AccessToken) *AccessToken { return &AccessToken{row, lens} }

// ID is the global id.
func (t *AccessToken) ID() string { return t.GlobalID() }

// Holder is the person who answers for it.
func (t *AccessToken) Holder() *StaffMember { return optional(t.lens, t.Edges.Holder, NewStaffMember) }

// Live tells whether it works at this instant.
func (t *AccessToken) Live() bool {
	over := func(end *time.Time) bool { return end != nil && !t.lens.Now.Before(*end) }
	return t.RevokedAt == nil && t.lens.Now.Before(t.ExpiresAt) && !over(t.RetiresAt)
}
