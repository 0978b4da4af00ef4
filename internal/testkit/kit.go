// Package testkit opens a house for a test: a database of its own, the areas wired over it at a frozen instant, people of
// every role, two clients with accounts, rates and accounts of the house.
//
// Everything that a rule guards is made through the areas, as the program makes it. Only what no area makes (people at a
// given role, clients that are active already, a file without its content) is written as rows.
package testkit

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/house"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/receipt"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// Opening is the instant at which the clock of every kit stands: a Monday at ten in Lima.
var Opening = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// Kit is one house.
type Kit struct {
	DB    *testdb.Database
	Clock *clock.Frozen
	// Areas are those of the house. Its calendar is that of a house that works round the clock, unless an option says otherwise; Notify
	// tells from the beginning of the house, when a test dispatches, and sends nothing.
	house.Areas

	// Feed is started; Cursors are those of its positions.
	Feed    *event.Feed
	Cursors *event.CursorCodec

	// pool is what the areas read and write through.
	pool    *sql.DB
	options options
	people  map[Caller]access.Actor
	houses  map[domain.Currency]uuid.UUID
	holders map[Caller]map[domain.Currency]uuid.UUID
	// newcomers counts the clients that Newcomer made.
	newcomers int
}

// New opens a house and fills it.
func New(t testing.TB, options ...Option) *Kit {
	t.Helper()
	k := prepare(t, options)
	k.fill(t)
	return k
}

// Empty opens a house where nobody works yet, without clients, accounts and rates. The callers of [Callers] are nobody there.
func Empty(t testing.TB, options ...Option) *Kit {
	t.Helper()
	k := prepare(t, options)
	k.wire(t)
	return k
}

// Instance is another process of the same house, with the same options. It knows the callers as they are now.
func (k *Kit) Instance(t testing.TB) *Kit {
	t.Helper()
	other := *k
	other.wire(t)
	return &other
}

func prepare(t testing.TB, options []Option) *Kit {
	t.Helper()
	db := testdb.New(t)
	k := &Kit{DB: db, pool: db.App, Clock: clock.NewFrozen(Opening), options: usualOptions()}
	for _, option := range options {
		option(&k.options)
	}
	return k
}

func (k *Kit) fill(t testing.TB) {
	t.Helper()
	k.wire(t)
	k.hire(t)
	k.openAccounts(t)
	k.PublishRates(t, "3.7400", "3.7600")
}

// secret signs what the kit signs.
var secret = []byte("a secret of the tests, which guards nothing at all")

func (k *Kit) wire(t testing.TB) {
	t.Helper()
	wrapping, err := evidence.NewWrapping(secret, nil)
	Must(t, err)
	keys, err := evidence.OpenKeys(t.Context(), k.DB.App, wrapping, Opening)
	Must(t, err)
	k.Cursors, err = event.NewCursorCodec(secret, nil)
	Must(t, err)
	k.Feed = event.NewFeed(event.FeedOptions{DB: k.DB.App, URL: k.DB.URL, Clock: k.Clock, Poll: 20 * time.Millisecond})
	Must(t, k.Feed.Start(t.Context()))
	t.Cleanup(k.Feed.Stop)

	k.Store = store.New(k.pool, store.Options{Clock: k.Clock, Keys: keys, Wake: k.Feed.Wake})
	k.Files, err = files.New(k.Store, k.options.blob, files.Options{Keys: [][]byte{secret}, Receipts: receipt.New(k.Store, House()).Make})
	Must(t, err)
	told := notify.Options{Mailer: k.options.mailer, Documents: k.Files.Content, SealKeys: [][]byte{secret[:32]}, SiteURL: Site, DeskURL: Desk,
		Feed: k.Feed, Cursors: k.Cursors, Wake: k.Feed.Wake, FromBeginning: true}
	k.Notify, err = notify.New(k.Store, told)
	Must(t, err)
	k.Identity = identity.New(k.Store, k.Notify, k.options.identity)
	k.Approval = approval.New(k.Store)
	k.Parameters, err = parameters.Open(t.Context(), k.Store, k.Approval, k.options.parameters)
	Must(t, err)
	if k.options.limited {
		k.options.clients.RateLimits = RateLimits(k.DB.App, k.Clock)
	}
	k.Calendar = calendar.New(k.Store, k.Parameters.At)
	k.Restriction = restriction.New(k.Store, k.Approval, restriction.Options{HoldLocks: trading.HoldLocks, FromBeginning: true, Feed: k.Feed, Calendar: k.Calendar.Within,
		OpenHold: func(ctx context.Context, tx *store.Tx, operation uuid.UUID, note string) (uuid.UUID, error) {
			return k.Trading.HoldForCompliance(ctx, tx, operation, note)
		},
		ReleaseHold: func(ctx context.Context, tx *store.Tx, hours domain.Calendar, operation uuid.UUID) error {
			return k.Trading.ReleaseHold(ctx, tx, hours, operation, domain.HoldCompliance)
		}})
	k.Rewards = rewards.New(k.Store, rewards.Options{Parameters: k.Parameters.At, Restrictions: k.Restriction, SiteURL: Site, RateLimits: k.options.clients.RateLimits})
	k.Watchlist = watchlist.New(k.Store, watchlist.Options{})
	k.options.compliance.Feed = k.Feed
	k.Compliance = compliance.New(k.Store, k.Approval, k.Watchlist, k.options.compliance)
	k.KYC = kyc.New(k.Store, k.Files, k.Approval, k.Parameters.At)
	k.options.clients.Parameters = k.Parameters.At
	k.Clients = clients.New(k.Store, clients.Areas{People: k.Identity, Messages: k.Notify, Files: k.Files, KYC: k.KYC, Rewards: k.Rewards,
		Screen: k.Compliance.Screen}, k.options.clients)
	k.Pricing = pricing.New(k.Store, k.Rewards, k.Restriction, k.Approval, k.Parameters.At)
	k.Treasury = treasury.New(k.Store)
	k.Risk = risk.New(k.Store, k.Approval, risk.Options{Parameters: k.Parameters.At, Feed: k.Feed})
	k.Risk.ListsBy(k.Compliance.ListStates)
	k.Risk.ScreenBy(k.Compliance.Screen)
	k.Ledger = ledger.New(k.Store)
	k.options.invoicing.Parameters = k.Parameters.At
	k.Invoicing = invoicing.New(k.Store, invoicing.Areas{Files: k.Files, Decisions: k.Approval}, k.options.invoicing)
	k.options.monitoring.HoldLocks, k.options.monitoring.Hold = trading.HoldLocks, k.Restriction.HoldForRule
	k.options.monitoring.FromBeginning, k.options.monitoring.Feed = true, k.Feed
	k.Casework, err = casework.New(k.Store, k.Files, casework.Options{Parameters: k.Parameters.At, SealKeys: [][]byte{secret[:32]}, Feed: k.Feed,
		FromBeginning: true})
	Must(t, err)
	watched := k.options.monitoring
	if watched.Alert == nil {
		watched.Alert = k.Casework.Matched
	}
	k.Monitoring = monitoring.New(k.Store, k.Approval, watched)
	k.Trading = trading.New(k.Store, trading.Areas{Ledger: k.Ledger, Pricing: k.Pricing, Treasury: k.Treasury, Clients: k.Clients, Files: k.Files,
		Rewards: k.Rewards, Invoices: k.Invoicing, Monitoring: k.Monitoring, Restriction: k.Restriction},
		trading.Policy{Parameters: k.Parameters.At, Calendar: k.Calendar.InForce})
	k.Staff = staff.New(k.Store, staff.Areas{People: k.Identity, Messages: k.Notify, Decisions: k.Approval,
		Operations: staff.Operations{HeldBy: k.Trading.HeldBy, HandOver: k.Trading.HandOver}}, k.options.clients.Emails)
}

// Settle waits until the feed has read every event that is committed now.
func (k *Kit) Settle(t testing.TB) {
	t.Helper()
	var newest int64
	Must(t, k.DB.App.QueryRowContext(t.Context(), `SELECT coalesce(max(id), 0) FROM events`).Scan(&newest))
	watcher := k.Feed.Watch()
	for k.Feed.Head().ID < newest {
		k.Feed.Wake()
		_, err := watcher.Next(t.Context())
		Must(t, err)
	}
}
