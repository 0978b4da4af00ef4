package app

import (
	"context"
	"database/sql"
	"log/slog"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/evidence"
)

// OpenKeys answers the keys that sign the house's evidence, and makes the first one where there is none. A key that does not open
// is told: what it signed cannot be proved, and nothing else is wrong.
func OpenKeys(ctx context.Context, settings config.Config, pool *sql.DB, logger *slog.Logger) (evidence.Keys, error) {
	wrapping, err := settings.EvidenceWrapping()
	if err != nil {
		return evidence.Keys{}, err
	}
	keys, err := evidence.OpenKeys(ctx, pool, wrapping, clock.System{}.Now())
	if err != nil {
		return evidence.Keys{}, err
	}
	for _, id := range keys.Closed() {
		logger.ErrorContext(ctx, "a key of evidence does not open: `qoricash keys list` shows it", "key", int(id))
	}
	return keys, nil
}
