package restriction

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/complianceground"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ReleaseChecked ends the holds that are there only because nobody had checked the client, of clients whom somebody checked since, and answers
// how many (areas.md E47). Whatever runs it at once, each ends once.
func (s *Service) ReleaseChecked(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	rows, err := s.store.Read().ComplianceGround.Query().Where(complianceground.GroundEQ(domain.GroundNotChecked),
		complianceground.HasHoldWith(hold.ReleasedAtIsNil())).Order(complianceground.ByID()).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("find holds to end: %w", err)
	}
	released := 0
	for _, row := range rows {
		ended, err := s.releaseChecked(ctx, row.OperationID, row.HoldID)
		if err != nil {
			return released, fmt.Errorf("end the hold of operation %s: %w", row.OperationID, err)
		}
		if ended {
			released++
		}
	}
	return released, nil
}

// releaseChecked ends a hold, where by now nothing but that nobody had checked the client is behind it, and somebody did.
func (s *Service) releaseChecked(ctx context.Context, operation, id uuid.UUID) (bool, error) {
	command := store.Command{Action: "restriction.checked", Locks: s.options.HoldLocks(operation), Roster: store.RosterStands}
	ended, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (bool, error) {
		row, err := tx.Hold.Query().Where(hold.ID(id)).WithOperation().Only(ctx)
		if err != nil || row.ReleasedAt != nil {
			return false, err
		}
		ends, err := s.endsByItself(ctx, tx.Client(), row)
		if err != nil || !ends {
			return false, err
		}
		return true, s.release(ctx, tx, row)
	})
	return ended, err
}

func (s *Service) endsByItself(ctx context.Context, from *ent.Client, row *ent.Hold) (bool, error) {
	rows, err := from.ComplianceGround.Query().Where(complianceground.HoldID(row.ID)).All(ctx)
	if err != nil {
		return false, fmt.Errorf("read why an operation is held: %w", err)
	}
	grounds := make([]domain.HoldGround, len(rows))
	for i, one := range rows {
		grounds[i] = one.Ground
	}
	client := row.Edges.Operation.ClientID
	at, err := s.Standing(ctx, from, client)
	if err != nil {
		return false, err
	}
	_, matter, err := s.matterOf(ctx, from, client)
	if err != nil {
		return false, fmt.Errorf("find what is open about a client: %w", err)
	}
	return domain.GroundsEnd(grounds, at, matter), nil
}
