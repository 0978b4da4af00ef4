package app

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/qoricash/qoricash/internal/demo"
)

// demoSeed chooses the history of the fictitious house.
const demoSeed = 1

// Fiction says how large the house of the demo is and how busy. The zero value is what people see; zero fields take its figures.
type Fiction struct {
	// Days is how long the history is, Clients how many clients it has besides the bots', PerDay about how many operations a
	// weekday of it.
	Days, Clients, PerDay int
	// BotsPerMinute is about how many operations the bots make in a minute.
	BotsPerMinute int
	// Suspended is how long the provider of electronic documents refuses the account once the house is there, so that one sees a queue stop
	// and recover; below zero it never does.
	Suspended time.Duration
}

// usualSuspension is long enough to look at the queue that stopped; the next probe after it lets it go on.
const usualSuspension = 90 * time.Second

// usualBotsPerMinute keeps the live view moving without filling the house.
const usualBotsPerMinute = 6

// World is the fictitious house of the demo.
type World struct {
	// Password opens every sign-in.
	Password string
	// Operations is how many operations the history has.
	Operations int
	// Clients are some clients to sign in as.
	Clients []demo.Visitor

	cast      demo.Cast
	perMinute int
	logger    *slog.Logger
}

// Populate makes the fictitious house, once; progress is told after each day of its history.
func (a *App) Populate(ctx context.Context, fiction Fiction, progress func(day, days int)) (*World, error) {
	password, err := demo.Password(a.settings.DataDir, "")
	if err != nil {
		return nil, err
	}
	pool, err := demo.Pool(a.database.URL)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	seeded, err := demo.Seed(ctx, demo.Options{DB: pool, Keys: a.services.Store.Keys(), Blob: a.services.content, Password: password, Seed: demoSeed,
		Now: a.clock.Now(), Days: fiction.Days, Clients: fiction.Clients, PerDay: fiction.PerDay, Progress: progress, Invoices: a.demoInvoices()})
	if err != nil {
		return nil, err
	}
	a.suspend(cmp.Or(fiction.Suspended, usualSuspension))
	if err := a.services.Pricing.Refresh(ctx); err != nil {
		return nil, fmt.Errorf("read the rate of the demo: %w", err)
	}
	world := &World{Password: password, Operations: seeded.Operations, Clients: seeded.Visitors, cast: seeded.Bots,
		perMinute: cmp.Or(fiction.BotsPerMinute, usualBotsPerMinute), logger: a.logger}
	a.world.Store(world)
	return world, nil
}

// RunBots lets the bots act through the public API at url until ctx ends.
func (w *World) RunBots(ctx context.Context, url string) error {
	return demo.RunBots(ctx, demo.BotOptions{URL: url, Password: w.Password, Cast: w.cast, Seed: demoSeed, PerMinute: w.perMinute,
		Log: w.logger})
}
