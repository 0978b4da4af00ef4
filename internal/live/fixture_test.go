package live_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// patience bounds every wait for something that must happen.
const patience = 20 * time.Second

const schemaText = `
	type Query { name: String! }
	type Mutation { rename: String! }
	type Item { type: String! kind: String cursor: String }
	type Subscription { events(after: String, client: ID): Item! value: Int! refused: Int! }
`

// item is what the test's stream shows.
type item struct {
	Type   string `json:"type"`
	Kind   string `json:"kind,omitempty"`
	Cursor string `json:"cursor"`
}

// house is a small executable schema in the shape of gqlgen's generated code, over a real feed.
type house struct {
	*testdb.Database
	feed     *event.Feed
	notifier *event.Notifier
	log      *event.Log
	codec    *event.CursorCodec
	hub      *live.Hub

	dispatched atomic.Int64
	forbidden  atomic.Bool
	failing    atomic.Int64 // items still to fail
	value      atomic.Int64
	hidden     atomic.Pointer[string]
	sight      atomic.Pointer[event.Sight]
}

type viewerKey struct{}

func viewer(ctx context.Context) string { name, _ := ctx.Value(viewerKey{}).(string); return name }

func newHouse(t testing.TB, change ...func(*live.Options)) *house {
	t.Helper()
	secret := []byte("a secret for tests only, of some length")
	keys, err := evidence.NewKeys(secret, nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{Database: testdb.New(t), log: event.NewLog(keys)}
	if h.codec, err = event.NewCursorCodec(secret, nil); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.DiscardHandler)
	h.feed = event.NewFeed(event.FeedOptions{DB: h.App, URL: h.URL, Clock: clock.System{}, Logger: logger, Poll: 50 * time.Millisecond})
	if err := h.feed.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.feed.Stop)
	if h.notifier, err = event.StartNotifier(t.Context(), h.URL, h.feed, logger); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.notifier.Stop)
	options := live.Options{
		Graph: executor.New(h.schema()), Feed: h.feed, Codec: h.codec, Clock: clock.System{}, Logger: logger,
		Scope: func(ctx context.Context, _ *graphql.OperationContext) string { return viewer(ctx) },
	}
	for _, set := range change {
		set(&options)
	}
	h.hub = live.Start(t.Context(), options)
	t.Cleanup(h.hub.Stop)
	return h
}

func (h *house) schema() graphql.ExecutableSchema {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: schemaText})
	return &graphql.ExecutableSchemaMock{
		SchemaFunc:     func() *ast.Schema { return schema },
		ComplexityFunc: func(context.Context, string, string, int, map[string]any) (int, bool) { return 1, true },
		ExecFunc: func(ctx context.Context) graphql.ResponseHandler {
			operation := graphql.GetOperationContext(ctx)
			if operation.Operation.Operation != ast.Subscription {
				return graphql.OneShot(&graphql.Response{Data: json.RawMessage(`{"name":"` + viewer(ctx) + `"}`)})
			}
			h.dispatched.Add(1)
			field := operation.Operation.SelectionSet[0].(*ast.Field)
			switch field.Name {
			case "events":
				return stream(ctx, field, h.events)
			case "value":
				return stream(ctx, field, h.values)
			default:
				return stream(ctx, field, func(context.Context, map[string]any) (<-chan int, error) {
					return nil, errors.New("not for you")
				})
			}
		},
	}
}

// stream is what gqlgen generates for a subscription's field.
func stream[T any](ctx context.Context, field *ast.Field, resolve func(context.Context, map[string]any) (<-chan T, error)) graphql.ResponseHandler {
	items, err := resolve(ctx, field.ArgumentMap(graphql.GetOperationContext(ctx).Variables))
	if err != nil {
		graphql.AddError(ctx, err)
		return func(context.Context) *graphql.Response { return nil }
	}
	return func(ctx context.Context) *graphql.Response {
		select {
		case item, ok := <-items:
			if !ok {
				return nil
			}
			encoded, _ := json.Marshal(map[string]T{field.Alias: item})
			return &graphql.Response{Data: encoded}
		case <-ctx.Done():
			return nil
		}
	}
}

func (h *house) events(ctx context.Context, arguments map[string]any) (<-chan *item, error) {
	if arguments["after"] != nil && !strings.Contains(graphql.GetOperationContext(ctx).RawQuery, `after: "`) {
		return nil, errors.New("the cursor reached the resolver of a group")
	}
	var filter event.Filter
	if client, ok := arguments["client"].(string); ok {
		filter.ClientID = uuid.MustParse(client)
	}
	var sight event.Sight
	if set := h.sight.Load(); set != nil {
		sight = *set
	}
	return live.Events(ctx, live.EventTopic[*item]{
		Filter: filter,
		Sight:  sight,
		Authorize: func(context.Context) error {
			if h.forbidden.Load() {
				return errors.New("lost")
			}
			return nil
		},
		Visible: func(ctx context.Context, e *event.Event) bool {
			hidden := h.hidden.Load()
			return hidden == nil || *hidden != string(e.Kind)
		},
		Item: func(_ context.Context, e *event.Event, cursor string) (*item, error) {
			if h.failing.Add(-1) >= 0 {
				return nil, errors.New("the database is away")
			}
			return &item{Type: "EVENT", Kind: string(e.Kind), Cursor: cursor}, nil
		},
		Position: func(cursor string, _ time.Time) *item { return &item{Type: "POSITION", Cursor: cursor} },
		Resync:   func(cursor string, _ time.Time, _ string) *item { return &item{Type: "RESYNC", Cursor: cursor} },
	})
}

func (h *house) values(ctx context.Context, _ map[string]any) (<-chan int64, error) {
	return live.Values(ctx, live.ValueTopic[int64]{
		Filter:  event.Filter{Aggregates: []domain.ObjectKind{domain.ObjectRate}},
		Current: func(context.Context) (int64, error) { return h.value.Load(), nil },
	})
}

// happen commits an event for each kind, each in a transaction of its own.
func (h *house) happen(t testing.TB, kinds ...string) {
	t.Helper()
	for _, kind := range kinds {
		h.happenTo(t, "operation", uuid.Nil, kind)
	}
}

func (h *house) happenTo(t testing.TB, aggregate string, client uuid.UUID, kind string) {
	t.Helper()
	err := h.log.Append(t.Context(), h.App, event.Record{
		Kind: domain.EventKind(kind), SchemaVersion: 1, AggregateVersion: 1, OccurredAt: time.Now(), ClientID: client,
		Aggregate: event.Aggregate{Type: domain.ObjectKind(aggregate), ID: uuid.New()}, Actor: event.Actor{Kind: "system"},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.notifier.Poke()
}

func numbered(from, to int) []string {
	var names []string
	for i := from; i < to; i++ {
		names = append(names, fmt.Sprintf("E%d", i))
	}
	return names
}

// peer is a subscriber at the far end of a connection.
type peer struct {
	*testing.T
	messages chan wsproto.Message
	failed   chan gqlerror.List
	complete chan struct{}
	gone     atomic.Bool
	stop     func()
}

func (p *peer) Next(m wsproto.Message) bool {
	if p.gone.Load() {
		return false
	}
	select {
	case p.messages <- m:
		return true
	default:
		return false
	}
}

func (p *peer) NextWait(ctx context.Context, m wsproto.Message) error {
	select {
	case p.messages <- m:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *peer) Fail(errors gqlerror.List) { p.failed <- errors }
func (p *peer) Complete()                 { close(p.complete) }

const document = `subscription S($after: String, $client: ID) { events(after: $after, client: $client) { type } }`

// send executes a document for a viewer.
func (h *house) send(t *testing.T, name, query string, change ...func(*wsproto.Request)) *peer {
	t.Helper()
	p := &peer{
		T: t, messages: make(chan wsproto.Message, 10_000), failed: make(chan gqlerror.List, 1), complete: make(chan struct{}),
	}
	request := &wsproto.Request{RawParams: graphql.RawParams{Query: query, Variables: map[string]any{}}}
	for _, set := range change {
		set(request)
	}
	ctx := context.WithValue(t.Context(), viewerKey{}, name)
	p.stop = h.hub.Execute(ctx, request, p)
	t.Cleanup(p.stop)
	return p
}

// subscribe subscribes to the stream of events.
func (h *house) subscribe(t *testing.T, name, after string) *peer {
	t.Helper()
	return h.send(t, name, document, func(r *wsproto.Request) {
		if after != "" {
			r.Variables["after"] = after
		}
	})
}

// next waits for the next item.
func (p *peer) next() item {
	p.Helper()
	select {
	case m := <-p.messages:
		var payload struct{ Data struct{ Events item } }
		if err := json.Unmarshal(m.Payload, &payload); err != nil {
			p.Fatalf("%s: %v", m.Payload, err)
		}
		if payload.Data.Events.Cursor != m.Cursor {
			p.Errorf("the message's cursor differs from the item's: %s", m.Payload)
		}
		return payload.Data.Events
	case errors := <-p.failed:
		p.Fatalf("failed: %v", errors)
	case <-time.After(patience):
		p.Fatal("no item comes")
	}
	return item{}
}

// event waits for the next item that is an event.
func (p *peer) event() item {
	p.Helper()
	for {
		if got := p.next(); got.Type != "POSITION" {
			return got
		}
	}
}

// expect waits for events of these kinds, in order.
func (p *peer) expect(kinds ...string) (last item) {
	p.Helper()
	for _, kind := range kinds {
		if last = p.event(); last.Kind != kind {
			p.Fatalf("got %+v, want %s", last, kind)
		}
	}
	return last
}

// failure waits for the end of the operation, which tells whether trying again may help, and returns its code.
func (p *peer) failure() string {
	p.Helper()
	select {
	case errors := <-p.failed:
		code, _ := errors[0].Extensions["code"].(string)
		if got := errors[0].Extensions["retryable"]; got != domain.Code(code).Retryable() {
			p.Errorf("%s is told with retryable %v", code, got)
		}
		return code
	case <-time.After(patience):
		p.Fatal("it does not fail")
		return ""
	}
}
