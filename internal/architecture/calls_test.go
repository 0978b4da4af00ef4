package architecture

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// selection answers the receiver (the last name before the dot) and the name of a selected identifier.
func selection(expression ast.Expr) (receiver, name string) {
	selector, ok := expression.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	switch of := selector.X.(type) {
	case *ast.Ident:
		receiver = of.Name
	case *ast.SelectorExpr:
		receiver = of.Sel.Name
	}
	return receiver, selector.Sel.Name
}

// eachCall walks the calls of the files that are kept.
func eachCall(t *tree, keep func(*file) bool, do func(*file, *ast.CallExpr)) {
	for _, f := range t.written() {
		if !keep(f) {
			continue
		}
		ast.Inspect(f.syntax, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				do(f, call)
			}
			return true
		})
	}
}

// rawSQL are the methods of database/sql whose names nothing else has.
var rawSQL = regexp.MustCompile(`^(Exec|Query|QueryRow|Prepare)Context$`)

// statement begins a string of SQL; ent has a method Query too, which takes none.
var statement = regexp.MustCompile(`(?i)^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|COPY|LOCK|SET|NOTIFY|LISTEN)\b`)

// rawSQLFolders may go past the hooks and the row rules of ent. Each has its reason.
func rawSQLFolders() map[string]string {
	return map[string]string{
		"internal/store":          "locks, idempotency rows and the transaction itself",
		"internal/event":          "the feed reads by transaction id and snapshot, which ent does not know",
		"internal/evidence":       "seals are read and written in feed order, for verification by a machine without ent",
		"internal/audit":          "written by a hook in the transaction of what it records",
		"internal/attest":         "signs rows of any table as the database holds them",
		"internal/approval":       "the proof of decisions reads one state of the database, past the row rules",
		"internal/ledger":         "sums of millions of postings, and the trial of the books, are statements",
		"internal/trading/replay": "the proof of operations reads whole tables of one state of the database, past the row rules",
		"internal/ratelimit":      "a count is one statement outside any transaction, which a refused command does not roll back",
		"internal/work":           "claims with SKIP LOCKED over tables that their owners name",
		"internal/notify":         "rows that are written only where they are not there yet, and the lease of receipts",
		"internal/monitoring":     "what rules know before acceptance is one statement, whose arrays ent does not know; the rows are the house's own",
		"internal/parameters":     "what the program was started with is kept beside the rows of people, and seen by nobody as a row",
		"internal/report":         "read-only aggregates with structs of their own",
		"internal/jobs":           "the lease and the claims with SKIP LOCKED",
		"internal/postgres":       "the server itself: roles, databases, settings",
		"internal/testdb/...":     "databases for tests",
		"bench/...":               "the plain way that the house is measured against, and rows by the million",
		"internal/testkit":        "rows of the past that no command writes",
		"migrations/...":          "the schema's history",
	}
}

// checkRawSQL finds SQL outside the folders. What one file of another folder may do is an exception.
func checkRawSQL(t *tree, excused exceptions) []finding {
	var found []finding
	keep := func(f *file) bool {
		for folder := range rawSQLFolders() {
			if matches(folder, f.folder()) {
				return false
			}
		}
		return !f.isTest()
	}
	eachCall(t, keep, func(_ *file, call *ast.CallExpr) {
		_, name := selection(call.Fun)
		if rawSQL.MatchString(name) || slices.Contains([]string{"Exec", "Query", "QueryRow", "Prepare"}, name) && takesStatement(call) {
			found = append(found, t.at(call, "%s", name))
		}
	})
	return excused.excuse(found)
}

func takesStatement(call *ast.CallExpr) bool {
	return slices.ContainsFunc(call.Args, func(argument ast.Expr) bool {
		for {
			sum, ok := argument.(*ast.BinaryExpr)
			if !ok {
				break
			}
			argument = sum.X
		}
		literal, ok := argument.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return false
		}
		text, err := strconv.Unquote(literal.Value)
		return err == nil && statement.MatchString(text)
	})
}

func TestRawSQLStaysWhereItMay(t *testing.T) {
	t.Parallel()
	excused := exceptions{
		"internal/identity/activity.go":     "pushes a session's idle end forward on every request, in one statement without a transaction",
		"internal/identity/attempts.go":     "counts sign-in attempts in transactions of its own, which a refused sign-in does not roll back",
		"internal/identity/authenticate.go": "reads the session before there is an actor whose row rules could apply",
		"cmd/qoricash/doctor.go":            "asks the server about itself: version, clock, rights",
		"internal/invoicing/series.go":      "a session's lock of a series is PostgreSQL's own",
		"internal/casework/contra.go":       "a contra-entry is the row that it takes back, copied by the database",
		"internal/casework/number.go":       "numbers of alerts and cases come from sequences, and a lock that may come late is PostgreSQL's own",
		"internal/trading/create.go":        "numbers of operations come from a sequence, which ent does not know",
	}
	report(t, "raw SQL goes past the hooks and row rules of ent; ask the ent client of store:", checkRawSQL(wholeTree(t), excused))
}

func TestRawSQLIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/clients/a.go": "package clients\nfunc a() { db.QueryContext(ctx, statement) }",
		"internal/clients/b.go": "package clients\nfunc b() { db.Exec(`\n update clients` + condition, 1) }",
		"internal/clients/c.go": "package clients\nfunc c() { client.User.Query().All(ctx); url.Query(\"select a page\", 1); link.Query(\"q\") }",
		"internal/ledger/d.go":  "package ledger\nfunc d() { db.QueryContext(ctx, statement) }",
	})
	found := checkRawSQL(drawn, nil)
	for i, f := range found {
		found[i].where, _, _ = strings.Cut(f.where, ":")
	}
	for _, want := range []finding{{"internal/clients/a.go", "QueryContext"}, {"internal/clients/b.go", "Exec"}} {
		if !slices.Contains(found, want) {
			t.Errorf("%v is not in %v", want, found)
		}
	}
	if slices.ContainsFunc(found, func(f finding) bool { return f.where == "internal/ledger/d.go" }) {
		t.Errorf("found %v", found)
	}
}

// entWrites are the builders by which the ent client changes rows.
var entWrites = []string{"Create", "CreateBulk", "MapCreateBulk", "Update", "UpdateOne", "UpdateOneID", "Delete", "DeleteOne", "DeleteOneID"}

// checkReadOnly finds writes with ent and transactions in folders that only read. A service's Create takes arguments and
// an entity's does not.
func checkReadOnly(t *tree, folders []string) []finding {
	var found []finding
	keep := func(f *file) bool { return !f.isTest() && matchesAny(folders, f.folder()) }
	eachCall(t, keep, func(_ *file, call *ast.CallExpr) {
		receiver, name := selection(call.Fun)
		bare := slices.Contains([]string{"Create", "Update", "Delete"}, name)
		switch {
		case slices.Contains(entWrites, name) && ast.IsExported(receiver) && (!bare || len(call.Args) == 0):
			found = append(found, t.at(call, "writes with ent: %s.%s", receiver, name))
		case name == "Tx" || name == "BeginTx" || receiver == "store" && (name == "Run" || name == "Do"):
			found = append(found, t.at(call, "opens a transaction: %s.%s", receiver, name))
		}
	})
	return found
}

func TestGraphAndRouterWriteNothing(t *testing.T) {
	t.Parallel()
	folders := []string{"graph", "graph/view", "graph/connection", "graph/ids", "graph/scalar", "graph/selection", "graph/inorder",
		"internal/httpapi", "internal/live", "internal/report"}
	report(t, "every write is a named command of an area:", checkReadOnly(wholeTree(t), folders))
}

func TestWriteOutsideACommandIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{"graph/a.go": `package graph
func a() {
	r.Client.Operation.UpdateOneID(id).SetNote("x").Save(ctx)
	r.Client.Note.Create().Save(ctx)
	r.Client.Tx(ctx)
	store.Run(ctx, nil)
	r.Trading.Create(ctx, input)
	h.Update(text)
}`})
	if found := checkReadOnly(drawn, []string{"graph"}); len(found) != 4 {
		t.Errorf("found %v", found)
	}
}
