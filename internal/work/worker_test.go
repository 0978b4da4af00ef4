package work_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/work"
)

func TestWhatWaitsIsDoneOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 25)
	others := s.order(t, "bruno", 1)
	kind := s.kind("ana", s.make)
	kind.Batch, kind.Workers = 4, 3
	worker := s.worker(t, kind)
	must(t, worker.Drain(t.Context()))
	must(t, worker.Drain(t.Context()))
	s.wantOnce(t, 25)
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND attempts = 0 AND id = $1`, others[0])
	s.want(t, 0, `SELECT count(*) FROM toys WHERE status = 'MADE' AND secret IS NOT NULL`)
	if counted := worker.Counted(); counted != (work.Counted{Done: 25}) {
		t.Errorf("counted %+v", counted)
	}
}

// The instances are stopped in the middle of everything: some are told to leave, some lose their database between the answer of the
// third party and the row that says so.
func TestNothingIsLostWhateverDies(t *testing.T) {
	t.Parallel()
	const count = 500
	s := open(t)
	s.order(t, "ana", count)
	known, repeated := map[uuid.UUID]bool{}, 0
	for round := 0; ; round++ {
		backlog, err := s.worker(t, s.kind("ana", s.make)).Backlog(t.Context())
		must(t, err)
		if backlog.Pending == 0 {
			break
		}
		if round > 200 {
			t.Fatalf("%d are still waiting", backlog.Pending)
		}
		var instances sync.WaitGroup
		for range 3 {
			ctx, leave := context.WithCancel(t.Context())
			var left atomic.Int64
			left.Store(rand.Int64N(60) + 10)
			var kill func()
			kind := s.kind("ana", func(ctx context.Context, item work.Item) (work.Outcome, bool) {
				if ctx.Err() != nil {
					return work.Outcome{}, false
				}
				s.mu.Lock()
				if known[item.ID] {
					repeated++
				}
				known[item.ID] = true
				s.mu.Unlock()
				if left.Add(-1) == 0 && rand.IntN(2) == 0 {
					leave()
				} else if left.Load() == 0 {
					kill()
				}
				return item.Done("toy-" + item.ID.String()), true
			})
			kind.Workers, kind.Batch, kind.Attempts = 3, 2, 100
			var worker *work.Worker
			worker, kill = s.apart(t, kind)
			instances.Go(func() {
				defer leave()
				_ = worker.Drain(ctx) // however it ends
			})
		}
		instances.Wait()
		s.clock.Advance(2 * time.Minute) // what the dead held is free again
	}
	s.want(t, count, `SELECT count(*) FROM toys WHERE status = 'MADE' AND leased_by IS NULL`)
	if len(known) != count || repeated == 0 {
		t.Errorf("%d were made, %d were asked for again", len(known), repeated)
	}
}

func TestTwoWorkersShareWhatWaits(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 60)
	kind := s.kind("ana", s.make)
	kind.Workers = 4
	var workers sync.WaitGroup
	for range 2 {
		worker, _ := s.apart(t, kind)
		workers.Go(func() {
			if err := worker.Drain(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	workers.Wait()
	s.wantOnce(t, 60)
	s.want(t, 60, `SELECT count(*) FROM toys WHERE attempts = 1`)
}

func TestWhatTheDeadHeldIsTakenOnceItsLeaseIsOver(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 1)
	var kill func()
	kind := s.kind("ana", func(_ context.Context, item work.Item) (work.Outcome, bool) { kill(); return item.Done("first"), true })
	kind.Lease = 5 * time.Minute
	var doomed *work.Worker
	doomed, kill = s.apart(t, kind)
	if err := doomed.Drain(t.Context()); err == nil {
		t.Error("the row was written without a database")
	}
	heir := s.worker(t, s.kind("ana", s.make))
	s.clock.Advance(4 * time.Minute)
	must(t, heir.Drain(t.Context()))
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND leased_by IS NOT NULL AND attempts = 1`)
	s.clock.Advance(2 * time.Minute)
	must(t, heir.Drain(t.Context()))
	s.wantOnce(t, 1)
	s.want(t, 2, `SELECT attempts FROM toys`)
}

// A slow instance whose lease ran out says what it knows when it comes back.
func TestWhoLostTheLeaseIsBelievedOnlyWhereTheThingIsDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		late   func(work.Item) work.Outcome
		status string
	}{
		"it was done":      {func(item work.Item) work.Outcome { return item.Done("late") }, "MADE"},
		"it failed":        {func(item work.Item) work.Outcome { return item.Failed("late", 0) }, "PENDING"},
		"it was refused":   {func(item work.Item) work.Outcome { return item.Refused("late") }, "PENDING"},
		"it is not wanted": {func(item work.Item) work.Outcome { return item.Canceled("late") }, "PENDING"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			s.order(t, "ana", 1)
			slow := s.worker(t, s.kind("ana", func(ctx context.Context, item work.Item) (work.Outcome, bool) {
				s.clock.Advance(2 * time.Minute)
				// Another takes it meanwhile, and still holds it.
				s.exec(t, `UPDATE toys SET leased_by = 'another', leased_until = $1, attempts = attempts + 1`, s.clock.Now().Add(time.Minute))
				return c.late(item), true
			}))
			must(t, slow.Drain(t.Context()))
			s.want(t, 1, `SELECT count(*) FROM toys WHERE status = $1 AND (status = 'MADE') = (leased_by IS NULL)`, c.status)
		})
	}
}

func TestWhoLeavesGivesBackWhatItHolds(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 5)
	ctx, leave := context.WithCancel(t.Context())
	tried := 0
	kind := s.kind("ana", func(ctx context.Context, item work.Item) (work.Outcome, bool) {
		if tried++; tried == 2 {
			leave()
		}
		return item.Done("toy-" + item.ID.String()), ctx.Err() == nil
	})
	kind.Batch = 5
	if err := s.worker(t, kind).Drain(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("it left with %v", err)
	}
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'MADE'`)
	s.want(t, 4, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND leased_by IS NULL AND attempts = 0 AND secret IS NOT NULL`)
}

func TestWhatIsGivenUpIsToldInTheTransactionThatSaysSo(t *testing.T) {
	t.Parallel()
	s := open(t)
	ids := s.order(t, "ana", 2)
	var told, committed []uuid.UUID
	var broken error
	kind := s.kind("ana", fail)
	kind.Batch = 2
	kind.GivenUp = func(ctx context.Context, tx event.Querier, ids []uuid.UUID) error {
		told = ids
		_, err := tx.ExecContext(ctx, `UPDATE toys SET label = 'told' WHERE id = ANY ($1::uuid[])`, pq.Array(ids))
		return errors.Join(err, broken)
	}
	kind.Told = func() { committed = told }
	away := s.worker(t, kind)
	for range 2 {
		must(t, away.Drain(t.Context()))
		s.clock.Advance(time.Hour + time.Second)
	}
	if told != nil {
		t.Errorf("told of %v, which come back", told)
	}
	broken = errors.New("nobody can be told")
	if err := away.Drain(t.Context()); !errors.Is(err, broken) || committed != nil {
		t.Errorf("it goes on with %v, told of %v", err, committed)
	}
	s.want(t, 2, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND label IS NULL`)
	broken = nil
	s.clock.Advance(2 * time.Minute) // the lease is over
	must(t, away.Drain(t.Context()))
	slices.SortFunc(committed, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	if !slices.Equal(committed, ids) {
		t.Errorf("told of %v, want %v", committed, ids)
	}
	s.want(t, 2, `SELECT count(*) FROM toys WHERE status = 'DEAD' AND label = 'told'`)
}

func TestWhatIsNoLongerHeldIsNotToldOf(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 1)
	kind := s.kind("ana", func(_ context.Context, item work.Item) (work.Outcome, bool) {
		s.exec(t, `UPDATE toys SET leased_by = 'another', leased_until = $1`, s.clock.Now().Add(time.Minute))
		return item.Refused("422"), true
	})
	kind.GivenUp = func(context.Context, event.Querier, []uuid.UUID) error { return errors.New("told of another's row") }
	must(t, s.worker(t, kind).Drain(t.Context()))
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'PENDING'`)
}

func TestWhatFailsComesBackAndIsDeadInTheEnd(t *testing.T) {
	t.Parallel()
	s := open(t)
	ids := s.order(t, "ana", 1)
	away := s.worker(t, s.kind("ana", fail))
	for tries := 1; tries <= 3; tries++ {
		must(t, away.Drain(t.Context()))
		must(t, away.Drain(t.Context())) // it is not due again at once
		s.want(t, tries, `SELECT attempts FROM toys`)
		s.clock.Advance(time.Hour + time.Second)
	}
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'DEAD' AND failure = 'away' AND secret IS NULL AND leased_by IS NULL`)
	if backlog, err := away.Backlog(t.Context()); err != nil || backlog != (work.Backlog{Dead: 1}) {
		t.Errorf("backlog %+v, %v", backlog, err)
	}
	if counted := away.Counted(); counted != (work.Counted{Retried: 2, Dead: 1}) {
		t.Errorf("counted %+v", counted)
	}

	maker := s.worker(t, s.kind("ana", s.make))
	must(t, maker.Drain(t.Context()))
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'DEAD'`)
	s.revive(t, ids...)
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND attempts = 0 AND failure IS NULL AND label IS NULL`)
	must(t, maker.Drain(t.Context()))
	s.wantOnce(t, 1)
	s.revive(t, ids...)
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'MADE'`)
}

func TestEachEndHasItsState(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(work.Item) work.Outcome
		want string // what holds of the row then
	}{
		"done":       {func(i work.Item) work.Outcome { return i.Done("no. 7") }, `status = 'MADE' AND label = 'no. 7' AND secret IS NULL`},
		"refused":    {func(i work.Item) work.Outcome { return i.Refused("ugly") }, `status = 'DEAD' AND failure = 'ugly' AND attempts = 1 AND secret IS NULL`},
		"not wanted": {func(i work.Item) work.Outcome { return i.Canceled("gone", "n") }, `status = 'CANCELED' AND failure = 'gone' AND label = 'n'`},
		"failed": {func(i work.Item) work.Outcome { return i.Failed("away", 0) },
			`status = 'PENDING' AND secret IS NOT NULL AND due_at > now() - interval '100 years'`},
		"with a word of its party": {func(i work.Item) work.Outcome { return i.Failed("429", 5*time.Hour) },
			`status = 'PENDING' AND due_at >= timestamptz '2026-11-23 20:00:00Z'`},
		"with bytes that no text has": {func(i work.Item) work.Outcome { return i.Refused("a\x00b\xff"+strings.Repeat("ñ", 300), "\x00") },
			`status = 'DEAD' AND failure LIKE 'abñ%…' AND char_length(failure) = 200 AND label IS NULL`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			s.order(t, "ana", 1)
			worker := s.worker(t, s.kind("ana", func(_ context.Context, item work.Item) (work.Outcome, bool) { return c.end(item), true }))
			must(t, worker.Drain(t.Context()))
			s.want(t, 1, `SELECT count(*) FROM toys WHERE leased_by IS NULL AND `+c.want)
		})
	}
}

func TestWhatIsOverIsNotTried(t *testing.T) {
	t.Parallel()
	s := open(t)
	expired, live := s.order(t, "ana", 1)[0], s.order(t, "ana", 1)[0]
	s.exec(t, `UPDATE toys SET expires_at = $2 WHERE id = $1`, expired, s.clock.Now())
	s.exec(t, `UPDATE toys SET expires_at = $2 WHERE id = $1`, live, s.clock.Now().Add(time.Second))
	kind := s.kind("ana", s.make)
	kind.Batch = 3
	must(t, s.worker(t, kind).Drain(t.Context()))
	s.want(t, 1, `SELECT count(*) FROM toys WHERE status = 'CANCELED' AND failure = 'EXPIRED' AND id = $1`, expired)
	s.wantOnce(t, 1)
}

// Its third party may have done it each time, so what ended with its instances is asked for once more, and told as it is.
func TestARowWhoseEveryTryEndedWithItsInstanceIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(context.Context, work.Item) (work.Outcome, bool)
		want string
	}{
		"and was done":   {func(_ context.Context, i work.Item) (work.Outcome, bool) { return i.Done("no. 7"), true }, `status = 'MADE'`},
		"and fails once": {fail, `status = 'DEAD' AND failure = 'away'`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			s.order(t, "ana", 1)
			s.exec(t, `UPDATE toys SET attempts = 3`)
			must(t, s.worker(t, s.kind("ana", c.do)).Drain(t.Context()))
			s.want(t, 1, `SELECT count(*) FROM toys WHERE leased_by IS NULL AND `+c.want)
		})
	}
}

func TestAPanicIsAFailedTryOfItsBatchAndTheWorkerLivesOn(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.order(t, "ana", 2)
	s.exec(t, `UPDATE toys SET attempts = 1`)
	kind := s.kind("ana", func(context.Context, work.Item) (work.Outcome, bool) { panic("a toy that nobody can make") })
	kind.Batch = 2
	worker := s.worker(t, kind)
	must(t, worker.Drain(t.Context()))
	s.want(t, 2, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND failure = 'PANICKED' AND attempts = 2 AND leased_by IS NULL`)
	s.exec(t, `UPDATE toys SET due_at = $1`, s.clock.Now())
	must(t, worker.Drain(t.Context()))
	s.want(t, 2, `SELECT count(*) FROM toys WHERE status = 'DEAD' AND failure = 'PANICKED'`)
}

// What an instance cannot do through a fault of its own costs the row no try, and the instance takes nothing new meanwhile.
func TestAFaultOfTheInstanceCostsNoTry(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		do    func(items []work.Item) ([]work.Outcome, error)
		made  int
		fault string
	}{
		"it says so":             {func([]work.Item) ([]work.Outcome, error) { return nil, broken }, 0, "broken"},
		"it says so of some":     {func(items []work.Item) ([]work.Outcome, error) { return []work.Outcome{items[0].Done("")}, broken }, 1, "broken"},
		"it says nothing at all": {func([]work.Item) ([]work.Outcome, error) { return nil, nil }, 0, "nothing was said of 2 of 2 items"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			s.order(t, "ana", 4)
			calls := 0
			kind := work.Kind{Name: "ana", Table: toys, Attempts: 3, Batch: 2, Do: func(_ context.Context, items []work.Item) ([]work.Outcome, error) {
				calls++
				return c.do(items)
			}}
			if err := s.worker(t, kind).Drain(t.Context()); err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("it ended with %v", err)
			}
			if calls != 1 {
				t.Errorf("it went on with %d calls", calls)
			}
			s.want(t, c.made, `SELECT count(*) FROM toys WHERE status = 'MADE'`)
			s.want(t, 4-c.made, `SELECT count(*) FROM toys WHERE status = 'PENDING' AND attempts = 0 AND leased_by IS NULL`)
		})
	}
}

func TestAWakeUpIsEnough(t *testing.T) {
	t.Parallel()
	s := open(t)
	made := make(chan uuid.UUID, 10)
	kind := s.kind("ana", func(_ context.Context, item work.Item) (work.Outcome, bool) {
		made <- item.ID
		return item.Done(""), true
	})
	kind.Poll = time.Hour
	worker := s.worker(t, kind)
	first := s.order(t, "ana", 1)[0]
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { worker.Run(ctx) })
	if id := <-made; id != first { // it looks when it begins
		t.Errorf("made %s", id)
	}
	second := s.order(t, "ana", 1)[0]
	worker.Wake()
	if id := <-made; id != second {
		t.Errorf("made %s", id)
	}
	stop()
	running.Wait()
	s.want(t, 2, `SELECT count(*) FROM toys WHERE status = 'MADE'`)
}

func TestALostWakeUpCostsAPoll(t *testing.T) {
	t.Parallel()
	s := open(t)
	made := make(chan uuid.UUID, 10)
	kind := s.kind("ana", func(_ context.Context, item work.Item) (work.Outcome, bool) {
		made <- item.ID
		return item.Done(""), true
	})
	kind.Poll = 10 * time.Millisecond
	worker := s.worker(t, kind)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { worker.Run(ctx) })
	for range 3 {
		id := s.order(t, "ana", 1)[0]
		if got := <-made; got != id {
			t.Errorf("made %s", got)
		}
	}
	stop()
	running.Wait()
}
