// Package app wires the house together and runs it.
//
// Invariants: a part that is started is stopped, in the opposite order, also when a later part does not start; the instance
// says that it is ready only while it can serve; nothing happens by the clock before it serves; on the way down it stops being
// ready first, then drains its sockets, then its requests, and lets go of the database last.
package app

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/notify/preview"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/wsproto"
	"github.com/qoricash/qoricash/web/desk"
	"github.com/qoricash/qoricash/web/explorer"
	"github.com/qoricash/qoricash/web/reference"
	"github.com/qoricash/qoricash/web/sdk"
)

// Limits of the listener (realtime.md 4.2, row 20).
const (
	headerLimit    = 5 * time.Second
	idleLimit      = 60 * time.Second
	executionLimit = 5 * time.Second
	// headerBytes bounds the head of a request, a query in its address included; longer queries are sent by POST. net/http adds 4 KiB. What
	// many connections may fill with heads that never end is this times their number.
	headerBytes = 16 << 10
	// drainLimit is how long an instance takes to leave.
	drainLimit = 20 * time.Second
)

// App is one instance of the house.
type App struct {
	settings config.Config
	logger   *slog.Logger
	clock    clock.Clock

	database  *Database
	pool      *sql.DB
	services  *Services
	sealer    *evidence.Sealer
	feed      *event.Feed
	notifier  *event.Notifier
	hub       *live.Hub
	transport *wsproto.Server
	scheduler *jobs.Scheduler
	server    *http.Server
	listener  net.Listener
	metrics   *metricsServer
	// started is when the instance began.
	started time.Time

	// preview keeps the e-mails of a demo; nil where they are sent.
	preview *preview.Mailbox
	// world is the fictitious house of a demo, once it is there.
	world atomic.Pointer[World]
	// imitated calls the imitation of the provider of electronic documents, nil where there is none, which refuses the account until then.
	imitated       invoicing.Issuer
	suspendedUntil atomic.Pointer[time.Time]

	serving atomic.Bool
	stops   []func(context.Context) error
}

// New opens everything that an instance needs, the address that it listens on included, and leaves nothing open when something
// does not start. Whoever connects before Run waits for it.
func New(ctx context.Context, settings config.Config, logger *slog.Logger) (*App, error) {
	return open(ctx, &App{settings: settings, logger: logger, clock: clock.System{}})
}

// NewDemo opens an instance whose e-mails go to nobody: they are kept to be looked at, at /dev/mail.
func NewDemo(ctx context.Context, settings config.Config, logger *slog.Logger) (*App, error) {
	return open(ctx, &App{settings: settings, logger: logger, clock: clock.System{}, preview: preview.NewMailbox(clock.System{})})
}

func open(ctx context.Context, a *App) (*App, error) {
	a.started = a.clock.Now()
	for _, open := range []func(context.Context) error{a.openDatabase, a.openAreas, a.openStreams, a.openListener, a.openMetrics} {
		if err := open(ctx); err != nil {
			return nil, errors.Join(err, a.Close(context.WithoutCancel(ctx)))
		}
	}
	return a, nil
}

// onClose adds a step to the way down; the last one added goes first.
func (a *App) onClose(stop func(context.Context) error) { a.stops = append(a.stops, stop) }

func (a *App) openDatabase(ctx context.Context) error {
	database, err := OpenDatabase(ctx, a.settings, a.logger)
	if err != nil {
		return err
	}
	a.database = database
	a.onClose(database.Close)
	if _, err := database.Migrate(ctx); err != nil {
		return err
	}
	if a.pool, err = database.Open(ctx, a.settings.DatabasePool); err != nil {
		return err
	}
	a.onClose(func(context.Context) error { return a.pool.Close() })
	return nil
}

func (a *App) openAreas(ctx context.Context) error {
	keys, err := OpenKeys(ctx, a.settings, a.pool, a.logger)
	if err != nil {
		return err
	}
	seals := evidence.NewFile(a.settings.DataDir)
	if err := settleHistory(ctx, a.historian(keys), seals, a.logger); err != nil {
		return err
	}
	a.feed = event.NewFeed(event.FeedOptions{DB: a.pool, URL: a.database.URL, Clock: a.clock, Logger: a.logger})
	if err := a.feed.Start(ctx); err != nil {
		return fmt.Errorf("start the event feed: %w", err)
	}
	a.onClose(func(context.Context) error { a.feed.Stop(); return nil })
	if a.notifier, err = event.StartNotifier(ctx, a.database.URL, a.feed, a.logger); err != nil {
		return err
	}
	a.onClose(func(context.Context) error { a.notifier.Stop(); return nil })
	a.sealer = evidence.NewSealer(a.pool, keys, seals, a.clock, a.logger)
	around := surroundings{wake: a.notifier.Poke, feed: a.feed, logger: a.logger}
	if around.cursors, err = a.settings.Cursors(); err != nil {
		return err
	}
	if around.mailer, around.confirmations, err = a.newMailers(); err != nil {
		return err
	}
	if around.pusher, err = newPusher(a.settings); err != nil {
		return err
	}
	if around.issuer, err = a.openImitation(ctx); err != nil {
		return err
	}
	if a.services, err = newServices(ctx, a.settings, a.pool, keys, a.clock, around); err != nil {
		return err
	}
	if err := a.services.Parameters.Begin(ctx); err != nil {
		return err
	}
	return a.services.Pricing.Refresh(ctx)
}

func (a *App) openStreams(ctx context.Context) error {
	cursors, err := a.settings.Cursors()
	if err != nil {
		return err
	}
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	if err != nil {
		return fmt.Errorf("make the document limits: %w", err)
	}
	var trusted *gate.TrustedDocuments
	if path := a.settings.TrustedDocuments; path != "" {
		if trusted, err = gate.LoadTrustedDocuments(path, desk.Documents(), sdk.Documents()); err != nil {
			return err
		}
	}
	executor := graph.NewExecutor(graph.Dependencies{Areas: a.services.Areas, Feed: a.feed, Cursors: cursors, RateLimits: a.services.Limits,
		Instance: a.instance, Logger: a.logger},
		graph.ExecutorOptions{Guard: guard, Trusted: trusted, OpenIntrospection: a.settings.SchemaIsPublic()})
	a.hub = live.Start(ctx, live.Options{Graph: executor, Feed: a.feed, Codec: cursors, Clock: a.clock, Scope: graph.Scope, Logger: a.logger})
	a.onClose(func(context.Context) error { a.hub.Stop(); return nil })
	a.transport = wsproto.New(a.hub, httpapi.LiveAuthenticator{Sessions: a.services.Identity, SecureTransport: a.settings.Production()}, wsproto.Options{
		AllowedOrigins: a.settings.Origins(), SessionCookie: identity.CookieName(a.settings.Production()), Clock: a.clock, Logger: a.logger, Present: a.present(),
		Network: func(r *http.Request) string { return httpapi.ClientNetwork(r, a.settings.TrustedProxies) }})
	a.onClose(func(context.Context) error { a.transport.Close(); return nil })
	a.follow(ctx)
	a.server = a.newServer()
	if a.settings.RateLimits {
		a.server.ConnState = httpapi.ConnectionLimit(a.settings.NetworkConnections, a.settings.TrustedProxies)
	}
	a.server.Handler, err = a.handler(ctx, executor)
	return err
}

// newServer is a server that waits for nobody: heads of requests are bounded in time and size, and the router bounds the rest.
func (a *App) newServer() *http.Server {
	return &http.Server{ReadHeaderTimeout: headerLimit, IdleTimeout: idleLimit, MaxHeaderBytes: headerBytes,
		ErrorLog: slog.NewLogLogger(a.logger.Handler(), slog.LevelWarn)}
}

// follow starts the goroutines that keep memory true to the feed, and the use of access tokens in the database.
func (a *App) follow(ctx context.Context) {
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var both sync.WaitGroup
	both.Go(func() { a.feed.Follow(running, a.logger, a.subscribers()...) })
	both.Go(func() { a.services.Identity.KeepTokenUses(running, a.logger) })
	a.onClose(func(context.Context) error { cancel(); both.Wait(); return nil })
}

// present decorates what the transports refuse as the API does what it refuses.
func (a *App) present() func(context.Context, *gqlerror.Error) *gqlerror.Error {
	present := graph.Presenter(a.logger)
	return func(ctx context.Context, fault *gqlerror.Error) *gqlerror.Error { return present(ctx, fault) }
}

func (a *App) handler(ctx context.Context, executor graphql.GraphExecutor) (http.Handler, error) {
	mails, err := a.mailHandler()
	if err != nil {
		return nil, err
	}
	stores, err := a.services.Files.Origins(ctx)
	if err != nil {
		return nil, err
	}
	inFlight := 0
	if a.settings.RateLimits {
		inFlight = a.settings.NetworkRequests
	}
	return httpapi.New(httpapi.Options{
		GraphQL: gqlhttp.New(executor, gqlhttp.Options{Authenticate: httpapi.Authenticate(a.services.Identity, a.settings.Production()),
			Present: a.present(),
			Timeout: executionLimit, Clock: a.clock, Subscribe: a.transport.ServeOperation, KeepFor: graph.KeepFor,
			CredentialHeaders: []string{identity.KeyHeader}}),
		Live: a.transport, Identity: a.services.Identity, Pricing: a.services.Pricing, Files: a.services.Files.Handler(a.logger),
		Explorer: explorer.Handler("/explorer"), Desk: desk.Handler(stores), Try: a.tryHandler(stores), Reference: reference.Handler(), Mails: mails,
		Ready: a.ready, Present: a.present(), AllowedOrigins: a.settings.Origins(),
		TrustedProxies: a.settings.TrustedProxies, PublicSchema: a.settings.SchemaIsPublic(), Clock: a.clock, Logger: a.logger,
		SecureTransport: a.settings.Production(), RequestsOfOneNetwork: inFlight,
	})
}

func (a *App) openListener(ctx context.Context) error {
	var err error
	options := jobs.Options{DB: a.pool, Clock: a.clock, Logger: a.logger, ToleratedDrift: postgres.ToleratedDrift,
		Drift: func(ctx context.Context) (time.Duration, error) { return postgres.Drift(ctx, a.pool, a.clock.Now) }}
	if a.scheduler, err = jobs.New(options, a.schedule()...); err != nil {
		return err
	}
	a.onClose(func(context.Context) error { a.scheduler.Stop(); return nil })
	if a.listener, err = (&net.ListenConfig{}).Listen(ctx, "tcp", a.settings.Addr); err != nil {
		return fmt.Errorf("listen on %s: %w", a.settings.Addr, err)
	}
	a.onClose(func(context.Context) error { return ignoreClosed(a.listener.Close()) })
	return nil
}

// Address is where the instance listens.
func (a *App) Address() string { return a.listener.Addr().String() }

// Services are the areas, for the parts that run beside the listener.
func (a *App) Services() *Services { return a.services }

// Pool is the pool of the serving role.
func (a *App) Pool() *sql.DB { return a.pool }

// Run serves until ctx ends, then drains. The error tells why it could not go on serving. It is called once.
//
// The instance competes for the jobs only from here on: a house that is being populated with its past has operations whose
// deadlines are long over.
func (a *App) Run(ctx context.Context) error {
	if err := a.scheduler.Start(ctx); err != nil {
		if ctx.Err() != nil {
			return nil // told to leave before there was anything to drain
		}
		return err
	}
	var keeper sync.WaitGroup
	defer keeper.Wait()
	keeping, stopKeeping := context.WithCancel(ctx)
	defer stopKeeping()
	keeper.Go(func() { a.database.Keep(keeping) })
	keeper.Go(func() { a.services.Notify.Run(keeping) })
	keeper.Go(func() { a.services.Invoicing.Run(keeping) })
	keeper.Go(func() { a.services.Risk.Run(keeping) })
	keeper.Go(func() { a.services.Compliance.Run(keeping) })
	keeper.Go(func() { a.services.Monitoring.Run(keeping) })
	keeper.Go(func() { a.services.Restriction.Run(keeping) })
	keeper.Go(func() { a.services.Casework.Run(keeping) })
	keeper.Go(func() { a.metrics.serve(keeping) })
	failed := make(chan error, 1)
	go func() { failed <- a.server.Serve(a.listener) }()
	a.serving.Store(true)
	a.logger.InfoContext(ctx, "serving", "address", a.Address())
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	return a.drain(context.WithoutCancel(ctx))
}

// drain tells load balancers first, then sockets, then waits for requests.
func (a *App) drain(ctx context.Context) error {
	a.serving.Store(false)
	a.logger.InfoContext(ctx, "draining")
	ctx, cancel := context.WithTimeout(ctx, drainLimit)
	defer cancel()
	if err := a.transport.Drain(ctx); err != nil {
		a.logger.WarnContext(ctx, "some sockets did not leave in time", "error", err)
	}
	if err := a.server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("wait for the last requests: %w", err), a.server.Close())
	}
	return nil
}

// ready answers why the instance cannot serve, or nil.
func (a *App) ready(ctx context.Context) error {
	if !a.serving.Load() {
		return errors.New("starting or draining")
	}
	if err := a.pool.PingContext(ctx); err != nil {
		return errors.New("the database does not answer")
	}
	return nil
}

// Close stops what was opened, the last first. It is safe to call twice.
func (a *App) Close(ctx context.Context) error {
	var faults []error
	for i := len(a.stops) - 1; i >= 0; i-- {
		faults = append(faults, a.stops[i](ctx))
	}
	a.stops = nil
	return errors.Join(faults...)
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
