package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/trading"
)

// handlers answer orders, by their names.
type handlers = map[string]http.Handler

// completeOrder asks to complete operations that are ready, from one on, by several people at once.
type completeOrder struct {
	First, Count, At int
	// WithoutEvents leaves the rows of the events out.
	WithoutEvents bool
	// Provider has every completion ask for an electronic document, which such a provider issues beside; empty for a house without one.
	Provider provider
}

// completed is how long that took.
type completed struct{ Took time.Duration }

// desk completes operations through the program's own command.
type desk struct {
	told, silent *trading.Service
	// issuing are the houses with a provider of electronic documents.
	issuing map[provider]*app.Services
}

// openCommands wires the areas twice: as the program does, with the feed and the notifier that follow its events; and once
// without the rows of the events, so that there is nothing to follow.
func openCommands(ctx context.Context, p part) (_ *opened, err error) {
	settings, err := p.settings()
	if err != nil {
		return nil, err
	}
	base, err := postgres.Open(p.DatabaseURL, postgres.PoolOptions{MaxConnections: 2 * settings.DatabasePool})
	if err != nil {
		return nil, err
	}
	with, without := withoutEvents(base, settings.DatabasePool, true), withoutEvents(base, settings.DatabasePool, false)
	closePools := func() error { return errors.Join(with.Close(), without.Close(), base.Close()) }
	feed := event.NewFeed(event.FeedOptions{DB: with, URL: p.DatabaseURL, Clock: clock.System{}, Logger: newLogger()})
	if err := feed.Start(ctx); err != nil {
		return nil, errors.Join(err, closePools())
	}
	notifier, err := event.StartNotifier(ctx, p.DatabaseURL, feed, newLogger())
	if err != nil {
		feed.Stop()
		return nil, errors.Join(err, closePools())
	}
	providers, closeProviders, err := openProviders(ctx, settings.HouseRUC)
	if err != nil {
		notifier.Stop()
		feed.Stop()
		return nil, errors.Join(err, closePools())
	}
	closeAll := func(context.Context) error {
		closeProviders()
		notifier.Stop()
		feed.Stop()
		return closePools()
	}
	d := &desk{issuing: map[provider]*app.Services{}}
	if d.told, err = tradingOver(ctx, settings, with, notifier.Poke); err == nil {
		d.silent, err = tradingOver(ctx, settings, without, nil)
	}
	for name, address := range providers {
		if err == nil {
			d.issuing[name], err = servicesOver(ctx, address.on(settings), with, notifier.Poke)
		}
	}
	if err != nil {
		return nil, errors.Join(err, closeAll(ctx))
	}
	return &opened{orders: handlers{"complete": order(d.complete)}, close: closeAll}, nil
}

func tradingOver(ctx context.Context, settings config.Config, pool *sql.DB, wake func()) (*trading.Service, error) {
	services, err := servicesOver(ctx, settings, pool, wake)
	if err != nil {
		return nil, err
	}
	return services.Trading, nil
}

func servicesOver(ctx context.Context, settings config.Config, pool *sql.DB, wake func()) (*app.Services, error) {
	keys, err := app.OpenKeys(ctx, settings, pool, newLogger())
	if err != nil {
		return nil, err
	}
	return app.NewServices(ctx, settings, pool, keys, clock.System{}, wake)
}

// complete completes each operation of the order once.
func (d *desk) complete(ctx context.Context, asked completeOrder) (completed, error) {
	service := d.told
	if asked.WithoutEvents {
		service = d.silent
	}
	if issuing := d.issuing[asked.Provider]; issuing != nil {
		service = issuing.Trading
		issue, stop := context.WithCancel(ctx)
		var issues sync.WaitGroup
		issues.Go(func() { issuing.Invoicing.Run(issue) })
		defer func() { stop(); issues.Wait() }()
	}
	ctx = access.WithActor(ctx, access.Actor{Kind: domain.ActorStaff, ID: key(userKey, 1), Role: domain.RoleMaster,
		Session: domain.SessionStaff})
	turns, faults := make(chan int), make([]error, asked.At)
	var working sync.WaitGroup
	began := time.Now()
	for worker := range asked.At {
		working.Go(func() {
			for n := range turns {
				target := trading.Target{OperationID: key(operationKey, n), ExpectedVersion: 5, IdempotencyKey: uuid.NewString()}
				_, _, err := service.Complete(ctx, trading.CompleteInput{Target: target, ProofIDs: []uuid.UUID{key(proofKey, n)}})
				if err != nil && faults[worker] == nil {
					faults[worker] = fmt.Errorf("complete operation %d: %w", n, err)
				}
			}
		})
	}
	for n := range asked.Count {
		turns <- asked.First + n
	}
	close(turns)
	working.Wait()
	return completed{Took: time.Since(began)}, errors.Join(faults...)
}
