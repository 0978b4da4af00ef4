package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// CheckListsInput is what a person found of a client on lists.
type CheckListsInput struct {
	IdempotencyKey string               `json:"-"`
	ClientID       uuid.UUID            `json:"clientId"`
	Check          domain.RiskListCheck `json:"check"`
}

// CheckLists records what a person found of a client on restrictive lists, which counts as a review, and answers the check. A match on a list of
// sanctions prohibits at once. Who recorded a match does not clear it: FOUR_EYES_REQUIRED. For the holders of risk.manage.
func (s *Service) CheckLists(ctx context.Context, in CheckListsInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	in.Check = in.Check.Check(&faults)
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "lists.check", Key: in.IdempotencyKey, Input: in, Locks: locksOf(in.ClientID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := mustSee(ctx, tx, in.ClientID); err != nil {
			return uuid.Nil, err
		}
		if err := mustNotClearAlone(ctx, tx, in); err != nil {
			return uuid.Nil, err
		}
		row, err := writeCheck(ctx, tx, in)
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: in.ClientID, After: map[string]any{"check": row.ID,
			"results": row.Results, "legalIssues": row.LegalIssues}})
		return row.ID, s.compute(ctx, tx, in.ClientID, asked{trigger: domain.RiskOnLists})
	})
}

// mustNotClearAlone refuses who says alone that a match, which it recorded, is none.
func mustNotClearAlone(ctx context.Context, tx *store.Tx, in CheckListsInput) error {
	last, err := lastCheck(ctx, tx.Client(), in.ClientID)
	if err != nil || last == nil || last.CheckedBy != tx.Actor.ID {
		return err
	}
	if alone := in.Check.ClearsAlone(checkOf(last)); len(alone) > 0 {
		return domain.Refuse(domain.CodeFourEyesRequired, "Tú registraste la coincidencia en %s: la descarta otra persona.", alone[0].Label()).At("results").
			With("list", alone[0])
	}
	return nil
}

func writeCheck(ctx context.Context, tx *store.Tx, in CheckListsInput) (*ent.ManualListCheck, error) {
	create := tx.ManualListCheck.Create().SetCreatedAt(tx.Now).SetClientID(in.ClientID).SetResults(in.Check.Results).
		SetLegalIssues(in.Check.LegalIssues).SetCheckedBy(tx.Actor.ID)
	if in.Check.Observations != "" {
		create.SetObservations(in.Check.Observations)
	}
	row, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("write a check of lists: %w", err)
	}
	tx.Attest(attest.ManualListCheck, row.ID)
	return row, nil
}
