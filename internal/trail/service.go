// Package trail writes down who reads personal data, and proves the whole trail.
//
// Invariants: what a command changes is written by the command itself (package audit); a read is written before its answer is
// given, in a transaction of its own; nothing here decides who may read.
package trail

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ActionRead is the action of the rows of reads.
const ActionRead = "read.personal"

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct{ store *store.Store }

// New returns a service over the house's database.
func New(house *store.Store) *Service { return &Service{store: house} }

// Read is what somebody is about to be shown.
type Read struct {
	// ObjectKind and ObjectID name the one object that is read; "query" and uuid.Nil where there are several.
	ObjectKind domain.ObjectKind
	ObjectID   uuid.UUID
	// Fields are those that show personal data in full, by type and name. Roots are the fields that the document begins with,
	// and Objects the ids that it names.
	Fields, Roots, Objects []string
	// Operation is the document's own name.
	Operation string
}

// WriteRead leaves the row of a read by the context's caller. Without an error the row is there, for good.
func (s *Service) WriteRead(ctx context.Context, read Read) error {
	after := map[string]any{"fields": read.Fields, "roots": read.Roots, "operation": read.Operation}
	if len(read.Objects) > 0 {
		after["objects"] = read.Objects
	}
	_, err := store.Do(ctx, s.store, store.Command{Action: ActionRead}, func(_ context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: read.ObjectKind, ObjectID: read.ObjectID, After: after})
		return nil
	})
	return err
}
