package trading_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
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
	// deathVariable is at which step of a completion the victim kills itself: before a statement, or after the last was answered. Without it
	// the victim lives until it is killed.
	deathVariable = "CRASH_VICTIM_DIES_AT"
)

// unreached is a provider of invoices that nothing calls: a completion asks for its document by a row.
type unreached struct{ invoicing.Issuer }

// crashTerms are those of the house whose completions are killed: it issues documents.
func crashTerms() terms {
	agreed := usualTerms()
	agreed.invoices = invoicing.Options{Issuer: unreached{}, House: domain.InvoiceIssuer{RUC: testkit.House().RUC, Name: testkit.House().Name},
		Rules: domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}}
	return agreed
}

// crashHouse is that house.
func crashHouse(t *testing.T) *house {
	t.Helper()
	return newHouse(t, func(agreed *terms) { *agreed = crashTerms() })
}

// completeAll is the victim. It completes the operations that it reads, one a line, at the version behind it where there is one, and says
// "begin" before and "done" after each. It never ends by itself while there are lines.
func completeAll(url string, lines io.Reader, said io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintln(os.Stderr, "victim:", err)
		return 1
	}
	db, err := postgres.Open(url, postgres.PoolOptions{ApplicationName: victimName, MaxConnections: 2})
	if err != nil {
		return fail(err)
	}
	doom := &doom{}
	if at, err := strconv.ParseInt(os.Getenv(deathVariable), 10, 64); err == nil {
		db = sql.OpenDB(&doomedConnector{db.Driver(), url, doom})
		doom.at = at
	}
	s, err := assemble(db, clock.NewFrozen(opening), crashTerms())
	if err != nil {
		return fail(err)
	}
	ctx := access.AsSystem(context.Background())
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		name, asked, _ := strings.Cut(scanner.Text(), " ")
		id, err := uuid.Parse(name)
		if err != nil {
			return fail(err)
		}
		row, err := s.store.Read().Operation.Query().Where(operation.ID(id)).WithProofs().Only(ctx)
		if err != nil {
			return fail(err)
		}
		version := row.Version
		if tried, err := strconv.Atoi(asked); err == nil { // what is tried again is the same request
			version = tried
		}
		fmt.Fprintln(said, "begin", id)
		doom.arm()
		_, _, err = s.Complete(ctx, trading.CompleteInput{ProofIDs: []uuid.UUID{row.Edges.Proofs[0].ID},
			Target: trading.Target{IdempotencyKey: "crash:" + id.String(), OperationID: id, ExpectedVersion: version}})
		if err != nil && domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
			return fail(err)
		}
		doom.disarm()
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
	h := crashHouse(t)
	var left []*deal
	maker := h.stranger(t)
	for range completions {
		left = append(left, h.sellWith(t, h.stranger(t), "200.00", h.ownCode(t, maker)).paid())
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
		h.wantAllOrNothing(t)
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

// wantAllOrNothing holds each operation with a code to have all that a completion writes, or nothing of it.
func (h *house) wantAllOrNothing(t *testing.T) {
	t.Helper()
	h.wantNone(t, "what is there without its completion, or missing from it", `SELECT o.code || ' is ' || o.status || ': ' || part.what
		FROM operations o JOIN coupon_uses u ON u.operation_id = o.id JOIN referrals r ON r.referred_id = o.client_id CROSS JOIN LATERAL (VALUES
		('event', EXISTS (SELECT FROM events e WHERE e.aggregate_id = o.id AND e.kind = 'COMPLETED' AND e.aggregate_version = o.version)),
		('key', EXISTS (SELECT FROM idempotency_keys k WHERE k.key = 'crash:' || o.id)),
		('trail', EXISTS (SELECT FROM audit_entries a WHERE a.object_id = o.id AND a.action = 'operation.complete')),
		('books', EXISTS (SELECT FROM ledger_entries l WHERE l.operation_id = o.id AND l.kind = 'COMPLETION')),
		('code', u.state = 'CONSUMED'),
		('event of the code', EXISTS (SELECT FROM events e WHERE e.aggregate_id = u.id AND e.kind = 'COUPON_CONSUMED')),
		('final referral', CASE u.kind WHEN 'REFERRAL' THEN coalesce(r.confirmed_by = o.id, false) ELSE o.status = 'COMPLETED' END),
		('pips', EXISTS (SELECT FROM reward_movements m WHERE m.operation_id = o.id AND m.client_id = r.referrer_id AND m.reason = 'EARNED' AND m.pips = 30)),
		('event of the pips', EXISTS (SELECT FROM reward_movements m JOIN events e ON e.aggregate_id = m.id AND e.kind = 'REWARD_EARNED'
			WHERE m.operation_id = o.id)),
		('document', (SELECT count(*) FROM invoices i WHERE i.operation_id = o.id AND i.state = 'REQUESTED') = 1),
		('event of the document', EXISTS (SELECT FROM invoices i JOIN events e ON e.aggregate_id = i.id WHERE i.operation_id = o.id))
		) part (what, there) WHERE part.there <> (o.status = 'COMPLETED')`)
	h.wantNone(t, "operations whose events do not tell their state", `SELECT o.code FROM operations o
		WHERE o.version <> (SELECT count(*) FROM events e WHERE e.aggregate_id = o.id)`)
	h.wantNone(t, "a code that is neither reserved nor consumed", `SELECT o.code FROM operations o JOIN coupon_uses u ON u.operation_id = o.id
		WHERE u.state <> CASE WHEN o.status = 'COMPLETED' THEN 'CONSUMED' ELSE 'RESERVED' END`)
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
	victim := h.victim(t, ids)
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

// victim is the process that completes operations, not started yet.
func (h *house) victim(t *testing.T, ids []string) *exec.Cmd {
	t.Helper()
	victim := exec.CommandContext(t.Context(), os.Args[0])
	victim.Env = append(os.Environ(), victimVariable+"="+h.db.URL)
	victim.Stdin, victim.Stderr = strings.NewReader(strings.Join(ids, "\n")), os.Stderr
	return victim
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
