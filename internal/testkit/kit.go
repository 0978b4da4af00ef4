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
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/ledger"
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
	Pricing  *pricing.Service
	Treasury *treasury.Service
	Ledger   *ledger.Service
	Trading  *trading.Service

	// Feed is started; Cursors are those of its positions.
	Feed    *event.Feed
	Cursors *event.CursorCodec

	// pool is what the areas read and write through.
	pool    *sql.DB
	people  map[Caller]access.Actor
	houses  map[domain.Currency]uuid.UUID
	holders map[Caller]map[domain.Currency]uuid.UUID
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
	keys, err := evidence.NewKeys(secret, nil)
	check(t, err)
	k.Cursors, err = event.NewCursorCodec(secret, nil)
	check(t, err)
	k.Feed = event.NewFeed(event.FeedOptions{DB: k.DB.App, URL: k.DB.URL, Clock: k.Clock, Poll: 20 * time.Millisecond})
	check(t, k.Feed.Start(t.Context()))
	t.Cleanup(k.Feed.Stop)

	k.Store = store.New(k.pool, store.Options{Clock: k.Clock, Keys: keys, Wake: k.Feed.Wake})
	k.Identity = identity.New(k.Store, identity.Options{AttemptsPerIdentity: -1, AttemptsPerAddress: -1})
	k.Clients = clients.New(k.Store, k.Identity, domain.LiveSystemLimits())
	k.Files, err = files.New(k.Store, &blobs{}, files.Options{Keys: [][]byte{secret}})
	check(t, err)
	k.Pricing = pricing.New(k.Store, pricing.DefaultOptions())
	k.Treasury = treasury.New(k.Store)
	k.Ledger = ledger.New(k.Store)
	k.Trading = trading.New(k.Store, trading.Areas{Ledger: k.Ledger, Pricing: k.Pricing, Treasury: k.Treasury, Clients: k.Clients, Files: k.Files},
		trading.Policy{DepositWindow: 15 * time.Minute, SelfService: domain.SelfServiceRange(),
			Calendar: func(context.Context) (domain.Calendar, error) { return domain.RoundTheClock(), nil }})
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
	mu      sync.Mutex
	content map[string][]byte
}

// Put implements files.Blob.
func (b *blobs) Put(_ context.Context, name string, content io.Reader) error {
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
