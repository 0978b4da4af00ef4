package main

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/postgres"
)

// openDefaultTransport serves the house's schema with what gqlgen brings along, set up as its documentation does.
func openDefaultTransport(ctx context.Context, p part) (*opened, error) {
	settings, err := p.settings()
	if err != nil {
		return nil, err
	}
	cursors, err := settings.Cursors()
	if err != nil {
		return nil, err
	}
	pool, err := postgres.Open(p.DatabaseURL, postgres.PoolOptions{MaxConnections: settings.DatabasePool})
	if err != nil {
		return nil, err
	}
	keys, err := app.OpenKeys(ctx, settings, pool, newLogger())
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	services, err := app.NewServices(ctx, settings, pool, keys, clock.System{}, nil)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	feed := event.NewFeed(event.FeedOptions{DB: pool, URL: p.DatabaseURL, Clock: clock.System{}, Logger: newLogger()})
	if err := feed.Start(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	events := newHub(services.Store, feed, cursors)
	following, stop := context.WithCancel(ctx)
	followed := make(chan error, 1)
	go func() { followed <- events.follow(following) }()
	root := hubRoot{Resolver: &graph.Resolver{Dependencies: graph.Dependencies{Areas: services.Areas}}, hub: events}
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: root}))
	server.AddTransport(transport.Websocket{})
	server.Use(selection.Collector{})
	served, err := listen(ctx, signedIn(services, server))
	if err != nil {
		stop()
		return nil, errors.Join(err, pool.Close())
	}
	return &opened{served: served.address, close: func(ctx context.Context) error {
		err := served.close(ctx)
		stop()
		err = errors.Join(err, <-followed)
		feed.Stop()
		return errors.Join(err, pool.Close())
	}}, nil
}

// signedIn binds the caller to a request, by its bearer token.
func signedIn(services *app.Services, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, _, err := services.Identity.Authenticate(r.Context(), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		if err != nil {
			http.Error(w, "not signed in", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(access.WithActor(r.Context(), actor)))
	})
}
