package gqlhttp

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/doclimit"
)

// DefaultBodyBytes bounds a request's body, and the query string of a GET (decisions.md, "document limits").
const DefaultBodyBytes = 64 << 10

// Options configure a Handler. The zero value serves with the defaults, every caller anonymous and without a deadline.
type Options struct {
	// Authenticate returns the context under which the operation runs: the request's own with the caller in it. Where the
	// cookie must not count, the request it is given has none, and CookieIgnored says so of its context. An error is what
	// Present makes of it; without Present it is answered as it is when it is a *gqlerror.Error with a code, and else as
	// UNAVAILABLE, its text unseen: who could not be asked about is not signed out. Nil means r.Context().
	Authenticate func(r *http.Request) (context.Context, error)
	// Present decorates the errors that this package makes itself (a request id, a link to the documentation), as the
	// executor's error presenter does with the executor's. Nil leaves them bare.
	Present func(context.Context, *gqlerror.Error) *gqlerror.Error
	// Timeout is the deadline of one request's execution; zero means none.
	Timeout time.Duration
	// BodyBytes bounds the body; zero means DefaultBodyBytes.
	BodyBytes int64
	// Subscribe serves a subscription, already read, as an event stream, where its request takes one beside JSON. Nil refuses
	// all subscriptions.
	Subscribe func(w http.ResponseWriter, r *http.Request, params *graphql.RawParams)
	// Clock tells the instant that every answer to a POST has as extensions.serverTime; nil leaves it out. An answer to a GET
	// has its Date: what is cached must not change with the hour.
	Clock clock.Clock
	// KeepFor answers how long the answer of an operation to nobody in particular may be kept, by everybody; zero is not at all. It is
	// asked of the answers to a GET that bears no credentials. Nil keeps nothing.
	KeepFor func(*graphql.OperationContext) time.Duration
	// CredentialHeaders are the headers beside Cookie and Authorization by which callers say who they are: what is answered to one that
	// bears any of them is kept by nobody.
	CredentialHeaders []string
	// CacheControl is the Cache-Control of answers that do not have one yet; empty means "private, no-store".
	CacheControl string
}

// Handler serves GraphQL over HTTP. It is safe for concurrent use.
type Handler struct {
	executor graphql.GraphExecutor
	options  Options
	// credentials are the headers by which callers say who they are.
	credentials []string
	buffers     sync.Pool
}

// New returns a handler over an executor.
func New(executor graphql.GraphExecutor, options Options) *Handler {
	if options.BodyBytes == 0 {
		options.BodyBytes = DefaultBodyBytes
	}
	if options.CacheControl == "" {
		options.CacheControl = "private, no-store"
	}
	return &Handler{
		executor:    executor,
		options:     options,
		credentials: append([]string{"Authorization", "Cookie"}, options.CredentialHeaders...),
		buffers:     sync.Pool{New: func() any { return new(bytes.Buffer) }},
	}
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		w.Header().Set("Allow", "GET, POST")
		h.refuse(w, r, mediaJSON, methodNotAllowed)
		return
	}
	media, ok := negotiate(r.Header.Values("Accept"))
	if !ok {
		h.refuse(w, r, mediaJSON, notAcceptable)
		return
	}
	whole := r
	r = withoutForgeableCookie(r)
	if h.bearsCredentials(whole) {
		r = r.WithContext(context.WithValue(r.Context(), credentialsKey{}, true))
	}
	params, problem := h.read(w, r)
	if problem != nil {
		h.refuse(w, r, media, problem)
		return
	}
	if h.options.Subscribe != nil && takesEvents(r.Header.Values("Accept")) && subscribes(params) {
		// Streams have rules of their own for cookies.
		h.options.Subscribe(w, whole, params)
		return
	}
	ctx, err := h.authenticate(r)
	if err != nil {
		h.answer(w, r, media, &graphql.Response{Errors: gqlerror.List{h.presentCaller(r.Context(), err)}})
		return
	}
	if h.options.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, h.options.Timeout)
		defer cancel()
	}
	h.execute(w, r.WithContext(ctx), media, params)
}

// execute runs the operation and answers.
func (h *Handler) execute(w http.ResponseWriter, r *http.Request, media string, params *graphql.RawParams) {
	ctx := graphql.StartOperationTrace(r.Context())
	operation, errs := h.executor.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		h.answer(w, r, media, h.executor.DispatchError(
			graphql.WithOperationContext(ctx, operation), doclimit.RequestErrors(errs)))
		return
	}
	switch kind := operation.Operation.Operation; {
	case kind == ast.Subscription:
		h.refuse(w, r, media, subscriptionNotServed)
		return
	case kind == ast.Mutation && r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		h.refuse(w, r, media, mutationByGet)
		return
	}
	keepFor := h.keepFor(r, operation)
	responses, ctx := h.executor.DispatchOperation(ctx, operation)
	response := responses(ctx)
	switch {
	case response == nil && errors.Is(ctx.Err(), context.DeadlineExceeded):
		response = &graphql.Response{Errors: gqlerror.List{h.present(ctx, timedOut.graphQL())}}
	case response == nil:
		response = &graphql.Response{Errors: gqlerror.List{h.present(ctx, interrupted.graphQL())}}
	case response.HasNext != nil && *response.HasNext:
		// doclimit refuses @defer; without it the rest of the answer would be lost unnoticed.
		response = &graphql.Response{Errors: gqlerror.List{h.present(ctx, incrementalNotServed.graphQL())}}
	case len(response.Errors) == 0 && keepFor > 0:
		response = h.kept(w, response, keepFor)
	}
	h.answer(w, r, media, response)
}

func (h *Handler) authenticate(r *http.Request) (context.Context, error) {
	if h.options.Authenticate == nil {
		return r.Context(), nil
	}
	return h.options.Authenticate(r)
}

// presentCaller makes what is shown of the error of an authenticator.
func (h *Handler) presentCaller(ctx context.Context, err error) *gqlerror.Error {
	var meant *gqlerror.Error
	switch {
	case errors.As(err, &meant) && meant.Extensions["code"] != nil:
		return h.present(ctx, meant)
	case h.options.Present == nil:
		return callerUnknown.graphQL()
	}
	return h.options.Present(ctx, gqlerror.Wrap(err))
}

// present decorates an error that the executor has not seen.
func (h *Handler) present(ctx context.Context, err *gqlerror.Error) *gqlerror.Error {
	if h.options.Present == nil {
		return err
	}
	return h.options.Present(ctx, err)
}
