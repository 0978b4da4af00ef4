package view

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// AuditEntry is a row of the audit trail.
type AuditEntry struct {
	ID                            string
	At                            time.Time
	ActorKind                     domain.ActorKind
	StaffMember                   *StaffMember
	Client                        *Client
	ActorRole                     string
	AccessTokenID                 *string
	Action, ObjectKind            string
	ObjectID                      *string
	Before, After                 *string
	Address, UserAgent, RequestID string
}
