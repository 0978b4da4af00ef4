package httpapi

import (
	"context"
	"fmt"
	"net/http"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// Authenticate binds the caller of a plain request: by bearer token, else by cookie, else nobody known. A token that is worth
// nothing any more is nobody's: what is everybody's is answered still, and the answer says that the session has ended, so
// that whoever comes back after a long time sees the public pages and can sign in. A request of a person is activity and
// pushes the idle end of its session on. secure is as for identity.CookieName.
func Authenticate(sessions *identity.Service, secure bool) func(*http.Request) (context.Context, error) {
	return func(r *http.Request) (context.Context, error) {
		ctx := r.Context()
		token, _ := identity.TokenFrom(r, secure)
		if token == "" {
			return access.WithActor(ctx, access.Anonymous()), nil
		}
		actor, session, err := sessions.Authenticate(ctx, token)
		if err == nil {
			_, err = sessions.Touch(access.WithActor(ctx, actor), session)
		}
		switch {
		case domain.CodeOf(err) == domain.CodeUnauthenticated:
			return access.WithSessionEnded(ctx, domain.Refusals(err)[0]), nil
		case err != nil:
			return ctx, err
		}
		return access.WithActor(ctx, actor), nil
	}
}

// LiveAuthenticator binds the principal of a socket or event stream.
type LiveAuthenticator struct {
	Sessions *identity.Service
	// SecureTransport is as for identity.CookieName.
	SecureTransport bool
}

// Authenticate implements wsproto.Authenticator. An open socket is no activity: it lives as long as its session does.
func (a LiveAuthenticator) Authenticate(ctx context.Context, r *http.Request, token string) (wsproto.Principal, error) {
	origin := access.OriginFrom(ctx)
	if token == "" {
		token, _ = identity.TokenFrom(r, a.SecureTransport)
	}
	if token == "" {
		return wsproto.Principal{Bind: binder(access.Anonymous(), origin)}, nil
	}
	actor, session, err := a.Sessions.Authenticate(ctx, token)
	if err != nil {
		return wsproto.Principal{}, liveError(err)
	}
	if actor.Restriction != "" {
		// A socket keeps the rights that it was opened with; a session that owes something opens one once it is whole.
		return wsproto.Principal{}, fmt.Errorf("%w: %w", wsproto.ErrForbidden, access.Denied(actor))
	}
	return wsproto.Principal{Bind: binder(actor, origin), Identity: actor.Key(), SessionID: session.ID.String(), ExpiresAt: session.EndsAt()}, nil
}

// liveError tells a session that is over from one that could not be asked about: whoever holds a good session is not to hear
// that it is worth nothing because the database was away for a moment.
func liveError(err error) error {
	if len(domain.Refusals(err)) > 0 {
		return err
	}
	return fmt.Errorf("%w: %w", wsproto.ErrUnavailable, err)
}

func binder(actor access.Actor, origin access.Origin) func(context.Context) context.Context {
	return func(ctx context.Context) context.Context {
		return access.WithOrigin(access.WithActor(ctx, actor), origin)
	}
}
