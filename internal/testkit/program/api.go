package program

import (
	"log/slog"
	"testing"

	"github.com/99designs/gqlgen/graphql/executor"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/testkit"
)

// API serves the areas of a kit: what executes documents, with the limits of the program, and what streams.
func API(t testing.TB, kit *testkit.Kit, logger *slog.Logger) (*executor.Executor, *live.Hub) {
	t.Helper()
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	testkit.Must(t, err)
	made := graph.NewExecutor(graph.Dependencies{Areas: kit.Areas, Feed: kit.Feed, Cursors: kit.Cursors, Logger: logger},
		graph.ExecutorOptions{Guard: guard})
	hub := live.Start(t.Context(), live.Options{Graph: made, Feed: kit.Feed, Codec: kit.Cursors, Clock: kit.Clock, Scope: graph.Scope, Logger: logger})
	t.Cleanup(hub.Stop)
	return made, hub
}
