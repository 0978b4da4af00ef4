package wsproto

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Executor runs the operations that peers send over a connection. The transports know nothing of GraphQL beyond the
// request's envelope: what an operation means, which event it shows and when it ends is the executor's business.
type Executor interface {
	// Execute runs one operation and pushes its results into sink. It may return while the operation lives on (a
	// subscription that waits for events holds no goroutine); stop then ends it and is safe to call more than once.
	// The transport calls Execute on a goroutine of its own and calls stop when the peer completes the operation or
	// the connection ends; ctx ends with either, so that an Execute that has not returned yet can be ended too.
	Execute(ctx context.Context, request *Request, sink Sink) (stop func())
}

// Request is one GraphQL operation as a peer sent it.
type Request struct {
	graphql.RawParams
	// LastEventID is the SSE header of that name: the cursor that the peer stored last. Empty on websockets.
	LastEventID string
	// ReadOnly is set where the request came by GET, which may carry no mutation: the executor must Fail those.
	ReadOnly bool
}

// Message is one result of an operation.
type Message struct {
	// Payload is the serialized execution result. The same bytes are shared by many sinks: nobody may modify them.
	Payload []byte
	// Cursor is the position of the result in its event stream, empty where it has none. SSE sends it as the event id.
	Cursor string
}

// Sink takes the results of one operation. Its methods may be called from any goroutine.
type Sink interface {
	// Next queues a result and never blocks. It returns false when the operation or its connection has ended, among
	// other reasons because the peer reads too slowly and was cut off.
	Next(Message) bool
	// NextWait queues a result and waits for room in the connection's queue; it serves replays, which may be far
	// faster than the peer. It returns an error when ctx or the connection ends first.
	NextWait(context.Context, Message) error
	// Fail ends the operation with request errors. Nothing may follow it.
	Fail(gqlerror.List)
	// Complete ends the operation normally. Nothing may follow it.
	Complete()
}

// Principal is who stands behind a connection.
type Principal struct {
	// Bind puts the principal into the context under which its operations run.
	Bind func(context.Context) context.Context
	// Identity groups connections for the limit per person; empty for anonymous peers.
	Identity string
	// SessionID names the session that the connection rests on; empty for anonymous peers.
	SessionID string
	// ExpiresAt is when the connection must be closed with 4401; zero means never.
	ExpiresAt time.Time
}

// ErrForbidden is wrapped by what an [Authenticator] answers about credentials that are good and may not open a connection yet:
// the peer keeps them, does what its session owes, and comes again.
var ErrForbidden = errors.New("the session may not open a connection yet")

// ErrUnavailable is wrapped by what an [Authenticator] answers when it could not find out who somebody is. That is no refusal
// of the credentials: the peer keeps them and comes again.
var ErrUnavailable = errors.New("who the peer is cannot be told now")

// Authenticator turns credentials into a principal. token is the bearer token of the request's header or of the
// `authorization` field of connection_init, without its scheme; it is empty when the peer gave none, and then the
// request's cookie may count (the transport has checked the origin before). An error closes with 4401, an event stream with
// 401; one that wraps [ErrForbidden] with 4403 and 403, one that wraps [ErrUnavailable] with 1013 and 503.
type Authenticator interface {
	Authenticate(ctx context.Context, r *http.Request, token string) (Principal, error)
}
