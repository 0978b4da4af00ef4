package app

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// followRetry is the pause before the feed is asked again while the database does not answer.
const followRetry = 250 * time.Millisecond

// follower keeps what this instance holds in memory true to the feed: sessions that ended anywhere close their sockets
// here, and a published rate replaces the one that is served from memory.
type follower struct {
	feed      *event.Feed
	sessions  *identity.Service
	rates     *pricing.Service
	transport *wsproto.Server
	logger    *slog.Logger
}

// run follows the feed until ctx ends.
func (f *follower) run(ctx context.Context) {
	watcher := f.feed.Watch()
	for {
		batch, err := watcher.Next(ctx)
		switch {
		case ctx.Err() != nil || errors.Is(err, event.ErrFeedStopped):
			return
		case err != nil:
			f.logger.WarnContext(ctx, "the feed could not be read; trying again", "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(followRetry):
			}
			continue
		}
		if batch.Resync {
			f.sessions.ForgetAll()
			f.refresh(ctx)
		}
		f.take(ctx, batch.Events)
	}
}

func (f *follower) take(ctx context.Context, events []event.Event) {
	changed := false
	for _, e := range events {
		switch {
		case e.Kind == domain.EventSessionEnded:
			f.sessions.Forget(e.Aggregate.ID)
			f.transport.CloseSession(e.Aggregate.ID.String(), wsproto.CodeUnauthorized, closeReason(e.Facts))
		case e.Kind == domain.EventSessionLifted:
			f.sessions.Forget(e.Aggregate.ID)
		case e.Aggregate.Type == domain.ObjectToken:
			f.takeToken(e)
		case e.Aggregate.Type == domain.ObjectUser:
			f.takeUser(e)
		case pricing.Concerns(e):
			changed = true
		}
	}
	if changed {
		f.refresh(ctx)
	}
}

// takeToken forgets an access token that is over, or will be earlier than was known; the sockets that rest on it close then.
func (f *follower) takeToken(e event.Event) {
	id := e.Aggregate.ID
	f.sessions.Forget(id)
	switch e.Kind {
	case domain.EventTokenRevoked:
		f.transport.CloseSession(id.String(), wsproto.CodeUnauthorized, "token revoked")
	case domain.EventTokenRotated:
		var retired domain.TokenRotatedFacts
		if err := json.Unmarshal(e.Facts, &retired); err == nil {
			f.transport.RenewSession(id.String(), retired.RetiresAt)
		}
	}
}

// takeUser forgets a person whose rights may have changed. Its open sockets run with the old ones: they begin anew, as when an
// instance leaves, and go on where they were. Sessions that ended are told by events of their own.
func (f *follower) takeUser(e event.Event) {
	f.sessions.ForgetPerson(identity.StaffMember(e.Aggregate.ID))
	switch e.Kind {
	case domain.EventRoleChanged, domain.EventPermissionGranted, domain.EventPermissionWithdrawn:
		actor := access.Actor{Kind: domain.ActorStaff, ID: e.Aggregate.ID}
		f.transport.CloseIdentity(actor.Key(), wsproto.CodeServiceRestart, "rights changed")
	}
}

func (f *follower) refresh(ctx context.Context) {
	if err := f.rates.Refresh(ctx); err != nil && ctx.Err() == nil {
		f.logger.ErrorContext(ctx, "the public rate could not be read", "error", err)
	}
}

// closeReason tells the holder of a socket why its session ended.
func closeReason(facts json.RawMessage) string {
	var ended domain.SessionEndedFacts
	if err := json.Unmarshal(facts, &ended); err == nil && ended.Reason == domain.SessionReplaced {
		return "session replaced by a newer sign-in"
	}
	return "session ended"
}
