package trading_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

const (
	// victimVariable makes this test binary the process that completes operations: it holds the database's address.
	victimVariable = "CRASH_VICTIM_DATABASE_URL"
	// longVariable asks for the long form; `make crash` sets it.
	longVariable = "CRASH_LONG"
	// victimName is how the victim's sessions are told from the test's.
	victimName = "crash-victim"
	// aCompletion bounds the moment of the kill: a completion takes a few milliseconds, unless the machine has much else to do.
	aCompletion = 12 * time.Millisecond
)

// completeAll is the victim. It completes the operations that it reads, one a line, and says "begin" before and "done"
// after each. It never ends by itself while there are lines.
func completeAll(url string, lines io.Reader, said io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintln(os.Stderr, "victim:", err)
		return 1
	}
	db, err := postgres.Open(url, postgres.PoolOptions{ApplicationName: victimName, MaxConnections: 2})
	if err != nil {
		return fail(err)
	}
	s, err := assemble(db, clock.NewFrozen(opening), usualTerms())
	if err != nil {
		return fail(err)
	}
	ctx := access.AsSystem(context.Background())
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		id, err := uuid.Parse(scanner.Text())
		if err != nil {
			return fail(err)
		}
		row, err := s.store.Read().Operation.Query().Where(operation.ID(id)).WithProofs().Only(ctx)
		if err != nil {
			return fail(err)
		}
		fmt.Fprintln(said, "begin", id)
		_, _, err = s.Complete(ctx, trading.CompleteInput{ProofIDs: []uuid.UUID{row.Edges.Proofs[0].ID},
			Target: trading.Target{IdempotencyKey: "crash:" + id.String(), OperationID: id, ExpectedVersion: row.Version}})
		if err != nil && domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
			return fail(err)
		}
		fmt.Fprintln(said, "done", id)
	}
	return 0
}

// TestKillingTheProcessLeavesNoHalfCompletion kills the process that completes operations, again and again, at random
// moments. Whatever the moment: state, legs, books and events agree, and what it said was done stays done.
func TestKillingTheProcessLeavesNoHalfCompletion(t *testing.T) {
	t.Parallel()
	completions := 20
	if os.Getenv(longVariable) != "" {
		completions = 200
	}
	h := newHouse(t)
	var left []*deal
	for range completions {
		left = append(left, h.sell(t, h.client(t), "100.00").paid())
	}
	random := rand.New(rand.NewPCG(uint64(completions), 4))
	kills, within := 0, aCompletion
	for len(left) > 0 {
		said, killed := h.killOne(t, left, random, within)
		if killed {
			kills++
		}
		h.awaitNoVictim(t)
		h.verify(t)
		h.wantNone(t, "operations whose events do not tell their state", `SELECT o.code FROM operations o WHERE
			o.version <> (SELECT count(*) FROM events e WHERE e.aggregate_id = o.id)
			OR (o.status = 'COMPLETED') <> EXISTS (SELECT FROM events e WHERE e.aggregate_id = o.id AND e.kind = 'COMPLETED' AND e.aggregate_version = o.version)
			OR (o.status = 'COMPLETED') <> EXISTS (SELECT FROM idempotency_keys k WHERE k.key = 'crash:' || o.id)
			OR (o.status = 'COMPLETED') <> EXISTS (SELECT FROM audit_entries a WHERE a.object_id = o.id AND a.action = 'operation.complete')`)
		var unfinished []*deal
		for _, d := range left {
			switch status := d.now().Status; {
			case status == domain.InProcess && said["done "+d.id.String()]:
				t.Errorf("%s was said to be done and is not", d.now().Code)
			case status == domain.InProcess:
				unfinished = append(unfinished, d)
			}
		}
		// A victim that gets nothing done was killed too early for this machine; without more time the test might never end.
		if len(unfinished) == len(left) {
			within *= 2
		}
		left = unfinished
	}
	if t.Logf("%d completions, %d kills", completions, kills); kills == 0 {
		t.Error("nothing was killed")
	}
}

// killOne starts the victim on the operations and kills it at a random moment within some time after it began with one of the first
// ones. It answers what the victim said, and whether the kill came before its end.
func (h *house) killOne(t *testing.T, left []*deal, random *rand.Rand, within time.Duration) (said map[string]bool, killed bool) {
	t.Helper()
	var ids []string
	for _, d := range left {
		ids = append(ids, d.id.String())
	}
	fatal, delay := random.IntN(min(6, len(ids))), time.Duration(random.Int64N(int64(within)))
	victim := exec.CommandContext(t.Context(), os.Args[0])
	victim.Env = append(os.Environ(), victimVariable+"="+h.db.URL)
	victim.Stdin, victim.Stderr = strings.NewReader(strings.Join(ids, "\n")), os.Stderr
	output, err := victim.StdoutPipe()
	testkit.Must(t, err)
	testkit.Must(t, victim.Start())
	said = map[string]bool{}
	for scanner := bufio.NewScanner(output); scanner.Scan(); {
		said[scanner.Text()] = true
		if scanner.Text() == "begin "+ids[fatal] {
			timer := time.AfterFunc(delay, func() { _ = victim.Process.Kill() })
			defer timer.Stop()
		}
	}
	if err := victim.Wait(); err != nil && victim.ProcessState.ExitCode() > 0 {
		t.Fatalf("the victim failed by itself: %v", err)
	}
	return said, victim.ProcessState.ExitCode() < 0
}

// awaitNoVictim waits until the server has noticed the death: what was on its way is committed or rolled back then.
func (h *house) awaitNoVictim(t *testing.T) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for sessions := 1; sessions > 0; <-ticker.C {
		testkit.Must(t, h.db.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_stat_activity
			WHERE datname = current_database() AND application_name = $1`, victimName).Scan(&sessions))
	}
}
