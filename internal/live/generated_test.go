package live_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/codegen/testserver/singlefile"
	"github.com/99designs/gqlgen/graphql/executor"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
)

// TestGeneratedCodeIsSteppedItemByItem runs gqlgen's own generated test server: what the other tests imitate by hand is
// how its code behaves.
func TestGeneratedCodeIsSteppedItemByItem(t *testing.T) {
	t.Parallel()
	resolvers := &singlefile.Stub{}
	resolvers.SubscriptionResolver.Updated = func(ctx context.Context) (<-chan string, error) {
		return live.Events(ctx, live.EventTopic[string]{
			Item:     func(_ context.Context, e *event.Event, _ string) (string, error) { return string(e.Kind), nil },
			Position: func(string, time.Time) string { return "POSITION" },
			Resync:   func(string, time.Time, string) string { return "RESYNC" },
		})
	}
	h := newHouse(t, func(o *live.Options) {
		o.Graph = executor.New(singlefile.NewExecutableSchema(singlefile.Config{Resolvers: resolvers}))
	})
	peers := []*peer{h.send(t, "ana", `subscription { u: updated }`), h.send(t, "ana", `subscription { u: updated }`)}
	h.happen(t, "ONE", "TWO")

	for _, p := range peers {
		for _, want := range []string{"POSITION", "ONE", "TWO"} {
			select {
			case m := <-p.messages:
				if got := string(m.Payload); !strings.HasPrefix(got, `{"data":{"u":"`+want+`"},"extensions":{"serverTime":"`) {
					t.Errorf("got %s, want %s", got, want)
				}
			case errors := <-p.failed:
				t.Fatal(errors)
			case <-time.After(patience):
				t.Fatalf("%s does not come", want)
			}
		}
	}
	if n := h.hub.Snapshot().Executions; n != 2 {
		t.Errorf("%d executions of two events", n)
	}
}
