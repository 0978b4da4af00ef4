package graph

import (
	"log/slog"

	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/graph/label"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Dependencies are what the API rests on.
type Dependencies struct {
	Store    *store.Store
	Identity *identity.Service
	Staff    *staff.Service
	Clients  *clients.Service
	Files    *files.Service
	KYC      *kyc.Service
	Approval *approval.Service
	Notify   *notify.Service
	Pricing  *pricing.Service
	Trading  *trading.Service
	Ledger   *ledger.Service
	Treasury *treasury.Service
	Calendar *calendar.Service
	// Feed and Cursors serve the streams of events; the feed must be started.
	Feed    *event.Feed
	Cursors *event.CursorCodec
	// RateLimits counts what documents cost; nil limits nobody.
	RateLimits *ratelimit.Limiter
	Logger     *slog.Logger
}

// Resolver answers the root fields.
type Resolver struct {
	Dependencies
	decisions gate.Decisions
	// labels are the words of the enumerations, by their names.
	labels map[string]*label.Enum
}
