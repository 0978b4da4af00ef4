package testkit

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
)

// Appoint gives somebody an office that two persons give: Master proposes it, and another Master confirms.
func (k *Kit) Appoint(t testing.TB, id uuid.UUID, set domain.PermissionSet) {
	t.Helper()
	k.byTwoMasters(t, id, set, k.Staff.GrantSet)
}

// Relieve takes such an office away.
func (k *Kit) Relieve(t testing.TB, id uuid.UUID, set domain.PermissionSet) {
	t.Helper()
	k.byTwoMasters(t, id, set, k.Staff.WithdrawSet)
}

func (k *Kit) byTwoMasters(t testing.TB, id uuid.UUID, set domain.PermissionSet,
	propose func(context.Context, staff.SetInput) (staff.SetDone, store.Replay, error)) {
	t.Helper()
	done, _, err := propose(k.As(t, Master), staff.SetInput{Target: staff.Target{UserID: id}, Set: set})
	Must(t, err)
	second := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: k.secondMaster(t), Role: domain.RoleMaster, Session: domain.SessionStaff})
	_, _, err = k.Approval.Decide(second, approval.DecideInput{ProposalID: done.Proposal, Decision: domain.ProposalConfirmed})
	Must(t, err)
}

// secondMaster is another Master of the house, who comes when the first is not enough.
func (k *Kit) secondMaster(t testing.TB) uuid.UUID {
	t.Helper()
	const email = "mateo.solis@qoricash.pe"
	row, found, err := k.Staff.UserByEmail(System(t), email)
	Must(t, err)
	if found {
		return row.ID
	}
	return k.Hire(t, Hired{Name: "Mateo Solís", Email: email, Role: domain.RoleMaster, Password: "Dólares-2026!"}) //nolint:gosec // it opens houses of tests alone
}
