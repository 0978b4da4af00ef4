package access_test

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// furnishRisk writes what a person remarks of the client: one row of each type of its risk but the decision of two people, which only two people
// make ([decideRisk]).
func furnishRisk(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	client, who := k.ID(testkit.Client), k.ID(testkit.MiddleOffice)
	if err := tx.RelatedPerson.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(domain.RelatedAttorney).SetName("ANA QUISPE").
		SetDocumentType(domain.DocumentDNI).SetDocumentNumber("40000017").SetAddedBy(who).SetRemovedAt(tx.Now).SetRemovedBy(who).
		SetRemovalReason("Revocado").Exec(ctx); err != nil {
		return err
	}
	return tx.PepRecord.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(domain.ExposureDirect).SetPosition("Alcaldesa").SetEntity("Lince").
		SetRecordedBy(who).Exec(ctx)
}

// decideRisk checks the lists of the client, and has two people give it another regime.
func decideRisk(ctx func(testkit.Caller) context.Context, k *testkit.Kit) error {
	client, until := k.ID(testkit.Client), k.Clock.Now().AddDate(0, 1, 0)
	_, _, err := k.Risk.CheckLists(ctx(testkit.MiddleOffice), risk.CheckListsInput{IdempotencyKey: uuid.NewString(), ClientID: client,
		Check: domain.RiskListCheck{Results: []domain.RiskListResult{{List: domain.RiskListUN, State: domain.RiskListClear}}}})
	if err != nil {
		return err
	}
	proposed, _, err := k.Risk.Override(ctx(testkit.MiddleOffice), risk.OverrideInput{IdempotencyKey: uuid.NewString(), ClientID: client, Note: "Visita",
		Override: &domain.RiskOverride{To: domain.DueDiligenceReinforced, Ground: domain.RiskJudgement, Until: &until}})
	if err != nil {
		return err
	}
	_, _, err = k.Approval.Decide(ctx(testkit.Master), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposed,
		Decision: domain.ProposalConfirmed})
	return err
}
