package access_test

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// furnishCasework writes two alerts of the client with a note, a case with a report, and the register with a seal.
func furnishCasework(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	client, who := k.ID(testkit.Client), k.ID(testkit.MiddleOffice)
	var noted uuid.UUID
	for _, window := range []string{"TM01/1", "TM02/1"} {
		id, err := k.Casework.Open(ctx, tx, domain.AlertFinding{Source: window, Type: domain.AlertAML, Severity: domain.AlertHigh, Client: client,
			Rule: "TM01", Title: "Fraccionamiento", Description: "Cuatro operaciones seguidas.", Window: window})
		if err != nil {
			return err
		}
		noted = id
	}
	if err := tx.AlertNote.Create().SetCreatedAt(tx.Now).SetAlertID(noted).SetAuthorID(who).SetText("Llamar").Exec(ctx); err != nil {
		return err
	}
	opened, err := tx.ComplianceCase.Create().SetCreatedAt(tx.Now).SetNumber(1).SetCode("CAS-1").SetClientID(client).SetState(domain.CaseAnalysis).
		SetDecideBy(tx.Now.AddDate(0, 0, 15)).Save(ctx)
	if err != nil {
		return err
	}
	err = tx.CaseStep.Create().SetCreatedAt(tx.Now).SetCaseID(opened.ID).SetActorID(who).SetTo(domain.CaseAnalysis).SetGrounds("No explica su dinero").Exec(ctx)
	if err != nil {
		return err
	}
	err = tx.SuspiciousReport.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetCaseID(opened.ID).SetDraft([]byte("sealed")).SetDraftedBy(who).Exec(ctx)
	if err != nil {
		return err
	}
	done, err := tx.Operation.Query().Where(operation.StatusEQ(domain.Completed)).First(ctx)
	if err != nil {
		return err
	}
	day := domain.BusinessDate(*done.CompletedAt)
	month := domain.NewDate(day.Year(), day.Month(), 1)
	err = tx.RegisterRow.Create().SetCreatedAt(tx.Now).SetMonth(month).SetBusinessDate(day).SetKind(domain.RegisterSingle).SetOperationID(done.ID).
		SetClientID(done.ClientID).SetSide(done.Side).SetUsd(done.Usd).SetPen(done.Pen).SetRate(done.Rate).Exec(ctx)
	if err != nil {
		return err
	}
	return tx.RegisterSeal.Create().SetCreatedAt(tx.Now).SetMonth(month.AddDays(-1).AddDays(1 - month.AddDays(-1).Day())).SetRows(0).SetDigest([]byte{1}).Exec(ctx)
}
