package monitoring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/ruledryrun"
	"github.com/qoricash/qoricash/ent/ruletrial"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// DryRunInput asks for a version to be tried on history.
type DryRunInput struct {
	IdempotencyKey string    `json:"-"`
	RuleID         uuid.UUID `json:"ruleId"`
}

// oneTrialWaits is the index that lets one trial of a version wait.
const oneTrialWaits = "rule_trials_one_waits"

// StartDryRun asks for a version to be tried on the last 90 days, after the commit and by whichever instance is free; it answers the trial. It
// refuses with NOT_ALLOWED_IN_STATUS a version that is in force or was, with ALREADY_EXISTS one that is being tried. For the holders of
// rules.manage.
func (s *Service) StartDryRun(ctx context.Context, in DryRunInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RulesManage); err != nil {
		return uuid.Nil, false, err
	}
	row, err := s.versionBefore(ctx, in.RuleID)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "rule.dry_run", Key: in.IdempotencyKey, Input: in, Locks: locksOf(row.Code)}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return startDryRun(access.AsSystem(ctx), tx, in.RuleID)
	})
	if store.IsUniqueViolation(err, oneTrialWaits) {
		return uuid.Nil, false, domain.Refuse(domain.CodeAlreadyExists, "Ya se está probando. El resultado llega en menos de un minuto.").At("ruleId")
	}
	if err == nil {
		s.trials.Wake()
	}
	return id, replayed, err
}

func startDryRun(ctx context.Context, tx *store.Tx, id uuid.UUID) (uuid.UUID, error) {
	row, err := version(ctx, tx, id)
	if err != nil {
		return uuid.Nil, err
	}
	if refusal := row.State.CheckDryRun(); refusal != nil {
		return uuid.Nil, refusal.At("ruleId")
	}
	trial, err := tx.RuleTrial.Create().SetCreatedAt(tx.Now).SetRuleID(row.ID).SetAskedBy(tx.Actor.ID).SetStatus(domain.RuleTrialPending).SetDueAt(tx.Now).Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("ask for a trial of a rule: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRule, ObjectID: row.ID, After: map[string]any{"code": row.Code, "version": row.Version, "trial": trial.ID}})
	return trial.ID, nil
}

// How stubbornly a version is tried, and how long a trial may take before another instance takes it.
const (
	trialAttempts = 3
	trialLease    = 5 * time.Minute
	trialPoll     = 5 * time.Second
)

// trialWork is the work of trying versions.
func (s *Service) trialWork() work.Kind {
	return work.Kind{Name: "RULE_TRIAL", Attempts: trialAttempts, Lease: trialLease, Poll: trialPoll,
		Table: work.Table{Name: "rule_trials", Done: string(domain.RuleTrialDone), DoneAt: "done_at"}, Do: s.doTrials}
}

// DoTrials tries what waits to be tried until nothing is left.
func (s *Service) DoTrials(ctx context.Context) error { return s.trials.Drain(access.AsSystem(ctx)) }

func (s *Service) doTrials(ctx context.Context, items []work.Item) ([]work.Outcome, error) {
	var ended []work.Outcome
	for _, item := range items {
		switch err := s.doTrial(access.AsSystem(ctx), item.ID); {
		case errors.Is(err, errNotWanted):
			ended = append(ended, item.Canceled("RULE_NOT_A_DRAFT"))
		case err != nil && ctx.Err() == nil:
			s.options.Logger.ErrorContext(ctx, "monitoring: try a version of a rule", "trial", item.ID, "error", err)
			ended = append(ended, item.Failed("FAILED", 0))
		case err == nil:
			ended = append(ended, item.Done())
		}
	}
	return ended, nil
}

// errNotWanted tells of a version that is no draft any more when its turn comes.
var errNotWanted = errors.New("the version is no draft any more")

// doTrial tries a version and keeps what it would have found, once.
func (s *Service) doTrial(ctx context.Context, id uuid.UUID) error {
	trial, err := s.store.Read().RuleTrial.Query().Where(ruletrial.ID(id)).WithRule().Only(ctx)
	if err != nil {
		return fmt.Errorf("read a trial: %w", err)
	}
	rule := trial.Edges.Rule
	if rule.State.CheckDryRun() != nil {
		return errNotWanted
	}
	until := s.store.Clock().Now()
	figures, err := s.try(ctx, versionOf(rule), until)
	if err != nil {
		return err
	}
	took := s.store.Clock().Now().Sub(until)
	command := store.Command{Action: "rule.tried", Locks: locksOf(rule.Code)}
	_, err = store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		return keepDryRun(ctx, tx, trial, dryRun{figures: figures, until: until, took: took})
	})
	return err
}

// dryRun is what a trial found.
type dryRun struct {
	figures domain.TrialFigures
	until   time.Time
	took    time.Duration
}

func keepDryRun(ctx context.Context, tx *store.Tx, trial *ent.RuleTrial, found dryRun) error {
	kept, err := tx.RuleDryRun.Query().Where(ruledryrun.TrialID(trial.ID)).Exist(ctx)
	if err != nil || kept {
		return err
	}
	rule, err := version(ctx, tx, trial.RuleID)
	if err != nil {
		return err
	}
	if rule.State.CheckDryRun() != nil {
		return errNotWanted
	}
	examples := found.figures.Examples
	if examples == nil {
		examples = []domain.TrialExample{}
	}
	err = tx.RuleDryRun.Create().SetCreatedAt(tx.Now).SetRuleID(rule.ID).SetTrialID(trial.ID).SetFrom(found.until.AddDate(0, 0, -domain.DryRunDays)).
		SetUntil(found.until).SetOperations(found.figures.Operations).SetAlerts(found.figures.Alerts).SetAdded(found.figures.Added).SetLost(found.figures.Lost).
		SetNotChecked(found.figures.NotChecked).SetExamples(examples).SetMilliseconds(found.took.Milliseconds()).SetCreatedBy(trial.AskedBy).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep a trial of a rule: %w", err)
	}
	if rule.State == domain.RuleDraft {
		if err := tx.MonitoringRule.UpdateOne(rule).SetState(domain.RuleDryRun).Exec(ctx); err != nil {
			return fmt.Errorf("mark a version as tried: %w", err)
		}
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRule, ObjectID: rule.ID, After: map[string]any{"code": rule.Code, "version": rule.Version, "trial": trial.ID,
		"operations": found.figures.Operations, "alerts": found.figures.Alerts, "added": found.figures.Added, "lost": found.figures.Lost}})
	return tell(ctx, tx, domain.EventRuleTried, rule, 0)
}
