// Package kyc identifies clients: their papers, the verdicts on them, and how an identification ends.
//
// Invariants:
//   - An identification has one state, and moves by the table of domain.NextKYC alone (RULE-KYC-1). What is missing is computed
//     by domain.MissingDocuments, never kept (RULE-DOC-1).
//   - A paper lifts nothing by arriving: limits are lifted by an approval, and nothing else.
//   - Identifications end by a proposal (package approval). Where the house works with four eyes somebody else decides it; the
//     papers and the identity that were looked at are part of what is proposed, and a decision on others is refused.
//   - A paper is accepted by nobody who sent it, where the house works with four eyes.
//   - Nothing here touches a password (P-14).
//   - What a client is told about a rejection is one of a few safe texts; notes are for the staff (Ley 27693).
package kyc

import (
	"context"
	"fmt"
	"maps"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/store"
)

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store      *store.Store
	files      *files.Service
	decisions  *approval.Service
	parameters domain.ParametersAt
}

// New returns a service over the house's database; documents are the files that papers are. It brings to the decisions of the house what
// those on identifications do.
func New(house *store.Store, documents *files.Service, decisions *approval.Service, parameters domain.ParametersAt) *Service {
	s := &Service{store: house, files: documents, decisions: decisions, parameters: parameters}
	decisions.Carries(s.effects())
	return s
}

// clientOf answers a client that the actor's permission reaches; NOT_FOUND at clientId for any other. A trader still reads
// the clients that it once traded for, and acts for its own alone.
func clientOf(ctx context.Context, tx *store.Tx, id uuid.UUID, permission domain.Permission) (*ent.Customer, error) {
	client, err := tx.Customer.Query().Where(customer.ID(id)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("find a client: %w", err)
	}
	if err != nil || !reaches(tx.Actor, permission, client) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
	}
	return client, nil
}

// reaches tells whether an actor's permission goes over a client.
func reaches(actor access.Actor, permission domain.Permission, client *ent.Customer) bool {
	switch actor.Reach(permission) {
	case domain.ReachAll:
		return true
	case domain.ReachPortfolio:
		return client.OwnerID == actor.ID
	case domain.ReachOwn:
		return actor.IsClient() && client.ID == actor.ID
	}
	return false
}

// papersOf answers the papers of a client that are not replaced, newest first. The rules are about all of them, whatever the
// actor sees.
func papersOf(ctx context.Context, tx *store.Tx, client uuid.UUID) ([]*ent.ClientDocument, error) {
	rows, err := tx.ClientDocument.Query().Where(clientdocument.ClientID(client), clientdocument.StatusNEQ(domain.DocumentReplaced)).
		Order(newestFirst...).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the papers of a client: %w", err)
	}
	return rows, nil
}

// missing lists the required papers of a client that do not suffice.
func missing(client *ent.Customer, papers []*ent.ClientDocument, suffices func(domain.DocumentStatus) bool) []domain.DocumentKind {
	known := make([]domain.Paper, len(papers))
	for i, paper := range papers {
		known[i] = domain.Paper{Kind: paper.Kind, Status: paper.Status}
	}
	return domain.MissingDocuments(client.DocumentType, known, suffices)
}

// move does an act on an identification: its state, its clocks, its trail and its event. New papers leave standing why it was
// rejected: only a person of the house lifts that. reason is why it is rejected, else empty.
func move(ctx context.Context, tx *store.Tx, client *ent.Customer, act domain.KYCAct, reason domain.KYCReason, audited map[string]any) error {
	next, refusal := domain.NextKYC(client.KycStatus, act)
	if refusal != nil {
		return refusal
	}
	change := tx.Customer.UpdateOneID(client.ID).SetKycStatus(next.To).SetUpdatedAt(tx.Now)
	if next.To == domain.KYCInReview {
		change.SetReviewStartedAt(tx.Now).ClearKycDecidedAt()
	} else {
		change.ClearReviewStartedAt().SetKycDecidedAt(tx.Now)
	}
	switch act {
	case domain.KYCReject:
		change.SetKycRejection(reason)
	case domain.KYCApprove, domain.KYCReopen:
		change.ClearKycRejection()
	}
	if err := change.Exec(ctx); err != nil {
		return fmt.Errorf("move an identification: %w", err)
	}
	after := map[string]any{"kycStatus": next.To}
	maps.Copy(after, audited)
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: client.ID, Before: map[string]any{"kycStatus": next.From}, After: after})
	if act == domain.KYCReject {
		return clientele.Emit(ctx, tx, next.Event, client.ID, domain.KYCRejectedFacts{Reason: reason})
	}
	return clientele.Emit(ctx, tx, next.Event, client.ID, nil)
}
