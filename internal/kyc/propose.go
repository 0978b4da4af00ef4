package kyc

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ProposeInput is how somebody would end an identification.
type ProposeInput struct {
	IdempotencyKey string
	ClientID       uuid.UUID
	Approve        bool
	// Reason is why it would be rejected; the client is told. Empty for an approval.
	Reason domain.KYCReason
	// Note is for the staff; empty for none.
	Note string
}

// Propose proposes to approve or reject an identification that is in review. An approval rests on all required papers being
// accepted: KYC_INCOMPLETE names those that are not. With four eyes it waits for somebody else; without, it is decided now.
func (s *Service) Propose(ctx context.Context, in ProposeInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.KYCReview); err != nil {
		return uuid.Nil, false, err
	}
	if err := in.checked(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "identification.propose", Key: in.IdempotencyKey, Locks: []event.Aggregate{clientele.Lock(in.ClientID)},
		Input: map[string]any{"client": in.ClientID, "approve": in.Approve, "reason": in.Reason, "note": in.Note}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := clientOf(ctx, tx, in.ClientID, domain.KYCReview)
		if err != nil {
			return uuid.Nil, err
		}
		wanted, err := s.wanted(ctx, tx, client, in)
		if err != nil {
			return uuid.Nil, err
		}
		row, err := s.decisions.Propose(ctx, tx, wanted)
		if err != nil {
			return uuid.Nil, err
		}
		if wanted.FourEyes {
			return row.ID, clientele.Emit(ctx, tx, domain.EventKYCProposed, client.ID, domain.ProposedFacts{Approve: in.Approve})
		}
		return row.ID, s.decisions.DecideWithin(ctx, tx, row.ID, domain.ProposalConfirmed, "")
	})
}

func (in ProposeInput) checked() error {
	var faults domain.Faults
	faults.Add(checkReason(in.Approve, in.Reason))
	_, refusal := checkNote(in.Note)
	faults.Add(refusal)
	return faults.Err()
}

// wanted makes the proposal, or tells why it cannot be made.
func (s *Service) wanted(ctx context.Context, tx *store.Tx, client *ent.Customer, in ProposeInput) (approval.Proposal, error) {
	made := approval.Proposal{Kind: domain.ProposalKYCReject, ObjectKind: domain.ObjectClient, ObjectID: client.ID, Field: "clientId", Note: in.Note,
		FourEyes: s.parameters(tx.Now).KYCFourEyes, Payload: map[string]any{"reason": string(in.Reason)}}
	act := domain.KYCReject
	if in.Approve {
		act = domain.KYCApprove
	}
	if _, refusal := domain.NextKYC(client.KycStatus, act); refusal != nil {
		return made, refusal.At("clientId")
	}
	if !in.Approve {
		return made, nil
	}
	papers, err := s.accepted(ctx, tx, client)
	if err != nil {
		return made, err
	}
	made.Kind, made.Payload = domain.ProposalKYCApprove, map[string]any{"documents": papers, "identity": s.identityOf(client)}
	return made, nil
}

// accepted answers the keys of the papers that identify a client, in order; KYC_INCOMPLETE when one is missing or not
// accepted.
func (s *Service) accepted(ctx context.Context, tx *store.Tx, client *ent.Customer) ([]string, error) {
	papers, err := papersOf(ctx, tx, client.ID)
	if err != nil {
		return nil, err
	}
	if lacking := missing(client, papers, domain.DocumentStatus.Accepted); len(lacking) > 0 {
		names := make([]string, len(lacking))
		for i, kind := range lacking {
			names[i] = string(kind)
		}
		return nil, domain.Refuse(domain.CodeKYCIncomplete, "Para aprobar falta aceptar: %s. Revisa esos documentos o pídeselos al cliente.",
			domain.DocumentList(lacking)).At("clientId").With("missing", strings.Join(names, ","))
	}
	var keys []string
	for _, paper := range papers {
		if slices.Contains(domain.RequiredDocuments(client.DocumentType), paper.Kind) {
			keys = append(keys, paper.ID.String())
		}
	}
	slices.Sort(keys)
	return keys, nil
}

// identityOf stands for who a client says it is, without saying it: a proposal holds no personal data.
func (s *Service) identityOf(client *ent.Customer) string {
	return s.store.Keys().Sign(identityFields(client)...).String()
}
