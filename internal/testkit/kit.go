// Package testkit opens a house for a test: a database of its own, the areas wired over it at a frozen instant, people of
// every role, two clients with accounts, rates and accounts of the house.
//
// Everything that a rule guards is made through the areas, as the program makes it. Only what no area makes (people at a
// given role, clients that are active already, a file without its content) is written as rows.
package testkit

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"io/fs"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/sandbox"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Opening is the instant at which the clock of every kit stands: a Monday at ten in Lima.
var Opening = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// Kit is one house.
type Kit struct {
	DB    *testdb.Database
	Clock *clock.Frozen
	Store *store.Store

	Identity *identity.Service
	Clients  *clients.Service
	Files    *files.Service
	KYC      *kyc.Service
	Pricing  *pricing.Service
	Treasury *treasury.Service
	Ledger   *ledger.Service
	Trading  *trading.Service
	// Calendar is that of a house that works round the clock.
	Calendar *calendar.Service
	// Notify tells from the beginning of the house, when a test dispatches, and sends nothing.
	Notify *notify.Service

	// Feed is started; Cursors are those of its positions.
	Feed    *event.Feed
	Cursors *event.CursorCodec

	// pool is what the areas read and write through.
	pool    *sql.DB
	people  map[Caller]access.Actor
	houses  map[domain.Currency]uuid.UUID
	holders map[Caller]map[domain.Currency]uuid.UUID
	// newcomers counts the clients that Newcomer made.
	newcomers int
}

// New opens a house and fills it.
func New(t testing.TB) *Kit {
	t.Helper()
	k := prepare(t)
	k.fill(t)
	return k
}

func prepare(t testing.TB) *Kit {
	t.Helper()
	db := testdb.New(t)
	return &Kit{DB: db, pool: db.App, Clock: clock.NewFrozen(Opening)}
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
	check(t, err)
	keys, err := evidence.OpenKeys(t.Context(), k.DB.App, wrapping, Opening)
	check(t, err)
	k.Cursors, err = event.NewCursorCodec(secret, nil)
	check(t, err)
	k.Feed = event.NewFeed(event.FeedOptions{DB: k.DB.App, URL: k.DB.URL, Clock: k.Clock, Poll: 20 * time.Millisecond})
	check(t, k.Feed.Start(t.Context()))
	t.Cleanup(k.Feed.Stop)

	k.Store = store.New(k.pool, store.Options{Clock: k.Clock, Keys: keys, Wake: k.Feed.Wake})
	k.Identity = identity.New(k.Store, identity.Options{AttemptsPerIdentity: -1, AttemptsPerAddress: -1, SealKeys: [][]byte{secret[:32]},
		ResetPause: time.Nanosecond, Operations: k.operations()})
	k.Files, err = files.New(k.Store, &blobs{}, files.Options{Keys: [][]byte{secret}})
	check(t, err)
	k.KYC = kyc.New(k.Store, k.Files, kyc.Options{FourEyes: true})
	k.Clients = clients.New(k.Store, k.Identity, ClientOptions(k))
	k.Notify, err = notify.New(k.Store, notify.Options{SealKeys: [][]byte{secret[:32]}, SiteURL: "https://qoricash.pe", DeskURL: "https://app.qoricash.pe",
		Feed: k.Feed, Cursors: k.Cursors, Wake: k.Feed.Wake, FromBeginning: true})
	check(t, err)
	k.Pricing = pricing.New(k.Store, pricing.DefaultOptions())
	k.Treasury = treasury.New(k.Store)
	k.Calendar = calendar.New(k.Store, true)
	k.Ledger = ledger.New(k.Store)
	k.Trading = trading.New(k.Store, trading.Areas{Ledger: k.Ledger, Pricing: k.Pricing, Treasury: k.Treasury, Clients: k.Clients, Files: k.Files},
		trading.Policy{DepositWindow: domain.DefaultWindow, PartGrace: domain.DefaultPartGrace, Unproven: domain.DefaultUnproven, SelfService: domain.SelfServiceRange(),
			Calendar: k.Calendar.InForce})
}

// operations joins the areas of people and of operations as the program does.
func (k *Kit) operations() identity.Operations {
	return identity.Operations{
		HeldBy: func(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]event.Aggregate, error) {
			return k.Trading.HeldBy(ctx, tx, person)
		},
		HandOver: func(ctx context.Context, tx *store.Tx, in identity.Handover) (identity.HandedOver, error) {
			return k.Trading.HandOver(ctx, tx, in)
		},
	}
}

// The versions of the texts that clients of a kit accept.
const (
	Terms   = "2026-01"
	Privacy = "2026-01"
)

// ClientOptions are those of the kit's clients, for a test that wants some of them otherwise.
func ClientOptions(k *Kit) clients.Options {
	return clients.Options{Limits: domain.LiveSystemLimits(), Terms: Terms, Privacy: Privacy, SiteURL: "https://qoricash.pe",
		Files: k.Files, KYC: k.KYC, Register: sandbox.Register{}}
}

// Settle waits until the feed has read every event that is committed now.
func (k *Kit) Settle(t testing.TB) {
	t.Helper()
	var newest int64
	check(t, k.DB.App.QueryRowContext(t.Context(), `SELECT coalesce(max(id), 0) FROM events`).Scan(&newest))
	watcher := k.Feed.Watch()
	for k.Feed.Head().ID < newest {
		k.Feed.Wake()
		_, err := watcher.Next(t.Context())
		check(t, err)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// blobs keeps the content of files in memory.
type blobs struct {
	files.HouseAddresses
	mu      sync.Mutex
	content map[string][]byte
}

// Kind implements files.Blob.
func (b *blobs) Kind() domain.BlobStore { return domain.StoreDisk }

// Put implements files.Blob.
func (b *blobs) Put(_ context.Context, name string, _ int64, content io.Reader) error {
	read, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.content == nil {
		b.content = map[string][]byte{}
	}
	b.content[name] = read
	return nil
}

// Open implements files.Blob.
func (b *blobs) Open(_ context.Context, name string) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.content[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// Stat implements files.Blob.
func (b *blobs) Stat(_ context.Context, name string) (int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.content[name]
	if !ok {
		return 0, fs.ErrNotExist
	}
	return int64(len(content)), nil
}

// Delete implements files.Blob.
func (b *blobs) Delete(_ context.Context, name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.content, name)
	return nil
}
