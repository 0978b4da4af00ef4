package monitoring

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/monitoringrule"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// ruleRow is a version in force with its row.
type ruleRow struct {
	domain.RuleVersion
	id uuid.UUID
}

// rules are versions of rules with their rows.
type rules struct {
	set  domain.RuleSet
	rows map[domain.MonitoringCode]uuid.UUID
}

// inForce answers the rules in force that do one of some actions. They are in memory; where nobody asked yet they are read from where the caller
// reads, so that a transaction never waits for a second connection.
func (s *Service) inForce(ctx context.Context, from *ent.Client, actions ...domain.MonitoringAction) (rules, error) {
	held := s.held.Load()
	if held == nil {
		read, err := activeRules(ctx, from)
		if err != nil {
			return rules{}, err
		}
		s.held.CompareAndSwap(nil, &read)
		held = &read
	}
	found := rules{rows: map[domain.MonitoringCode]uuid.UUID{}}
	for _, row := range *held {
		if slices.Contains(actions, row.Action) {
			found.set, found.rows[row.Code] = append(found.set, row.RuleVersion), row.id
		}
	}
	return found, nil
}

func activeRules(ctx context.Context, from *ent.Client) ([]ruleRow, error) {
	rows, err := from.MonitoringRule.Query().Where(monitoringrule.StateEQ(domain.RuleActive)).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the rules in force: %w", err)
	}
	read := make([]ruleRow, len(rows))
	for i, row := range rows {
		read[i] = ruleRow{versionOf(row), row.ID}
		if !read[i].Readable() {
			read[i].Numbers = nil // of a newer program: not checked
		}
	}
	return read, nil
}

func versionOf(row *ent.MonitoringRule) domain.RuleVersion {
	return domain.RuleVersion{Code: row.Code, Version: row.Version, Numbers: row.Numbers, Action: row.Action, Severity: row.Severity}
}

// Follow keeps the rules in memory true to the feed.
func (s *Service) Follow(ctx context.Context, batch event.Batch) error {
	changes := func(e event.Event) bool {
		return e.Aggregate.Type == domain.ObjectRule && (e.Kind == domain.EventRuleSwitched || e.Kind == domain.EventRuleRetired)
	}
	if !batch.Resync && !slices.ContainsFunc(batch.Events, changes) {
		return nil
	}
	return s.refresh(ctx)
}

// refresh reads the rules in force into memory.
func (s *Service) refresh(ctx context.Context) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	read, err := activeRules(ctx, s.store.Read())
	if err != nil {
		return err
	}
	s.held.Store(&read)
	return nil
}

// recall makes the memory true after a commit. That it could not is no answer to who decided, which holds: the feed tells of it once more.
func (s *Service) recall(ctx context.Context) {
	if err := s.refresh(ctx); err != nil {
		s.options.Logger.ErrorContext(ctx, "monitoring: read after a commit; the feed mends it", "error", err)
	}
}
