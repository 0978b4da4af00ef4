package domain_test

import (
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestAProposalIsDecidedByWhoHasThePermissionOfItsKind(t *testing.T) {
	t.Parallel()
	toy := domain.ProposalKind("TOY")
	table := domain.HouseApprovals()
	table[toy] = domain.Approval{Permission: domain.RatesPublish, Deciders: "Operaciones", Lasts: time.Hour}
	reviewed := []domain.ProposalKind{domain.ProposalDueDiligence, domain.ProposalKYCApprove, domain.ProposalKYCReject, domain.ProposalParameterSet,
		domain.ProposalRuleSwitch, domain.ProposalScreeningFalse, domain.ProposalScreeningMatch}
	everything := slices.Concat(reviewed, []domain.ProposalKind{domain.ProposalInvoiceVoid, domain.ProposalNegotiatedRate, domain.ProposalSetGrant,
		domain.ProposalSetWithdraw, toy})
	slices.Sort(everything)
	for role, want := range map[domain.Role][]domain.ProposalKind{
		domain.RoleMaster: everything, domain.RoleMiddleOffice: reviewed, domain.RoleOperator: {toy},
		domain.RoleTrader: nil, domain.RoleAnalyst: nil, domain.RoleClient: nil, domain.RoleAnonymous: nil,
	} {
		got := table.Within(func(p domain.Permission) bool { return domain.ReachOf(role, p, nil) != domain.ReachNone })
		if !slices.Equal(got, want) {
			t.Errorf("%s decides %v, want %v", role, got, want)
		}
	}
	granted := table.Within(func(p domain.Permission) bool {
		return domain.ReachOf(domain.RoleTrader, p, []domain.Permission{domain.RatesPublish}) != domain.ReachNone
	})
	if !slices.Equal(granted, []domain.ProposalKind{toy}) {
		t.Errorf("with the permission granted a trader decides %v", granted)
	}
}

func TestARateBeyondTheBandIsProposedByWhoMakesPricesAndDecidedByMasters(t *testing.T) {
	t.Parallel()
	table := domain.HouseApprovals()
	may := func(role domain.Role) func(domain.Permission) bool {
		return func(p domain.Permission) bool { return domain.ReachOf(role, p, nil) != domain.ReachNone }
	}
	if got := table.Proposable(may(domain.RoleTrader)); !slices.Equal(got, []domain.ProposalKind{domain.ProposalNegotiatedRate}) {
		t.Errorf("a trader proposes %v", got)
	}
	// A Master proposes what it decides, and what the officer does.
	officers := []domain.ProposalKind{domain.ProposalClientRelease, domain.ProposalHoldRelease}
	want := slices.Sorted(slices.Values(slices.Concat(officers, table.Within(may(domain.RoleMaster)))))
	if got := table.Proposable(may(domain.RoleMaster)); !slices.Equal(got, want) {
		t.Errorf("a Master proposes %v, want %v", got, want)
	}
}

func TestEveryKindOfProposalSaysWhoDecidesAndHowLongItWaits(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	for kind, approval := range domain.HouseApprovals() {
		if !slices.Contains(domain.Permissions(), approval.Permission) || approval.Deciders == "" || approval.Lasts < 0 {
			t.Errorf("%s: %+v", kind, approval)
		}
	}
	table := domain.Approvals{"TOY": {Lasts: time.Hour}}
	if at, ends := table.ExpiresAt("TOY", made); !ends || !at.Equal(made.Add(time.Hour)) {
		t.Errorf("ends at %v, %v", at, ends)
	}
	if _, ends := domain.HouseApprovals().ExpiresAt(domain.ProposalKYCApprove, made); ends {
		t.Error("an identification waits for good")
	}
}

// areas.md E47: what was restricted or held for compliance ends by the officer or the alternate, whoever else may do everything.
func TestOfficerAndAlternateAloneDecideOnReleases(t *testing.T) {
	t.Parallel()
	officers := []domain.ProposalKind{domain.ProposalClientRelease, domain.ProposalHoldRelease}
	may := func(role domain.Role, sets ...domain.PermissionSet) func(domain.Permission) bool {
		return func(p domain.Permission) bool {
			return domain.ReachOf(role, p, domain.Grantable(), sets...) != domain.ReachNone
		}
	}
	for _, role := range domain.StaffRoles() {
		for _, kind := range domain.HouseApprovals().Within(may(role)) {
			if slices.Contains(officers, kind) {
				t.Errorf("%s decides %s without an office", role, kind)
			}
		}
	}
	for _, set := range []domain.PermissionSet{domain.SetOfficer, domain.SetAlternate} {
		kinds := domain.HouseApprovals().Within(may(domain.RoleMiddleOffice, set))
		for _, kind := range officers {
			if !slices.Contains(kinds, kind) {
				t.Errorf("%s does not decide %s", set, kind)
			}
		}
	}
	for _, kind := range domain.HouseApprovals().Within(may(domain.RoleMiddleOffice, domain.SetAccountant)) {
		if slices.Contains(officers, kind) {
			t.Errorf("who keeps the books decides %s", kind)
		}
	}
}
