package casework

import (
	"context"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/suspiciousreport"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// DraftInput is the text of a report.
type DraftInput struct {
	CaseTarget
	// Draft is sealed where it is kept.
	Draft string `json:"-"`
	// Print stands for the draft where inputs are compared.
	Print string `json:"print"`
}

// Draft keeps the draft of the report of a case that was called suspicious, in place of the one before, and answers the case. For the officer and
// the alternate.
func (s *Service) Draft(ctx context.Context, in DraftInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	in.Draft = domain.ReportDraft().Check(&faults, in.Draft, "draft")
	in.Print = hex.EncodeToString(s.store.Keys().Sign(evidence.Text("report draft"), evidence.Text(in.Draft)).MAC)
	return s.onCase(ctx, caseAct{action: "report.draft", target: in.CaseTarget, input: in, refusal: faults.Err()}, func(ctx context.Context, c *change) error {
		if refusal := c.row.State.CheckDrafting(); refusal != nil {
			return refusal
		}
		if err := s.keepDraft(access.AsSystem(ctx), c, in.Draft); err != nil {
			return err
		}
		return c.move(ctx, c.tx.ComplianceCase.UpdateOneID(c.row.ID), domain.CaseDrafted, "Borrador guardado.", domain.EventReportDrafted)
	})
}

func (s *Service) keepDraft(ctx context.Context, c *change, draft string) error {
	var err error
	if known := c.row.Edges.Report; known != nil {
		err = c.tx.SuspiciousReport.UpdateOneID(known.ID).SetDraft(s.seals.Seal(known.ID, []byte(draft))).SetDraftedBy(c.tx.Actor.ID).
			SetUpdatedAt(c.tx.Now).Exec(ctx)
	} else {
		id := uuid.Must(uuid.NewV7())
		err = c.tx.SuspiciousReport.Create().SetID(id).SetCreatedAt(c.tx.Now).SetUpdatedAt(c.tx.Now).SetCaseID(c.row.ID).
			SetDraft(s.seals.Seal(id, []byte(draft))).SetDraftedBy(c.tx.Actor.ID).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("keep the draft of a report: %w", err)
	}
	return nil
}

// FileInput is what the UIF answered.
type FileInput struct {
	CaseTarget
	ROSELNumber string `json:"roselNumber"`
	// ReceiptFileID is the receipt, an uploaded file of the caller's; uuid.Nil for none.
	ReceiptFileID uuid.UUID `json:"fileId"`
}

// File notes that the report of a case was filed, and answers the case. For the officer and the alternate.
func (s *Service) File(ctx context.Context, in FileInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	in.ROSELNumber = domain.ROSELNumber().Check(&faults, in.ROSELNumber, "roselNumber")
	return s.onCase(ctx, caseAct{action: "report.file", target: in.CaseTarget, input: in, refusal: faults.Err()}, func(ctx context.Context, c *change) error {
		if refusal := c.row.State.CheckFiling(); refusal != nil {
			return refusal
		}
		update := c.tx.SuspiciousReport.UpdateOneID(c.row.Edges.Report.ID).SetFiledAt(c.tx.Now).SetFiledBy(c.tx.Actor.ID).SetRoselNumber(in.ROSELNumber)
		if in.ReceiptFileID != uuid.Nil {
			if _, err := s.files.OwnedBy(ctx, c.tx, in.ReceiptFileID, domain.FileComplianceDocument); err != nil {
				return err
			}
			update.SetReceiptFileID(in.ReceiptFileID)
		}
		if err := update.Exec(access.AsSystem(ctx)); err != nil {
			return fmt.Errorf("note that a report was filed: %w", err)
		}
		return c.move(ctx, c.tx.ComplianceCase.UpdateOneID(c.row.ID), domain.CaseFiled, "Reporte enviado por ROSEL.", domain.EventReportFiled)
	})
}

// DraftOf answers the text of the report of a case; empty where there is none or the caller does not see it.
func (s *Service) DraftOf(ctx context.Context, caseID uuid.UUID) (string, error) {
	row, err := s.store.Read().SuspiciousReport.Query().Where(suspiciousreport.CaseID(caseID)).Only(ctx)
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read a report: %w", err)
	}
	text, _, err := s.seals.Open(row.ID, row.Draft)
	if err != nil {
		return "", fmt.Errorf("open a report: %w", err)
	}
	return string(text), nil
}
