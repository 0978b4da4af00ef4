package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/store"
)

// hub is the way that most programs with gqlgen take: a map of buffered channels, one for each subscriber. It reads the
// operation of an event once and gives the row to all; what else a subscriber's document selects, the subscriber reads.
type hub struct {
	store   *store.Store
	feed    *event.Feed
	cursors *event.CursorCodec

	mu      sync.Mutex
	members map[chan *told]struct{}
}

// told is an event with its operation.
type told struct {
	event event.Event
	row   *ent.Operation
}

// memberBuffer holds a burst. The hub waits for a member that is further behind: dropping would flatter it.
const memberBuffer = 256

func newHub(over *store.Store, feed *event.Feed, cursors *event.CursorCodec) *hub {
	return &hub{store: over, feed: feed, cursors: cursors, members: map[chan *told]struct{}{}}
}

// follow gives out the events of the feed until ctx ends.
func (h *hub) follow(ctx context.Context) error {
	watcher := h.feed.Watch()
	for {
		batch, err := watcher.Next(ctx)
		if err != nil {
			return unlessEnded(ctx, "read the feed", err)
		}
		for _, e := range batch.Events {
			if e.Aggregate.Type != domain.ObjectOperation {
				continue // the house tells of other things too
			}
			row, err := h.store.Read().Operation.Query().Where(operation.ID(e.Aggregate.ID)).Only(access.AsSystem(ctx))
			if err != nil {
				return unlessEnded(ctx, "read the operation of an event", err)
			}
			h.publish(ctx, &told{event: e, row: row})
		}
	}
}

// unlessEnded leaves out what fails because the hub is told to end.
func unlessEnded(ctx context.Context, what string, err error) (fault error) {
	if ctx.Err() == nil && !errors.Is(err, event.ErrFeedStopped) {
		fault = fmt.Errorf("%s: %w", what, err)
	}
	return fault
}

func (h *hub) publish(ctx context.Context, news *told) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for member := range h.members {
		select {
		case member <- news:
		case <-ctx.Done():
			return
		}
	}
}

func (h *hub) join() chan *told {
	member := make(chan *told, memberBuffer)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.members[member] = struct{}{}
	return member
}

func (h *hub) leave(member chan *told) {
	// The hub may be waiting for this very member.
	go func() {
		for range member {
		}
	}()
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.members, member)
	close(member)
}

// hubRoot is the house's own resolvers but for the subscriptions.
type hubRoot struct {
	*graph.Resolver
	hub *hub
}

// Subscription implements generated.ResolverRoot.
func (r hubRoot) Subscription() generated.SubscriptionResolver {
	return hubResolver{r.Resolver.Subscription(), r.hub}
}

// hubResolver serves the stream that is measured; the others are the house's own, which nothing here asks for.
type hubResolver struct {
	generated.SubscriptionResolver
	hub *hub
}

// OperationEvents implements generated.SubscriptionResolver.
func (r hubResolver) OperationEvents(ctx context.Context, _ *string, _ *model.OperationEventFilter) (<-chan view.OperationStreamItem, error) {
	if _, err := access.Require(ctx, domain.OperationsRead); err != nil {
		return nil, err
	}
	items := make(chan view.OperationStreamItem)
	go r.hub.pump(ctx, items)
	return items, nil
}

func (h *hub) pump(ctx context.Context, items chan<- view.OperationStreamItem) {
	defer close(items)
	member := h.join()
	defer h.leave(member)
	for {
		select {
		case <-ctx.Done():
			return
		case news := <-member:
			item, err := h.item(ctx, news)
			if err != nil {
				return
			}
			select {
			case items <- item:
			case <-ctx.Done():
				return
			}
		}
	}
}

// item shows an event to one subscriber.
func (h *hub) item(ctx context.Context, news *told) (*view.OperationEvent, error) {
	row, e := *news.row, &news.event
	var err error
	asked := selection.Of(ctx)
	if asked.Has("Operation.client") {
		if row.Edges.Client, err = news.row.QueryClient().Only(ctx); err != nil {
			return nil, err
		}
	}
	if asked.Has("Operation.trader") {
		if row.Edges.Trader, err = news.row.QueryTrader().Only(ctx); err != nil {
			return nil, err
		}
	}
	lens := &view.Lens{Viewer: access.Current(ctx), Now: clock.System{}.Now()}
	id := uuid.NewSHA1(e.Aggregate.ID, binary.BigEndian.AppendUint64(nil, uint64(e.AggregateVersion)))
	return &view.OperationEvent{Cursor: h.cursors.Encode(e.Cursor), ID: globalid.Encode("evt", id), At: e.OccurredAt,
		Kind: e.Kind, Operation: view.NewOperation(lens, &row), OperationVersion: e.AggregateVersion}, nil
}
