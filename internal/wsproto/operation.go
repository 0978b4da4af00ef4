package wsproto

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

var (
	// errPeerGone is NextWait's answer when the connection has ended.
	errPeerGone = errors.New("wsproto: the connection has ended")
	// errOperationEnded is NextWait's answer when the operation has ended on a connection that lives on.
	errOperationEnded = errors.New("wsproto: the operation has ended")
)

// peer is one connected client, whichever transport it came by.
type peer interface {
	// queue is what waits for the peer.
	queue() *outbox
	// wake has the queue written soon; it never blocks.
	wake()
	// end closes the connection; only the first call counts. It never blocks.
	end(ending)
	// renew moves the instant at which the session expires.
	renew(expires time.Time)
	// errorItem and completeItem are the last message of an operation in the peer's protocol.
	errorItem(op *operation, errs []byte) item
	completeItem(op *operation) item
	// nextSize is the size of a result on the wire, as an upper bound.
	nextSize(op *operation, m *Message) int
	// forget takes an operation that has ended by itself off the peer's books; the queue's lock is held.
	forget(op *operation)
}

// operation is one running GraphQL operation of a peer. It is the Sink that the executor pushes into.
type operation struct {
	peer peer
	id   string
	// prefix is what precedes the payload of every `next` message on a websocket.
	prefix []byte
	cancel context.CancelFunc
	// done ends with the operation's context, and so with the connection.
	done <-chan struct{}

	// The lock of the peer's queue guards the rest.
	ended bool
	// executing is true until Execute has returned.
	executing bool
	// detached is set when the operation ended while it was executing.
	detached bool
	// stop is the executor's, known once Execute has returned.
	stop func()
}

var _ Sink = (*operation)(nil)

// Next implements [Sink].
func (op *operation) Next(m Message) bool {
	out := op.peer.queue()
	size := op.peer.nextSize(op, &m)
	out.mu.Lock()
	if op.ended || out.closed {
		out.mu.Unlock()
		return false
	}
	if !out.fits(size) {
		out.mu.Unlock()
		op.peer.end(endSlowConsumer())
		return false
	}
	wake := out.append(item{kind: itemNext, operation: op, payload: m.Payload, cursor: m.Cursor, size: size})
	out.mu.Unlock()
	op.queued(wake)
	return true
}

// NextWait implements [Sink].
func (op *operation) NextWait(ctx context.Context, m Message) error {
	out := op.peer.queue()
	size := op.peer.nextSize(op, &m)
	for {
		if err := out.budget.awaitReplayRoom(ctx, op.done); err != nil {
			return fmt.Errorf("wait for room: %w", err)
		}
		out.mu.Lock()
		switch {
		case out.closed:
			out.mu.Unlock()
			return errPeerGone
		case op.ended:
			out.mu.Unlock()
			return errOperationEnded
		case out.fitsReplay(size):
			wake := out.append(item{kind: itemNext, operation: op, payload: m.Payload, cursor: m.Cursor, size: size})
			out.mu.Unlock()
			op.queued(wake)
			return nil
		}
		room := out.awaitRoom()
		out.mu.Unlock()
		select {
		case <-room:
		case <-ctx.Done():
			return fmt.Errorf("wait for room: %w", ctx.Err())
		}
	}
}

// Fail implements [Sink].
func (op *operation) Fail(errs gqlerror.List) {
	if len(errs) == 0 {
		errs = gqlerror.List{internalError()}
	}
	payload, err := json.Marshal(errs)
	if err != nil {
		// An extension that cannot be written must not hide that the operation has failed.
		payload = []byte(`[{"message":"Error interno.","extensions":{"code":"INTERNAL","retryable":false}}]`)
	}
	op.finish(func() item { return op.peer.errorItem(op, payload) })
}

// Complete implements [Sink].
func (op *operation) Complete() {
	op.finish(func() item { return op.peer.completeItem(op) })
}

func (op *operation) finish(last func() item) {
	out := op.peer.queue()
	out.mu.Lock()
	if op.ended || out.closed {
		out.mu.Unlock()
		return
	}
	it := last()
	if !out.fits(it.size) {
		out.mu.Unlock()
		op.peer.end(endSlowConsumer())
		return
	}
	op.ended = true
	op.peer.forget(op)
	wake := out.append(it)
	executing := op.executing
	out.mu.Unlock()
	op.queued(wake)
	if !executing {
		op.cancel()
	}
}

// queued follows every result that was queued; no lock is held.
func (op *operation) queued(wake bool) {
	if wake {
		op.peer.wake()
	}
	op.peer.queue().budget.relieve()
}

// run executes the operation; it is the goroutine that Execute is promised.
func (op *operation) run(ctx context.Context, executor Executor, request *Request, onPanic func(any)) {
	var stop func()
	func() {
		defer func() {
			if recovered := recover(); recovered != nil {
				onPanic(recovered)
				op.Fail(gqlerror.List{internalError()})
			}
		}()
		stop = executor.Execute(ctx, request, op)
	}()
	out := op.peer.queue()
	out.mu.Lock()
	op.executing = false
	over := op.ended || out.closed
	if !over {
		op.stop = stop
	}
	out.mu.Unlock()
	if over {
		op.release(stop)
	}
}

// release ends what the operation holds. It is called without locks: stop is the executor's and may take its own.
func (op *operation) release(stop func()) {
	op.cancel()
	if stop != nil {
		stop()
	}
}

func internalError() *gqlerror.Error {
	return &gqlerror.Error{Message: "Error interno.", Extensions: map[string]any{"code": "INTERNAL", "retryable": false}}
}
