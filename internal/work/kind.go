package work

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/event"
)

// Kind is one kind of work: where it waits, who does it, and how stubbornly.
type Kind struct {
	// Name is what the rows of the kind have in the column [Table.Kind]; it stands in logs and metrics.
	Name  string
	Table Table
	// Attempts is how often a row is tried before it is dead.
	Attempts int
	// Do does items and tells how each ended. An item that it says nothing of is given back as if it had never been taken; it says so
	// where the instance leaves before it knows. An error is one of this instance, for example of its database: the worker pauses.
	// Do bounds its calls of third parties, all together below Lease.
	Do func(ctx context.Context, items []Item) ([]Outcome, error)
	// Batch is how many items one call of Do takes at most, and Workers how many calls an instance has at once; 1 each.
	Batch, Workers int
	// Lease is how long a row belongs to who took it; 90 seconds. It is longer than Do takes at most.
	Lease time.Duration
	// GivenUp tells of items for which no try is left, in the transaction that says so of them; nil tells nobody. Told is called once
	// that is committed.
	GivenUp func(ctx context.Context, tx event.Querier, ids []uuid.UUID) error
	Told    func()
	// Poll is how often is looked without a wake-up, jittered by a fifth; a second. A wake-up that is lost costs that long.
	Poll time.Duration
}

func (k Kind) withDefaults() Kind {
	k.Batch, k.Workers = max(k.Batch, 1), max(k.Workers, 1)
	if k.Lease == 0 {
		k.Lease = 90 * time.Second
	}
	if k.Poll == 0 {
		k.Poll = time.Second
	}
	return k
}

// Item is a row that this instance may do now.
type Item struct {
	// ID is the row's. It stays the same however often the row is tried: it is the key under which a third party knows it.
	ID uuid.UUID
	// Attempts counts the tries, with this one.
	Attempts int
	// expiresAt is zero for what never expires.
	expiresAt time.Time
}

// Outcome is how a try ended; the methods of [Item] make one.
type Outcome struct {
	item    Item
	ended   ending
	failure string
	wait    time.Duration
	notes   []string
}

// ending is how a try can end.
type ending int

const (
	done ending = iota + 1
	failed
	refused
	canceled
)

// Done tells that the item is done. Notes fill the columns [Table.Notes], in their order; those that are missing stay empty.
func (i Item) Done(notes ...string) Outcome { return Outcome{item: i, ended: done, notes: notes} }

// Failed tells that the item was not done and may be later: not before wait is over, which is what the third party asks for.
// Reason holds no personal data.
func (i Item) Failed(reason string, wait time.Duration, notes ...string) Outcome {
	return Outcome{item: i, ended: failed, failure: reason, wait: wait, notes: notes}
}

// Refused tells that trying again can never help: the item is dead.
func (i Item) Refused(reason string, notes ...string) Outcome {
	return Outcome{item: i, ended: refused, failure: reason, notes: notes}
}

// Canceled tells that the item is not wanted any more.
func (i Item) Canceled(reason string, notes ...string) Outcome {
	return Outcome{item: i, ended: canceled, failure: reason, notes: notes}
}

// Failures that the engine itself knows.
const (
	// Expired is of an item whose time was over before it was tried.
	Expired = "EXPIRED"
	// Panicked is of an item whose handler panicked over it, or over another one of its batch.
	Panicked = "PANICKED"
)

// over tells whether the time of an item is over: it is not tried any more.
func (i Item) over(now time.Time) bool { return !i.expiresAt.IsZero() && !i.expiresAt.After(now) }
