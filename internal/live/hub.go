package live

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// Options are what a Hub needs. Zero numbers and durations take the defaults.
type Options struct {
	Graph graphql.GraphExecutor
	Feed  *event.Feed
	Codec *event.CursorCodec
	Clock clock.Clock
	// Scope is the authorization scope under which the operation is shared: the viewer, unless a policy widens it to
	// (role, masking) for this document (decisions.md, Events). Two callers with one scope must be shown the same.
	Scope  func(ctx context.Context, operation *graphql.OperationContext) string
	Logger *slog.Logger
	// MaxGroups bounds the groups of this instance; 20,000.
	MaxGroups int
	// Replays bounds how many subscribers are sent their history at once; 32. Others wait.
	Replays int
	// Workers is how many groups are executed at once; 8.
	Workers int
	// PositionInterval is the time between two StreamPositions of a group; 20 s.
	PositionInterval time.Duration
	// ValueInterval is the shortest time between two values of a conflated subscription; 250 ms.
	ValueInterval time.Duration
}

func (o Options) withDefaults() Options {
	o.MaxGroups = orDefault(o.MaxGroups, 20_000)
	o.Replays = orDefault(o.Replays, 32)
	o.Workers = orDefault(o.Workers, 8)
	o.PositionInterval = orDefault(o.PositionInterval, 20*time.Second)
	o.ValueInterval = orDefault(o.ValueInterval, 250*time.Millisecond)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

func orDefault[N ~int | ~int64](given, standard N) N {
	if given == 0 {
		return standard
	}
	return given
}

// Hub executes operations for the transports (wsproto.Executor).
type Hub struct {
	options Options
	replays chan struct{}
	work    *workQueue
	metrics metrics
	// dispatched is the position up to which all groups were told what the feed brought.
	dispatched atomic.Pointer[event.Cursor]

	running  sync.WaitGroup
	cancel   context.CancelFunc
	stopping atomic.Bool

	mu     sync.Mutex
	groups map[groupKey]*group
}

var _ wsproto.Executor = (*Hub)(nil)

// Start returns a hub that follows the feed, which must be running, until Stop.
func Start(ctx context.Context, options Options) *Hub {
	options = options.withDefaults()
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	h := &Hub{
		options: options, replays: make(chan struct{}, options.Replays), work: newWorkQueue(),
		groups: make(map[groupKey]*group), cancel: cancel,
	}
	watcher := options.Feed.Watch()
	at := watcher.Position()
	h.dispatched.Store(&at)
	h.running.Go(func() { h.follow(running, watcher) })
	h.running.Go(func() { h.tick(running) })
	for range options.Workers {
		h.running.Go(h.serveGroups)
	}
	return h
}

// Stop ends the hub's own goroutines; subscribers get nothing any more. The transports are drained before. It may be
// called twice.
func (h *Hub) Stop() {
	if h.stopping.Swap(true) {
		return
	}
	h.cancel()
	h.work.close()
	h.running.Wait()
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, g := range h.groups {
		g.close()
	}
	clear(h.groups)
}

// Execute runs one operation. A query or mutation has run when it returns; a subscription has joined its group.
func (h *Hub) Execute(ctx context.Context, request *wsproto.Request, sink wsproto.Sink) (stop func()) {
	nothing := func() {}
	ctx = graphql.StartOperationTrace(ctx)
	params := request.RawParams
	operation, refusal := h.options.Graph.CreateOperationContext(ctx, &params)
	if refusal != nil {
		response := h.options.Graph.DispatchError(graphql.WithOperationContext(ctx, operation), doclimit.RequestErrors(refusal))
		sink.Fail(response.Errors)
		return nothing
	}
	if operation.Operation.Operation != ast.Subscription {
		h.run(ctx, request, operation, sink)
		return nothing
	}
	asked, refusal := h.subscription(ctx, request, operation)
	if refusal != nil {
		sink.Fail(refusal)
		return nothing
	}
	return h.subscribe(ctx, asked, sink)
}

// run executes a query or mutation for one peer.
func (h *Hub) run(ctx context.Context, request *wsproto.Request, operation *graphql.OperationContext, sink wsproto.Sink) {
	if request.ReadOnly && operation.Operation.Operation == ast.Mutation {
		sink.Fail(failure(domain.CodeBadRequest, "Una mutación no se puede enviar por GET."))
		return
	}
	defer func() {
		if r := recover(); r != nil {
			h.options.Logger.Error("panic in an operation", "operation", operation.OperationName, "panic", r)
			sink.Fail(broken())
		}
	}()
	handler, ctx := h.options.Graph.DispatchOperation(ctx, operation)
	for {
		response := handler(ctx)
		if response == nil {
			sink.Complete()
			return
		}
		payload, err := serialize(response, h.options.Clock.Now())
		if err != nil {
			h.options.Logger.Error("cannot serialize a response", "error", err)
			sink.Fail(broken())
			return
		}
		if err := sink.NextWait(ctx, wsproto.Message{Payload: payload}); err != nil {
			return
		}
	}
}
