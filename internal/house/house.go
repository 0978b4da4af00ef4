// Package house names the areas of the house as one, for whoever hands them on: the program, the API and the tests. It has no rule of its
// own: a new area is a field here.
package house

import (
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// Areas are the areas of the house over one store.
type Areas struct {
	Store       *store.Store
	Parameters  *parameters.Service
	Identity    *identity.Service
	Staff       *staff.Service
	Clients     *clients.Service
	Files       *files.Service
	Notify      *notify.Service
	KYC         *kyc.Service
	Approval    *approval.Service
	Rewards     *rewards.Service
	Pricing     *pricing.Service
	Treasury    *treasury.Service
	Ledger      *ledger.Service
	Trading     *trading.Service
	Calendar    *calendar.Service
	Invoicing   *invoicing.Service
	Risk        *risk.Service
	Monitoring  *monitoring.Service
	Watchlist   *watchlist.Service
	Compliance  *compliance.Service
	Restriction *restriction.Service
	Casework    *casework.Service
}
