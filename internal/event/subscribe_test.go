package event_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

func TestEverySubscriberHearsEverythingInItsOrder(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t)
	var said strings.Builder
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	heard, broken := make(chan string, 100), errors.New("broken")
	hear := func(name string, err error) event.Subscriber {
		return func(_ context.Context, batch event.Batch) error {
			for _, e := range batch.Events {
				heard <- name + string(e.Kind)
			}
			return err
		}
	}
	var following sync.WaitGroup
	following.Go(func() {
		feed.Follow(ctx, slog.New(slog.NewTextHandler(&said, nil)), hear("a ", broken), hear("b ", nil))
	})
	for first := true; first; { // until it follows
		b.commit(t, record(1, kinded("BEFORE")))
		notifier.Poke()
		select {
		case <-heard:
			first = false
		default:
		}
	}
	for _, kind := range []domain.EventKind{"ONE", "TWO", "THREE"} {
		b.commit(t, record(1, kinded(kind)))
	}
	notifier.Poke()
	var got []string
	for len(got) < 6 {
		if what := <-heard; !strings.HasSuffix(what, "BEFORE") {
			got = append(got, what)
		}
	}
	stop()
	following.Wait()
	for _, name := range []string{"a ", "b "} {
		own := slices.DeleteFunc(slices.Clone(got), func(what string) bool { return !strings.HasPrefix(what, name) })
		if !slices.Equal(own, []string{name + "ONE", name + "TWO", name + "THREE"}) {
			t.Errorf("heard %v", own)
		}
	}
	if !strings.Contains(said.String(), "broken") {
		t.Error("nobody said that a subscriber failed")
	}
}

// Whoever failed is told to begin anew until it can, also where nothing happens meanwhile; so is everybody at the beginning.
func TestWhoCouldNotTakeABatchBeginsAnew(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	heard := make(chan string)
	var fails atomic.Int64
	var following sync.WaitGroup
	following.Go(func() {
		feed.Follow(ctx, slog.New(slog.DiscardHandler), func(ctx context.Context, batch event.Batch) error {
			said, failing := "", fails.Add(-1) >= 0
			if batch.Resync {
				said = "anew "
			}
			for _, e := range batch.Events {
				said += string(e.Kind)
			}
			select {
			case heard <- said:
			case <-ctx.Done():
			}
			if failing {
				return errors.New("broken")
			}
			return nil
		})
	})
	hears := func(want string) {
		t.Helper()
		if got := <-heard; got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
	hears("anew ")
	fails.Store(2)
	b.commit(t, record(1, kinded("ONE")))
	notifier.Poke()
	hears("ONE")
	hears("anew ")
	hears("anew ")
	b.commit(t, record(1, kinded("TWO")))
	notifier.Poke()
	hears("TWO")
	stop()
	following.Wait()
}

func kinded(kind domain.EventKind) func(*event.Record) {
	return func(r *event.Record) { r.Kind = kind }
}

func TestWhoFollowsEndsWithTheFeed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	var following sync.WaitGroup
	following.Go(func() { feed.Follow(t.Context(), slog.New(slog.DiscardHandler)) })
	feed.Stop()
	following.Wait()
}

func TestWhatIsNotInTheTableOfEventsIsNotTold(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for name, r := range map[string]event.Record{
		"a kind that is not there": record(1, kinded("MADE_UP")),
		"other facts":              record(1),
	} {
		if err := b.log.Tell(t.Context(), b.App, r); err == nil || !strings.Contains(err.Error(), "the table of events has no") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
