package live

import (
	"context"
	"errors"
	"time"

	"github.com/qoricash/qoricash/internal/event"
)

// ErrNotLive tells a subscription's resolver that it was not called by a Hub.
var ErrNotLive = errors.New("subscriptions are served by live connections only")

// EventTopic tells how a lossless subscription shows events as items of the GraphQL type T. Its functions run in the
// context of the operation, with the principal of the group's first member; members share a scope, so it makes no
// difference which. The subscription's cursor argument is the hub's business: resolvers ignore it.
type EventTopic[T any] struct {
	Filter event.Filter
	// Sight is what the scope is shown of the stream. A peer that goes on from a cursor under a narrower one is told to load its state
	// anew. Nil is never widened.
	Sight event.Sight
	// Authorize refuses with an error when the right to the stream is lost; the stream then ends with FORBIDDEN. It
	// judges the scope and not the session of whoever came first: sessions are the transport's business. Nil allows.
	Authorize func(ctx context.Context) error
	// Visible tells whether the event is for this scope; others are left out. Nil shows all that the filter takes.
	Visible func(ctx context.Context, e *event.Event) bool
	// Item turns an event into an item. An error is taken as passing and the event tried again.
	Item func(ctx context.Context, e *event.Event, cursor string) (T, error)
	// Position is the item that tells where the stream stands.
	Position func(cursor string, at time.Time) T
	// Resync is the item that tells a peer to load its state anew and to go on from cursor.
	Resync func(cursor string, at time.Time, reason string) T
}

// ValueTopic tells how a conflated subscription shows the newest value of something: peers miss values, never the last.
type ValueTopic[T any] struct {
	// Filter takes the events after which the value may have changed.
	Filter    event.Filter
	Authorize func(ctx context.Context) error
	// Current reads the value.
	Current func(ctx context.Context) (T, error)
}

// Events is what the resolver of a lossless subscription returns.
func Events[T any](ctx context.Context, t EventTopic[T]) (<-chan T, error) {
	return register(ctx, topic{
		filter: t.Filter, sight: t.Sight, authorize: t.Authorize, visible: t.Visible,
		item:     func(ctx context.Context, e *event.Event, cursor string) (any, error) { return t.Item(ctx, e, cursor) },
		position: func(cursor string, at time.Time) any { return t.Position(cursor, at) },
		resync:   func(cursor string, at time.Time, reason string) any { return t.Resync(cursor, at, reason) },
	}, make(chan T, 1))
}

// Values is what the resolver of a conflated subscription returns.
func Values[T any](ctx context.Context, t ValueTopic[T]) (<-chan T, error) {
	return register(ctx, topic{
		filter: t.Filter, authorize: t.Authorize,
		current: func(ctx context.Context) (any, error) { return t.Current(ctx) },
	}, make(chan T, 1))
}

// topic is a topic without its type.
type topic struct {
	filter    event.Filter
	sight     event.Sight
	authorize func(ctx context.Context) error
	visible   func(ctx context.Context, e *event.Event) bool
	item      func(ctx context.Context, e *event.Event, cursor string) (any, error)
	position  func(cursor string, at time.Time) any
	resync    func(cursor string, at time.Time, reason string) any
	// current is set for conflated topics only.
	current func(ctx context.Context) (any, error)
	// push gives an item to the execution's next step; it has room for one.
	push func(item any)
}

func (t *topic) conflated() bool { return t.current != nil }

type registrationKey struct{}

// registration is where a resolver leaves its topic.
type registration struct{ topic *topic }

func register[T any](ctx context.Context, t topic, items chan T) (<-chan T, error) {
	r, ok := ctx.Value(registrationKey{}).(*registration)
	if !ok {
		return nil, ErrNotLive
	}
	t.push = func(item any) {
		select {
		case <-items: // left by a step that ended before it took its item
		default:
		}
		typed, _ := item.(T) // the topic's own functions made it; only a nil of an interface type is no T
		items <- typed
	}
	r.topic = &t
	return items, nil
}
