// Package access knows who is acting and which rows that caller may see.
//
// Invariants: everything that reads or writes runs for an actor, and no actor is an error; a permission is asked first in
// each command; row rules sit on the ent client and deny by default; "not yours" is "not found"; an analyst sees personal
// data masked on every path, because masking happens where rows are read.
package access

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Actor is a caller: a person of the house, a client, the system itself or nobody known.
type Actor struct {
	Kind domain.ActorKind
	// ID is the user's or the client's key; uuid.Nil for the system and for anonymous callers.
	ID   uuid.UUID
	Role domain.Role
	// Granted are the permissions given to this one user beyond the role, Sets the offices that it holds. An access token has the
	// rights of no office: those are a person's at work.
	Granted   []domain.Permission
	Sets      []domain.PermissionSet
	SessionID uuid.UUID
	Session   domain.SessionKind
	// Restriction is the one thing that the session may do until it is done; empty for a whole session.
	Restriction domain.SessionRestriction
	// TokenID is the access token that the caller came with; uuid.Nil for a session. Scopes narrow its rights, and Budget is
	// what it may spend in an hour.
	TokenID uuid.UUID
	Scopes  []domain.TokenScope
	Budget  int
}

// Anonymous is the caller who showed no credentials.
func Anonymous() Actor { return Actor{Kind: domain.ActorAnonymous, Role: domain.RoleAnonymous} }

// Reach answers how far a permission of the actor goes. A restricted session has none, and a token those that its scopes
// open.
func (a Actor) Reach(permission domain.Permission) domain.Reach {
	if a.Restriction != "" || a.TokenID != uuid.Nil && !domain.Opens(a.Scopes, permission) {
		return domain.ReachNone
	}
	return domain.ReachOf(a.Role, permission, a.Granted, a.Sets...)
}

// Can tells whether the actor has the permission at all, over whichever rows.
func (a Actor) Can(permission domain.Permission) bool { return a.Reach(permission) != domain.ReachNone }

// Channel is where what the actor makes is made, by what it came with: a token of a person of the house is the integration
// API, whatever that person does at the desk.
func (a Actor) Channel() domain.Channel {
	switch {
	case a.TokenID != uuid.Nil:
		return domain.ChannelAPI
	case a.Session == domain.SessionClientApp:
		return domain.ChannelApp
	case a.Session == domain.SessionClientWeb, a.Kind == domain.ActorAnonymous:
		return domain.ChannelWeb
	}
	return domain.ChannelDesk
}

// Masked tells whether the actor sees personal data masked.
func (a Actor) Masked() bool { return domain.Masked(a.Role) }

// IsStaff tells whether the actor is a person of the house.
func (a Actor) IsStaff() bool { return a.Kind == domain.ActorStaff }

// IsClient tells whether the actor is a client.
func (a Actor) IsClient() bool { return a.Kind == domain.ActorClient }

// Reader is how texts about a client speak to the actor: whoever has not said who it is looks at the house as a client does.
func (a Actor) Reader() domain.Reader {
	return domain.Reader(a.IsClient() || a.Kind == domain.ActorAnonymous)
}

// Key names the actor where texts are compared: idempotency, limits, fan-out scopes.
func (a Actor) Key() string {
	if a.ID == uuid.Nil {
		return string(a.Kind)
	}
	return string(a.Kind) + ":" + a.ID.String()
}

// Grants answers every permission of the actor with its reach, for front ends that must not guess (P-22).
func (a Actor) Grants() map[domain.Permission]domain.Reach {
	grants := map[domain.Permission]domain.Reach{}
	for _, permission := range domain.Permissions() {
		if reach := a.Reach(permission); reach != domain.ReachNone {
			grants[permission] = reach
		}
	}
	return grants
}

// Origin says where a request came from; audit rows keep it.
type Origin struct {
	RequestID, Address, UserAgent string
	// BaseURL is where the caller reached the house, such as https://api.qoricash.pe; empty where that is not to be believed. It may
	// stand in the answer to that very request, and nowhere else: whoever calls has chosen it.
	BaseURL string
}

type actorKey struct{}
type originKey struct{}

// WithActor binds the caller to the context.
func WithActor(ctx context.Context, actor Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

// AsSystem lets the house itself act: jobs, start-up, and steps of a command that must look beyond the caller's rows.
func AsSystem(ctx context.Context) context.Context {
	return WithActor(ctx, Actor{Kind: domain.ActorSystem, Role: domain.RoleSystem})
}

// ActorFrom answers the caller; ok is false where nobody bound one.
func ActorFrom(ctx context.Context) (actor Actor, ok bool) {
	actor, ok = ctx.Value(actorKey{}).(Actor)
	return actor, ok
}

// Current answers the caller, anonymous where nobody bound one.
func Current(ctx context.Context) Actor {
	if actor, ok := ActorFrom(ctx); ok {
		return actor
	}
	return Anonymous()
}

// WithOrigin binds where the request came from.
func WithOrigin(ctx context.Context, origin Origin) context.Context {
	return context.WithValue(ctx, originKey{}, origin)
}

// OriginFrom answers where the request came from; empty for jobs.
func OriginFrom(ctx context.Context) Origin {
	origin, _ := ctx.Value(originKey{}).(Origin)
	return origin
}

// endedKey is where a context has why the token of its request is worth nothing any more.
type endedKey struct{}

// WithSessionEnded binds that the request brought the token of a session, or an access token, that has ended or never was,
// and why: it runs as anybody's, and its answer says so.
func WithSessionEnded(ctx context.Context, why *domain.Error) context.Context {
	return context.WithValue(WithActor(ctx, Anonymous()), endedKey{}, why)
}

// SessionEnded answers why the token of the request is worth nothing any more; nil where it has none, or one that is good.
func SessionEnded(ctx context.Context) *domain.Error {
	why, _ := ctx.Value(endedKey{}).(*domain.Error)
	return why
}

// Require answers the caller when it has the permission over some rows, and refuses otherwise: UNAUTHENTICATED for
// nobody known, FORBIDDEN for somebody without the right.
func Require(ctx context.Context, permission domain.Permission) (Actor, error) {
	actor := Current(ctx)
	if actor.Can(permission) {
		return actor, nil
	}
	return actor, Denied(actor)
}

// RequireOneOf answers the caller when it has one of some permissions at least.
func RequireOneOf(ctx context.Context, permissions ...domain.Permission) (Actor, error) {
	actor := Current(ctx)
	if slices.ContainsFunc(permissions, actor.Can) {
		return actor, nil
	}
	return actor, Denied(actor)
}

// RequireSignedIn answers the caller when it is somebody known, with a whole session or a token.
func RequireSignedIn(ctx context.Context) (Actor, error) {
	actor := Current(ctx)
	if actor.Kind == domain.ActorAnonymous || actor.Restriction != "" {
		return actor, Denied(actor)
	}
	return actor, nil
}

// RequireSession answers the caller when it came with a session, restricted or not: what is a person's own (its password, its
// second factor, its sessions) is not for tokens.
func RequireSession(ctx context.Context) (Actor, error) {
	actor := Current(ctx)
	if actor.SessionID == uuid.Nil {
		return actor, Denied(actor)
	}
	return actor, nil
}

// Outside is the refusal of an act that the caller has no part in, whatever row it is about: an error of the whole request, where
// the same code in any other refusal says that this one row is out of reach.
type Outside struct{ refusal *domain.Error }

// Error implements error.
func (o Outside) Error() string { return o.refusal.Error() }

// Unwrap answers the refusal as the caller reads it.
func (o Outside) Unwrap() error { return o.refusal }

// OutsideRole is the refusal of an act that is for others, in words that say for whom. Whoever owes something first hears of that.
func OutsideRole(actor Actor, message string) error {
	switch {
	case actor.Kind == domain.ActorAnonymous:
		return Outside{domain.Refuse(domain.CodeUnauthenticated, "Inicia sesión para continuar.")}
	case actor.Restriction == domain.RestrictedToPassword:
		return Outside{domain.Refuse(domain.CodePasswordChangeRequired, "Antes de continuar debes cambiar tu contraseña.")}
	case actor.Restriction == domain.RestrictedToTOTP:
		return Outside{domain.Refuse(domain.CodeTOTPSetupRequired, "Antes de continuar debes activar la verificación en dos pasos.")}
	}
	return Outside{domain.Refuse(domain.CodeForbidden, "%s", message)}
}

// Denied is the refusal of an act outside the actor's role.
func Denied(actor Actor) error {
	return OutsideRole(actor, "Tu perfil no tiene permiso para esta acción.")
}
