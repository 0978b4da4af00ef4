package casework

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// contraEntry copies what a row of the register says, so that no figure is written a second time.
const contraEntry = `
INSERT INTO register_rows (id, created_at, month, business_date, kind, operation_id, client_id, side, usd, pen, rate, reverses_id, reason, created_by)
SELECT $1, $2, $3::date, business_date, kind, operation_id, client_id, side, usd, pen, rate, id, $4, $5 FROM register_rows WHERE id = $6`

// takeBack writes the contra-entry of a row of the register.
func takeBack(ctx context.Context, tx *store.Tx, id uuid.UUID, row *ent.RegisterRow, month domain.Date, reason string) error {
	if _, err := tx.ExecContext(ctx, contraEntry, id, tx.Now, month.String(), reason, tx.Actor.ID, row.ID); err != nil {
		return fmt.Errorf("correct the register: %w", err)
	}
	return nil
}
