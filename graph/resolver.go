package graph

import (
	"context"
	"log/slog"

	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/graph/label"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/house"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/report"
)

// Dependencies are what the API rests on.
type Dependencies struct {
	house.Areas
	// Feed and Cursors serve the streams of events; the feed must be started.
	Feed    *event.Feed
	Cursors *event.CursorCodec
	// Instance answers what the running program knows of itself; nil where there is none.
	Instance func(context.Context) (report.Instance, error)
	// RateLimits counts what documents cost; nil limits nobody.
	RateLimits *ratelimit.Limiter
	Logger     *slog.Logger
}

// Resolver answers the root fields.
type Resolver struct {
	Dependencies
	decisions gate.Decisions
	// labels are the words of the enumerations, by their names.
	labels map[string]*label.Enum
}
