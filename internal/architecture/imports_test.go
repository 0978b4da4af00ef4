package architecture

import (
	"fmt"
	"testing"
)

// ban keeps an import, of this module or another, to the packages that need it.
type ban struct {
	imported []string
	within   []string // the folders that the ban is about; empty means all
	besides  []string // the folders that are free of it
	tests    bool     // whether it holds for tests too
	excused  exceptions
	reason   string
}

// areaFolders are the folders of the areas.
func areaFolders() []string {
	for _, l := range layers() {
		if l.name == areas {
			return l.packages
		}
	}
	return nil
}

func bans() []ban {
	return []ban{
		{
			imported: []string{"github.com/lib/pq/..."},
			besides: []string{"internal/store", "internal/event", "internal/evidence", "internal/audit", "internal/attest", "internal/ledger", "internal/report",
				"internal/jobs", "internal/postgres", "internal/testdb/...", "internal/ratelimit", "internal/approval", "internal/notify", "internal/work",
				"internal/trading/replay", "migrations/...",
				"bench/..."},
			excused: exceptions{
				"internal/identity/attempts.go":     "the arrays of raw statements; rawsql_test.go says why they are raw",
				"internal/identity/authenticate.go": "the arrays of raw statements; rawsql_test.go says why they are raw",
				"internal/monitoring/history.go":    "the arrays of raw statements; calls_test.go says why they are raw",
			},
			reason: "the driver is known where raw SQL is allowed; an area asks store.IsUniqueViolation:",
		},
		{
			imported: []string{"database/sql"}, within: []string{"graph/...", "internal/httpapi", "internal/live", "internal/adapter/...", "internal/domain", "internal/money"},
			reason: "a package that answers or translates opens no transaction and has no connection; rows reach it through ent or an area:",
		},
		{
			imported: []string{"net/http", "github.com/99designs/gqlgen/...", "github.com/vektah/gqlparser/...", "github.com/gorilla/websocket"},
			within:   areaFolders(),
			excused: exceptions{
				"internal/identity/cookie.go": "the name, the attributes and the lifetime of the session cookie are one decision with the session's",
				"internal/notify/preview/...": "shows e-mails in a browser while nobody wants any sent; only demonstrations mount it",
				"internal/files/...":          "a file travels as a stream of bytes, not as a value of GraphQL: the handler is the command",
			},
			reason: "an area is called by GraphQL, REST, jobs and tests alike, so it knows no protocol:",
		},
		{
			imported: []string{"testing", "testing/..."}, besides: []string{"internal/testdb/...", "internal/testkit/...", "internal/architecture"},
			reason: "what only tests need does not belong into the program:",
		},
		{
			imported: []string{"github.com/gorilla/websocket"}, besides: []string{"internal/wsproto", "internal/demo/...", "bench/..."},
			reason: "sockets have one implementation, internal/wsproto:",
		},
		{
			imported: []string{"log"}, tests: true, besides: []string{"ent", "graph/generate"},
			reason: "logs are structured and pass the masking of personal data: use log/slog:",
		},
		{
			imported: []string{"math/rand"}, tests: true,
			reason: "math/rand/v2 has explicit sources; secrets come from crypto/rand:",
		},
		{
			imported: []string{"entgo.io/ent/privacy", module + "ent/hook", module + "ent/enttest"}, tests: true,
			besides: []string{"ent/...", "internal/access", "internal/audit"},
			reason:  "rules sit in domain and in named commands, access in one table; a hook that decides cannot be read from the command:",
		},
		{
			imported: []string{"unsafe"}, tests: true,
			reason: "nothing here needs memory without types:",
		},
	}
}

func checkBan(t *tree, b ban) []finding {
	var found []finding
	for _, f := range t.files {
		if f.generated || f.isTest() && !b.tests || len(b.within) > 0 && !matchesAny(b.within, f.folder()) || matchesAny(b.besides, f.folder()) {
			continue
		}
		for _, imported := range f.imports() {
			if matchesAny(b.imported, imported) {
				found = append(found, finding{f.path, fmt.Sprintf("imports %s", imported)})
			}
		}
	}
	return b.excused.excuse(found)
}

func TestBannedImportsAreAbsent(t *testing.T) {
	t.Parallel()
	for _, b := range bans() {
		report(t, b.reason, checkBan(wholeTree(t), b))
	}
}

func TestBannedImportIsFound(t *testing.T) {
	t.Parallel()
	b := ban{imported: []string{"net/http"}, within: []string{"internal/trading"}, excused: exceptions{"internal/trading/old.go": "a reason"}}
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go":   `package trading; import _ "net/http"`,
		"internal/trading/old.go": `package trading; import _ "net/http"`,
		"internal/httpapi/a.go":   `package httpapi; import _ "net/http"`,
	})
	if found := checkBan(drawn, b); len(found) != 1 || found[0].where != "internal/trading/a.go" {
		t.Errorf("found %v", found)
	}
}

func TestExceptionThatNothingNeedsIsFound(t *testing.T) {
	t.Parallel()
	b := ban{imported: []string{"net/http"}, excused: exceptions{"internal/trading/gone.go": "a reason"}}
	if found := checkBan(sketch(t, map[string]string{"internal/trading/a.go": `package trading`}), b); len(found) != 1 {
		t.Errorf("found %v", found)
	}
}
