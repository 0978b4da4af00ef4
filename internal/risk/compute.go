package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// asked is why a client is assessed.
type asked struct {
	trigger domain.RiskTrigger
	// reason is a person's, empty for none.
	reason string
}

// compute assesses a client in a command that holds its lock. Where nothing is different from what the profile rests on, and nobody asked,
// only the dates of the profile are written.
func (s *Service) compute(ctx context.Context, tx *store.Tx, client uuid.UUID, why asked) error {
	ctx = access.AsSystem(ctx)
	profile, err := tx.RiskProfile.Query().Where(riskprofile.ClientID(client)).WithComputation().Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("read a risk profile: %w", err)
	}
	found, err := s.read(ctx, tx.Client(), client, tx.Now)
	if err != nil {
		return err
	}
	rules := s.rules(tx.Now)
	if profile != nil && why.reason == "" && restsOn(profile.Edges.Computation, found, rules) {
		return s.keep(ctx, tx, profile, found, why)
	}
	made := rules.Assess(found.facts, found.decided, tx.Now)
	computation, err := writeComputation(ctx, tx, client, why, found, rules, made)
	if err != nil {
		return err
	}
	if err := writeProfile(ctx, tx, profile, computation, found, rules.Shown(found.facts, tx.Now)); err != nil {
		return err
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: client, Before: standing(profile), After: map[string]any{
		"trigger": why.trigger, "reason": why.reason, "score": made.Score, "level": made.Level, "dueDiligence": made.DueDiligence, "computation": computation.ID}})
	return tell(ctx, tx, profile, computation)
}

// restsOn tells whether a computation made the same of the same.
func restsOn(c *ent.RiskComputation, found *known, rules domain.RiskRules) bool {
	return c.RulesVersion == domain.RiskRulesVersion && c.Rules == rules && c.Facts.Equal(found.facts) && c.Decided.Equal(found.decided)
}

// keep writes the dates of a profile that stays as it is.
func (s *Service) keep(ctx context.Context, tx *store.Tx, profile *ent.RiskProfile, found *known, why asked) error {
	update := found.due(tx.RiskProfile.UpdateOneID(profile.ID))
	if why.trigger.Reviews() {
		update.SetReviewedAt(tx.Now).SetNextReviewAt(profile.DueDiligence.NextReview(tx.Now)).ClearReviewToldAt()
	}
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("write a risk profile: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: profile.ClientID, After: map[string]any{"trigger": why.trigger, "changed": false}})
	return nil
}

func writeComputation(ctx context.Context, tx *store.Tx, client uuid.UUID, why asked, found *known, rules domain.RiskRules,
	made domain.RiskAssessment) (*ent.RiskComputation, error) {
	create := tx.RiskComputation.Create().SetCreatedAt(tx.Now).SetClientID(client).SetTrigger(why.trigger).SetFacts(found.facts).
		SetRulesVersion(domain.RiskRulesVersion).SetRules(rules).SetScore(made.Score).SetLevel(made.Level).SetDueDiligence(made.DueDiligence).
		SetFactors(made.Factors).SetReasons(append([]domain.RiskReason{}, made.Reasons...))
	if tx.Actor.IsStaff() {
		create.SetAskedBy(tx.Actor.ID)
	}
	if why.reason != "" {
		create.SetReason(why.reason)
	}
	if found.decided != nil {
		create.SetDecided(found.decided)
	}
	row, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("write an assessment: %w", err)
	}
	tx.Attest(attest.RiskComputation, row.ID)
	return row, nil
}

// writeProfile makes the profile, or makes it say what the new computation says. Who was looked at is due again by the regime that it has
// since; a stricter one brings the next review forward.
func writeProfile(ctx context.Context, tx *store.Tx, before *ent.RiskProfile, c *ent.RiskComputation, found *known, shown domain.RiskAssessment) error {
	var err error
	if before == nil {
		err = tx.RiskProfile.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetClientID(c.ClientID).SetComputationID(c.ID).SetScore(c.Score).
			SetLevel(c.Level).SetDueDiligence(c.DueDiligence).SetShownLevel(shown.Level).SetShownDueDiligence(shown.DueDiligence).
			SetReviewedAt(tx.Now).SetNextReviewAt(c.DueDiligence.NextReview(tx.Now)).SetNillableRecheckAt(found.changes).Exec(ctx)
	} else {
		reviewed := before.ReviewedAt
		update := found.due(tx.RiskProfile.UpdateOneID(before.ID)).SetUpdatedAt(tx.Now).SetComputationID(c.ID).SetScore(c.Score).SetLevel(c.Level).
			SetDueDiligence(c.DueDiligence).SetShownLevel(shown.Level).SetShownDueDiligence(shown.DueDiligence)
		if c.Trigger.Reviews() {
			reviewed = tx.Now
			update.SetReviewedAt(reviewed).ClearReviewToldAt()
		}
		err = update.SetNextReviewAt(c.DueDiligence.NextReview(reviewed)).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write a risk profile: %w", err)
	}
	return nil
}

// standing is how a client stood, for the trail.
func standing(profile *ent.RiskProfile) map[string]any {
	if profile == nil {
		return nil
	}
	return map[string]any{"score": profile.Score, "level": profile.Level, "dueDiligence": profile.DueDiligence, "computation": profile.ComputationID}
}

// tell says that a client's risk is another. It names neither the client nor a trader, whose streams it would reach.
func tell(ctx context.Context, tx *store.Tx, before *ent.RiskProfile, c *ent.RiskComputation) error {
	facts := domain.RiskFactsTold{Trigger: c.Trigger, Score: c.Score, Level: c.Level, DueDiligence: c.DueDiligence}
	if before != nil {
		facts.FormerScore, facts.FormerLevel, facts.FormerDueDiligence = before.Score, before.Level, before.DueDiligence
		if facts.FormerScore == c.Score && facts.FormerLevel == c.Level && facts.FormerDueDiligence == c.DueDiligence {
			return nil
		}
	}
	return tx.EmitNext(ctx, event.Record{Kind: domain.EventRiskChanged, Aggregate: lockOf(c.ClientID), Facts: facts})
}
