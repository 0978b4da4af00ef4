package kyc

import (
	"context"
	"fmt"
	"slices"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// effects are what decisions on identifications do.
func (s *Service) effects() approval.Effects {
	ends := approval.Effect{Locks: func(row *ent.Proposal) []event.Aggregate { return []event.Aggregate{clientele.Lock(row.ObjectID)} }, Carry: s.carry}
	return approval.Effects{domain.ProposalKYCApprove: ends, domain.ProposalKYCReject: ends}
}

// carry carries out a decision: CONFIRMED does what was proposed, if it still can be; DECLINED and WITHDRAWN leave the identification
// in review.
func (s *Service) carry(ctx context.Context, tx *store.Tx, row *ent.Proposal) error {
	switch *row.Decision {
	case domain.ProposalDeclined:
		return clientele.Emit(ctx, tx, domain.EventKYCDeclined, row.ObjectID, nil)
	case domain.ProposalWithdrawn:
		return clientele.Emit(ctx, tx, domain.EventKYCWithdrawn, row.ObjectID, nil)
	}
	client, err := tx.Customer.Query().Where(customer.ID(row.ObjectID)).Only(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find the client of a proposal: %w", err)
	}
	audited := map[string]any{"proposal": row.ID}
	if row.Kind == domain.ProposalKYCReject {
		reason, _ := row.Payload["reason"].(string)
		audited["reason"] = reason
		return move(ctx, tx, client, domain.KYCReject, domain.KYCReason(reason), audited)
	}
	if err := s.stands(ctx, tx, client, row); err != nil {
		return err
	}
	return move(ctx, tx, client, domain.KYCApprove, "", audited)
}

// stands refuses an approval of other papers, or of another identity, than those that were looked at when it was proposed.
func (s *Service) stands(ctx context.Context, tx *store.Tx, client *ent.Customer, row *ent.Proposal) error {
	papers, err := s.accepted(ctx, tx, client)
	if refusal := domain.Refusals(err); len(refusal) == 1 {
		return refusal[0].At("proposalId")
	}
	if err != nil {
		return err
	}
	if !slices.Equal(papers, textsOf(row.Payload["documents"])) || !s.isIdentity(client, row.Payload["identity"]) {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Los documentos o los datos del cliente cambiaron después de la propuesta. Recházala o retírala, y propón de nuevo con lo que hay ahora.").At("proposalId")
	}
	return nil
}

// textsOf reads a list of texts as JSON gives it back.
func textsOf(value any) []string {
	switch list := value.(type) {
	case []string:
		return list
	case []any:
		texts := make([]string, len(list))
		for i, element := range list {
			texts[i], _ = element.(string)
		}
		return texts
	}
	return nil
}

// isIdentity tells whether a proposal was made about the client as it is: the secret may have been rotated since.
func (s *Service) isIdentity(client *ent.Customer, value any) bool {
	text, _ := value.(string)
	signature, err := evidence.ParseSignature(text)
	return err == nil && s.store.Keys().Valid(signature, identityFields(client)...)
}

// identityFields are who a client says it is.
func identityFields(client *ent.Customer) []evidence.Field {
	return []evidence.Field{evidence.Text("identity"), evidence.UUID(client.ID), evidence.Text(string(client.DocumentType)),
		evidence.Text(client.DocumentNumber), evidence.Text(client.FullName)}
}
