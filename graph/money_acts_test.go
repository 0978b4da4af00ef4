package graph_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// inputsMoney are those of the acts that take back, undo and move money.
func inputsMoney() map[string]input {
	return map[string]input{
		"operationWithdrawDeposit": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			id := a.Operation(t, domain.Pending)
			a.reportAs(t, among(caller, own, master, trader), id, "50.00")
			return a.about(t, id, map[string]any{"depositId": a.deposit(t, id)})
		},
		"operationUnconfirmDeposit": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			id := a.Operation(t, domain.InProcess)
			a.ConfirmAs(t, another(caller), id, 0, "")
			return a.about(t, id, map[string]any{"depositId": a.deposit(t, id), "reason": "Era de otra cuenta"})
		},
		"operationApplyDeposit": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			from, to := a.waiting(t)
			return a.about(t, from, map[string]any{"depositId": a.deposit(t, from), "toOperationId": globalid.Encode(ent.OperationIDPrefix, to),
				"toExpectedVersion": a.Row(t, to).Version})
		},
		"operationUnapplyDeposit": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			from, to := a.waiting(t)
			a.ApplyAs(t, master, from, to)
			return a.about(t, to, map[string]any{"depositId": a.applied(t, to), "fromExpectedVersion": a.Row(t, from).Version})
		},
		"operationVoidPayout": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			id := a.confirmed(t)
			a.PayAs(t, another(caller), id, "100.00", "P-3")
			return a.about(t, id, map[string]any{"payoutId": a.payout(t, id), "reason": "NEVER_SENT"})
		},
	}
}

// among answers the caller, or the first of those who may where it is none of them.
func among(caller testkit.Caller, may ...testkit.Caller) testkit.Caller {
	if slices.Contains(may, caller) {
		return caller
	}
	return may[0]
}

// another answers somebody who settles and is not the caller: nobody undoes what they did.
func another(caller testkit.Caller) testkit.Caller {
	if caller == operator {
		return master
	}
	return operator
}

// reportAs reports a part of a deposit with a proof; every one has the same number.
func (a *api) reportAs(t *testing.T, by testkit.Caller, id uuid.UUID, amount string) {
	t.Helper()
	a.ReportAs(t, by, id, amount, "V-3", a.File(t, by, domain.FileDepositProof))
}

// waiting is late money, and an operation of the same client that it may go to. Operator holds both.
func (a *api) waiting(t *testing.T) (from, to uuid.UUID) {
	t.Helper()
	from, to = a.Late(t), a.Operation(t, domain.Pending)
	a.reportAs(t, own, to, "50.00")
	a.TakeAs(t, operator, to)
	return from, to
}

// applied is the deposit of an operation that came from another one.
func (a *api) applied(t *testing.T, id uuid.UUID) string {
	t.Helper()
	for _, row := range a.Row(t, id).Edges.Deposits {
		if row.AppliedFrom != nil {
			return globalid.Encode(ent.DepositIDPrefix, row.ID)
		}
	}
	t.Fatal("no money came from elsewhere")
	return ""
}

func (a *api) payout(t *testing.T, id uuid.UUID) string {
	t.Helper()
	return globalid.Encode(ent.PayoutIDPrefix, a.Row(t, id).Edges.Payouts[0].ID)
}
