package app_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
)

// runProgram runs a program of PostgreSQL.
func runProgram(t *testing.T, name string, arguments ...string) {
	t.Helper()
	found, err := postgres.FindPrograms(t.Context())
	testkit.Must(t, err)
	command := exec.CommandContext(t.Context(), filepath.Join(found[0].Dir, name), arguments...)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, said)
	}
}

func TestADumpRestoredIntoAnotherClusterIsAnotherHistory(t *testing.T) {
	t.Parallel()
	// Given a house with a past, and somebody who knows a place in it.
	origin := testdb.New(t)
	before := houseIn(t, folder(t), "DATABASE_URL="+origin.URL, "MIGRATE_DATABASE_URL="+origin.OwnerURL)
	before.fill(t)
	first := serve(t, before)
	c := signIn(t, first.url)
	d := look(t, c)
	s := subscribe(t, c, "")
	s.position(t)
	completed, err := d.teller(0, func() caller { return c }).complete(t.Context(), "before")
	testkit.Must(t, err)
	known := s.event(t).Cursor
	first.stop()

	// When a dump of it is restored into a new cluster, as docs/operations.md says.
	dump := filepath.Join(folder(t), "house.dump")
	runProgram(t, "pg_dump", "-Fc", "-f", dump, origin.OwnerURL)
	cluster := testdb.NewCluster(t)
	testkit.Must(t, cluster.Bootstrap(t.Context(), "restored"))
	runProgram(t, "pg_restore", "--exit-on-error", "-d", cluster.URL("restored", "postgres"), dump)
	after := houseIn(t, before.dataDir, "DATABASE_URL="+cluster.URL("restored", "qoricash_app"))
	second := serve(t, after)

	// Then the old place is unknown there, by query and by socket, and what happens from now on arrives.
	restored := c.at(second.url)
	var answer struct{ OperationEvents []item }
	testkit.Must(t, restored.ask(t.Context(), `query($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor } } }`,
		map[string]any{"after": known}, &answer))
	if got := answer.OperationEvents; len(got) == 0 || got[0].Typename != "ResyncRequired" {
		t.Errorf("an old cursor is answered %+v", got)
	}
	s = subscribe(t, restored, known)
	if got := s.event(t); got.Typename != "ResyncRequired" {
		t.Errorf("an old cursor on a socket is answered %+v", got)
	}
	made, err := d.teller(1, func() caller { return restored }).begin(t.Context(), "after")
	testkit.Must(t, err)
	if got := s.event(t); got.Kind != "CREATED" || got.Operation.Code != made.Operation.Code {
		t.Errorf("the stream goes on with %+v, not with the creation of %s", got, made.Operation.Code)
	}
	var past struct{ OperationByCode struct{ Status string } }
	testkit.Must(t, restored.ask(t.Context(), `query($code: String!) { operationByCode(code: $code) { status } }`, map[string]any{"code": completed}, &past))
	if past.OperationByCode.Status != "COMPLETED" {
		t.Errorf("in the restored house %s is %q", completed, past.OperationByCode.Status)
	}
	second.stop()
	after.verify(t, 1)
}
