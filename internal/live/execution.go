package live

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/event"
)

// itemTimeout bounds the execution of one item, SQL included.
const itemTimeout = 5 * time.Second

// errEnded tells that gqlgen took the execution for finished.
var errEnded = errors.New("the execution has ended")

// execution is a subscription dispatched once to gqlgen and then stepped item by item: the resolver's channel is filled,
// and the response handler is called, which executes the selection on that item. gqlgen gives each step a response
// context of its own, so errors and extensions of one item do not reach the next.
type execution struct {
	topic  *topic
	ctx    context.Context
	cancel context.CancelFunc
	now    func() time.Time

	mu      sync.Mutex
	handler graphql.ResponseHandler
}

// dispatch begins the execution of a subscription. It keeps the values of ctx and not its end: close ends it.
func (h *Hub) dispatch(ctx context.Context, operation *graphql.OperationContext) (_ *execution, refusal gqlerror.List) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		if r := recover(); r != nil {
			h.options.Logger.Error("panic in a subscription", "operation", operation.OperationName, "panic", r)
			refusal = broken()
		}
		if refusal != nil {
			cancel()
		}
	}()
	var registered registration
	handler, ctx := h.options.Graph.DispatchOperation(context.WithValue(ctx, registrationKey{}, &registered), operation)
	if registered.topic == nil {
		response := handler(ctx)
		if response == nil || len(response.Errors) == 0 {
			return nil, broken()
		}
		return nil, response.Errors
	}
	return &execution{topic: registered.topic, ctx: ctx, cancel: cancel, now: h.options.Clock.Now, handler: handler}, nil
}

func (e *execution) close() { e.cancel() }

// allowed tells whether the right to the stream still stands.
func (e *execution) allowed() bool {
	return e.topic.authorize == nil || e.topic.authorize(e.ctx) == nil
}

// visible tells whether the topic shows the event.
func (e *execution) visible(shown *event.Event) bool {
	return e.topic.visible == nil || e.topic.visible(e.ctx, shown)
}

// render executes the selection on one item and returns the payload. A panic below, in an interceptor or an adapter, is
// an error of this item.
func (e *execution) render(build func(ctx context.Context) (any, error)) (payload []byte, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic while an item was executed: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(e.ctx, itemTimeout)
	defer cancel()
	item, err := build(ctx)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err() // before the push: the handler would leave the item in the channel
	}
	e.topic.push(item)
	response := e.handler(ctx)
	if response == nil {
		return nil, errEnded
	}
	if empty(response) {
		return nil, response.Errors
	}
	return serialize(response, e.now())
}
