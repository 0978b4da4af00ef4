package monitoring

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/ruledryrun"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// SwitchInput proposes to put a version of a rule in force, or out of it.
type SwitchInput struct {
	IdempotencyKey string    `json:"-"`
	RuleID         uuid.UUID `json:"ruleId"`
	// Note is what whoever decides reads.
	Note string `json:"note"`
}

// Switching is what a proposal keeps of a version that comes in force or goes out of it.
type Switching struct {
	Code    domain.MonitoringCode `json:"code"`
	Version int                   `json:"version"`
	// Retire takes the version out of force without another.
	Retire bool `json:"retire,omitempty"`
	// Replaces is the version in whose place it comes, with what it says; 0 for none.
	Replaces int `json:"replaces,omitempty"`
	// DryRun is the trial that was read.
	DryRun *uuid.UUID `json:"dryRun,omitempty"`
}

// Switch proposes to put a version in force, in the place of the one that is; a second person confirms. It answers the proposal. It refuses with
// NOT_ALLOWED_IN_STATUS and the figures a version that was not tried on 90 days. For the holders of rules.manage.
func (s *Service) Switch(ctx context.Context, in SwitchInput) (uuid.UUID, store.Replay, error) {
	row, err := s.begin(ctx, &in)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "rule.switch", Key: in.IdempotencyKey, Input: in, Locks: locksOf(row.Code)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := version(ctx, tx, in.RuleID)
		if err != nil {
			return uuid.Nil, err
		}
		longest, refusal, err := mayStart(ctx, tx, row)
		if err != nil {
			return uuid.Nil, err
		}
		if refusal != nil {
			return uuid.Nil, refusal.At("ruleId")
		}
		active, err := activeOf(ctx, tx, row.Code)
		if err != nil {
			return uuid.Nil, err
		}
		wanted := Switching{Code: row.Code, Version: row.Version, DryRun: &longest.ID}
		if active != nil {
			wanted.Replaces = active.Version
		}
		return s.propose(ctx, tx, row, wanted, in.Note)
	})
}

// Retired is what a Retire did.
type Retired struct {
	// Proposal waits for a second person; uuid.Nil where nobody is asked.
	Proposal uuid.UUID
}

// Retire gives a draft up, or proposes to take the version in force out of it without another; that a second person confirms. For the holders
// of rules.manage.
func (s *Service) Retire(ctx context.Context, in SwitchInput) (Retired, store.Replay, error) {
	row, err := s.begin(ctx, &in)
	if err != nil {
		return Retired{}, false, err
	}
	command := store.Command{Action: "rule.retire", Key: in.IdempotencyKey, Input: in, Locks: locksOf(row.Code)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Retired, error) {
		row, err := version(ctx, tx, in.RuleID)
		if err != nil {
			return Retired{}, err
		}
		switch row.State {
		case domain.RuleActive:
			id, err := s.propose(ctx, tx, row, Switching{Code: row.Code, Version: row.Version, Retire: true}, in.Note)
			return Retired{Proposal: id}, err
		case domain.RuleRetired:
			return Retired{}, domain.Refuse(domain.CodeNotAllowedInStatus, "Esta versión ya está retirada.").At("ruleId").With("state", row.State)
		}
		open, err := s.decisions.Open(ctx, tx, domain.ObjectRule, row.ID)
		if err != nil {
			return Retired{}, err
		}
		if open != nil {
			return Retired{}, domain.Refuse(domain.CodeAlreadyExists, "Hay una propuesta para encenderla. Decídela, o pide a quien la hizo que la retire.").At("ruleId")
		}
		return Retired{}, s.retire(access.AsSystem(ctx), tx, row, map[string]any{"reason": in.Note})
	})
}

// begin is what both acts begin with: who asks, why, and about which version.
func (s *Service) begin(ctx context.Context, in *SwitchInput) (*ent.MonitoringRule, error) {
	if _, err := access.Require(ctx, domain.RulesManage); err != nil {
		return nil, err
	}
	note, refusal := domain.Reason("Escribe en qué se basa.").Read(in.Note)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	in.Note = note
	return s.versionBefore(ctx, in.RuleID)
}

// mayStart is why a version may not come in force, or nil, and its longest trial.
func mayStart(ctx context.Context, tx *store.Tx, row *ent.MonitoringRule) (*ent.RuleDryRun, *domain.Error, error) {
	rows, err := tx.RuleDryRun.Query().Where(ruledryrun.RuleID(row.ID)).Order(ent.Desc(ruledryrun.FieldCreatedAt), ent.Desc(ruledryrun.FieldID)).
		All(access.AsSystem(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("read how a version was tried: %w", err)
	}
	longest := &ent.RuleDryRun{}
	var tried time.Duration
	for _, one := range rows {
		if lasted := one.Until.Sub(one.From); lasted > tried {
			longest, tried = one, lasted
		}
	}
	return longest, row.State.CheckSwitchOn(tried, longest.Operations), nil
}

func (s *Service) propose(ctx context.Context, tx *store.Tx, row *ent.MonitoringRule, wanted Switching, note string) (uuid.UUID, error) {
	payload, err := approval.Payload(wanted)
	if err != nil {
		return uuid.Nil, err
	}
	made, err := s.decisions.Propose(ctx, tx, approval.Proposal{Kind: domain.ProposalRuleSwitch, ObjectKind: domain.ObjectRule, ObjectID: row.ID,
		Payload: payload, Field: "ruleId", Note: note, FourEyes: true})
	if err != nil {
		return uuid.Nil, err
	}
	return made.ID, nil
}

// Proposed answers what a proposal would do to a rule; false for proposals about anything else.
func Proposed(proposal *ent.Proposal) (Switching, bool) {
	var kept Switching
	err := approval.ReadPayload(proposal, &kept)
	return kept, err == nil && proposal.Kind == domain.ProposalRuleSwitch
}

// effects are what decisions on rules do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{domain.ProposalRuleSwitch: approval.Effect{Carry: s.carry, Done: s.recall,
		Locks: func(row *ent.Proposal) []event.Aggregate {
			kept, _ := Proposed(row)
			return locksOf(kept.Code)
		}}}
}

// carry switches what was confirmed; DECLINED and WITHDRAWN change nothing. What changed since it was proposed is proposed again: who decides
// confirms what it read.
func (s *Service) carry(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	ctx = access.AsSystem(ctx)
	var wanted Switching
	if err := approval.ReadPayload(proposal, &wanted); err != nil {
		return err
	}
	row, err := version(ctx, tx, proposal.ObjectID)
	if err != nil {
		return err
	}
	if wanted.Retire {
		if refusal := row.State.CheckSwitchOff(); refusal != nil {
			return refusal.At("proposalId")
		}
		return s.retire(ctx, tx, row, map[string]any{"proposal": proposal.ID})
	}
	return s.start(ctx, tx, row, wanted, proposal.ID)
}

// start puts a version in force in the place of the one that is.
func (s *Service) start(ctx context.Context, tx *store.Tx, row *ent.MonitoringRule, wanted Switching, proposal uuid.UUID) error {
	_, refusal, err := mayStart(ctx, tx, row)
	if err != nil {
		return err
	}
	if refusal != nil {
		return refusal.At("proposalId")
	}
	active, err := activeOf(ctx, tx, row.Code)
	if err != nil {
		return err
	}
	replaces := 0
	if active != nil {
		replaces = active.Version
	}
	if replaces != wanted.Replaces {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La versión que rige cambió después de la propuesta. Recházala o retírala, y propón de nuevo.").
			At("proposalId").With("proposed", wanted.Replaces).With("inForce", replaces)
	}
	if active != nil {
		if err := tx.MonitoringRule.UpdateOne(active).SetState(domain.RuleRetired).SetRetiredAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("take a version of a rule out of force: %w", err)
		}
	}
	if err := tx.MonitoringRule.UpdateOne(row).SetState(domain.RuleActive).SetActiveFrom(tx.Now).Exec(ctx); err != nil {
		return fmt.Errorf("put a version of a rule in force: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRule, ObjectID: row.ID, Before: map[string]any{"state": row.State},
		After: map[string]any{"state": domain.RuleActive, "code": row.Code, "version": row.Version, "replaces": replaces, "proposal": proposal}})
	return tell(ctx, tx, domain.EventRuleSwitched, row, replaces)
}

// retire takes a version out, whatever it was.
func (s *Service) retire(ctx context.Context, tx *store.Tx, row *ent.MonitoringRule, because map[string]any) error {
	if err := tx.MonitoringRule.UpdateOne(row).SetState(domain.RuleRetired).SetRetiredAt(tx.Now).Exec(ctx); err != nil {
		return fmt.Errorf("take a version of a rule out of force: %w", err)
	}
	because["state"], because["code"], because["version"] = domain.RuleRetired, row.Code, row.Version
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRule, ObjectID: row.ID, Before: map[string]any{"state": row.State}, After: because})
	return tell(ctx, tx, domain.EventRuleRetired, row, 0)
}
