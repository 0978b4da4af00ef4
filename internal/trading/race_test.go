package trading_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/holiday"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// together starts n acts at once and answers how each ended.
func together(n int, act func(n int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			<-start
			errs[i] = act(i)
		})
	}
	close(start)
	group.Wait()
	return errs
}

// tally counts outcomes by code; successes are "".
func tally(t *testing.T, errs []error) map[domain.Code]int {
	t.Helper()
	counts := map[domain.Code]int{}
	for _, err := range errs {
		if err != nil && domain.CodeOf(err) == "" {
			t.Errorf("no refusal: %v", err)
		}
		counts[domain.CodeOf(err)]++
	}
	return counts
}

func wantTally(t *testing.T, got, want map[domain.Code]int) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("outcomes %v, want %v", got, want)
	}
}

// RULE-EXP-2: of the run that expires and the client that reports, exactly one is first, and both orders are sound. Whoever is
// second waits for the operation's lock, which the test holds until both are there.
func TestExpiryAndReportRace(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]int{"expiry first": 0, "report first": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			d := h.sell(t, h.client(t), "100.00")
			in := trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount("100.00"), BankReference: "1"}
			h.clock.Advance(15 * time.Minute)
			acts := []func() error{
				func() error { _, err := h.ExpireDue(t.Context()); return err },
				func() error { _, _, err := h.ReportDeposit(d.client, in); return err },
			}
			errs := h.inOrder(t, d.id, acts[first], acts[1-first])
			if first == 0 {
				testkit.Must(t, errs[0])
				wantRefusal(t, errs[1], domain.CodeStaleVersion, "expectedVersion", "version=2")
				d.want(domain.Expired)
			} else {
				testkit.Must(t, errs[0])
				testkit.Must(t, errs[1])
				d.want(domain.InProcess)
			}
			h.verify(t)
		})
	}
}

// inOrder runs two acts on one operation so that both wait for its lock, the first one first, and answers how they ended.
func (h *house) inOrder(t *testing.T, operation uuid.UUID, acts ...func() error) []error {
	t.Helper()
	tx, err := h.db.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	testkit.Must(t, event.Lock(t.Context(), tx, event.Aggregate{Type: domain.ObjectOperation, ID: operation}))
	errs := make([]error, len(acts))
	var group sync.WaitGroup
	for i, act := range acts {
		group.Go(func() { errs[i] = act() })
		h.awaitBlocked(t, i+1)
	}
	testkit.Must(t, tx.Rollback())
	group.Wait()
	return errs
}

func TestTwoCompletionsBookOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00").paid()
	target, proof := d.target(), d.now().Edges.Proofs[0].ID
	by := []person{h.operator, h.master}
	errs := together(2, func(n int) error {
		mine := target
		mine.IdempotencyKey = uuid.NewString()
		_, _, err := h.Complete(by[n], trading.CompleteInput{Target: mine, ProofIDs: []uuid.UUID{proof}})
		return err
	})
	wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeStaleVersion: 1})
	d.want(domain.Completed)
	if report := h.verify(t); report.Entries != 2 {
		t.Errorf("%d entries, want the deposit's and the completion's", report.Entries)
	}
}

func TestEqualRequestsMakeOneOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)
	var ids [64]uuid.UUID
	var replays [64]store.Replay
	errs := together(64, func(n int) (err error) {
		ids[n], replays[n], err = h.Create(client, in)
		return err
	})
	wantTally(t, tally(t, errs), map[domain.Code]int{"": 64})
	replayed := 0
	for n, id := range ids {
		if id != ids[0] {
			t.Errorf("answer %d is another operation", n)
		}
		if replays[n] {
			replayed++
		}
	}
	if replayed != 63 || h.owner.Operation.Query().CountX(t.Context()) != 1 {
		t.Errorf("%d replays", replayed)
	}
	(&deal{house: h, t: t, id: ids[0]}).want(domain.Pending)

	// The same key for something else is refused.
	in.SourceAccountID = uuid.New()
	_, _, err := h.Create(client, in)
	wantRefusal(t, err, domain.CodeIdempotencyKeyReused, "idempotencyKey")
}

// The calendar is read from the database as in production: a creation must not need two connections at once, or as many
// clients as the pool has connections wait for each other for ever.
func TestManyClientsAtOnceGetDifferentNumbers(t *testing.T) {
	t.Parallel()
	var h *house
	h = newHouse(t, func(of *terms) {
		of.calendar = func(ctx context.Context) (domain.Calendar, error) {
			_, err := h.store.Read().Holiday.Query().Order(holiday.ByDate()).All(ctx)
			return domain.RoundTheClock(), err
		}
	})
	inputs := make([]trading.CreateInput, 32)
	people := make([]person, len(inputs))
	for i := range inputs {
		people[i] = h.client(t)
		inputs[i] = h.orderFor(t, people[i].id, h.quote(t, people[i], people[i].id, "100.00", money.USD), domain.ChannelWeb)
	}
	errs := together(len(inputs), func(n int) error {
		ctx, cancel := context.WithTimeout(people[n], 30*time.Second)
		defer cancel()
		_, _, err := h.Create(ctx, inputs[n])
		return err
	})
	wantTally(t, tally(t, errs), map[domain.Code]int{"": len(inputs)})
	numbers := map[int64]bool{}
	for _, row := range h.owner.Operation.Query().AllX(t.Context()) {
		numbers[row.Number] = true
		if row.Code != fmt.Sprintf("EXP-%d", row.Number) || row.Number < 1001 {
			t.Errorf("%s has number %d", row.Code, row.Number)
		}
	}
	if len(numbers) != len(inputs) {
		t.Errorf("%d different numbers for %d operations", len(numbers), len(inputs))
	}
}

func TestARunningRequestMakesItsTwinWaitAndReplay(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)

	// Given a request that runs, and cannot go on because something else holds its client.
	holding, release, held := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		command := store.Command{Action: "test.hold", Locks: []event.Aggregate{{Type: domain.ObjectClient, ID: client.id}}}
		_, err := store.Do(access.AsSystem(t.Context()), h.store, command, func(context.Context, *store.Tx) error {
			close(holding)
			<-release
			return nil
		})
		held <- err
	}()
	<-holding
	type answer struct {
		id     uuid.UUID
		replay store.Replay
		err    error
	}
	answers := make(chan answer, 2)
	for range 2 {
		go func() {
			id, replay, err := h.Create(client, in)
			answers <- answer{id, replay, err}
		}()
	}
	// When both requests wait in the database: the first for the client, its twin for the key.
	h.awaitBlocked(t, 2)
	close(release)
	testkit.Must(t, <-held)

	first, second := <-answers, <-answers
	testkit.Must(t, first.err)
	testkit.Must(t, second.err)
	if first.id != second.id || first.replay == second.replay {
		t.Errorf("answers %+v and %+v", first, second)
	}
}

// awaitBlocked waits until so many sessions of the test's database wait for a lock; nothing but the server knows.
func (h *house) awaitBlocked(t *testing.T, sessions int) {
	t.Helper()
	h.awaitBlockedOr(t, sessions, func() bool { return false })
}

// awaitBlockedOr is awaitBlocked until something else happened.
func (h *house) awaitBlockedOr(t *testing.T, sessions int, happened func() bool) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for blocked := 0; blocked < sessions && !happened(); <-ticker.C {
		testkit.Must(t, h.db.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_locks WHERE NOT granted
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`).Scan(&blocked))
	}
}

func TestOfManyActsOnOneVersionOneWins(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	target := d.target()
	errs := together(32, func(n int) error {
		mine := target
		mine.IdempotencyKey = uuid.NewString()
		switch n % 3 {
		case 0:
			_, _, err := h.Hold(h.middle, trading.HoldInput{Target: mine, Reason: domain.HoldReview, Note: "x"})
			return err
		case 1:
			_, _, err := h.Cancel(d.client, trading.CancelInput{Target: mine, Reason: "x"})
			return err
		}
		_, _, err := h.ReportDeposit(h.trader, trading.ReportDepositInput{Target: mine, Amount: money.MustAmount("10.00"), BankReference: "1"})
		return err
	})
	wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeStaleVersion: 31})
	if row := d.want(d.now().Status); row.Version != 2 {
		t.Errorf("version %d after one act", row.Version)
	}
}

// The limit without documents holds for an amendment and a creation at the same moment: 400 and 500 become more by 200 and
// by 300, and only one of the two fits into 1,000.
func TestAnAmendmentAndACreationCannotBothPassTheLimit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 8 {
		client := h.clientOf(t, h.trader.id, domain.KYCPending, parallelOperations)
		d := h.sell(t, client, "400.00")
		amend := trading.AmendInput{Target: d.target(), QuoteID: h.quote(t, h.trader, client.id, "600.00", money.USD)}
		create := h.orderFor(t, client.id, h.quote(t, client, client.id, "500.00", money.USD), domain.ChannelWeb)
		errs := together(2, func(n int) error {
			if n == 0 {
				_, _, err := h.Amend(h.trader, amend)
				return err
			}
			_, _, err := h.Create(client, create)
			return err
		})
		wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeLimitExceeded: 1})
		var sum money.Amount
		for _, row := range h.owner.Operation.Query().Where(operation.ClientID(client.id)).AllX(t.Context()) {
			sum = sum.Add(row.Usd)
		}
		if sum.Cmp(money.MustAmount("1000.00")) > 0 {
			t.Errorf("the client operates %s", sum)
		}
	}
}

func TestTwoWindowsMarkTheSameNotes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "100.00")
	for round := range 12 {
		_, _, err := h.AddNote(h.trader, trading.AddNoteInput{IdempotencyKey: uuid.NewString(), OperationID: d.id, Text: "Llamar"})
		testkit.Must(t, err)
		errs := together(8, func(int) error {
			_, _, err := h.MarkNotesRead(h.operator, trading.MarkNotesReadInput{IdempotencyKey: uuid.NewString(), OperationID: d.id})
			return err
		})
		wantTally(t, tally(t, errs), map[domain.Code]int{"": 8})
		if got := h.owner.NoteRead.Query().CountX(t.Context()); got != round+1 {
			t.Errorf("%d marks for %d notes", got, round+1)
		}
	}
}
