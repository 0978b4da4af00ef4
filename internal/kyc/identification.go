package kyc

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Identification is how far a client's identification is, as the caller may know it.
type Identification struct {
	Status domain.KYCStatus
	// Required are the papers that this kind of client needs, Missing those of them that are not there or were rejected.
	Required, Missing []domain.DocumentKind
	// Documents are its papers, newest first, without those that were replaced.
	Documents []*ent.ClientDocument
	// Reason is why it was rejected; empty where it is not.
	Reason domain.KYCReason
	// NextStep says in words what comes next, to the client or of it.
	NextStep string
	// Proposal is the decision that waits for a second person; nil where there is none, or for who does not review.
	Proposal *ent.Proposal
	// DecidedAt is when it was approved or rejected; nil while it is neither.
	DecidedAt *time.Time
}

// Load says what is read besides the papers themselves.
type Load struct {
	// Documents adds edges to the papers; nil for none.
	Documents func(*ent.ClientDocumentQuery)
	// Proposals adds edges to the open proposals; nil leaves the proposals out.
	Proposals func(*ent.ProposalQuery)
}

var newestFirst = []clientdocument.OrderOption{clientdocument.ByCreatedAt(sql.OrderDesc()), clientdocument.ByID(sql.OrderDesc())}

// Identifications answers the identifications of clients that the caller may see, by client, with a number of statements
// that does not depend on theirs. A client whose papers are out of the caller's reach is not in the answer.
func (s *Service) Identifications(ctx context.Context, clients []*ent.Customer, load Load) (map[uuid.UUID]Identification, error) {
	actor := access.Current(ctx)
	var ids, rejected []uuid.UUID
	found := make(map[uuid.UUID]Identification, len(clients))
	for _, client := range clients {
		if _, known := found[client.ID]; known || !reaches(actor, domain.KYCRead, client) {
			continue
		}
		found[client.ID] = Identification{Status: client.KycStatus, Required: domain.RequiredDocuments(client.DocumentType), DecidedAt: client.KycDecidedAt}
		ids = append(ids, client.ID)
		if client.KycStatus == domain.KYCRejected {
			rejected = append(rejected, client.ID)
		}
	}
	if len(ids) == 0 {
		return found, nil
	}
	papers, err := s.papers(ctx, ids, load)
	if err != nil {
		return nil, err
	}
	reasons, err := s.reasons(ctx, rejected)
	if err != nil {
		return nil, err
	}
	open, err := s.open(ctx, ids, load)
	if err != nil {
		return nil, err
	}
	for _, client := range clients {
		one, shown := found[client.ID]
		if !shown {
			continue
		}
		one.Documents, one.Reason, one.Proposal = papers[client.ID], reasons[client.ID], open[client.ID]
		one.Missing = missing(client, one.Documents, domain.DocumentStatus.Sent)
		one.NextStep = domain.NextKYCStep(one.Status, one.Missing, one.Reason, actor.Reader())
		found[client.ID] = one
	}
	return found, nil
}

func (s *Service) papers(ctx context.Context, clients []uuid.UUID, load Load) (map[uuid.UUID][]*ent.ClientDocument, error) {
	query := s.store.Read().ClientDocument.Query().Where(clientdocument.ClientIDIn(clients...), clientdocument.StatusNEQ(domain.DocumentReplaced)).
		Order(newestFirst...)
	if load.Documents != nil {
		load.Documents(query)
	}
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the papers of clients: %w", err)
	}
	papers := map[uuid.UUID][]*ent.ClientDocument{}
	for _, row := range rows {
		papers[row.ClientID] = append(papers[row.ClientID], row)
	}
	return papers, nil
}

// reasons are why clients were rejected, as the last decisions on them say. Proposals are the reviewers' own; their reason is
// the client's to know, so it is read past the rule on their rows.
func (s *Service) reasons(ctx context.Context, clients []uuid.UUID) (map[uuid.UUID]domain.KYCReason, error) {
	reasons := map[uuid.UUID]domain.KYCReason{}
	if len(clients) == 0 {
		return reasons, nil
	}
	rows, err := s.store.Read().Proposal.Query().Where(proposal.ObjectKind(string(domain.ObjectClient)), proposal.ObjectIDIn(clients...),
		proposal.KindEQ(domain.ProposalKYCReject), proposal.DecisionEQ(domain.ProposalConfirmed)).
		Order(proposal.ByDecidedAt(), proposal.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read why clients were rejected: %w", err)
	}
	for _, row := range rows {
		if reason, ok := row.Payload["reason"].(string); ok {
			reasons[row.ObjectID] = domain.KYCReason(reason)
		}
	}
	return reasons, nil
}

func (s *Service) open(ctx context.Context, clients []uuid.UUID, load Load) (map[uuid.UUID]*ent.Proposal, error) {
	open := map[uuid.UUID]*ent.Proposal{}
	if load.Proposals == nil || !access.Current(ctx).Can(domain.KYCReview) {
		return open, nil
	}
	query := s.store.Read().Proposal.Query().Where(proposal.ObjectKind(string(domain.ObjectClient)), proposal.ObjectIDIn(clients...), proposal.DecisionIsNil())
	load.Proposals(query)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read open proposals: %w", err)
	}
	for _, row := range rows {
		open[row.ObjectID] = row
	}
	return open, nil
}
