package monitoring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/ruleevaluation"
	"github.com/qoricash/qoricash/ent/transactionmonitoring"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// refused is an operation that a rule refused. Its transaction is undone, so what was found is written after it.
type refused struct {
	refusal  *domain.Error
	moment   domain.MonitoringMoment
	client   uuid.UUID
	found    domain.RuleOutcomes
	features domain.MonitoringFeatures
	rules    rules
}

// Unwrap is what whoever asked reads.
func (r *refused) Unwrap() error { return r.refusal }

// Error is the text of that.
func (r *refused) Error() string { return r.refusal.Error() }

// Accept asks the rules that refuse or hold about an operation, in the transaction that makes it, and keeps what they said. The refusal has
// the words of every account that is looked at; [Service.AfterRefusal] keeps why.
func (s *Service) Accept(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	return s.accept(ctx, tx, of, look{moment: domain.MomentAcceptance, at: of.CreatedAt})
}

// AcceptAmount asks them again about an operation that comes to another amount, in the transaction that changes it and after its figures are
// counted. What the client did since it was created counts too, so that nothing grows past the rules by and by.
func (s *Service) AcceptAmount(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	return s.accept(ctx, tx, of, look{moment: domain.MomentAcceptance, at: tx.Now, amendment: of.Version})
}

func (s *Service) accept(ctx context.Context, tx *store.Tx, of *ent.Operation, when look) error {
	asked, err := s.inForce(ctx, tx.Client(), domain.ActionHold, domain.ActionBlock)
	if err != nil || len(asked.set) == 0 {
		return err
	}
	snapshot, err := s.snapshot(ctx, tx.Client(), of, when.at, !asked.set.Plain())
	if err != nil {
		return err
	}
	return s.keepUnlessBlocked(ctx, tx, of, when, snapshot, asked)
}

// keepUnlessBlocked keeps what rules say before something goes on, or refuses it where one of them blocks.
func (s *Service) keepUnlessBlocked(ctx context.Context, tx *store.Tx, of *ent.Operation, when look, snapshot *domain.MonitoringSnapshot, asked rules) error {
	outcomes := snapshot.Evaluate(asked.set)
	if outcomes.Blocked() {
		found := slices.DeleteFunc(outcomes.Matched(), func(outcome domain.RuleOutcome) bool { return outcome.Action != domain.ActionBlock })
		return &refused{refusal: domain.UnderReview(tx.Actor.Reader()), moment: when.moment, client: of.ClientID, found: found, features: snapshot.Features(), rules: asked}
	}
	return s.keep(ctx, tx, of, when, snapshot.Features(), outcomes, asked)
}

// Settle asks at the completion of an operation, in its transaction, whether its client was screened against the lists that are in force by now
// (TM22). Where the rule blocks and the client was not, the money does not leave; where nobody can say, that is what is kept.
func (s *Service) Settle(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	asked, err := s.inForce(ctx, tx.Client(), domain.ActionBlock)
	if err != nil {
		return err
	}
	asked.set = slices.DeleteFunc(slices.Clone(asked.set), func(version domain.RuleVersion) bool { return version.Code != domain.RuleScreeningStale })
	if len(asked.set) == 0 {
		return nil
	}
	snapshot, err := s.snapshot(ctx, tx.Client(), of, tx.Now, false)
	if err != nil {
		return err
	}
	snapshot.Client.Stale = domain.FactUnknown
	if s.options.Recheck != nil {
		outcome, err := s.options.Recheck(ctx, tx, of.ClientID)
		if err != nil {
			return err
		}
		snapshot.Client.Stale = outcome.Stale()
	}
	return s.keepUnlessBlocked(ctx, tx, of, look{moment: domain.MomentSettlement, at: tx.Now}, snapshot, asked)
}

// look is when an operation is looked at.
type look struct {
	moment domain.MonitoringMoment
	at     time.Time
	// amendment is the version of the operation that another amount made; 0 for the amount of the beginning.
	amendment int
}

// AfterRefusal keeps what was found where a rule refused the operation of a command, once that is undone, and answers the refusal alone. It
// answers other errors as they are.
func (s *Service) AfterRefusal(ctx context.Context, err error) error {
	var found *refused
	if !errors.As(err, &found) {
		return err
	}
	_, failed := store.Do(access.AsSystem(ctx), s.store, store.Command{Action: "monitoring.refused"}, func(ctx context.Context, tx *store.Tx) error {
		return s.keepMatches(ctx, tx, found.found, match{client: found.client, moment: found.moment, features: found.features, rules: found.rules})
	})
	if failed != nil {
		return fmt.Errorf("keep why an operation was refused: %w", failed)
	}
	return found.refusal
}

// keep writes what rules said about an operation at a moment. It fails with a unique violation where that was written before.
func (s *Service) keep(ctx context.Context, tx *store.Tx, of *ent.Operation, when look, features domain.MonitoringFeatures,
	outcomes domain.RuleOutcomes, asked rules) error {
	ctx = access.AsSystem(ctx)
	said, err := tx.TransactionMonitoring.Create().SetCreatedAt(tx.Now).SetOperationID(of.ID).SetClientID(of.ClientID).SetMoment(when.moment).
		SetAmendment(when.amendment).SetScore(outcomes.Score()).SetOutcomes(outcomes).SetFeatures(features).Save(ctx)
	if err != nil {
		return fmt.Errorf("keep what rules said: %w", err)
	}
	tx.Attest(attest.Monitoring, said.ID)
	found := outcomes.Matched()
	if len(found) == 0 {
		return nil
	}
	known, err := tx.RuleEvaluation.Query().Where(ruleevaluation.OperationID(of.ID)).Select(ruleevaluation.FieldCode).All(ctx)
	if err != nil {
		return fmt.Errorf("read what an operation matched: %w", err)
	}
	for _, row := range known {
		found = found.Without(row.Code)
	}
	return s.keepMatches(ctx, tx, found, match{client: of.ClientID, operation: &of.ID, moment: when.moment, features: features, rules: asked})
}

// match is what matches are about.
type match struct {
	client    uuid.UUID
	operation *uuid.UUID
	moment    domain.MonitoringMoment
	features  domain.MonitoringFeatures
	rules     rules
}

func (s *Service) keepMatches(ctx context.Context, tx *store.Tx, found domain.RuleOutcomes, about match) error {
	for _, outcome := range found {
		figures := outcome.Figures
		if figures == nil {
			figures = []domain.RuleFigure{}
		}
		row, err := tx.RuleEvaluation.Create().SetCreatedAt(tx.Now).SetNillableOperationID(about.operation).SetClientID(about.client).
			SetRuleID(about.rules.rows[outcome.Code]).SetCode(outcome.Code).SetVersion(outcome.Version).SetMoment(about.moment).SetAction(outcome.Action).
			SetSeverity(outcome.Severity).SetAlertWindow(outcome.Window).SetWhy(outcome.Why).SetFigures(figures).SetFeatures(about.features).
			Save(access.AsSystem(ctx))
		if err != nil {
			return fmt.Errorf("keep a match of %s: %w", outcome.Code, err)
		}
		tx.Attest(attest.RuleEvaluation, row.ID)
		if s.options.Alert == nil {
			continue
		}
		if err := s.options.Alert(ctx, tx, Finding{Evaluation: row.ID, Client: about.client, Operation: about.operation, Outcome: outcome}); err != nil {
			return err
		}
	}
	return nil
}

// look asks the rules of a moment about an operation, once, in a command of the house's own.
func (s *Service) look(ctx context.Context, id uuid.UUID, when look) error {
	command := store.Command{Action: "monitoring.look"}
	if when.moment == domain.MomentVerification && s.options.HoldLocks != nil {
		command.Locks = s.options.HoldLocks(id)
	}
	_, err := store.Do(access.AsSystem(ctx), s.store, command, func(ctx context.Context, tx *store.Tx) error {
		done, err := tx.TransactionMonitoring.Query().Where(transactionmonitoring.OperationID(id), transactionmonitoring.MomentEQ(when.moment),
			transactionmonitoring.Amendment(when.amendment)).Exist(ctx)
		if err != nil || done {
			return err
		}
		row, err := tx.Operation.Query().Where(operation.ID(id)).Only(ctx)
		if err != nil {
			return fmt.Errorf("read an operation to watch: %w", err)
		}
		return s.lookAt(ctx, tx, row, when)
	})
	if store.IsUniqueViolation(err, "transaction_monitorings_once") {
		return nil // another instance was first
	}
	return err
}

// lookAt asks at the verification the rules that hold, which know by then who paid, and at the other moments those that detect.
func (s *Service) lookAt(ctx context.Context, tx *store.Tx, row *ent.Operation, when look) error {
	if when.at.IsZero() {
		when.at = row.CreatedAt
	}
	action := domain.ActionDetect
	if when.moment == domain.MomentVerification {
		action = domain.ActionHold
	}
	asked, err := s.inForce(ctx, tx.Client(), action)
	if err != nil {
		return err
	}
	snapshot, err := s.snapshot(ctx, tx.Client(), row, when.at, !asked.set.Plain())
	if err != nil {
		return err
	}
	if err := s.keep(ctx, tx, row, when, snapshot.Features(), snapshot.Evaluate(asked.set), asked); err != nil {
		return err
	}
	if when.moment == domain.MomentVerification {
		return s.hold(ctx, tx, row)
	}
	return nil
}

// hold opens the hold that rules asked for, before or now. An operation that is held for compliance already, or that ended without money,
// stays as it is.
func (s *Service) hold(ctx context.Context, tx *store.Tx, row *ent.Operation) error {
	found, err := tx.RuleEvaluation.Query().Where(ruleevaluation.OperationID(row.ID), ruleevaluation.ActionEQ(domain.ActionHold)).
		Order(ruleevaluation.ByCreatedAt(), ruleevaluation.ByID()).First(ctx)
	if ent.IsNotFound(err) || s.options.Hold == nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read what holds an operation: %w", err)
	}
	return s.options.Hold(ctx, tx, row.ID, fmt.Sprintf("Regla %s, versión %d.", found.Code, found.Version))
}
