package event_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

func TestAppendedEventIsReadBackAsWritten(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	occurredAt := time.Date(2026, 11, 21, 15, 4, 5, 123456789, time.FixedZone("Lima", -5*3600))
	want := record(1, func(r *event.Record) {
		r.Kind, r.SchemaVersion, r.OccurredAt = "DEPOSIT_CONFIRMED", 3, occurredAt
		r.ClientID, r.TraderID = uuid.New(), uuid.New()
		r.Actor = event.Actor{Kind: "user", ID: uuid.New()}
		r.Facts = struct {
			To     string `json:"to"`
			Amount string `json:"amount"`
			Note   string `json:"note"`
		}{"IN_PROCESS", "1730.00", `"quoted" <ñandú> \ tab	`}
	})

	b.commit(t, want)
	got := take(t, watcher, 1)[0]

	if got.Kind != want.Kind || got.SchemaVersion != want.SchemaVersion || got.Aggregate != want.Aggregate ||
		got.AggregateVersion != want.AggregateVersion || got.ClientID != want.ClientID ||
		got.TraderID != want.TraderID || got.Actor != want.Actor {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if !got.OccurredAt.Equal(occurredAt.Truncate(time.Microsecond)) {
		t.Errorf("occurred at %s, want %s", got.OccurredAt, occurredAt)
	}
	if !strings.Contains(string(got.Facts), `"1730.00"`) || !strings.Contains(string(got.Facts), "ñandú") {
		t.Errorf("facts %s", got.Facts)
	}
}

func TestEventsOfOneCallKeepTheirOrder(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	var records []event.Record
	var want []string
	for i := range 50 {
		kind := strings.Repeat("K", i%7+1) + uuid.NewString()
		want = append(want, kind)
		records = append(records, record(1, func(r *event.Record) { r.Kind = domain.EventKind(kind) }))
	}

	b.commit(t, records...)

	if got := kinds(take(t, watcher, len(want))); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestOneVersionOfAnAggregateIsAppendedOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := record(1)
	b.commit(t, first)

	tx := b.begin(t)
	err := b.log.Append(t.Context(), tx, record(1, of(first.Aggregate)))
	if err == nil || !strings.Contains(err.Error(), "23505") {
		t.Errorf("the second event with version 1 got %v, want a unique violation", err)
	}
}

func TestIncompleteRecordsAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	cases := map[string]func(*event.Record){
		"no kind": func(r *event.Record) { r.Kind = "" },
		"no schema version, of what is in no table": func(r *event.Record) { r.SchemaVersion, r.Kind = 0, "OF_NO_TABLE" },
		"no aggregate type":                         func(r *event.Record) { r.Aggregate.Type = "" },
		"no aggregate id":                           func(r *event.Record) { r.Aggregate.ID = uuid.Nil },
		"no aggregate version":                      func(r *event.Record) { r.AggregateVersion = 0 },
		"no actor":                                  func(r *event.Record) { r.Actor = event.Actor{} },
		"no instant":                                func(r *event.Record) { r.OccurredAt = time.Time{} },
	}
	for name, spoil := range cases {
		if err := b.log.Append(t.Context(), b.App, record(1, spoil)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestFactsThatCannotBeKeptExactlyAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	cases := map[string]any{
		"fraction":       map[string]any{"rate": 3.75},
		"exponent":       map[string]any{"n": 1e30},
		"nested":         map[string]any{"a": []any{map[string]any{"b": 0.5}}},
		"array":          []int{1},
		"text":           "a text",
		"zero character": map[string]any{"a": "x\x00"},
		"zero in a key":  map[string]any{"x\x00": 1},
		"no JSON":        map[string]any{"f": func() {}},
		"null":           (*struct{})(nil),
	}
	for name, facts := range cases {
		err := b.log.Append(t.Context(), b.App, record(1, func(r *event.Record) { r.Facts = facts }))
		if !errors.Is(err, event.ErrFacts) {
			t.Errorf("%s: got %v, want ErrFacts", name, err)
		}
	}
}

func TestLogIsAppendOnlyForEverybody(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.commit(t, record(1))
	statements := []string{
		`UPDATE events SET kind = 'FORGED'`, `DELETE FROM events`, `TRUNCATE events`,
		`UPDATE event_epochs SET timeline_id = 7`, `DELETE FROM event_epochs`, `TRUNCATE event_epochs`,
		`UPDATE evidence_seals SET row_count = 0`, `DELETE FROM evidence_seals`, `TRUNCATE evidence_seals`,
	}
	for _, statement := range statements {
		if _, err := b.App.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("serving role: %s got %v", statement, err)
		}
		if _, err := b.Owner.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("owner: %s got %v", statement, err)
		}
	}
}

func TestWriterCannotChooseThePlaceOfAnEvent(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for column, refusal := range map[string]string{"tx": "42501", "id": "428C9"} {
		_, err := b.App.ExecContext(t.Context(), `INSERT INTO events (epoch, kind, `+column+`) VALUES (1, 'FORGED', '1')`)
		if err == nil || !strings.Contains(err.Error(), refusal) {
			t.Errorf("column %s: got %v, want %s", column, err, refusal)
		}
	}
}

func TestLockIsRefusedAfterTheFirstWrite(t *testing.T) {
	t.Parallel()
	b := setup(t)
	tx := b.begin(t)
	if err := event.Lock(t.Context(), tx, record(1).Aggregate); err != nil {
		t.Fatalf("before the first write: %v", err)
	}
	if err := b.log.Append(t.Context(), tx, record(1)); err != nil {
		t.Fatal(err)
	}
	if err := event.Lock(t.Context(), tx, record(1).Aggregate); !errors.Is(err, event.ErrLockAfterWrite) {
		t.Errorf("after the first write: got %v", err)
	}
}

func TestLocksOfSeveralAggregatesNeverDeadlock(t *testing.T) {
	t.Parallel()
	b := setup(t)
	aggregates := make([]event.Aggregate, 6)
	for i := range aggregates {
		aggregates[i] = record(1).Aggregate
	}
	reversed := slices.Clone(aggregates)
	slices.Reverse(reversed)
	failures := make(chan error)
	for _, order := range [][]event.Aggregate{aggregates, reversed, aggregates, reversed} {
		go func() {
			for range 50 {
				tx, err := b.App.BeginTx(t.Context(), nil)
				if err == nil {
					err = errors.Join(event.Lock(t.Context(), tx, order...), tx.Commit())
				}
				if err != nil {
					failures <- err
					return
				}
			}
			failures <- nil
		}()
	}
	for range 4 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
}
