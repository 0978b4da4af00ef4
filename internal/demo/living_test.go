package demo_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	areas "github.com/qoricash/qoricash/internal/house"
	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/trading/replay"
	"github.com/qoricash/qoricash/internal/treasury"
)

// server is the house's API over a seeded database. It can be away for some requests.
type server struct {
	*httptest.Server
	away atomic.Int32
	// committed is told after commits; telling never blocks.
	committed chan struct{}
}

func serve(t *testing.T, db *testdb.Database, o demo.Options) *server {
	t.Helper()
	s := &server{committed: make(chan struct{}, 1)}
	house := store.New(db.App, store.Options{Clock: clock.NewFrozen(today), Keys: o.Keys, Wake: func() {
		select {
		case s.committed <- struct{}{}:
		default:
		}
	}})
	parameters := domain.DefaultParameters().Always()
	documents, err := files.New(house, o.Blob, files.Options{Keys: [][]byte{[]byte("a key of thirty-two bytes, or so.")}})
	if err != nil {
		t.Fatal(err)
	}
	decisions := approval.New(house)
	restrictions := restriction.New(house, decisions, restriction.Options{})
	codes := rewards.New(house, rewards.Options{Parameters: parameters, Restrictions: restrictions})
	parts := graph.Dependencies{Areas: areas.Areas{Store: house, Notify: messages(t, house), Files: documents, Ledger: ledger.New(house),
		Rewards: codes, Treasury: treasury.New(house), Approval: decisions, Restriction: restrictions}}
	parts.Pricing = pricing.New(house, codes, restrictions, parts.Approval, parameters)
	parts.Identity = identity.New(house, parts.Notify, identity.Options{})
	parts.KYC = kyc.New(house, documents, parts.Approval, parameters)
	parts.Clients = clients.New(house, clients.Areas{People: parts.Identity, Messages: parts.Notify, Files: documents, KYC: parts.KYC, Rewards: codes},
		clients.Options{Parameters: parameters})
	parts.Trading = trading.New(house, trading.Areas{Ledger: parts.Ledger, Pricing: parts.Pricing, Treasury: parts.Treasury, Clients: parts.Clients,
		Files: documents, Rewards: codes, Invoices: invoicing.New(house, invoicing.Areas{Files: documents, Decisions: parts.Approval}, invoicing.Options{}),
		Monitoring: monitoring.New(house, parts.Approval, monitoring.Options{}), Restriction: restrictions},
		trading.Policy{Parameters: parameters,
			Calendar: func(context.Context) (domain.Calendar, error) { return domain.RoundTheClock(), nil }})
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", gqlhttp.New(graph.NewExecutor(parts, graph.ExecutorOptions{Guard: guard}),
		gqlhttp.Options{Authenticate: httpapi.Authenticate(parts.Identity, false)}))
	mux.Handle("/files/", documents.Handler(slog.New(slog.DiscardHandler)))
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.away.Add(-1) >= 0 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestTheBotsCompleteOperationsThroughThePublicAPIAndOutliveItsAbsence(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := options(t, db)
	seeded := seed(t, o)
	s := serve(t, db, o)
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- demo.RunBots(ctx, demo.BotOptions{URL: s.URL, Password: password, Cast: seeded.Bots, Seed: 1, PerMinute: 600,
			Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	}()

	made := `SELECT count(*) FROM operations WHERE created_at >= '2026-11-20 21:20Z'`
	completed := made + ` AND status = 'COMPLETED'`
	s.until(ctx, t, db, completed, 1)
	s.away.Store(10)
	s.until(ctx, t, db, completed, 3)
	s.until(ctx, t, db, made+` AND channel = 'DESK'`, 1)

	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	report, err := replay.Verify(t.Context(), db.App, o.Keys, evidence.NewFile(t.TempDir()))
	if err != nil || !report.Whole() {
		t.Errorf("the books: %v, %v", report.Findings, err)
	}
}

// until waits for commits until a query counts enough.
func (s *server) until(ctx context.Context, t *testing.T, db *testdb.Database, query string, enough int) {
	t.Helper()
	for count(t, db.Owner, query) < enough {
		select {
		case <-s.committed:
		case <-ctx.Done():
			t.Fatalf("%d rows, want %d: %s", count(t, db.Owner, query), enough, query)
		}
	}
}
