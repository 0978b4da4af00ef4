package monitoring

import (
	"context"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// SnapshotOf is what rules know of an operation at an instant.
func (s *Service) SnapshotOf(ctx context.Context, from *ent.Client, row *ent.Operation, at time.Time) (*domain.MonitoringSnapshot, error) {
	return s.snapshot(ctx, from, row, at, true)
}

// Reread reads the rules in force again, where a test changed them past the acts.
func (s *Service) Reread(ctx context.Context) error { return s.refresh(ctx) }

// TryNow tries a version on the history before an instant.
func (s *Service) TryNow(ctx context.Context, version domain.RuleVersion, now time.Time) (domain.TrialFigures, error) {
	return s.try(ctx, version, now)
}
