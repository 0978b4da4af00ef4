package testkit

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

// releasing is the kind of proposals that releases holds in tests.
const releasing = domain.ProposalParameterSet

// LetRelease has a kind of proposals release the holds of a cause that nobody releases alone, as the area does that brings one.
func LetRelease(t testing.TB, db *testdb.Database, cause domain.HoldCause) {
	t.Helper()
	Exec(t, db, `INSERT INTO hold_releases (cause, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING`, cause, releasing)
}

// AgreeToRelease writes in a transaction that one person proposed to release a hold and another confirmed it, after [LetRelease]. Who agrees are
// people who set parameters.
func AgreeToRelease(ctx context.Context, tx *store.Tx, hold, proposer, decider uuid.UUID) error {
	id := uuid.New()
	if _, err := tx.ExecContext(ctx, `INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
		VALUES ($1, $2, $3, 'hold', $4, '{}', true, $5, decode(repeat('00', 32), 'hex'))`, id, tx.Now, releasing, hold, proposer); err != nil {
		return fmt.Errorf("propose to release a hold: %w", err)
	}
	_, err := tx.ExecContext(ctx, `UPDATE proposals SET decision = 'CONFIRMED', decided_by = $2, decided_at = $3, decision_mac = mac WHERE id = $1`, id, decider, tx.Now)
	if err != nil {
		return fmt.Errorf("agree to release a hold: %w", err)
	}
	return nil
}
