package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

const deskItem = `__typename ... on Event { cursor id } ... on OperationEvent { kind operation { code client { fullName } } }
	... on ApprovalEvent { approvalEvent proposalVersion proposal { id kind decision note } }
	... on MessageEvent { messageEvent messageVersion message { id status recipient } }
	... on HoldEvent { holdEvent holdCause holdReason holdVersion operation { code } }
	... on ParameterEvent { parameterEvent parameterVersion parameter { key value { text } } } ... on ResyncRequired { reason }`

const deskQuery = `query($after: EventCursor, $first: Int! = 100, $kinds: [DeskEventKind!]) {
	deskEvents(after: $after, first: $first, kinds: $kinds) { ` + deskItem + ` } }`

const deskSubscription = `subscription($after: EventCursor, $kinds: [DeskEventKind!]) { deskEvents(after: $after, kinds: $kinds) { ` + deskItem + ` } }`

// giveUp is a message to the client that the house gives up.
func (a *api) giveUp(t *testing.T) string {
	t.Helper()
	message := a.deadMessage(t)
	_, id, err := globalid.Decode(message)
	must(t, err)
	_, err = store.Do(access.AsSystem(t.Context()), a.Store, store.Command{Action: "tests"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventMessageGivenUp, Aggregate: event.Aggregate{Type: domain.ObjectOutboxMessage, ID: id},
			Facts: domain.MessageFacts{Kind: string(notify.KindDataExported), Channel: domain.ChannelEmail}})
	})
	must(t, err)
	return message
}

// moved is the context of a person of the house who has another role by now.
func (a *api) moved(t *testing.T, caller testkit.Caller, role domain.Role) context.Context {
	t.Helper()
	actor := a.Actor(caller)
	actor.Role = role
	return access.WithActor(t.Context(), actor)
}

// said is an item of the desk in a few words; empty for a position.
func said(item map[string]any) string {
	switch item["__typename"] {
	case "OperationEvent":
		return fmt.Sprint(item["operation"].(map[string]any)["code"], " ", item["kind"])
	case "ApprovalEvent":
		return fmt.Sprint(item["proposal"].(map[string]any)["kind"], " ", item["approvalEvent"], " ", item["proposalVersion"])
	case "MessageEvent":
		return fmt.Sprint("message ", item["messageEvent"], " ", item["messageVersion"])
	case "ParameterEvent":
		return fmt.Sprint(item["parameter"].(map[string]any)["key"], " ", item["parameterEvent"], " ", item["parameterVersion"])
	case "HoldEvent":
		return fmt.Sprint(item["operation"].(map[string]any)["code"], " ", item["holdEvent"], " ", item["holdCause"])
	case "ResyncRequired":
		return "resync"
	}
	return ""
}

// heard is what a page of the desk says, and the cursor that it ends with.
func heard(t *testing.T, got answer) (words []string, cursor string) {
	t.Helper()
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	for _, item := range got.at(t, "deskEvents").([]any) {
		item := item.(map[string]any)
		if cursor = item["cursor"].(string); said(item) != "" {
			words = append(words, said(item))
		}
	}
	return words, cursor
}

// listen opens the stream of the desk in a context.
func (a *api) listen(t *testing.T, hub *live.Hub, ctx context.Context, variables map[string]any) *listener {
	t.Helper()
	l := newListener()
	t.Cleanup(hub.Execute(ctx, &wsproto.Request{RawParams: graphql.RawParams{Query: deskSubscription, Variables: variables}}, l))
	return l
}

// hears waits for items in their order.
func (l *listener) hears(t *testing.T, want ...string) (cursor string) {
	t.Helper()
	for _, words := range want {
		item, code := l.next(t, "deskEvents")
		if code != "" || said(item) != words {
			t.Fatalf("heard %v %s, want %s", item, code, words)
		}
		cursor = item["cursor"].(string)
	}
	return cursor
}

// busy is a house in which something of every member happened, from a cursor on: an operation of each trader, a proposal, a message that was
// given up.
func busy(t *testing.T) (a *api, from string) {
	t.Helper()
	a = open(t)
	a.Settle(t)
	from = a.Cursors.Encode(a.Feed.Head())
	a.Operation(t, domain.Pending)             // EXP-1001, of Client and Trader
	a.Pending(t, testkit.OtherClient, "90.00") // EXP-1002, of OtherClient and OtherTrader
	a.proposedBy(t, middleOffice, a.inReview(t))
	a.giveUp(t)
	a.Settle(t)
	return a, from
}

const (
	firstMade, otherMade = "EXP-1001 CREATED", "EXP-1002 CREATED"
	proposed, confirmed  = "KYC_APPROVE PROPOSED 1", "KYC_APPROVE CONFIRMED 2"
	givenUp              = "message GIVEN_UP 1"
)

func TestAtTheDeskEverybodyHearsOfWhatItMaySee(t *testing.T) {
	t.Parallel()
	a, from := busy(t)
	hub := a.hub(t)
	after := map[string]any{"after": from}
	for caller, want := range map[testkit.Caller][]string{
		master: {firstMade, otherMade, proposed, givenUp}, middleOffice: {firstMade, otherMade, proposed},
		operator: {firstMade, otherMade}, otherOp: {firstMade, otherMade}, analyst: {firstMade, otherMade},
		trader: {firstMade}, otherTrader: {otherMade},
	} {
		if got, _ := heard(t, a.ask(t, caller, deskQuery, after)); !slices.Equal(got, want) {
			t.Errorf("%s reads %v, want %v", caller, got, want)
		}
		a.listen(t, hub, a.As(t, caller), after).hears(t, want...)
	}
	for caller, want := range map[testkit.Caller]string{anonymous: unauthenticated, own: forbidden, otherClient: forbidden} {
		if got := a.ask(t, caller, deskQuery, nil); got.code() != want {
			t.Errorf("%s reads %s %v", caller, got.raw, got.Errors)
		}
		if item, code := a.listen(t, hub, a.As(t, caller), nil).next(t, "deskEvents"); code != want {
			t.Errorf("%s hears %v %s", caller, item, code)
		}
	}
}

func TestTheKindsOfTheDeskAreChosen(t *testing.T) {
	t.Parallel()
	a, from := busy(t)
	for kinds, want := range map[string]map[testkit.Caller]string{
		"OPERATION":         {master: firstMade + " " + otherMade, trader: firstMade},
		"APPROVAL":          {master: proposed, middleOffice: proposed, operator: "", trader: ""},
		"MESSAGE":           {master: givenUp, middleOffice: forbidden, operator: forbidden, trader: forbidden, analyst: forbidden},
		"APPROVAL MESSAGE":  {master: proposed + " " + givenUp, middleOffice: proposed, operator: ""},
		"MESSAGE OPERATION": {otherTrader: otherMade, own: forbidden, anonymous: unauthenticated},
	} {
		for caller, want := range want {
			got := a.ask(t, caller, deskQuery, map[string]any{"after": from, "kinds": strings.Fields(kinds)})
			outcome := got.code()
			if outcome == "" {
				words, _ := heard(t, got)
				outcome = strings.Join(words, " ")
			}
			if outcome != want {
				t.Errorf("%s of %s: %q, want %q", caller, kinds, outcome, want)
			}
		}
	}
}

// Of what a person asked for it hears what became of it, whatever it may decide by then, and of nobody else's.
func TestWhoProposedHearsWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	a := open(t)
	mine, others := a.proposedBy(t, middleOffice, a.inReview(t)), a.proposedBy(t, master, a.inReview(t))
	must(t, a.Decide(a.As(t, master), mine, domain.ProposalConfirmed))
	must(t, a.Decide(a.As(t, master), others, domain.ProposalWithdrawn))
	a.Settle(t)
	for role, note := range map[domain.Role]any{domain.RoleOperator: "Revisado", domain.RoleTrader: "Revisado", domain.RoleAnalyst: "••••••••"} {
		got := a.run(t, a.moved(t, middleOffice, role), deskQuery, map[string]any{"kinds": []any{"APPROVAL"}})
		if words, _ := heard(t, got); !slices.Equal(words, []string{proposed, confirmed}) {
			t.Errorf("as %s: %v", role, words)
		}
		if shown := got.at(t, "deskEvents", 0, "proposal").(map[string]any); shown["id"] != proposalID(mine) ||
			strings.Contains(fmt.Sprint(shown["note"]), "•") != strings.Contains(fmt.Sprint(note), "•") {
			t.Errorf("as %s: %v", role, shown)
		}
	}
}

// deskActs make something happen for each member.
func (a *api) deskActs(t *testing.T) []string {
	t.Helper()
	a.Operation(t, domain.Pending)
	id := a.proposedBy(t, middleOffice, a.inReview(t))
	a.giveUp(t)
	a.Pending(t, testkit.OtherClient, "90.00")
	must(t, a.Decide(a.As(t, master), id, domain.ProposalConfirmed))
	a.Settle(t)
	return []string{firstMade, proposed, givenUp, otherMade, confirmed}
}

func TestNothingOfTheDeskIsLostBetweenTwoInstances(t *testing.T) {
	t.Parallel()
	a := open(t)
	b := serve(t, a.Instance(t), graph.ExecutorOptions{})
	first := a.listen(t, a.hub(t), a.As(t, master), nil)
	<-first.items // the position that a stream begins with
	want := b.deskActs(t)
	cursor := first.hears(t, want[:2]...)
	a.Settle(t)

	b.listen(t, b.hub(t), b.As(t, master), map[string]any{"after": cursor}).hears(t, want[2:]...)
	first.hears(t, want[2:]...)
	page := map[string]any{"after": cursor, "first": 1}
	for _, words := range want[2:] {
		got, at := heard(t, b.ask(t, master, deskQuery, page))
		if !slices.Equal(got, []string{words}) {
			t.Errorf("a page has %v, want %s", got, words)
		}
		page["after"] = at
	}
	foreign := a.Cursors.Encode(event.Cursor{Epoch: a.Feed.Head().Epoch + 7})
	if got, _ := heard(t, a.ask(t, master, deskQuery, map[string]any{"after": foreign})); !slices.Equal(got, []string{"resync"}) {
		t.Errorf("a cursor of another history: %v", got)
	}
}

// A page may be full of what the reader is not shown; it still goes forward.
func TestAReaderGoesForwardOverWhatItIsNotShown(t *testing.T) {
	t.Parallel()
	a, from := busy(t)
	variables := map[string]any{"first": 1, "after": from}
	var got []string
	for range 20 {
		words, cursor := heard(t, a.ask(t, middleOffice, deskQuery, variables))
		if got = append(got, words...); variables["after"] == cursor {
			break
		}
		variables["after"] = cursor
	}
	if !slices.Equal(got, []string{firstMade, otherMade, proposed}) {
		t.Errorf("page by page: %v", got)
	}
}

func TestThePagesOfTheDeskDoNotTellHowMuchIsHidden(t *testing.T) {
	t.Parallel()
	// Given proposals, events of operations and a message, of which these readers are shown nothing, and then a parameter.
	a, from := busy(t)
	a.proposedBy(t, middleOffice, a.inReview(t))
	set := parameters.SetInput{IdempotencyKey: uuid.NewString(), Key: domain.ParameterSpread, Value: spread(30), Reason: "Mercado"}
	_, _, err := a.Parameters.Set(a.As(t, master), set)
	must(t, err)
	a.Settle(t)
	for _, c := range []struct {
		who   testkit.Caller
		kinds []string
		want  string
	}{
		{master, []string{"APPROVAL"}, proposed},
		{operator, []string{"APPROVAL", "PARAMETER"}, "SPREAD_PIPS SET 1"},
		{operator, []string{"APPROVAL"}, ""},
		{trader, []string{"APPROVAL"}, ""},
		{otherTrader, []string{"OPERATION", "APPROVAL"}, otherMade},
	} {
		// When a page of one item is read.
		page := a.must(t, c.who, deskQuery, map[string]any{"first": 1, "after": from, "kinds": c.kinds}).at(t, "deskEvents").([]any)
		// Then it is what the reader is shown first, or the head of the stream.
		if len(page) != 1 || said(page[0].(map[string]any)) != c.want {
			t.Errorf("%s of %v reads %v, want %q", c.who, c.kinds, page, c.want)
			continue
		}
		at, err := a.Cursors.Decode(page[0].(map[string]any)["cursor"].(string))
		must(t, err)
		if c.want == "" && at != a.Feed.Head() {
			t.Errorf("%s of %v is led to %v, the head is %v", c.who, c.kinds, at, a.Feed.Head())
		}
	}
}

func spread(pips int64) domain.ParameterValue { return domain.ParameterValue{Integer: &pips} }

func TestWhoLosesARightAtTheDeskGoesOnWithoutIt(t *testing.T) {
	t.Parallel()
	a, _ := busy(t)
	hub := a.hub(t)
	_, cursor := heard(t, a.ask(t, master, deskQuery, nil))
	demoted := a.moved(t, master, domain.RoleMiddleOffice)
	l := a.listen(t, hub, demoted, map[string]any{"after": cursor})
	want := a.deskActsAfter(t)
	l.hears(t, want...)
	if got, _ := heard(t, a.run(t, demoted, deskQuery, map[string]any{"after": cursor})); !slices.Equal(got, want) {
		t.Errorf("by query: %v, want %v", got, want)
	}
	if item, code := a.listen(t, hub, demoted, map[string]any{"kinds": []any{"MESSAGE"}}).next(t, "deskEvents"); code != forbidden {
		t.Errorf("with no member left it hears %v %s", item, code)
	}
}

// deskActsAfter makes something happen for each member in a busy house, and answers what Middle Office hears of it.
func (a *api) deskActsAfter(t *testing.T) []string {
	t.Helper()
	a.giveUp(t)
	a.proposedBy(t, middleOffice, a.inReview(t))
	a.Settle(t)
	return []string{proposed}
}

func TestWhoGainsARightAtTheDeskStartsOver(t *testing.T) {
	t.Parallel()
	a, _ := busy(t)
	hub := a.hub(t)
	for _, c := range []struct {
		caller testkit.Caller
		role   domain.Role
	}{{middleOffice, domain.RoleMaster}, {operator, domain.RoleMiddleOffice}, {trader, domain.RoleOperator}} {
		_, cursor := heard(t, a.ask(t, c.caller, deskQuery, nil))
		promoted := a.moved(t, c.caller, c.role)
		got, next := heard(t, a.run(t, promoted, deskQuery, map[string]any{"after": cursor}))
		if !slices.Equal(got, []string{"resync"}) {
			t.Errorf("%s as %s reads %v", c.caller, c.role, got)
		}
		a.listen(t, hub, promoted, map[string]any{"after": cursor}).hears(t, "resync")
		if got, _ := heard(t, a.run(t, promoted, deskQuery, map[string]any{"after": next})); got != nil {
			t.Errorf("%s as %s starts over for ever: %v", c.caller, c.role, got)
		}
	}
}

// The stream of operations keeps the same promise.
func TestWhoReadsMoreOperationsThanBeforeStartsOver(t *testing.T) {
	t.Parallel()
	a, _ := busy(t)
	document := `query($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor } } }`
	last := func(got answer) map[string]any {
		items := got.at(t, "operationEvents").([]any)
		return items[len(items)-1].(map[string]any)
	}
	cursor := last(a.must(t, trader, document, nil))["cursor"]
	if got := last(a.run(t, a.moved(t, trader, domain.RoleOperator), document, map[string]any{"after": cursor})); got["__typename"] != "ResyncRequired" {
		t.Errorf("an operator that was a trader reads %v", got)
	}
	cursor = last(a.must(t, operator, document, nil))["cursor"]
	if got := last(a.run(t, a.moved(t, operator, domain.RoleTrader), document, map[string]any{"after": cursor})); got["__typename"] != "StreamPosition" {
		t.Errorf("a trader that was an operator reads %v", got)
	}
}

// Whoever decides not every kind of proposal hears of its own, and so shares with nobody; no person decides all, since some are the officer's.
func TestAtTheDeskEverybodyHearsOfItsOwn(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	second := a.Actor(master)
	second.ID = uuid.New()
	var shared []*listener
	for _, ctx := range []context.Context{a.As(t, master), access.WithActor(t.Context(), second)} {
		l := a.listen(t, hub, ctx, nil)
		<-l.items
		shared = append(shared, l)
	}
	if groups := hub.Snapshot().Groups; groups != 2 {
		t.Errorf("two Masters form %d groups", groups)
	}
	before := hub.Snapshot().Executions
	a.Operation(t, domain.Pending)
	for _, l := range shared {
		l.hears(t, firstMade)
	}
	if executed := hub.Snapshot().Executions - before; executed != 2 {
		t.Errorf("one event is executed %d times", executed)
	}
	for _, ctx := range []context.Context{a.As(t, operator), a.As(t, otherOp), a.As(t, middleOffice), a.As(t, analyst),
		a.moved(t, operator, domain.RoleMiddleOffice), a.moved(t, operator, domain.RoleTrader)} {
		<-a.listen(t, hub, ctx, nil).items
	}
	if groups := hub.Snapshot().Groups; groups != 8 {
		t.Errorf("there are %d groups", groups)
	}
}

func TestAnAnalystHearsNoPersonalDataAtTheDesk(t *testing.T) {
	t.Parallel()
	a, _ := busy(t)
	got := a.must(t, analyst, deskQuery, nil)
	if strings.Contains(got.raw, "QUISPE") || strings.Contains(got.raw, "FLORES") || !strings.Contains(got.raw, "•") {
		t.Errorf("an analyst reads %s", got.raw)
	}
	if !strings.Contains(a.must(t, master, deskQuery, nil).raw, "QUISPE") {
		t.Error("the document shows nothing personal")
	}
	rows, err := a.DB.Owner.QueryContext(t.Context(), `SELECT facts FROM events WHERE aggregate IN ('proposal', 'outbox_message')`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var facts []byte
		must(t, rows.Scan(&facts))
		var said map[string]any
		must(t, json.Unmarshal(facts, &said))
		for name := range said {
			if !slices.Contains([]string{"kind", "object", "channel"}, name) {
				t.Errorf("the log says %s", facts)
			}
		}
	}
	must(t, rows.Err())
}

func TestEverybodyWhoWorksHereHearsOfParametersThatAreSet(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	week := domain.Week{time.Sunday: {Opens: 9 * time.Hour, Closes: 10 * time.Hour}}
	for key, value := range map[domain.ParameterKey]domain.ParameterValue{domain.ParameterSpread: spread(25), domain.ParameterBusinessHours: {Week: &week}} {
		_, _, err := a.Parameters.Set(a.As(t, master), parameters.SetInput{IdempotencyKey: uuid.NewString(), Key: key, Value: value, Reason: "Mercado volátil"})
		must(t, err)
	}
	a.Settle(t)
	for _, caller := range employees() {
		got := a.ask(t, caller, deskQuery, map[string]any{"after": from, "kinds": []any{"PARAMETER"}})
		words, _ := heard(t, got)
		want := []string{"BUSINESS_HOURS SET 1"}
		// From the public pair and the spread everybody would know the base.
		if caller == master || caller == operator || caller == otherOp {
			want = append(want, "SPREAD_PIPS SET 1")
		}
		if slices.Sort(words); !slices.Equal(words, want) || strings.Contains(got.raw, `"text":"25 pips"`) != (len(want) == 2) {
			t.Errorf("%s reads %s", caller, got.raw)
		}
	}
}

// Whoever reads the public pair and the spread knows the base, so the spread is for who reads the base, by whichever door.
func TestTheSpreadIsForWhoReadsTheBase(t *testing.T) {
	t.Parallel()
	a := open(t)
	_, _, err := a.Parameters.Set(a.As(t, master), parameters.SetInput{IdempotencyKey: uuid.NewString(), Key: domain.ParameterSpread,
		Value: spread(25), Reason: "Mercado volátil"})
	must(t, err)
	node := map[string]any{"id": globalid.Encode(view.ParameterIDPrefix, domain.ParameterID(domain.ParameterSpread))}
	for caller, reads := range map[testkit.Caller]bool{master: true, operator: true, trader: false, middleOffice: false, analyst: false} {
		list := a.must(t, caller, `{ parameters { key } }`, nil).raw
		one := a.must(t, caller, `{ parameters(keys: [SPREAD_PIPS]) { key value { integer } firstValue { integer } } }`, nil).raw
		byID := a.must(t, caller, `query($id: ID!) { node(id: $id) { id } }`, node).raw
		history := a.ask(t, caller, `{ parameterHistory(key: SPREAD_PIPS) { nodes { value { integer } } totalCount } }`, nil)
		if strings.Contains(list, "SPREAD_PIPS") != reads || (one != `{"parameters":[]}`) != reads || (byID != `{"node":null}`) != reads ||
			(history.code() == "") != reads {
			t.Errorf("%s reads %s, %s, %s, %s %s", caller, list, one, byID, history.raw, history.code())
		}
		rows, err := a.Store.Read().ParameterSetting.Query().Count(a.As(t, caller))
		if must(t, err); (rows == 1) != reads {
			t.Errorf("%s sees %d rows", caller, rows)
		}
	}
}
