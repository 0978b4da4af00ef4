package app

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// subscribers are those who keep what this instance holds in memory true to the feed: sessions that ended anywhere close their
// sockets here, and a published rate, a parameter that was set, the version of a list that became active and a rule that was switched replace those that are
// served from memory.
func (a *App) subscribers() []event.Subscriber {
	return []event.Subscriber{a.services.Identity.Follow(connectionsOf(a.transport)), a.services.Pricing.Follow, a.services.Parameters.Follow,
		a.services.Watchlist.Follow, a.services.Monitoring.Follow}
}

// connectionsOf are the sockets and streams of a transport.
func connectionsOf(transport *wsproto.Server) identity.Connections {
	return identity.Connections{
		Close: func(credential uuid.UUID, reason string) {
			transport.CloseSession(credential.String(), wsproto.CodeUnauthorized, reason)
		},
		Renew: func(token uuid.UUID, until time.Time) { transport.RenewSession(token.String(), until) },
		// As when an instance leaves: they go on where they were.
		Restart: func(of access.Actor, reason string) {
			transport.CloseIdentity(of.Key(), wsproto.CodeServiceRestart, reason)
		},
	}
}
