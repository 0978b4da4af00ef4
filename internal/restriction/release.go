package restriction

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientrestriction"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Releasing is what a proposal keeps of what it would end.
type Releasing struct {
	// Client is of whom, where a restriction would end; Operation whose hold would.
	Client    *uuid.UUID `json:"clientId,omitempty"`
	Operation *uuid.UUID `json:"operationId,omitempty"`
}

// ReleaseInput proposes to lift a restriction.
type ReleaseInput struct {
	IdempotencyKey string    `json:"-"`
	RestrictionID  uuid.UUID `json:"restrictionId"`
	// Note says why, to who decides.
	Note string `json:"note"`
}

// readNote reads why a thing is to end: who decides was not there.
func readNote(note *string) error {
	kept, refusal := domain.Reason("Escribe en qué se basa.").Read(*note)
	if refusal != nil {
		return refusal.At("note")
	}
	*note = kept
	return nil
}

// ProposeRelease proposes to lift a restriction of a client; the officer or the alternate decides, another person than who proposed. It answers
// the proposal. For the holders of risk.manage.
func (s *Service) ProposeRelease(ctx context.Context, in ReleaseInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	if err := readNote(&in.Note); err != nil {
		return uuid.Nil, false, err
	}
	// Whose restriction it is never changes; the lock needs it before the transaction begins.
	row, err := s.store.Read().ClientRestriction.Query().Where(clientrestriction.ID(in.RestrictionID)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, false, domain.Refuse(domain.CodeNotFound, "No existe esa restricción.").At("restrictionId")
	}
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("find a restriction: %w", err)
	}
	command := store.Command{Action: "client.propose_release", Key: in.IdempotencyKey, Input: in, Locks: Locks(row.ClientID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.ClientRestriction.Get(access.AsSystem(ctx), in.RestrictionID)
		if err != nil {
			return uuid.Nil, fmt.Errorf("read a restriction: %w", err)
		}
		if row.ReleasedAt != nil {
			return uuid.Nil, lifted(row).At("restrictionId")
		}
		return s.propose(ctx, tx, approval.Proposal{Kind: domain.ProposalClientRelease, ObjectKind: domain.ObjectClientRestriction, ObjectID: row.ID,
			Field: "restrictionId", Note: in.Note}, Releasing{Client: &row.ClientID})
	})
}

// propose writes a proposal that another person decides.
func (s *Service) propose(ctx context.Context, tx *store.Tx, wanted approval.Proposal, about Releasing) (uuid.UUID, error) {
	payload, err := approval.Payload(about)
	if err != nil {
		return uuid.Nil, err
	}
	wanted.Payload, wanted.FourEyes = payload, true
	row, err := s.decisions.Propose(ctx, tx, wanted)
	if err != nil {
		return uuid.Nil, err
	}
	return row.ID, nil
}

func lifted(row *ent.ClientRestriction) *domain.Error {
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Esa restricción ya se levantó el %s.", domain.SpokenInLima(*row.ReleasedAt))
}

// releaseLocks are those of the client whose restriction a proposal is about; of one that cannot be read they are none, and it is refused inside.
func releaseLocks(row *ent.Proposal) []event.Aggregate {
	var about Releasing
	if err := approval.ReadPayload(row, &about); err != nil || about.Client == nil {
		return nil
	}
	return Locks(*about.Client)
}

// carryRelease lifts what was confirmed; DECLINED and WITHDRAWN change nothing.
func (s *Service) carryRelease(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	ctx = access.AsSystem(ctx)
	row, err := tx.ClientRestriction.Get(ctx, proposal.ObjectID)
	if err != nil {
		return fmt.Errorf("read a restriction: %w", err)
	}
	if row.ReleasedAt != nil {
		return lifted(row).At("proposalId")
	}
	err = tx.ClientRestriction.UpdateOneID(row.ID).Where(clientrestriction.ReleasedAtIsNil()).SetReleasedAt(tx.Now).SetReleasedBy(*proposal.DecidedBy).
		SetReleaseID(proposal.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("lift a restriction: %w", err)
	}
	tx.Audit(audit.Entry{Action: "client.release", ObjectKind: domain.ObjectClientRestriction, ObjectID: row.ID, After: map[string]any{
		"clientId": row.ClientID, "proposal": proposal.ID}})
	return tell(ctx, tx, domain.EventClientReleased, row)
}

// HoldReleaseInput proposes to end the hold of an operation for compliance.
type HoldReleaseInput struct {
	IdempotencyKey string    `json:"-"`
	OperationID    uuid.UUID `json:"operationId"`
	// Note says why, to who decides.
	Note string `json:"note"`
}

// ProposeHoldRelease proposes to end the hold of an operation for compliance; the officer or the alternate decides, another person than who
// proposed (areas.md E47). It answers the proposal. For who may hold operations.
func (s *Service) ProposeHoldRelease(ctx context.Context, in HoldReleaseInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.OperationsHold); err != nil {
		return uuid.Nil, false, err
	}
	if err := readNote(&in.Note); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "hold.propose_release", Key: in.IdempotencyKey, Input: in, Locks: s.options.HoldLocks(in.OperationID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		known, err := tx.Operation.Query().Where(operation.ID(in.OperationID)).Exist(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("find an operation: %w", err)
		}
		if !known {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa operación.").At("operationId")
		}
		row, err := openHold(ctx, tx.Client(), in.OperationID)
		if err != nil {
			return uuid.Nil, err
		}
		if row == nil {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "La operación no está en observación por %s.", domain.HoldCompliance.Label()).
				At("operationId")
		}
		return s.propose(ctx, tx, approval.Proposal{Kind: domain.ProposalHoldRelease, ObjectKind: domain.ObjectHold, ObjectID: row.ID,
			Field: "operationId", Note: in.Note}, Releasing{Operation: &in.OperationID})
	})
}

// openHold is the open hold of an operation for compliance; nil for none.
func openHold(ctx context.Context, from *ent.Client, of uuid.UUID) (*ent.Hold, error) {
	row, err := from.Hold.Query().Where(hold.OperationID(of), hold.CauseEQ(domain.HoldCompliance), hold.ReleasedAtIsNil()).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the hold of an operation: %w", err)
	}
	return row, nil
}

func (s *Service) holdReleaseLocks(row *ent.Proposal) []event.Aggregate {
	var about Releasing
	if err := approval.ReadPayload(row, &about); err != nil || about.Operation == nil {
		return nil
	}
	return s.options.HoldLocks(*about.Operation)
}

// carryHoldRelease ends the hold that was confirmed, and no other that was opened since.
func (s *Service) carryHoldRelease(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	ctx = access.AsSystem(ctx)
	row, err := tx.Hold.Get(ctx, proposal.ObjectID)
	if err != nil {
		return fmt.Errorf("read a hold: %w", err)
	}
	if row.ReleasedAt != nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación ya no está en observación por %s. Rechaza o retira la propuesta.",
			domain.HoldCompliance.Label()).At("proposalId")
	}
	return s.release(ctx, tx, row)
}

func (s *Service) release(ctx context.Context, tx *store.Tx, row *ent.Hold) error {
	calendar, err := s.options.Calendar(ctx, tx.Client())
	if err != nil {
		return err
	}
	return s.options.ReleaseHold(ctx, tx, calendar, row.OperationID)
}
