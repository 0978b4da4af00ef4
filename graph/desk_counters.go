package graph

import (
	"context"

	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/report"
)

// deskCounters counts what waits for the caller now.
func (r *Resolver) deskCounters(ctx context.Context) (*report.DeskCounters, error) {
	return report.New(r.Store).Desk(ctx)
}

// followCounters is the live value of what waits for the caller.
func (r *Resolver) followCounters(ctx context.Context) (<-chan *report.DeskCounters, error) {
	caller, err := report.Reader(ctx)
	if err != nil {
		return nil, err
	}
	return live.Values(ctx, live.ValueTopic[*report.DeskCounters]{
		Filter: report.DeskConcern(caller),
		Authorize: func(ctx context.Context) error {
			_, err := report.Reader(ctx)
			return err
		},
		Current: r.deskCounters,
	})
}
