package event

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
)

// channel is the name under which instances wake each other.
const channel = "qoricash_events"

// ErrFeedStopped tells a watcher that the feed does not run any more.
var ErrFeedStopped = errors.New("event feed stopped")

// FeedOptions are what a Feed needs. Zero durations and sizes take the defaults.
type FeedOptions struct {
	// DB reads the log.
	DB *sql.DB
	// URL is the same database for the feed's own LISTEN connection, in a form of lib/pq.
	URL    string
	Clock  clock.Clock
	Logger *slog.Logger
	// Poll is how often the log is read without a wake-up, jittered by a fifth; 250 ms.
	Poll time.Duration
	// Ring is how many of the newest events stay in memory at least; 10,000.
	Ring int
	// Batch is how many events one read takes at most; 1,000.
	Batch int
}

func (o FeedOptions) withDefaults() FeedOptions {
	if o.Poll == 0 {
		o.Poll = 250 * time.Millisecond
	}
	if o.Ring == 0 {
		o.Ring = 10_000
	}
	if o.Batch == 0 {
		o.Batch = 1_000
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Feed follows the log and offers it, in order, to any number of readers. There is one per instance.
//
// Readers never slow the feed or each other: it keeps no queue for them. A watcher is a position; one that falls
// behind the ring reads the table until it is back.
type Feed struct {
	options  FeedOptions
	instance string
	wake     chan struct{}
	stopped  chan struct{}

	lifecycle sync.Mutex
	cancel    context.CancelFunc
	done      chan struct{}
	ended     bool

	mu sync.Mutex
	// head is the position up to which the feed has read.
	head Cursor
	ring *ring
	// generation counts the histories that the feed has followed; a watcher of another one has to start over.
	generation uint64
	// changed is closed and replaced whenever something above has changed.
	changed chan struct{}
	lag     time.Duration
}

// NewFeed returns a feed that is not started.
func NewFeed(options FeedOptions) *Feed {
	return &Feed{
		options:  options.withDefaults(),
		instance: uuid.NewString(),
		wake:     make(chan struct{}, 1),
		stopped:  make(chan struct{}),
		changed:  make(chan struct{}),
		ring:     newRing(options.withDefaults().Ring, Cursor{}),
	}
}

// Wake makes the feed read now. It never blocks.
func (f *Feed) Wake() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Head is the position up to which the feed has read: everything before it was offered, everything committed later
// comes after it.
func (f *Feed) Head() Cursor {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.head
}

// Read returns the events after a position that the filter takes, in order and not beyond Head, and the position to go
// on from. Fewer events than the limit mean that the position returned had been the head. A limit below 1 means 1,000.
//
// The position of another epoch, or one that is no event's in this one, is answered with ErrForeignEpoch and the current head.
func (f *Feed) Read(ctx context.Context, after Cursor, limit int, filter Filter) ([]Event, Cursor, error) {
	if limit < 1 {
		limit = 1_000
	}
	f.mu.Lock()
	head := f.head
	if !after.sameHistory(head) {
		f.mu.Unlock()
		return nil, head, ErrForeignEpoch
	}
	known := f.ring.holds(after)
	events, next, inRing := f.ring.read(after, limit, filter)
	f.mu.Unlock()

	if !known {
		ok, err := taken(ctx, f.options.DB, after)
		if err != nil {
			return nil, after, err
		}
		if !ok {
			return nil, head, ErrForeignEpoch
		}
	}
	if after.Compare(head) > 0 {
		// Another instance has read further than this one; there is nothing to tell yet.
		return nil, after, nil
	}
	if inRing {
		return events, next, nil
	}
	events, err := history(ctx, f.options.DB, after, head, limit, filter)
	if err != nil {
		return nil, after, err
	}
	if len(events) < limit {
		return events, head, nil
	}
	return events, events[len(events)-1].Cursor, nil
}

// publish moves the head over events of the current epoch.
func (f *Feed) publish(events []Event) {
	newest := events[len(events)-1]
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ring.append(events)
	f.head = newest.Cursor
	f.lag = f.options.Clock.Now().Sub(newest.OccurredAt)
	f.announce()
}

// restart begins a new history at a position: watchers are told, positions of the former one are foreign.
func (f *Feed) restart(at Cursor) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.head = at
	f.ring = newRing(f.options.Ring, at)
	f.generation++
	f.announce()
}

// announce wakes the watchers; the caller holds the mutex.
func (f *Feed) announce() {
	close(f.changed)
	f.changed = make(chan struct{})
}
