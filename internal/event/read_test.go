package event_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

func TestRingAndTableAnswerTheSame(t *testing.T) {
	t.Parallel()
	b := setup(t)
	small, _ := b.feed(t, func(o *event.FeedOptions) { o.Ring = 1 })
	large, _ := b.feed(t)
	watchers := []*event.Watcher{small.Watch(), large.Watch()}
	ids := []uuid.UUID{uuid.Nil, uuid.New(), uuid.New()}
	types := []domain.ObjectKind{"operation", "client", "rate"}
	const total = 120
	aggregates := []event.Aggregate{{Type: types[0], ID: uuid.New()}, {Type: types[1], ID: uuid.New()}, {Type: types[2], ID: uuid.New()}}
	for i := range total {
		b.commit(t, record(i+1, of(aggregates[i%3]), func(r *event.Record) {
			r.ClientID, r.TraderID = ids[i/3%3], ids[i/9%3]
		}))
	}
	take(t, watchers[0], total)
	all := take(t, watchers[1], total)
	starts := []event.Cursor{all[0].Beginning()}
	for _, e := range all {
		starts = append(starts, e.Cursor)
	}

	rapid.Check(t, func(t *rapid.T) {
		filter := event.Filter{
			ClientID: rapid.SampledFrom(ids).Draw(t, "client"),
			TraderID: rapid.SampledFrom(ids).Draw(t, "trader"),
		}
		if rapid.Bool().Draw(t, "of one aggregate") {
			filter.AggregateID = rapid.SampledFrom(aggregates).Draw(t, "aggregate").ID
		}
		if rapid.Bool().Draw(t, "of some types") {
			filter.Aggregates = rapid.SliceOfN(rapid.SampledFrom(types), 1, 2).Draw(t, "types")
		}
		if rapid.Bool().Draw(t, "of a type whole, and of another a trader's own") {
			filter.OneOf = []event.Filter{{Aggregates: types[:1], TraderID: rapid.SampledFrom(ids[1:]).Draw(t, "whose")}, {Aggregates: types[1:2]}}
		}
		after := rapid.SampledFrom(starts).Draw(t, "after")
		limit := rapid.IntRange(1, total+1).Draw(t, "limit")

		fromTable, nextTable, err := small.Read(t.Context(), after, limit, filter)
		if err != nil {
			t.Fatal(err)
		}
		fromRing, nextRing, err := large.Read(t.Context(), after, limit, filter)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(fromTable, fromRing) && len(fromTable)+len(fromRing) > 0 {
			t.Fatalf("the table has %d events, the ring %d", len(fromTable), len(fromRing))
		}
		if len(fromRing) < limit && (nextTable != large.Head() || nextRing != large.Head()) {
			t.Fatalf("all is read, and yet the table goes on from %v, the ring from %v", nextTable, nextRing)
		}
		model := slices.DeleteFunc(slices.Clone(all), func(e event.Event) bool {
			return e.Compare(after) <= 0 || !filter.Match(&e) || len(filter.OneOf) > 0 && e.Aggregate.Type != types[1] &&
				(e.Aggregate.Type != types[0] || e.TraderID != filter.OneOf[0].TraderID)
		})
		if !slices.Equal(kinds(fromRing), kinds(model[:min(limit, len(model))])) {
			t.Fatalf("got %d events of %d", len(fromRing), len(model))
		}
	})
}

func TestSlowWatcherMissesNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	// Given a ring that is far too small for what comes.
	feed, notifier := b.feed(t, func(o *event.FeedOptions) { o.Ring, o.Batch = 2, 3 })
	slow, fast := feed.Watch(), feed.Watch()
	const total = 40
	for range total {
		b.commit(t, record(1))
	}
	notifier.Poke()
	want := take(t, fast, total)

	got := take(t, slow, total)

	for i := range want {
		if got[i].Cursor != want[i].Cursor {
			t.Fatalf("event %d: got %v, want %v", i, got[i].Cursor, want[i].Cursor)
		}
	}
}

func TestCursorOfAnotherEpochHasToStartOver(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1))
	take(t, watcher, 1)
	head := feed.Head()
	foreign := map[string]event.Cursor{
		"before every epoch":           {},
		"older epoch":                  {Epoch: head.Epoch - 1, Tx: head.Tx, ID: head.ID},
		"later epoch":                  {Epoch: head.Epoch + 1},
		"a history of the same number": {Epoch: head.Epoch, Tx: head.Tx, ID: head.ID, History: head.History + 1},
		"a history without a name":     {Epoch: head.Epoch, Tx: head.Tx, ID: head.ID},
		"a future undone":              {Epoch: head.Epoch, Tx: head.Tx + 1_000_000, ID: 1, History: head.History},
	}
	for name, cursor := range foreign {
		events, next, err := feed.Read(t.Context(), cursor, 10, event.Filter{})
		if !errors.Is(err, event.ErrForeignEpoch) || next != head || len(events) > 0 {
			t.Errorf("%s: got %d events, next %v, %v", name, len(events), next, err)
		}
	}
}

func TestCursorOfAnInstanceThatIsAheadWaits(t *testing.T) {
	t.Parallel()
	b := setup(t)
	// Given an instance that read an event, and one that nobody wakes.
	first, _ := b.feed(t)
	behind := event.NewFeed(event.FeedOptions{DB: b.App, URL: b.URL, Clock: clock.System{}, Poll: time.Hour})
	if err := behind.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(behind.Stop)
	watcher := first.Watch()
	b.commit(t, record(1))
	take(t, watcher, 1)
	ahead := first.Head()

	events, next, err := behind.Read(t.Context(), ahead, 10, event.Filter{})

	if err != nil || next != ahead || len(events) > 0 {
		t.Errorf("got %d events, next %v, %v; want none and the same position", len(events), next, err)
	}
}
