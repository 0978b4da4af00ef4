package domain

import (
	"slices"
	"strings"
)

// PermissionSet is a named bundle of permissions that one person of the house holds beyond the role: the rights of an office.
type PermissionSet string

// The sets (areas.md D36, E45, E46).
const (
	// SetAccountant keeps the books.
	SetAccountant PermissionSet = "ACCOUNTANT"
	// SetOfficer answers for the prevention of money laundering; SetAlternate stands in for the officer, and is another person.
	SetOfficer   PermissionSet = "OFFICER"
	SetAlternate PermissionSet = "ALTERNATE"
)

// SetRule says what a set gives, whom, and how it is given.
type SetRule struct {
	Set PermissionSet
	// Permissions are what it gives, each over every row.
	Permissions []Permission
	// Roles are those that it goes with.
	Roles []Role
	// Apart are the sets that its holder has not as well.
	Apart []PermissionSet
	// FourEyes tells that two persons give it and take it away: one proposes, another confirms.
	FourEyes bool
	// Label is what its holder is called (Spanish, Peru).
	Label string
}

// HouseSets is the table of the sets. Each holds what its office takes of the areas that there are. The database keeps it too
// (permission_sets and what hangs on it), equal by test.
func HouseSets() []SetRule {
	// What it takes to follow somebody's money and papers through the house.
	office := func(own Permission) []Permission {
		return []Permission{OperationsHold, BalancesRead, LedgerRead, KYCRead, KYCReview, AuditRead, AlertsRead, AlertsResolve, own}
	}
	return []SetRule{
		// Who keeps the books neither moves the money nor earns by it: no role that confirms, pays or has a portfolio.
		{Set: SetAccountant, Permissions: []Permission{BalancesRead, LedgerRead, InvoicesRead, InvoicesManage, InvoicesVoid},
			Roles: []Role{RoleMiddleOffice, RoleAnalyst}, Label: "Responsable de contabilidad"},
		{Set: SetOfficer, Permissions: office(ComplianceOfficer), Roles: []Role{RoleMiddleOffice}, Apart: []PermissionSet{SetAlternate}, FourEyes: true,
			Label: "Oficial de cumplimiento"},
		{Set: SetAlternate, Permissions: office(ComplianceAlternate), Roles: []Role{RoleMiddleOffice}, Apart: []PermissionSet{SetOfficer}, FourEyes: true,
			Label: "Oficial de cumplimiento alterno"},
	}
}

// houseSets is the table by set.
var houseSets = func() map[PermissionSet]SetRule {
	bySet := map[PermissionSet]SetRule{}
	for _, rule := range HouseSets() {
		bySet[rule.Set] = rule
	}
	return bySet
}()

// PermissionSets lists every set.
func PermissionSets() []PermissionSet {
	var sets []PermissionSet
	for _, rule := range HouseSets() {
		sets = append(sets, rule.Set)
	}
	return sets
}

// FourEyesSets lists the sets that two persons give.
func FourEyesSets() []PermissionSet {
	return slices.DeleteFunc(PermissionSets(), func(set PermissionSet) bool { return !set.FourEyes() })
}

// SetRuleOf answers the row of a set; false for what is none.
func SetRuleOf(set PermissionSet) (SetRule, bool) {
	rule, known := houseSets[set]
	return rule, known
}

// Values lists the sets for the database's enum check.
func (PermissionSet) Values() []string { return valuesOf(PermissionSets()) }

// Label is what the holder of a set is called (Spanish, Peru).
func (s PermissionSet) Label() string { return houseSets[s].Label }

// FourEyes tells whether two persons give a set.
func (s PermissionSet) FourEyes() bool { return houseSets[s].FourEyes }

// gives tells whether somebody of a role has a permission by the set.
func (s PermissionSet) gives(role Role, permission Permission) bool {
	rule := houseSets[s]
	return slices.Contains(rule.Roles, role) && slices.Contains(rule.Permissions, permission)
}

// CheckHolder refuses a role that the set does not go with, and a holder of a set that is to be another person's.
func (r SetRule) CheckHolder(role Role, held []PermissionSet) *Error {
	if !slices.Contains(r.Roles, role) {
		roles := make([]string, len(r.Roles))
		for i, fits := range r.Roles {
			roles[i] = fits.Label()
		}
		return Refuse(CodeInvalid, "El cargo %s solo se da a alguien con el rol %s.", r.Label, strings.Join(roles, " o ")).With("role", role)
	}
	for _, other := range held {
		if slices.Contains(r.Apart, other) {
			return Refuse(CodeInvalid, "Esta persona ya tiene el cargo %s: el cargo %s es de otra.", other.Label(), r.Label).With("held", other)
		}
	}
	return nil
}
