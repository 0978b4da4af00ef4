package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/store"
)

// openHouse runs an instance of the program, and takes orders for events.
func openHouse(ctx context.Context, p part) (*opened, error) {
	settings, err := p.settings()
	if err != nil {
		return nil, err
	}
	instance, err := app.New(ctx, settings, newLogger())
	if err != nil {
		return nil, fmt.Errorf("open the house: %w", err)
	}
	running, leave := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- instance.Run(running) }()
	waking := instance.Services().Store
	w := &writer{waking: waking, silent: store.New(instance.Pool(), store.Options{Clock: clock.System{}, Keys: waking.Keys()})}
	return &opened{
		served: instance.Address(),
		orders: handlers{"events": order(w.write)},
		close: func(ctx context.Context) error {
			// Nobody comes back to a measured instance, so it need not drain.
			err := instance.Close(ctx)
			leave()
			<-ended
			return ignoreRunning(err)
		},
	}, nil
}

// ignoreRunning leaves out that the listener was closed under the server.
func ignoreRunning(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
