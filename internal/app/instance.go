package app

import (
	"context"
	"runtime/debug"

	"github.com/qoricash/qoricash/internal/report"
)

// instance answers what this program knows of itself.
func (a *App) instance(ctx context.Context) (report.Instance, error) {
	lag, err := a.feed.Lag(ctx)
	if err != nil {
		return report.Instance{}, err
	}
	live := a.transport.Snapshot()
	return report.Instance{Version: revision(), Started: a.started, Leads: a.scheduler.Snapshot().Leads,
		Sockets: live.Sockets, Streams: live.Streams, Subscriptions: live.Subscriptions, FeedLag: lag.Newest, FeedHeld: lag.Held}, nil
}

// revision is what the program was made from; empty where the build does not say.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value
		}
	}
	return ""
}
