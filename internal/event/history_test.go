package event_test

import (
	"context"
	"database/sql"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/testdb"
)

// setupOn is setup on a server of the test's own.
func setupOn(t *testing.T, cluster *testdb.Cluster) *bundle {
	t.Helper()
	b := setup(t)
	b.Database = cluster.New(t)
	return b
}

func TestFeedGoesOnAfterACrashOfTheServer(t *testing.T) {
	t.Parallel()
	cluster := testdb.NewCluster(t)
	b := setupOn(t, cluster)
	// Test servers may lose what they have confirmed; a house's server must not, and this is about its crash.
	if _, err := b.Owner.ExecContext(t.Context(), `ALTER DATABASE `+b.Name+` SET synchronous_commit = on`); err != nil {
		t.Fatal(err)
	}
	feed, notifier := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "BEFORE" }))
	if got := kinds(take(t, watcher, 1)); !slices.Equal(got, []string{"BEFORE"}) {
		t.Fatalf("delivered %v", got)
	}

	cluster.Crash(t)
	notifier.Poke()
	cluster.Restart(t)
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "AFTER" }))

	if got := kinds(take(t, watcher, 1)); !slices.Equal(got, []string{"AFTER"}) {
		t.Errorf("delivered %v", got)
	}
}

func TestRestoredDumpIsAnotherEpoch(t *testing.T) {
	t.Parallel()
	// Given a house with two events, dumped and restored into a new server.
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "OLD" }), record(1, func(r *event.Record) { r.Kind = "LAST" }))
	old := take(t, watcher, 2)
	restored := b.restore(t, testdb.NewCluster(t))

	// When the house starts over the restored database and goes on.
	after, _ := restored.feed(t)
	head := after.Head()
	restoredWatcher := after.Watch()
	restored.commit(t, record(1, func(r *event.Record) { r.Kind = "NEW" }))
	news := take(t, restoredWatcher, 1)

	// Then transaction ids begin again, and yet the new event comes last.
	if head.Epoch <= old[1].Epoch {
		t.Errorf("the epoch is %d, it was %d", head.Epoch, old[1].Epoch)
	}
	if news[0].Compare(old[1].Cursor) <= 0 {
		t.Errorf("the new event is at %v, before %v", news[0].Cursor, old[1].Cursor)
	}
	// And a cursor from before has to start over.
	_, next, err := after.Read(t.Context(), old[0].Cursor, 10, event.Filter{})
	if !errors.Is(err, event.ErrForeignEpoch) || next != after.Head() {
		t.Errorf("a cursor of the former epoch got %v, %v", next, err)
	}
}

func TestWatchersAreToldOfAnotherHistory(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1))
	take(t, watcher, 1)

	// When the last epoch is not the one of this server any more, as after a failover, and an instance starts.
	if _, err := b.Owner.ExecContext(t.Context(), `INSERT INTO event_epochs
		(system_identifier, timeline_id, database_id, started_at) VALUES ('another', 1, 1, now())`); err != nil {
		t.Fatal(err)
	}
	b.feed(t)
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "NEW" }))
	notifier.Poke()

	batch, err := watcher.Next(t.Context())
	if err != nil || !batch.Resync || len(batch.Events) > 0 {
		t.Fatalf("got %+v, %v; want to be told to start over", batch, err)
	}
	if batch.Position.Epoch != feed.Head().Epoch || watcher.Position() != batch.Position {
		t.Errorf("the watcher stands at %v", watcher.Position())
	}
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "NEXT" }))
	events := take(t, watcher, 1)
	if last := events[len(events)-1]; last.Kind != "NEXT" && last.Kind != "NEW" {
		t.Errorf("delivered %v", kinds(events))
	}
}

func TestOrderHoldsWhereTransactionIDsGrowByADigit(t *testing.T) {
	t.Parallel()
	// Given a young server whose next transaction ids are just below 1,000.
	cluster := testdb.NewCluster(t)
	b := setupOn(t, cluster)
	var tx int
	for tx < 990 {
		if err := b.Owner.QueryRowContext(t.Context(), `SELECT pg_current_xact_id()::text::integer`).Scan(&tx); err != nil {
			t.Fatal(err)
		}
	}
	if tx > 995 {
		t.Fatalf("the server begins at transaction %d; the test needs one below 1,000", tx)
	}
	feed, _ := b.feed(t, func(o *event.FeedOptions) { o.Ring = 1 })
	watcher := feed.Watch()
	aggregate := record(1).Aggregate
	const total = 30
	for version := range total {
		b.commit(t, record(version+1, of(aggregate)))
	}

	checkVersions(t, 0, take(t, watcher, total))
	checkVersions(t, 1, readAll(t, feed, event.Filter{}))
	checkVersions(t, 2, readAll(t, feed, event.Filter{AggregateID: aggregate.ID}))
}

func TestEpochStaysOverRestartsOfTheProgram(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first, _ := b.feed(t)
	first.Stop()
	second, _ := b.feed(t)
	if first.Head().Epoch != second.Head().Epoch {
		t.Errorf("the epoch went from %d to %d", first.Head().Epoch, second.Head().Epoch)
	}
}

func TestInstancesThatStartAtOnceAgreeOnTheEpoch(t *testing.T) {
	t.Parallel()
	b := setup(t)
	epochs := make(chan int32)
	const instances = 8
	for range instances {
		go func() {
			var epoch int32
			err := b.App.QueryRowContext(t.Context(), `SELECT open_event_epoch(now())`).Scan(&epoch)
			if err != nil {
				t.Error(err)
			}
			epochs <- epoch
		}()
	}
	want := <-epochs
	for range instances - 1 {
		if got := <-epochs; got != want {
			t.Errorf("one instance is in epoch %d, another in %d", want, got)
		}
	}
}

func TestNewEpochWaitsForTheWritersOfTheFormer(t *testing.T) {
	t.Parallel()
	b := setup(t)
	// Given a writer of the former epoch that is not finished.
	if _, err := b.Owner.ExecContext(t.Context(), `INSERT INTO event_epochs
		(system_identifier, timeline_id, database_id, started_at) VALUES ('another', 1, 1, now())`); err != nil {
		t.Fatal(err)
	}
	writer := b.begin(t)
	if err := b.log.Append(t.Context(), writer, record(1)); err != nil {
		t.Fatal(err)
	}

	opened := make(chan error)
	go func() {
		_, err := b.App.ExecContext(t.Context(), `SELECT open_event_epoch(now())`)
		opened <- err
	}()
	await(t, "the wait for the writer", b.waitsForLock)
	if err := writer.Commit(); err != nil {
		t.Fatal(err)
	}

	if err := <-opened; err != nil {
		t.Fatal(err)
	}
}

// waitsForLock tells whether a session of the serving role waits for a lock on a table.
func (b *bundle) waitsForLock(ctx context.Context) (waits bool, err error) {
	err = b.App.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM pg_locks
		WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`).Scan(&waits)
	return waits, err
}

// restore dumps the bundle's database and restores it into a new one on the cluster.
func (b *bundle) restore(t *testing.T, cluster *testdb.Cluster) *bundle {
	t.Helper()
	dump, err := exec.CommandContext(t.Context(), "pg_dump", b.OwnerURL).Output()
	if err != nil {
		t.Fatalf("dump: %v", err)
	}
	target := cluster.New(t)
	for _, statement := range []string{"DROP SCHEMA public CASCADE; CREATE SCHEMA public", string(dump)} {
		restore := exec.CommandContext(t.Context(), "psql", "-v", "ON_ERROR_STOP=1", "-q", target.OwnerURL)
		restore.Stdin = strings.NewReader(statement)
		if output, err := restore.CombinedOutput(); err != nil {
			t.Fatalf("restore: %v\n%s", err, output)
		}
	}
	restored := *b
	restored.Database = target
	return &restored
}

func TestCursorOfALostFutureIsRefusedWhenItsTransactionsWereGivenOutAgain(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	small, _ := b.feed(t, func(o *event.FeedOptions) { o.Ring = 1 })
	watchers := []*event.Watcher{feed.Watch(), small.Watch()}
	b.commit(t, record(1))
	take(t, watchers[0], 1)
	// Given places forty events ahead, which events of before the database was set back had.
	var lost []event.Cursor
	for step := range uint64(80) {
		place := feed.Head()
		place.Tx += step
		place.ID += 40
		lost = append(lost, place)
	}

	for range 60 {
		b.commit(t, record(1))
	}
	news := take(t, watchers[0], 60)
	take(t, watchers[1], 61)

	// Among them the very place that an event of now has got.
	same := news[39].Cursor
	same.Mark++
	for _, place := range append(lost, same) {
		for name, reader := range map[string]*event.Feed{"ring": feed, "table": small} {
			if events, _, err := reader.Read(t.Context(), place, 10, event.Filter{}); !errors.Is(err, event.ErrForeignEpoch) {
				t.Errorf("%s, %+v: %d events, %v", name, place, len(events), err)
			}
		}
	}
}

func TestAnEpochThatBeginsByHandEndsTheFormerOne(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1))
	former := take(t, watcher, 1)[0].Cursor

	var begun int32
	b.transact(t, func(tx *sql.Tx) {
		var err error
		if begun, err = event.BeginEpoch(t.Context(), tx, time.Now(), "a volume was restored"); err != nil {
			t.Fatal(err)
		}
	})
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "NEW" }))

	if begun != former.Epoch+1 {
		t.Errorf("epoch %d follows %d", begun, former.Epoch)
	}
	batch, err := watcher.Next(t.Context())
	if err != nil || !batch.Resync {
		t.Errorf("a watcher is given %+v, %v", batch, err)
	}
	head := feed.Head()
	if head.Epoch != begun || head.History == 0 || head.History == former.History {
		t.Errorf("the head is %+v after %+v", head, former)
	}
	if _, _, err := feed.Read(t.Context(), former, 10, event.Filter{}); !errors.Is(err, event.ErrForeignEpoch) {
		t.Errorf("a cursor of before: %v", err)
	}
	if _, _, err := feed.Read(t.Context(), head.Beginning(), 10, event.Filter{}); err != nil {
		t.Errorf("the beginning of now: %v", err)
	}
}

func TestCursorsOfBeforeEpochsHadNamesAreGoodAsLongAsTheirEpochRuns(t *testing.T) {
	t.Parallel()
	b := setup(t)
	if _, err := b.Owner.ExecContext(t.Context(), `SELECT open_event_epoch(now()); ALTER TABLE event_epochs DISABLE TRIGGER USER;
		UPDATE event_epochs SET history = NULL`); err != nil {
		t.Fatal(err)
	}
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1))
	known := take(t, watcher, 1)[0].Cursor
	text := codec(t, "the current secret", "").Encode(known)
	if known.History != 0 || len(text) != 50 {
		t.Errorf("the cursor of an epoch without a name is %+v, %q", known, text)
	}
	if _, _, err := feed.Read(t.Context(), known, 10, event.Filter{}); err != nil {
		t.Errorf("while it runs: %v", err)
	}
	b.transact(t, func(tx *sql.Tx) {
		if _, err := event.BeginEpoch(t.Context(), tx, time.Now(), "a volume was restored"); err != nil {
			t.Fatal(err)
		}
	})
	after, _ := b.feed(t)
	if _, _, err := after.Read(t.Context(), known, 10, event.Filter{}); !errors.Is(err, event.ErrForeignEpoch) {
		t.Errorf("afterwards: %v", err)
	}
}
