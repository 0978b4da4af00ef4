package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ErrForeignHouse tells that the database holds a house that this package did not make.
var ErrForeignHouse = errors.New("demo: the database holds another house; use an empty one")

// The marks of a seed are rows of the audit trail: they are never removed, and whoever reads the trail sees that the
// house is a fiction.
const (
	markBegun    = "demo.begin"
	markFinished = "demo.finish"
)

// begun answers the outline that a seed of this database began with, and whether it finished.
func (h *hand) begun(ctx context.Context) (known outline, began, finished bool, err error) {
	ctx = access.AsSystem(ctx)
	row, err := h.store.Read().AuditEntry.Query().Where(auditentry.Action(markBegun)).Order(auditentry.ByID()).First(ctx)
	if ent.IsNotFound(err) {
		return outline{}, false, false, h.refuseForeign(ctx)
	}
	if err != nil {
		return outline{}, false, false, fmt.Errorf("look for the mark of a seed: %w", err)
	}
	text, err := json.Marshal(row.Changes["after"])
	if err == nil {
		err = json.Unmarshal(text, &known)
	}
	if err != nil {
		return outline{}, false, false, fmt.Errorf("read the mark of a seed: %w", err)
	}
	finished, err = h.store.Read().AuditEntry.Query().Where(auditentry.Action(markFinished)).Exist(ctx)
	if err != nil {
		return outline{}, false, false, fmt.Errorf("look for the mark of a seed: %w", err)
	}
	return known, true, finished, nil
}

// refuseForeign protects a house of real people: only a database without any is seeded.
func (h *hand) refuseForeign(ctx context.Context) error {
	anybody, err := h.store.Read().User.Query().Where(user.IsHouse(false)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for people of another house: %w", err)
	}
	if anybody {
		return ErrForeignHouse
	}
	return nil
}

// mark writes one of the marks, with the outline.
func (h *hand) mark(ctx context.Context, action string, o outline) error {
	text, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("mark the seed: %w", err)
	}
	after := map[string]any{}
	if err := json.Unmarshal(text, &after); err != nil {
		return fmt.Errorf("mark the seed: %w", err)
	}
	_, err = store.Do(access.AsSystem(ctx), h.store, store.Command{Action: action}, func(_ context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouse, After: after})
		return nil
	})
	return err
}
