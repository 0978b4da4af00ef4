package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// listener takes what a stream sends.
type listener struct {
	items  chan map[string]any
	failed chan gqlerror.List
}

func newListener() *listener {
	return &listener{items: make(chan map[string]any, 100), failed: make(chan gqlerror.List, 1)}
}

// Next implements wsproto.Sink.
func (l *listener) Next(message wsproto.Message) bool {
	var payload struct{ Data map[string]any }
	if json.Unmarshal(message.Payload, &payload) != nil {
		return false
	}
	l.items <- payload.Data
	return true
}

// NextWait implements wsproto.Sink.
func (l *listener) NextWait(_ context.Context, message wsproto.Message) error {
	l.Next(message)
	return nil
}

// Fail implements wsproto.Sink.
func (l *listener) Fail(errors gqlerror.List) { l.failed <- errors }

// Complete implements wsproto.Sink.
func (l *listener) Complete() {}

// next waits for an item that is no position, or for the end.
func (l *listener) next(t *testing.T, field string) (item map[string]any, code string) {
	t.Helper()
	for {
		select {
		case data := <-l.items:
			item := data[field].(map[string]any)
			if item["__typename"] != "StreamPosition" {
				return item, ""
			}
		case errors := <-l.failed:
			return nil, fmt.Sprint(errors[0].Extensions["code"])
		case <-t.Context().Done():
			t.Fatal("the stream says nothing")
		}
	}
}

// stream opens a subscription as a caller.
func (a *api) stream(t *testing.T, hub *live.Hub, caller testkit.Caller, document string, variables map[string]any) *listener {
	t.Helper()
	l := newListener()
	stop := hub.Execute(a.As(t, caller), &wsproto.Request{RawParams: graphql.RawParams{Query: document, Variables: variables}}, l)
	t.Cleanup(stop)
	return l
}

func (a *api) hub(t *testing.T) *live.Hub {
	t.Helper()
	hub := live.Start(t.Context(), live.Options{Graph: a.executor, Feed: a.Feed, Codec: a.Cursors, Clock: a.Clock, Scope: graph.Scope})
	t.Cleanup(hub.Stop)
	return hub
}

const eventsDocument = `subscription($after: EventCursor, $filter: OperationEventFilter) { operationEvents(after: $after, filter: $filter) {
	__typename ... on OperationEvent { kind operationVersion operation { code client { fullName } } } } }`

func TestStreamsShowEachCallerItsOwn(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	a.Operation(t, domain.Pending)             // EXP-1001, of Client and Trader
	a.Pending(t, testkit.OtherClient, "90.00") // EXP-1002, of OtherClient and OtherTrader
	a.Settle(t)
	beginning := a.Cursors.Encode(a.Feed.Head().Beginning())
	for _, caller := range testkit.Callers() {
		item, code := a.stream(t, hub, caller, eventsDocument, map[string]any{"after": beginning}).next(t, "operationEvents")
		if code != "" {
			if want := rights()["Subscription.operationEvents"].of(caller); code != want {
				t.Errorf("%s: got %s, want %s", caller, code, want)
			}
			continue
		}
		operation := item["operation"].(map[string]any)
		want := "EXP-1001"
		if caller == otherClient || caller == otherTrader {
			want = "EXP-1002"
		}
		if operation["code"] != want || item["kind"] != "CREATED" {
			t.Errorf("%s: got %v, want the creation of %s", caller, item, want)
		}
		if masked := strings.Contains(fmt.Sprint(operation), "•"); masked != (caller == analyst) {
			t.Errorf("%s: masked %t: %v", caller, masked, operation)
		}
	}
}

func TestAStreamOfAnotherSaysNothing(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	id := a.Operation(t, domain.Pending)
	a.Settle(t)
	beginning := a.Cursors.Encode(a.Feed.Head().Beginning())
	filters := map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id), "clientId": a.client(own), "traderId": a.staff(trader)}
	var silent []*listener
	for name, value := range filters {
		for _, caller := range []testkit.Caller{otherClient, otherTrader} {
			silent = append(silent, a.stream(t, hub, caller, eventsDocument, map[string]any{"after": beginning, "filter": map[string]any{name: value}}))
		}
	}
	// The end of a stream that does speak, after a new event for all, shows that the others had their turn.
	a.Report(t, id)
	speaking := a.stream(t, hub, own, eventsDocument, map[string]any{"after": beginning})
	for range 3 {
		if _, code := speaking.next(t, "operationEvents"); code != "" {
			t.Fatal(code)
		}
	}
	for _, l := range silent {
		for len(l.items) > 0 {
			if item := (<-l.items)["operationEvents"].(map[string]any); item["__typename"] != "StreamPosition" {
				t.Errorf("a foreign stream shows %v", item)
			}
		}
		if len(l.failed) > 0 {
			t.Errorf("a foreign stream fails: %v", <-l.failed)
		}
	}
}

func TestFollowersSeeWhatHappensInOrder(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	a.Settle(t)
	hub := a.hub(t)
	l := a.stream(t, hub, own, eventsDocument, nil)
	<-l.items // the position that a stream begins with
	a.Report(t, id)
	a.Confirm(t, id)
	for i, want := range []string{"DEPOSIT_REPORTED", "ASSIGNED", "DEPOSIT_CONFIRMED"} {
		item, code := l.next(t, "operationEvents")
		if code != "" || item["kind"] != want || item["operationVersion"] != float64(i+2) {
			t.Errorf("got %v %s, want %s as version %d", item, code, want, i+2)
		}
	}
}

func TestRateTicksShowTheNewestRateToEverybody(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	for _, caller := range testkit.Callers() {
		l := a.stream(t, hub, caller, `subscription { rateTicks { id pair houseBuys houseSells at } }`, nil)
		if item, code := l.next(t, "rateTicks"); code != "" || item["houseBuys"] != "3.7380" {
			t.Errorf("%s: got %v %s", caller, item, code)
		}
	}
	if groups := hub.Snapshot().Groups; groups != 1 {
		t.Errorf("one rate is executed for %d groups", groups)
	}
}

func TestEventsByQueryGoOnFromACursorAndSayWhereTheyStand(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, domain.Completed)
	a.Settle(t)
	document := `query($after: EventCursor, $first: Int! = 100) { operationEvents(after: $after, first: $first) { __typename ... on Event { cursor id }
		... on OperationEvent { kind operationVersion } ... on ResyncRequired { reason } } }`
	whole := a.must(t, own, document, nil).at(t, "operationEvents").([]any)
	var pieces []any
	variables := map[string]any{"first": 2}
	for {
		page := a.must(t, own, document, variables).at(t, "operationEvents").([]any)
		pieces = append(pieces, page...)
		last := page[len(page)-1].(map[string]any)
		variables["after"] = last["cursor"]
		if last["__typename"] == "StreamPosition" {
			break
		}
	}
	if fmt.Sprint(pieces) != fmt.Sprint(whole) {
		t.Errorf("by pages %v\nwhole    %v", pieces, whole)
	}
	// The last of them is that a document was asked for: it counts its own versions.
	if last := whole[len(whole)-2].(map[string]any); last["__typename"] != "InvoiceEvent" {
		t.Errorf("the last event is %v", last)
	}
	for i, item := range whole[:len(whole)-2] {
		if item.(map[string]any)["operationVersion"] != float64(i+1) {
			t.Errorf("event %d is %v", i+1, item)
		}
	}
	if got := a.ask(t, own, document, map[string]any{"after": "x"}); got.code() != "BAD_REQUEST" {
		t.Errorf("a broken cursor: %v", got.Errors)
	}
	foreign := a.Cursors.Encode(event.Cursor{Epoch: a.Feed.Head().Epoch + 7})
	if kind := a.must(t, own, document, map[string]any{"after": foreign}).at(t, "operationEvents", 0, "__typename"); kind != "ResyncRequired" {
		t.Errorf("a cursor of another history: %v", kind)
	}
}

func TestOnlyEqualRightsShareAStream(t *testing.T) {
	t.Parallel()
	a := open(t)
	const shared = `subscription { operationEvents { ... on OperationEvent { operation { code client { fullName } } } } }`
	const scoped = `subscription { operationEvents { ... on OperationEvent { operation { code availableActions { action } } } } }`
	scope := func(caller testkit.Caller, document string) string {
		ctx := graphql.StartOperationTrace(a.As(t, caller))
		operation, refused := a.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: document})
		if refused != nil {
			t.Fatal(refused)
		}
		return graph.Scope(ctx, operation)
	}
	for _, c := range []struct {
		document string
		one, two testkit.Caller
		same     bool
	}{
		{shared, operator, otherOp, true},
		{shared, operator, analyst, false},
		{shared, operator, middleOffice, false},
		{shared, trader, otherTrader, false},
		{shared, own, otherClient, false},
		{scoped, operator, otherOp, false},
		{`subscription { rateTicks { at } }`, own, anonymous, true},
		{`subscription { rateTicks { publication { source } } }`, own, operator, false},
	} {
		if same := scope(c.one, c.document) == scope(c.two, c.document); same != c.same {
			t.Errorf("%s and %s share %t: %s", c.one, c.two, same, c.document)
		}
	}
}
