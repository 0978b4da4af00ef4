package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
)

// Why a cursor cannot be continued, for a log.
const (
	foreignHistory = "the cursor belongs to another history of the database"
	widenedSight   = "the caller is shown more than when the cursor was given out"
)

// placing writes a position of the stream as its reader gets it.
type placing func(event.Cursor) string

// stream is a lossless stream of events as one caller is shown it: a subscription for live connections, and a query for all others.
type stream[Item view.Event] struct {
	filter event.Filter
	// sight is what the caller is shown of the stream; whoever comes back with a wider one has to load its state anew.
	sight event.Sight
	// authorize refuses when the right to the stream is lost.
	authorize func(context.Context) error
	// visible tells whether an event that the filter takes is for the caller; nil shows all.
	visible func(*event.Event) bool
	// items shows events, one item for each in their order; nil for one of what the caller may not see.
	items func(context.Context, []event.Event, placing) ([]Item, error)
}

func (s stream[Item]) shows(e *event.Event) bool { return s.visible == nil || s.visible(e) }

// follow is the stream for live connections.
func (s stream[Item]) follow(ctx context.Context) (<-chan Item, error) {
	return live.Events(ctx, live.EventTopic[Item]{
		Filter: s.filter, Sight: s.sight, Authorize: s.authorize,
		Visible: func(_ context.Context, e *event.Event) bool { return s.shows(e) },
		Item: func(ctx context.Context, e *event.Event, cursor string) (Item, error) {
			var none Item
			items, err := s.items(ctx, []event.Event{*e}, func(event.Cursor) string { return cursor })
			if err != nil {
				return none, err
			}
			if any(items[0]) == nil {
				return none, fmt.Errorf("event %s: its %s cannot be read", e.Kind, e.Aggregate.Type)
			}
			return items[0], nil
		},
		Position: func(cursor string, at time.Time) Item { return placeIn[Item](position(cursor, at)) },
		Resync: func(cursor string, at time.Time, reason string) Item {
			return placeIn[Item](resync(cursor, at, reason))
		},
	})
}

// hiddenBatch is how many events are read at once behind events that the caller is not shown.
const hiddenBatch = 500

// read answers a page of the stream: so many items, or all up to the head and the position there. What the caller is not shown is passed over
// without a trace: neither the length of a page nor a cursor tells where it was.
func (s stream[Item]) read(ctx context.Context, r *Resolver, after *string, first int) ([]Item, error) {
	if first < 1 || first > connection.LargestSize {
		return nil, domain.Refuse(domain.CodeBadRequest, `El argumento "first" debe estar entre 1 y %d.`, connection.LargestSize).At("first")
	}
	place := func(at event.Cursor) string { return r.Cursors.EncodeSeen(at, s.sight) }
	// The oldest event is that of the running history: the feed answers for no other.
	from, seen := r.Feed.Head().Beginning(), event.Sight(nil)
	if after != nil {
		var err error
		if from, seen, err = r.Cursors.DecodeSeen(*after); err != nil {
			return nil, domain.Refuse(domain.CodeBadRequest, "El cursor no es válido: usa el último que recibiste, sin cambios.").At("after")
		}
	}
	items := make([]Item, 0, first)
	for batch := first; ; batch = hiddenBatch {
		events, next, err := r.Feed.Read(ctx, from, batch, s.filter)
		switch {
		case errors.Is(err, event.ErrForeignEpoch):
			return []Item{placeIn[Item](resync(place(next), r.now(), foreignHistory))}, nil
		case err != nil:
			return nil, fmt.Errorf("read events: %w", err)
		case !seen.Covers(s.sight):
			return []Item{placeIn[Item](resync(place(r.Feed.Head()), r.now(), widenedSight))}, nil
		}
		if items, err = s.fill(ctx, items, events, place); err != nil || len(items) == first {
			return items, err
		}
		if len(events) < batch {
			return append(items, placeIn[Item](position(place(next), r.now()))), nil
		}
		from = next
	}
}

// fill appends to a page what the caller is shown of events, until the page is full.
func (s stream[Item]) fill(ctx context.Context, page []Item, events []event.Event, place placing) ([]Item, error) {
	events = slices.DeleteFunc(slices.Clone(events), func(e event.Event) bool { return !s.shows(&e) })
	for len(events) > 0 && len(page) < cap(page) {
		some := min(len(events), cap(page)-len(page))
		items, err := s.items(ctx, events[:some], place)
		if err != nil {
			return nil, err
		}
		page = append(page, slices.DeleteFunc(items, func(item Item) bool { return any(item) == nil })...)
		events = events[some:]
	}
	return page, nil
}

// placeIn makes an item of a stream of what every stream has: where it stands, and that a reader has to start over.
func placeIn[Item view.Event](place view.Event) Item { return place.(Item) }

// itemsOf makes items of a stream of what was shown of its events, nil where nothing was.
func itemsOf[Item view.Event, Shown any](shown []*Shown, err error) ([]Item, error) {
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(shown))
	for i, one := range shown {
		if one != nil {
			items[i] = any(one).(Item)
		}
	}
	return items, nil
}

// itemsByObject shows events of things of several kinds, those of each kind together, one item for each in their order.
func itemsByObject[Item any](events []event.Event, show func(domain.ObjectKind, []event.Event) ([]Item, error)) ([]Item, error) {
	items, places := make([]Item, len(events)), map[domain.ObjectKind][]int{}
	for i := range events {
		places[events[i].Aggregate.Type] = append(places[events[i].Aggregate.Type], i)
	}
	for object, at := range places {
		of := make([]event.Event, len(at))
		for n, i := range at {
			of[n] = events[i]
		}
		shown, err := show(object, of)
		if err != nil {
			return nil, err
		}
		for n, item := range shown {
			items[at[n]] = item
		}
	}
	return items, nil
}

// thingsOf answers the keys of the things that events are about.
func thingsOf(events []event.Event) []uuid.UUID {
	keys := make([]uuid.UUID, len(events))
	for i := range events {
		keys[i] = events[i].Aggregate.ID
	}
	return keys
}

// byThing answers what a page shows of each thing that events are about.
func byThing[Shown any](shown []Shown, key func(Shown) uuid.UUID) map[uuid.UUID]Shown {
	found := make(map[uuid.UUID]Shown, len(shown))
	for _, one := range shown {
		found[key(one)] = one
	}
	return found
}

// eventsOf shows each event with what it is about, as that is now: nil where the viewer is not shown it.
func eventsOf[Item, Shown any](events []event.Event, things []Shown, key func(Shown) uuid.UUID,
	show func(e *event.Event, thing Shown) (Item, error)) ([]Item, error) {
	byKey, items := byThing(things, key), make([]Item, len(events))
	for i := range events {
		thing, ok := byKey[events[i].Aggregate.ID]
		if !ok {
			continue
		}
		item, err := show(&events[i], thing)
		if err != nil {
			return nil, err
		}
		items[i] = item
	}
	return items, nil
}

// stillSomebody judges who the viewer is; that the session goes on is the transport's business.
func stillSomebody(ctx context.Context) error {
	_, err := access.RequireSignedIn(ctx)
	return err
}
