package view

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

// AuditEntry is a row of the audit trail.
type AuditEntry struct {
	*ent.AuditEntry
	// StaffMember and Client are who acted, where it was one of these.
	StaffMember *StaffMember
	Client      *Client
	// ObjectID is the object's global id, or its plain key where it has none.
	ObjectID *string
}

// ID is the global id.
func (e *AuditEntry) ID() string { return e.GlobalID() }

// ActorRole is the part that the caller played.
func (e *AuditEntry) ActorRole() domain.Role { return domain.Role(e.AuditEntry.ActorRole) }

// ObjectKind is the kind of thing that it is about; nil where it names none.
func (e *AuditEntry) ObjectKind() *domain.ObjectKind {
	kind := domain.ObjectKind(e.AuditEntry.ObjectKind)
	if kind == "" {
		return nil
	}
	return &kind
}

// AccessTokenID is the token that was used, where one was.
func (e *AuditEntry) AccessTokenID() *string {
	if e.TokenID == nil {
		return nil
	}
	id := globalid.Encode(ent.AccessTokenIDPrefix, *e.TokenID)
	return &id
}

// Changes are what changed, one for each field.
func (e *AuditEntry) Changes() []audit.FieldChange { return audit.FieldChanges(e.AuditEntry.Changes) }
