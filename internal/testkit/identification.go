package testkit

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/store"
)

// Approve ends the identification of a client by two people of the house, whatever its papers: for tests that need a client
// who may operate, and are not about how it came to that. It hires the two where the house has none.
func Approve(t testing.TB, house *store.Store, client uuid.UUID) {
	t.Helper()
	first, second := reviewers(t, house)
	ends := approval.Effect{Carry: func(ctx context.Context, tx *store.Tx, _ *ent.Proposal) error {
		return tx.Customer.UpdateOneID(client).SetKycStatus(domain.KYCApproved).SetKycDecidedAt(tx.Now).Exec(ctx)
	}}
	decisions := approval.New(house)
	decisions.Carries(approval.Effects{domain.ProposalKYCApprove: ends})
	var proposal uuid.UUID
	_, err := store.Do(first, house, store.Command{Action: "testkit"}, func(ctx context.Context, tx *store.Tx) error {
		row, err := decisions.Propose(ctx, tx, approval.Proposal{Kind: domain.ProposalKYCApprove, ObjectKind: domain.ObjectClient, ObjectID: client,
			Payload: map[string]any{}, FourEyes: true})
		if err == nil {
			proposal = row.ID
		}
		return err
	})
	Must(t, err)
	_, err = store.Do(second, house, store.Command{Action: "testkit"}, func(ctx context.Context, tx *store.Tx) error {
		return decisions.DecideWithin(ctx, tx, proposal, domain.ProposalConfirmed, "")
	})
	Must(t, err)
}

// reviewers answers the contexts of two people who may decide identifications.
func reviewers(t testing.TB, house *store.Store) (first, second context.Context) {
	t.Helper()
	system := access.AsSystem(t.Context())
	rows, err := house.Read().User.Query().Where(user.RoleIn(domain.RoleMaster, domain.RoleMiddleOffice), user.StatusEQ(domain.UserActive)).
		Order(user.ByID()).Limit(2).All(system)
	Must(t, err)
	for n := len(rows); n < 2; n++ {
		row, err := house.Read().User.Create().SetCreatedAt(house.Clock().Now()).SetName("Revisor").SetEmail(fmt.Sprintf("revisor.%d@qoricash.pe", n)).
			SetPasswordHash(noPassword).SetRole(domain.RoleMiddleOffice).SetStatus(domain.UserActive).Save(system)
		Must(t, err)
		rows = append(rows, row)
	}
	as := func(row *ent.User) context.Context {
		return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: row.ID, Role: row.Role, Session: domain.SessionStaff})
	}
	return as(rows[0]), as(rows[1])
}

// Newcomer is a client of Trader's portfolio who has sent no papers yet. Each call makes another.
func (k *Kit) Newcomer(t testing.TB, document domain.DocumentType) uuid.UUID {
	t.Helper()
	k.newcomers++
	number := fmt.Sprintf("%08d", 45_000_000+k.newcomers)
	return k.newcomer(t, document, number, "RAMOS SOTO LUZ", k.ID(Trader)).ID
}

// ClientContext is the context of the requests of a client that is no Caller.
func ClientContext(t testing.TB, id uuid.UUID) context.Context {
	t.Helper()
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient, Session: domain.SessionClientWeb})
}

// FileOf is a file that whoever acts in the context uploaded; its content is nowhere.
func (k *Kit) FileOf(t testing.TB, ctx context.Context, purpose domain.FilePurpose) uuid.UUID {
	t.Helper()
	return k.fileOf(t, access.Current(ctx), purpose)
}

// Submit sends every paper that a client still needs, as the client itself, and answers their keys.
func (k *Kit) Submit(t testing.TB, client uuid.UUID) []uuid.UUID {
	t.Helper()
	row, err := k.Store.Read().Customer.Query().Where(customer.ID(client)).Only(access.AsSystem(t.Context()))
	Must(t, err)
	ctx := ClientContext(t, client)
	var papers []uuid.UUID
	for _, kind := range domain.RequiredDocuments(row.DocumentType) {
		id, _, err := k.KYC.SubmitDocument(ctx, kyc.SubmitInput{Kind: kind, FileID: k.FileOf(t, ctx, domain.FileClientDocument)})
		Must(t, err)
		papers = append(papers, id)
	}
	return papers
}

// Review sends a client's papers and accepts them, so that its identification waits to be proposed.
func (k *Kit) Review(t testing.TB, client uuid.UUID) {
	t.Helper()
	for _, paper := range k.Submit(t, client) {
		_, _, err := k.KYC.ReviewDocument(k.As(t, MiddleOffice), kyc.ReviewInput{DocumentID: paper, Accept: true})
		Must(t, err)
	}
}

// Identify brings a client to an approved identification the whole way: it sends its papers, MiddleOffice accepts them and
// proposes the approval, Master confirms it.
func (k *Kit) Identify(t testing.TB, client uuid.UUID) {
	t.Helper()
	k.Review(t, client)
	Must(t, k.Decide(k.As(t, Master), k.Propose(t, client, ""), domain.ProposalConfirmed))
}

// Propose has MiddleOffice propose to reject a client's identification for a reason; without one, to approve it.
func (k *Kit) Propose(t testing.TB, client uuid.UUID, reason domain.KYCReason) uuid.UUID {
	t.Helper()
	proposal, _, err := k.KYC.Propose(k.As(t, MiddleOffice), kyc.ProposeInput{ClientID: client, Approve: reason == "", Reason: reason, Note: "Revisado"})
	Must(t, err)
	return proposal
}

// Decide ends a proposal as whoever acts in the context, with a key that all its calls share.
func (k *Kit) Decide(ctx context.Context, proposal uuid.UUID, decision domain.ProposalDecision) error {
	_, _, err := k.Approval.Decide(ctx, approval.DecideInput{IdempotencyKey: "the-key-of-" + proposal.String(), ProposalID: proposal, Decision: decision, Note: "Visto"})
	return err
}

// Reopen has MiddleOffice take a decided identification back into review.
func (k *Kit) Reopen(t testing.TB, client uuid.UUID) {
	t.Helper()
	_, _, err := k.KYC.Reopen(k.As(t, MiddleOffice), kyc.ReopenInput{ClientID: client, Reason: "Documento vencido"})
	Must(t, err)
}
