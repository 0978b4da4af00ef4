package domain_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// The offices of areas.md (D36, E45, E46), written out a second time from the reader's side.
func TestWhatASetGivesAndToWhichRoles(t *testing.T) {
	t.Parallel()
	compliance := func(own domain.Permission) []domain.Permission {
		return []domain.Permission{domain.OperationsHold, domain.BalancesRead, domain.LedgerRead, domain.KYCRead, domain.KYCReview, domain.AuditRead,
			domain.AlertsRead, domain.AlertsResolve, own}
	}
	for set, want := range map[domain.PermissionSet]struct {
		gives    []domain.Permission
		roles    []domain.Role
		fourEyes bool
	}{
		domain.SetAccountant: {[]domain.Permission{domain.BalancesRead, domain.LedgerRead, domain.InvoicesRead, domain.InvoicesManage, domain.InvoicesVoid},
			[]domain.Role{domain.RoleMiddleOffice, domain.RoleAnalyst}, false},
		domain.SetOfficer:   {compliance(domain.ComplianceOfficer), []domain.Role{domain.RoleMiddleOffice}, true},
		domain.SetAlternate: {compliance(domain.ComplianceAlternate), []domain.Role{domain.RoleMiddleOffice}, true},
	} {
		if set.FourEyes() != want.fourEyes {
			t.Errorf("%s is given by two persons: %v", set, set.FourEyes())
		}
		for _, role := range append(domain.StaffRoles(), domain.RoleClient, domain.RoleAnonymous) {
			fits := slices.Contains(want.roles, role)
			for _, permission := range domain.Permissions() {
				expected := domain.ReachOf(role, permission, nil)
				if fits && slices.Contains(want.gives, permission) {
					expected = domain.ReachAll
				}
				if got := domain.ReachOf(role, permission, nil, set); got != expected {
					t.Errorf("%s for %s with %s reaches %q, want %q", permission, role, set, got, expected)
				}
			}
		}
	}
}

func TestWhoKeepsTheBooksNeitherConfirmsNorPaysNorHasAPortfolio(t *testing.T) {
	t.Parallel()
	rule, _ := domain.SetRuleOf(domain.SetAccountant)
	for _, role := range domain.StaffRoles() {
		fits := rule.CheckHolder(role, nil) == nil
		for _, permission := range []domain.Permission{domain.OperationsSettle, domain.OperationsCreate, domain.OperationsTake} {
			if fits && domain.ReachOf(role, permission, domain.Grantable(), domain.PermissionSets()...) != domain.ReachNone {
				t.Errorf("%s keeps the books and has %s", role, permission)
			}
		}
	}
}

func TestASetIsForItsRolesAndTheAlternateIsAnotherPerson(t *testing.T) {
	t.Parallel()
	office := []domain.PermissionSet{domain.SetOfficer}
	for name, c := range map[string]struct {
		set  domain.PermissionSet
		role domain.Role
		held []domain.PermissionSet
		code domain.Code
	}{
		"an accountant of Middle Office":    {domain.SetAccountant, domain.RoleMiddleOffice, nil, ""},
		"an accountant who only reads":      {domain.SetAccountant, domain.RoleAnalyst, nil, ""},
		"an accountant with a portfolio":    {domain.SetAccountant, domain.RoleTrader, nil, domain.CodeInvalid},
		"an accountant who pays":            {domain.SetAccountant, domain.RoleOperator, nil, domain.CodeInvalid},
		"an accountant who does everything": {domain.SetAccountant, domain.RoleMaster, nil, domain.CodeInvalid},
		"an officer of Middle Office":       {domain.SetOfficer, domain.RoleMiddleOffice, nil, ""},
		"an officer who keeps the books":    {domain.SetOfficer, domain.RoleMiddleOffice, []domain.PermissionSet{domain.SetAccountant}, ""},
		"an officer of another role":        {domain.SetOfficer, domain.RoleMaster, nil, domain.CodeInvalid},
		"the officer's own alternate":       {domain.SetAlternate, domain.RoleMiddleOffice, office, domain.CodeInvalid},
		"the officer once more":             {domain.SetOfficer, domain.RoleMiddleOffice, office, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rule, known := domain.SetRuleOf(c.set)
			refusal := rule.CheckHolder(c.role, c.held)
			if !known || (refusal == nil) != (c.code == "") || refusal != nil && refusal.Code != c.code {
				t.Errorf("refused with %v, want %q", refusal, c.code)
			}
		})
	}
	if _, known := domain.SetRuleOf("TREASURER"); known || domain.ReachOf(domain.RoleMiddleOffice, domain.LedgerRead, nil, "TREASURER") != domain.ReachNone {
		t.Error("a set that is none gives something")
	}
}

func TestEverySetHasAWordAndHoldsWhatThereIs(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for _, rule := range domain.HouseSets() {
		if rule.Label == "" || said[rule.Label] || len(rule.Permissions) == 0 || len(rule.Roles) == 0 {
			t.Errorf("%+v", rule)
		}
		said[rule.Label] = true
		for _, permission := range rule.Permissions {
			if !slices.Contains(domain.Permissions(), permission) {
				t.Errorf("%s gives %s, which is no permission", rule.Set, permission)
			}
		}
	}
}
