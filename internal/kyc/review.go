package kyc

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ReviewInput is a verdict on a paper.
type ReviewInput struct {
	IdempotencyKey string
	DocumentID     uuid.UUID
	Accept         bool
	// Reason is why it is rejected; the client is told. Empty when it is accepted.
	Reason domain.KYCReason
	// Note is for the staff; empty for none.
	Note string
}

// ReviewDocument accepts or rejects a paper. A verdict may be changed while nothing rests on it: until the identification is
// proposed or approved.
func (s *Service) ReviewDocument(ctx context.Context, in ReviewInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.KYCReview); err != nil {
		return uuid.Nil, false, err
	}
	note, err := in.checked()
	if err != nil {
		return uuid.Nil, false, err
	}
	// Whose paper it is never changes; the lock needs it before the transaction begins.
	paper, err := s.store.Read().ClientDocument.Query().Where(clientdocument.ID(in.DocumentID)).Only(ctx)
	if err != nil {
		return uuid.Nil, false, noDocument(err)
	}
	command := store.Command{Action: "document.review", Key: in.IdempotencyKey, Locks: []event.Aggregate{clientele.Lock(paper.ClientID)},
		Input: map[string]any{"document": in.DocumentID, "accept": in.Accept, "reason": in.Reason, "note": in.Note}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		paper, err := tx.ClientDocument.Query().Where(clientdocument.ID(in.DocumentID)).Only(ctx)
		if err != nil {
			return uuid.Nil, noDocument(err)
		}
		if err := s.mayJudge(ctx, tx, paper, in.Accept); err != nil {
			return uuid.Nil, err
		}
		return paper.ID, in.write(ctx, tx, paper, note)
	})
}

func (in ReviewInput) checked() (*string, error) {
	var faults domain.Faults
	faults.Add(checkReason(in.Accept, in.Reason))
	note, refusal := checkNote(in.Note)
	faults.Add(refusal)
	return note, faults.Err()
}

func noDocument(err error) error {
	if ent.IsNotFound(err) {
		return domain.Refuse(domain.CodeNotFound, "No existe ese documento.").At("documentId")
	}
	return fmt.Errorf("find a paper: %w", err)
}

// mayJudge refuses a verdict on a paper that is out of the way, that has it already, that something rests on, or that the
// actor sent itself.
func (s *Service) mayJudge(ctx context.Context, tx *store.Tx, paper *ent.ClientDocument, accept bool) error {
	verdict := verdictOf(accept)
	switch {
	case paper.Status == domain.DocumentReplaced:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Este documento fue reemplazado. Revisa el más reciente.").At("documentId").With("status", paper.Status)
	case paper.Status == verdict:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Este documento ya tiene ese resultado.").At("documentId").With("status", paper.Status)
	case accept && s.parameters(tx.Now).KYCFourEyes && paper.SubmittedByKind == domain.ActorStaff && paper.SubmittedBy == tx.Actor.ID:
		return domain.Refuse(domain.CodeFourEyesRequired, "Tú enviaste este documento: otra persona de Middle Office debe aceptarlo.").At("documentId")
	case paper.Status == domain.DocumentSubmitted:
		return nil
	}
	client, err := tx.Customer.Query().Where(customer.ID(paper.ClientID)).Only(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find the client of a paper: %w", err)
	}
	open, err := s.decisions.Open(ctx, tx, domain.ObjectClient, client.ID)
	if err != nil {
		return err
	}
	if open != nil || client.KycStatus == domain.KYCApproved {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Ya se propuso o aprobó la identificación con este documento. Retira la propuesta o reabre la identificación para cambiar su resultado.").
			At("documentId").With("kycStatus", client.KycStatus)
	}
	return nil
}

func verdictOf(accept bool) domain.DocumentStatus {
	if accept {
		return domain.DocumentAccepted
	}
	return domain.DocumentRejected
}

func (in ReviewInput) write(ctx context.Context, tx *store.Tx, paper *ent.ClientDocument, note *string) error {
	change := tx.ClientDocument.UpdateOne(paper).SetStatus(verdictOf(in.Accept)).SetReviewedBy(tx.Actor.ID).SetReviewedAt(tx.Now)
	kind, facts := domain.EventDocumentAccepted, domain.ReviewedFacts{Kind: paper.Kind}
	if in.Accept {
		change.ClearReason()
	} else {
		change.SetReason(in.Reason)
		kind, facts.Reason = domain.EventDocumentRejected, in.Reason
	}
	if note == nil {
		change.ClearNote()
	} else {
		change.SetNote(*note)
	}
	if err := change.Exec(ctx); err != nil {
		return fmt.Errorf("write a verdict: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectDocument, ObjectID: paper.ID, Before: map[string]any{"status": paper.Status},
		After: map[string]any{"status": verdictOf(in.Accept), "client": paper.ClientID, "kind": paper.Kind, "reason": in.Reason, "note": note}})
	return clientele.Emit(ctx, tx, kind, paper.ClientID, facts)
}
