package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// reviewsAtOnce bounds what one pass reads.
const reviewsAtOnce = 500

// ReviewDue tells of each client, once, that somebody should look at it again, and assesses clients that have no profile yet. It answers of how many
// it told.
func (s *Service) ReviewDue(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	if err := s.assessNew(ctx); err != nil {
		return 0, err
	}
	count := 0
	for {
		ids, err := s.store.Read().RiskProfile.Query().Where(riskprofile.ReviewToldAtIsNil(), riskprofile.NextReviewAtLTE(s.store.Clock().Now())).
			Order(riskprofile.ByNextReviewAt()).Limit(reviewsAtOnce).Select(riskprofile.FieldClientID).All(ctx)
		if err != nil {
			return count, fmt.Errorf("find reviews that are due: %w", err)
		}
		for _, row := range ids {
			if err := s.tellReview(ctx, row.ClientID); err != nil {
				return count, err
			}
			count++
		}
		if len(ids) < reviewsAtOnce {
			return count, nil
		}
	}
}

// tellReview tells that a client's review is due, where it still is.
func (s *Service) tellReview(ctx context.Context, client uuid.UUID) error {
	command := store.Command{Action: "risk.reviewDue", Locks: locksOf(client)}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.RiskProfile.Query().Where(riskprofile.ClientID(client), riskprofile.ReviewToldAtIsNil(), riskprofile.NextReviewAtLTE(tx.Now)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a risk profile: %w", err)
		}
		if err := tx.RiskProfile.UpdateOneID(row.ID).SetReviewToldAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("write a risk profile: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: client, After: map[string]any{"reviewDue": row.NextReviewAt}})
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventRiskReviewDue, Aggregate: lockOf(client),
			Facts: domain.RiskReviewFacts{DueDiligence: row.DueDiligence}})
	})
	return err
}

// assessNew assesses clients that nobody assessed: those of before there were assessments.
func (s *Service) assessNew(ctx context.Context) error {
	for {
		rows, err := s.store.Read().Customer.Query().Where(customer.Not(customer.HasRiskProfile())).Order(customer.ByID()).Limit(reviewsAtOnce).All(ctx)
		if err != nil {
			return fmt.Errorf("find clients without a profile: %w", err)
		}
		for _, row := range rows {
			if err := s.Recalculate(ctx, row.ID, domain.RiskOnAll); err != nil {
				return err
			}
		}
		if len(rows) < reviewsAtOnce {
			return nil
		}
	}
}
