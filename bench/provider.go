package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
)

// provider is one of electronic documents that a house has in a turn.
type provider string

const (
	// healthy takes every document at once.
	healthy provider = "healthy"
	// dead takes every call and never answers.
	dead provider = "dead"
)

// account is where a provider listens.
type account struct{ address, token string }

// on answers settings of a house with that account.
func (a account) on(settings config.Config) config.Config {
	settings.NubefactEnabled = true
	settings.NubefactURL, settings.NubefactToken = config.Secret("http://"+a.address+imitation.Route), config.Secret(a.token)
	return settings
}

// openProviders starts a provider of each kind on the loopback, for a house of that RUC.
func openProviders(ctx context.Context, ruc string) (map[provider]account, func(), error) {
	const token = "of-the-benchmark"
	kinds := map[provider]http.Handler{
		healthy: imitation.New(imitation.Options{RUC: ruc, Token: token, Clock: clock.System{}}),
		dead:    http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }),
	}
	accounts := map[provider]account{}
	var servers []*http.Server
	stop := func() {
		for _, server := range servers {
			_ = server.Close() // nobody waits for what it was doing
		}
	}
	for name, handler := range kinds {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			stop()
			return nil, nil, fmt.Errorf("start a provider: %w", err)
		}
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
		servers = append(servers, server)
		go func() { _ = server.Serve(listener) }() // it ends with Close
		accounts[name] = account{address: listener.Addr().String(), token: token}
	}
	return accounts, stop, nil
}
