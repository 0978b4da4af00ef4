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
	}
}

// checkClientWriters finds writes of a client's row outside of those, and of its owner or status outside of the one that has them.
func checkClientWriters(t *tree) []finding {
	var found []finding
	keep := func(f *file) bool { return !f.isTest() }
	eachCall(t, keep, func(f *file, call *ast.CallExpr) {
		receiver, name := selection(call.Fun)
		_, may := clientWriters()[f.folder()]
		if receiver == "Customer" && slices.Contains([]string{"Create", "CreateBulk", "Update", "UpdateOne", "UpdateOneID", "Delete"}, name) && !may {
			found = append(found, t.at(call, "Customer.%s", name))
		}
		if slices.Contains([]string{"SetReassignedAt", "SetDeactivationReason", "ClearDeactivationReason"}, name) &&
			!slices.Contains([]string{"internal/clientele", "internal/identity", "internal/testkit"}, f.folder()) {
			found = append(found, t.at(call, "%s", name))
		}
	})
	return found
}

func TestAClientsRowHasItsWriters(t *testing.T) {
	t.Parallel()
	report(t, "each column of a client's row has one writer, and package clientele has owner and status:", checkClientWriters(wholeTree(t)))
}

func TestAnotherWriterOfClientsIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go": "package trading; func f() { tx.Customer.UpdateOneID(id) }",
		"internal/clients/b.go": "package clients; func g() { tx.Customer.Update().SetReassignedAt(now) }",
		"internal/kyc/c.go":     "package kyc; func h() { tx.Customer.UpdateOneID(id).SetKycStatus(x) }",
	})
	if found := checkClientWriters(drawn); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}
