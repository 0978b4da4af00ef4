package risk

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// OverrideInput proposes another regime for a client than its score gives.
type OverrideInput struct {
	IdempotencyKey string    `json:"-"`
	ClientID       uuid.UUID `json:"clientId"`
	// Override is the regime; nil lifts the one that two people gave before.
	Override *domain.RiskOverride `json:"override,omitempty"`
	// Note is what whoever decides reads.
	Note string `json:"note"`
}

// Overriding is a regime as its proposal keeps it.
type Overriding struct {
	DueDiligence domain.DueDiligence `json:"dueDiligence,omitempty"`
	Ground       domain.RiskGround   `json:"ground,omitempty"`
	// Until is in milliseconds; nil for one that stands until it is lifted.
	Until *time.Time `json:"until,omitempty"`
	// Lift takes back what was given before.
	Lift bool `json:"lift,omitempty"`
}

// override is the regime that is given; nil for one that is lifted.
func (o Overriding) override() *domain.RiskOverride {
	if o.Lift {
		return nil
	}
	return &domain.RiskOverride{To: o.DueDiligence, Ground: o.Ground, Until: o.Until}
}

// Override proposes to give a client another regime, or to lift one; a second person confirms. It answers the proposal. For the holders of
// risk.manage.
func (s *Service) Override(ctx context.Context, in OverrideInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	note, refusal := domain.Reason("Escribe en qué se basa.").Read(in.Note)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("note")
	}
	in.Note = note
	command := store.Command{Action: "dueDiligence.override", Key: in.IdempotencyKey, Input: in, Locks: locksOf(in.ClientID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := mustSee(ctx, tx, in.ClientID); err != nil {
			return uuid.Nil, err
		}
		wanted, err := checkOverride(ctx, tx, in)
		if err != nil {
			return uuid.Nil, err
		}
		payload, err := approval.Payload(wanted)
		if err != nil {
			return uuid.Nil, err
		}
		row, err := s.decisions.Propose(ctx, tx, approval.Proposal{Kind: domain.ProposalDueDiligence, ObjectKind: domain.ObjectComplianceClient,
			ObjectID: in.ClientID, Payload: payload, Field: "clientId", Note: in.Note, FourEyes: true})
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, nil
	})
}

// checkOverride answers what is proposed, or why it cannot be.
func checkOverride(ctx context.Context, tx *store.Tx, in OverrideInput) (Overriding, error) {
	if in.Override == nil {
		live, err := liveOverride(ctx, tx.Client(), in.ClientID)
		if err == nil && live == nil {
			err = domain.Refuse(domain.CodeInvalid, "No hay nada que levantar: el cliente no tiene una debida diligencia decidida.").At("dueDiligence")
		}
		return Overriding{Lift: true}, err
	}
	wanted := *in.Override
	if wanted.Until != nil {
		until := wanted.Until.UTC().Truncate(time.Millisecond)
		wanted.Until = &until
	}
	var faults domain.Faults
	wanted.Check(&faults, tx.Now)
	return Overriding{DueDiligence: wanted.To, Ground: wanted.Ground, Until: wanted.Until}, faults.Err()
}

// effects are what decisions on due diligence do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{domain.ProposalDueDiligence: approval.Effect{Carry: s.carry,
		Locks: func(row *ent.Proposal) []event.Aggregate { return locksOf(row.ObjectID) }}}
}

// carry gives or lifts what was confirmed; DECLINED and WITHDRAWN change nothing.
func (s *Service) carry(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	ctx = access.AsSystem(ctx)
	var wanted Overriding
	if err := approval.ReadPayload(proposal, &wanted); err != nil {
		return err
	}
	given := wanted.override()
	if given != nil && given.Until != nil && !given.Until.After(tx.Now) {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La fecha hasta la que regiría ya pasó. Recházala o retírala.").At("proposalId")
	}
	live, err := liveOverride(ctx, tx.Client(), proposal.ObjectID)
	if err != nil {
		return err
	}
	if given == nil && live == nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Ya no hay nada que levantar. Rechaza o retira la propuesta.").At("proposalId")
	}
	if live != nil {
		if err := tx.DueDiligenceOverride.UpdateOneID(live.ID).SetEndedAt(tx.Now).SetEndedBy(proposal.ID).Exec(ctx); err != nil {
			return fmt.Errorf("end what was decided about a client: %w", err)
		}
	}
	if given != nil {
		err := tx.DueDiligenceOverride.Create().SetCreatedAt(tx.Now).SetClientID(proposal.ObjectID).SetDueDiligence(given.To).SetGround(given.Ground).
			SetNillableUntil(given.Until).SetProposalID(proposal.ID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("write what was decided about a client: %w", err)
		}
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: proposal.ObjectID, After: map[string]any{"override": wanted, "proposal": proposal.ID}})
	return s.compute(ctx, tx, proposal.ObjectID, asked{trigger: domain.RiskOnOverride})
}
