package graph

import (
	"context"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// limited bounds how often a caller runs a command, for all instances together (realtime.md 4.2, row 16). RATE_LIMITED is an
// error of the whole field and says when to come back. A request that is repeated under its key counts as well: whoever
// repeats it without end is who the limit is for. What could not be read does not: it gets no further than the check of a form.
func limited[Command, Result any](r *Resolver, rule ratelimit.Rule,
	do func(context.Context, Command) (Result, store.Replay, error)) func(context.Context, Command) (Result, store.Replay, error) {
	return func(ctx context.Context, command Command) (Result, store.Replay, error) {
		if form.Err(ctx) != nil {
			return do(ctx, command) // which checks the rest of the form and goes no further
		}
		if err := r.RateLimits.Require(ctx, rule, ratelimit.Caller(ctx)); err != nil {
			var none Result
			return none, false, err
		}
		return do(ctx, command)
	}
}

// profile bounds how often a person changes what the house keeps of it. What people of the house change of a client's is their work and
// does not count.
func profile[Command, Result any](ctx context.Context, r *Resolver,
	do func(context.Context, Command) (Result, store.Replay, error)) func(context.Context, Command) (Result, store.Replay, error) {
	if !access.Current(ctx).IsClient() {
		return do
	}
	return limited(r, ratelimit.ProfileChange(), do)
}

// countProfileChange is profile for what is no command with an idempotency key.
func (r *Resolver) countProfileChange(ctx context.Context) error {
	return r.RateLimits.Require(ctx, ratelimit.ProfileChange(), ratelimit.Caller(ctx))
}
