package architecture

import (
	"go/ast"
	"slices"
	"testing"
)

// clientWriters may write rows of clients: each writes columns that no other does.
func clientWriters() map[string]string {
	return map[string]string{
		"internal/clientele": "owner, status, and the events of a client",
		"internal/clients":   "what a client says of itself",
		"internal/kyc":       "its identification",
		"internal/identity":  "its password",
		"internal/demo":      "a client that was invented has a password without asking for one",
		"internal/testkit":   "rows of the past that no command writes",

		"internal/testkit/program": "a password without a letter",
	}
}

// userWriters may write rows of people of the house.
func userWriters() map[string]string {
	return map[string]string{
		"internal/staff":    "who works here: names, role, whether somebody left",
		"internal/identity": "what lets somebody in: password and second factor",
		"internal/testkit":  "rows of the past that no command writes",
	}
}

// columnWriters are the areas that alone set a column.
func columnWriters() map[string][]string {
	staff, identity := []string{"internal/staff"}, []string{"internal/identity"}
	return map[string][]string{
		"SetReassignedAt": {"internal/clientele"},
		// The reason why somebody is out stands on clients and on people of the house alike.
		"SetDeactivationReason": {"internal/clientele", "internal/staff"}, "ClearDeactivationReason": {"internal/clientele", "internal/staff"},
		"SetRole": staff, "SetNillableRole": staff,
		"SetDni": staff, "ClearDni": staff, "SetDeactivatedAt": staff, "ClearDeactivatedAt": staff,
		"SetMustChangePassword": identity, "SetTotpSecret": identity, "ClearTotpSecret": identity, "SetTotpConfirmedAt": identity,
		"ClearTotpConfirmedAt": identity, "SetTotpLastStep": identity,
	}
}

// written are the names of the builders that write rows.
var written = []string{"Create", "CreateBulk", "Update", "UpdateOne", "UpdateOneID", "Delete", "DeleteOne", "DeleteOneID"}

// checkWriters finds writes of a row outside of its writers.
func checkWriters(t *tree, entity string, writers map[string]string) []finding {
	var found []finding
	eachCall(t, func(f *file) bool { return !f.isTest() }, func(f *file, call *ast.CallExpr) {
		receiver, name := selection(call.Fun)
		if _, may := writers[f.folder()]; receiver == entity && slices.Contains(written, name) && !may {
			found = append(found, t.at(call, "%s.%s", entity, name))
		}
	})
	return found
}

// checkColumnWriters finds columns that are set outside of the areas that have them. Rows of the past are whole as they are made.
func checkColumnWriters(t *tree) []finding {
	var found []finding
	eachCall(t, func(f *file) bool { return !f.isTest() && f.folder() != "internal/testkit" }, func(f *file, call *ast.CallExpr) {
		_, name := selection(call.Fun)
		if folders, owned := columnWriters()[name]; owned && !slices.Contains(folders, f.folder()) {
			found = append(found, t.at(call, "%s", name))
		}
	})
	return found
}

func TestRowsOfClientsAndOfTheStaffHaveTheirWriters(t *testing.T) {
	t.Parallel()
	whole := wholeTree(t)
	report(t, "each column of a client's row has one writer, and package clientele has owner and status:", checkWriters(whole, "Customer", clientWriters()))
	report(t, "package staff has who works here, and package identity what lets somebody in:", checkWriters(whole, "User", userWriters()))
	for _, entity := range []string{"PermissionGrant", "PermissionSetGrant", "Entrustment"} {
		report(t, "package staff has who may do more than its role:", checkWriters(whole, entity, map[string]string{"internal/staff": ""}))
	}
	for _, entity := range []string{"ListState", "ListVersion", "ListEntry", "ListStaging"} {
		report(t, "package watchlist has the lists:", checkWriters(whole, entity, map[string]string{"internal/watchlist": ""}))
	}
	for _, entity := range []string{"ScreeningSubject", "ScreeningRun", "ScreeningResult", "ScreeningHit", "HitDecision", "ClearedPair"} {
		report(t, "package compliance has what was found on lists:", checkWriters(whole, entity, map[string]string{"internal/compliance": ""}))
	}
	for _, entity := range []string{"Alert", "AlertFinding", "AlertNote", "ComplianceCase", "CaseStep", "SuspiciousReport", "RegisterRow", "RegisterSeal"} {
		report(t, "package casework has alerts, cases and the register:", checkWriters(whole, entity, map[string]string{"internal/casework": ""}))
	}
	report(t, "a column is set by the area that has it:", checkColumnWriters(whole))
}

func TestAnotherWriterIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go":  "package trading; func f() { tx.Customer.UpdateOneID(id); tx.PermissionGrant.Create() }",
		"internal/clients/b.go":  "package clients; func g() { tx.Customer.Update().SetReassignedAt(now); tx.User.UpdateOneID(id) }",
		"internal/kyc/c.go":      "package kyc; func h() { tx.Customer.UpdateOneID(id).SetKycStatus(x) }",
		"internal/identity/d.go": "package identity; func i() { tx.User.Update().SetRole(role); tx.User.UpdateOneID(id).SetPasswordHash(x) }",
		"internal/staff/e.go":    "package staff; func j() { tx.User.UpdateOneID(id).SetDni(x).SetTotpLastStep(0); tx.PermissionGrant.Create() }",
	})
	for entity, writers := range map[string]map[string]string{"Customer": clientWriters(), "User": userWriters(), "PermissionGrant": {"internal/staff": ""}} {
		if found := checkWriters(drawn, entity, writers); len(found) != 1 {
			t.Errorf("%s: found %v", entity, found)
		}
	}
	if found := checkColumnWriters(drawn); len(found) != 3 {
		t.Errorf("found %v", found)
	}
}
