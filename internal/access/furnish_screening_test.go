package access_test

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// screenClients compares both clients with a list that has the document of the first, and has two people say that it is somebody else.
func screenClients(ctx func(testkit.Caller) context.Context, k *testkit.Kit) error {
	system := access.AsSystem(ctx(testkit.Master))
	row, err := k.Store.Read().Customer.Query().Where(customer.ID(k.ID(testkit.Client))).Only(system)
	if err != nil {
		return err
	}
	if _, err := k.Watchlist.Load(system, watchlist.Arrival{Source: domain.ListUIF, Origin: "uif.csv", Files: []watchlist.File{{Name: "uif.csv",
		Content: []byte("id;nombre;documentos\n1;ALGUIEN DISTINTO;" + string(row.DocumentType) + " " + row.DocumentNumber + "\n")}}}); err != nil {
		return err
	}
	if err := k.Compliance.Work(system); err != nil {
		return err
	}
	hit, err := k.Store.Read().ScreeningHit.Query().OnlyID(system)
	if err != nil {
		return err
	}
	proposed, _, err := k.Compliance.Propose(ctx(testkit.MiddleOffice), compliance.ProposeInput{IdempotencyKey: uuid.NewString(), HitID: hit,
		Judgement: domain.HitJudgement{Verdict: domain.VerdictFalsePositive, Reasons: []domain.HitReason{domain.ReasonPartialName}, Note: "Otra persona"}})
	if err != nil {
		return err
	}
	_, _, err = k.Approval.Decide(ctx(testkit.Master), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposed,
		Decision: domain.ProposalConfirmed})
	return err
}
