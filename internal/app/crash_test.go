package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading/replay"
)

// holdStarts keeps everybody from starting the private PostgreSQL of a house until the answer is called.
func (h house) holdStarts(t *testing.T) (release func()) {
	t.Helper()
	lock, err := os.OpenFile(filepath.Join(h.dataDir, "postgres", "start.lock"), os.O_RDWR, 0)
	testkit.Must(t, err)
	testkit.Must(t, syscall.Flock(int(lock.Fd()), syscall.LOCK_EX))
	return func() { testkit.Must(t, lock.Close()) }
}

func TestAnInstanceOutlivesTheCrashOfItsPostgreSQL(t *testing.T) {
	t.Parallel()
	h := privateHouse(t)
	i := serve(t, h)
	c := signIn(t, i.url)
	d := look(t, c)
	s := subscribe(t, c, "")
	s.position(t)
	here := func() caller { return c }

	release := h.holdStarts(t)
	killed := h.postmaster(t)
	testkit.Must(t, syscall.Kill(killed, syscall.SIGKILL))
	awaitStatus(t, i.url+"/readyz", http.StatusServiceUnavailable)
	if status := statusOf(t, i.url+"/healthz"); status != http.StatusOK {
		t.Errorf("without its database the instance lives with %d", status)
	}
	release()
	awaitStatus(t, i.url+"/readyz", http.StatusOK)

	if pid := h.postmaster(t); pid == killed || !alive(pid) {
		t.Errorf("PostgreSQL is process %d, and %d was killed", pid, killed)
	}
	made, err := d.teller(0, here).begin(t.Context(), "after the crash")
	testkit.Must(t, err)
	if got := s.event(t); got.Kind != "CREATED" || got.Operation.Code != made.Operation.Code {
		t.Errorf("the socket goes on with %+v, not with the creation of %s", got, made.Operation.Code)
	}
	i.stop()
	if pid := h.postmaster(t); pid != 0 {
		t.Errorf("PostgreSQL (process %d) outlives the instance that started it again", pid)
	}
}

// crashes is how many operations are completed, and how many processes are killed meanwhile.
func crashes() (operations, kills int) {
	if os.Getenv("CRASH_LONG") != "" {
		return 200, 40
	}
	return 8, 2
}

// doomed is a house whose instance and whose PostgreSQL are killed; there is always another instance soon.
type doomed struct {
	house
	running *process
	at      atomic.Pointer[caller]
}

// restart starts the next instance over what the last one left, on whatever address is free.
func (d *doomed) restart(t *testing.T) {
	t.Helper()
	started, err := spawn(t, d.house)
	testkit.Must(t, err)
	d.running = started
	if last := d.at.Load(); last != nil {
		next := last.at(started.url)
		d.at.Store(&next)
	}
}

// kill kills the instance, or its PostgreSQL under it, or both.
func (d *doomed) kill(t *testing.T, kind int) {
	t.Helper()
	if kind != 0 {
		if pid := d.postmaster(t); pid != 0 {
			testkit.Must(t, syscall.Kill(pid, syscall.SIGKILL))
		}
	}
	if kind != 1 {
		d.running.kill(t)
		d.restart(t)
	}
}

func TestCrashesAtAnyMomentLeaveStateLegsLedgerAndEventsInAgreement(t *testing.T) {
	t.Parallel()
	operations, kills := crashes()
	d := &doomed{house: privateHouse(t)}
	d.restart(t)
	master := signIn(t, d.running.url)
	d.at.Store(&master)
	desk := look(t, master)

	ctx, giveUp := context.WithTimeout(t.Context(), 10*patience)
	defer giveUp()
	done := make(chan string, operations)
	group, ctx := errgroup.WithContext(ctx)
	for n := range workers {
		w := desk.teller(n, func() caller { return *d.at.Load() })
		group.Go(func() error {
			for i := n; i < operations; i += workers {
				code, err := w.complete(ctx, fmt.Sprintf("crash:%d", i))
				if err != nil {
					return err
				}
				done <- code
			}
			return nil
		})
	}
	ended := make(chan error, 1)
	go func() { ended <- group.Wait(); close(done) }()
	completed := d.killWhile(t, done, operations/(kills+1))
	testkit.Must(t, <-ended)
	if len(completed) != operations {
		t.Fatalf("%d operations were completed, and acknowledged so %d times", operations, len(completed))
	}
	d.compare(t, *d.at.Load(), completed)
}

// killWhile kills something each time that some operations were completed, until all are. It answers their codes.
func (d *doomed) killWhile(t *testing.T, done <-chan string, every int) map[string]bool {
	t.Helper()
	dice := rand.New(rand.NewPCG(1, 2))
	completed := map[string]bool{}
	next := every/2 + 1
	for code := range done {
		completed[code] = true
		if len(completed) == next {
			next += every
			d.kill(t, dice.IntN(3))
		}
	}
	return completed
}

// compare holds the operations that were acknowledged against the rows, the events and the books.
func (d *doomed) compare(t *testing.T, c caller, completed map[string]bool) {
	t.Helper()
	awaitStatus(t, d.running.url+"/readyz", http.StatusOK)
	histories := eventsOf(t, c)
	for code := range completed {
		want := "[1 CREATED 2 DEPOSIT_REPORTED 3 ASSIGNED 4 DEPOSIT_CONFIRMED 5 PAYOUT_ADDED 6 PROOF_ADDED 7 COMPLETED]"
		if got := fmt.Sprint(histories[code]); got != want {
			t.Errorf("the events of %s are\n%s, want\n%s", code, got, want)
		}
	}
	if len(histories) != len(completed) {
		t.Errorf("there are %d operations, and %d were made", len(histories), len(completed))
	}
	testkit.Must(t, d.running.Process.Signal(syscall.SIGTERM))
	testkit.Must(t, d.running.Wait())
	if pid := d.postmaster(t); pid != 0 {
		t.Errorf("PostgreSQL (process %d) goes on", pid)
	}
	d.verify(t, len(completed))
}

// verify proves the books, and that they have so many completed operations.
func (h house) verify(t *testing.T, completed int) {
	t.Helper()
	settings := h.load(t)
	database, err := app.OpenDatabase(t.Context(), settings, logger(t))
	testkit.Must(t, err)
	pool, err := database.Open(t.Context(), 4)
	testkit.Must(t, err)
	keys, err := app.OpenKeys(t.Context(), settings, pool, logger(t))
	testkit.Must(t, err)
	report, err := replay.Verify(t.Context(), pool, keys, evidence.NewFile(settings.DataDir))
	testkit.Must(t, err)
	if !report.Whole() || report.Completed != int64(completed) {
		t.Errorf("the books have %d completed operations, want %d; findings: %v", report.Completed, completed, report.Findings)
	}
	testkit.Must(t, pool.Close())
	testkit.Must(t, database.Close(t.Context()))
}

// eventsOf reads the whole stream of operations and answers the versions and kinds of each, in order.
func eventsOf(t *testing.T, c caller) map[string][]any {
	t.Helper()
	histories := map[string][]any{}
	var after *string
	for {
		var page struct {
			OperationEvents []struct {
				item
				OperationVersion int
			}
		}
		testkit.Must(t, c.ask(t.Context(), `query($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor }
			... on OperationEvent { kind operationVersion operation { code } } } }`, map[string]any{"after": after}, &page))
		for _, e := range page.OperationEvents {
			after = &e.Cursor
			if e.Typename == "StreamPosition" {
				return histories
			}
			histories[e.Operation.Code] = append(histories[e.Operation.Code], e.OperationVersion, e.Kind)
		}
	}
}
