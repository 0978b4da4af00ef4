package approval

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Proposal is a decision to be.
type Proposal struct {
	Kind domain.ProposalKind
	// ObjectKind and ObjectID are what it is about, as the audit trail names it.
	ObjectKind domain.ObjectKind
	ObjectID   uuid.UUID
	// Payload is everything that the decision will do; no personal data.
	Payload map[string]any
	// Field is where the command's input names the thing.
	Field string
	// Note is for the staff alone; empty for none.
	Note string
	// FourEyes tells that somebody else decides.
	FourEyes bool
}

// Propose writes a proposal of the command's actor. One thing has one open proposal: another is ALREADY_EXISTS, so the command
// holds the lock of that thing.
func (s *Service) Propose(ctx context.Context, tx *store.Tx, wanted Proposal) (*ent.Proposal, error) {
	if err := s.person(ctx, tx, s.approvals[wanted.Kind].Proposes); err != nil {
		return nil, err
	}
	note, refusal := checkedNote(wanted.Note)
	if refusal != nil {
		return nil, refusal
	}
	open, err := s.Open(ctx, tx, wanted.ObjectKind, wanted.ObjectID)
	if err != nil {
		return nil, err
	}
	if open != nil {
		return nil, domain.Refuse(domain.CodeAlreadyExists, "Ya hay una propuesta que espera su decisión. Decídela, o pide a quien la hizo que la retire.").At(wanted.Field)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("make the id of a proposal: %w", err)
	}
	row := &ent.Proposal{ID: id, CreatedAt: tx.Now, Kind: wanted.Kind, ObjectKind: string(wanted.ObjectKind), ObjectID: wanted.ObjectID,
		Payload: wanted.Payload, Note: note, FourEyes: wanted.FourEyes, ProposedBy: tx.Actor.ID}
	content, err := proposed(row)
	if err != nil {
		return nil, err
	}
	signed := s.store.Keys().Sign(content...)
	made, err := tx.Proposal.Create().SetID(row.ID).SetCreatedAt(row.CreatedAt).SetKind(row.Kind).SetObjectKind(row.ObjectKind).
		SetObjectID(row.ObjectID).SetPayload(row.Payload).SetNillableNote(row.Note).SetFourEyes(row.FourEyes).SetProposedBy(row.ProposedBy).
		SetMAC(signed.MAC).SetNillableKeyID(signed.Key.Column()).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("write a proposal: %w", err)
	}
	tx.Audit(audit.Entry{Action: proposeAction, ObjectKind: domain.ObjectProposal, ObjectID: id, After: map[string]any{"kind": row.Kind,
		"object": row.ObjectKind, "objectId": row.ObjectID, "payload": row.Payload, "note": row.Note, "fourEyes": row.FourEyes}})
	tx.Emit(told(made, domain.EventProposed, proposedVersion))
	return made, nil
}

// The versions of a proposal: it is made, and it ends once.
const (
	proposedVersion = 1
	endedVersion    = 2
)

// told is what the log says of a proposal. The column of the trader routes it to who proposed it, whoever acts.
func told(row *ent.Proposal, kind domain.EventKind, version int) event.Record {
	return event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectProposal, ID: row.ID}, AggregateVersion: version,
		TraderID: row.ProposedBy, Facts: domain.ProposalFacts{Kind: row.Kind, Object: domain.ObjectKind(row.ObjectKind)}}
}

// The names of the acts in the audit trail; Verify looks for them.
const (
	proposeAction = "proposal.propose"
	decideAction  = "proposal.decide"
)

// Open answers the open proposal about a thing; nil when there is none. It looks beyond the caller's rows: whether something
// waits for a decision is a rule of whoever acts on that thing.
func (s *Service) Open(ctx context.Context, tx *store.Tx, objectKind domain.ObjectKind, objectID uuid.UUID) (*ent.Proposal, error) {
	row, err := tx.Proposal.Query().Where(proposal.ObjectKind(string(objectKind)), proposal.ObjectID(objectID), proposal.DecisionIsNil()).
		Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find an open proposal: %w", err)
	}
	return row, nil
}

// Payload is what an area keeps of a thing in a proposal, as the fields of its JSON.
func Payload(kept any) (map[string]any, error) {
	text, err := json.Marshal(kept)
	if err != nil {
		return nil, fmt.Errorf("encode what is proposed: %w", err)
	}
	var payload map[string]any
	if err := json.Unmarshal(text, &payload); err != nil {
		return nil, fmt.Errorf("encode what is proposed: %w", err)
	}
	return payload, nil
}

// ReadPayload reads what Payload wrote.
func ReadPayload(row *ent.Proposal, kept any) error {
	text, err := json.Marshal(row.Payload)
	if err == nil {
		err = json.Unmarshal(text, kept)
	}
	if err != nil {
		return fmt.Errorf("read proposal %s: %w", row.ID, err)
	}
	return nil
}

// checkedNote answers a note as it is stored, nil for none.
func checkedNote(text string) (*string, *domain.Error) {
	note, refusal := domain.DecisionNote().Read(text)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	if note == "" {
		return nil, nil
	}
	return &note, nil
}
