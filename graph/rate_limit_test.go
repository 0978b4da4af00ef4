package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/testkit"
)

// limited is an API whose callers have budgets.
type limited struct {
	*api
	limits *ratelimit.Limiter
}

func openLimited(t testing.TB) *limited {
	t.Helper()
	kit := testkit.New(t)
	limits := testkit.RateLimits(kit.DB.App, kit.Clock)
	return &limited{serveWith(t, kit, limits), limits}
}

func serveWith(t testing.TB, kit *testkit.Kit, limits *ratelimit.Limiter) *api {
	t.Helper()
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	wanted := dependencies(t, kit)
	wanted.RateLimits = limits
	return &api{Kit: kit, executor: graph.NewExecutor(wanted, graph.ExecutorOptions{Guard: guard})}
}

// spend takes points from the caller in the context.
func (l *limited) spend(t *testing.T, ctx context.Context, rule ratelimit.Rule, points int) {
	t.Helper()
	if decision, err := l.limits.Take(ctx, rule, ratelimit.Caller(ctx), points); err != nil || !decision.Allowed {
		t.Fatalf("spend %d points: %+v, %v", points, decision, err)
	}
}

// encoded is a value as JSON.
func encoded(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryAnswerTellsWhatIsLeftOfTheBudget(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	l.must(t, testkit.Client, `{ serverTime banks { code } }`, nil)
	got := encoded(t, l.must(t, testkit.Client, `{ serverTime banks { code } }`, nil).Extensions["cost"])
	// Twice 12 points, each of which takes 1.8 ms to come back, while the clock stands.
	if want := `{"requested":12,"limit":20000,"budget":200000,"remaining":199976,"resetAt":"2026-11-23T15:00:`; !strings.HasPrefix(got, want) {
		t.Errorf("cost %s, want %s...", got, want)
	}
	if got := encoded(t, open(t).must(t, testkit.Client, `{ serverTime }`, nil).Extensions["cost"]); got != `{"requested":1,"limit":20000}` {
		t.Errorf("without limits cost is %s", got)
	}
}

func TestCallerWithoutBudgetIsRefusedBeforeAnythingRuns(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	ctx := l.As(t, testkit.Client)
	l.spend(t, ctx, ratelimit.ClientCost(), 200_000)
	// When the client asks for more, be it a mutation.
	document := `mutation($input: QuoteLockInput!) { quoteLock(input: $input) { quote { id } } }`
	variables := map[string]any{"input": map[string]any{"idempotencyKey": uuid.NewString(),
		"amount": map[string]any{"pay": map[string]any{"amount": "600.00", "currency": "USD"}}}}
	got := l.run(t, ctx, document, variables)
	if got.code() != "RATE_LIMITED" || got.Data != nil {
		t.Fatalf("%v, data %s", got.Errors, got.raw)
	}
	refusal := got.Errors[0]
	if refusal.Message != "Usaste todo tu presupuesto de consultas por ahora. Vuelve a intentarlo en 1 segundo." ||
		refusal.Extensions["retryAfter"] != 1 || refusal.Extensions["retryable"] != true {
		t.Errorf("%q %v", refusal.Message, refusal.Extensions)
	}
	if locked := l.Store.Read().Quote.Query().CountX(access.AsSystem(t.Context())); locked != 0 {
		t.Errorf("%d quotes were made", locked)
	}
	// Then others go on, and so does the client a little later.
	l.must(t, testkit.OtherClient, `{ serverTime }`, nil)
	l.must(t, testkit.Master, `{ serverTime }`, nil)
	l.Clock.Advance(time.Second)
	if got := l.run(t, ctx, document, variables); len(got.Errors) > 0 {
		t.Errorf("a second later: %v", got.Errors)
	}
}

func TestBudgetsGoByWhoIsCalling(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	from := func(address string) context.Context {
		return access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: address})
	}
	token := func() context.Context {
		master, _ := access.ActorFrom(l.As(t, testkit.Master))
		master.TokenID, master.Budget = uuid.New(), 5_000
		return access.WithActor(t.Context(), master)
	}
	for name, c := range map[string]struct {
		ctx  context.Context
		want string
	}{
		"a person of the house": {l.As(t, testkit.Trader), `"budget":1000000,"remaining":999999,`},
		"a client":              {l.As(t, testkit.Client), `"budget":200000,"remaining":199999,`},
		"an address":            {from("190.1.2.3"), `"budget":20000,"remaining":19999,`},
		"another address":       {from("190.1.2.4"), `"budget":20000,"remaining":19999,`},
		"a token":               {token(), `"budget":5000,"remaining":4999,`},
		"another token":         {token(), `"budget":5000,"remaining":4999,`},
		"the house itself":      {access.AsSystem(t.Context()), `{"requested":1,"limit":20000}`},
	} {
		got := l.run(t, c.ctx, `{ serverTime }`, nil)
		if cost := encoded(t, got.Extensions["cost"]); len(got.Errors) > 0 || !strings.Contains(cost, c.want) {
			t.Errorf("%s: cost %s, %v, want %s", name, cost, got.Errors, c.want)
		}
	}
}

func TestSubscriptionIsChargedWhenItStarts(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	ctx := graphql.StartOperationTrace(l.As(t, testkit.Client))
	subscribe := &graphql.RawParams{Query: `subscription { rateTicks { houseBuys houseSells } }`}
	operation, refused := l.executor.CreateOperationContext(ctx, subscribe)
	if refused != nil {
		t.Fatal(refused)
	}
	price, _ := doclimit.PriceOf(operation)
	left := l.must(t, testkit.Client, `{ serverTime }`, nil)
	if want := fmt.Sprintf(`"remaining":%d,`, 200_000-price.Points-1); !strings.Contains(encoded(t, left.Extensions["cost"]), want) {
		t.Errorf("cost %s after a subscription of %d points, want %s", encoded(t, left.Extensions["cost"]), price.Points, want)
	}
	l.spend(t, ctx, ratelimit.ClientCost(), 200_000-price.Points-1)
	if _, refused := l.executor.CreateOperationContext(ctx, subscribe); len(refused) != 1 || refused[0].Extensions["code"] != "RATE_LIMITED" {
		t.Errorf("without budget: %v", refused)
	}
}

func TestRefusalByHTTPIs429AndSaysWhenToRetry(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	caller := l.As(t, testkit.Client)
	l.spend(t, caller, ratelimit.ClientCost(), 200_000)
	handler := gqlhttp.New(l.executor, gqlhttp.Options{Authenticate: func(*http.Request) (context.Context, error) { return caller, nil }})
	// A page of a thousand points and more: they are there again after 1.8 ms each.
	body := `{"query":"{ operations(first: 100) { nodes { id code version status side rate createdAt statusLabel client { id fullName } trader { id name } } } }"}`
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	answered, err := io.ReadAll(recorder.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	if recorder.Code != http.StatusTooManyRequests || recorder.Header().Get("Retry-After") != "3" || strings.Contains(string(answered), `"data"`) {
		t.Errorf("%d, Retry-After %q: %s", recorder.Code, recorder.Header().Get("Retry-After"), answered)
	}
}
