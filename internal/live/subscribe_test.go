package live_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestSubscriberLearnsItsPositionFirst(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.subscribe(t, "ana", "")
	first := p.next()
	if first.Type != "POSITION" || first.Cursor != h.codec.Encode(h.feed.Head()) {
		t.Errorf("the first item is %+v", first)
	}
	h.happen(t, "CREATED", "COMPLETED")
	p.expect("CREATED", "COMPLETED")
}

func TestGroupSaysItsPositionFromTimeToTime(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *live.Options) { o.PositionInterval = 200 * time.Millisecond })
	p := h.subscribe(t, "ana", "")
	p.next()
	for range 3 {
		if got := p.next(); got.Type != "POSITION" {
			t.Errorf("got %+v", got)
		}
	}
}

func TestEventIsExecutedOnceForAGroup(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	before := h.codec.Encode(h.feed.Head())
	const subscribers, events = 40, 12
	var peers []*peer
	for i := range subscribers {
		after := ""
		if i%2 == 0 {
			after = before // a cursor does not make another group
		}
		peers = append(peers, h.subscribe(t, "ana", after))
	}

	h.happen(t, numbered(0, events)...)

	for _, p := range peers {
		p.expect(numbered(0, events)...)
	}
	got := h.hub.Snapshot()
	if got.Groups != 1 || got.LargestGroup != subscribers || got.Executions != events || got.Deliveries != subscribers*events {
		t.Errorf("got %+v", got)
	}
	if n := h.dispatched.Load(); n != 1 {
		t.Errorf("%d executions were dispatched", n)
	}
}

func TestMembersShareTheBytes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a, b := h.subscribe(t, "ana", ""), h.subscribe(t, "ana", "")
	a.next()
	b.next()
	h.happen(t, "CREATED")
	x, y := <-a.messages, <-b.messages
	if &x.Payload[0] != &y.Payload[0] {
		t.Error("the payload was made twice")
	}
}

func TestScopesAndVariablesDoNotShare(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := uuid.New()
	ofClient := func(r *wsproto.Request) { r.Variables["client"] = client.String() }
	ana, rosa := h.subscribe(t, "ana", ""), h.subscribe(t, "rosa", "")
	narrow := h.send(t, "ana", document, ofClient)
	if n := h.hub.Snapshot().Groups; n != 3 {
		t.Errorf("%d groups, want 3", n)
	}

	h.happen(t, "OF_OTHERS")
	h.happenTo(t, "operation", client, "OF_CLIENT")

	ana.expect("OF_OTHERS", "OF_CLIENT")
	rosa.expect("OF_OTHERS", "OF_CLIENT")
	narrow.expect("OF_CLIENT")
}

func TestSubscriberResumesFromItsCursor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first := h.subscribe(t, "ana", "")
	h.happen(t, numbered(0, 250)...)
	at := first.expect(numbered(0, 3)...).Cursor
	first.stop()

	cases := map[string]*peer{
		"a variable":    h.subscribe(t, "ana", at),
		"a literal":     h.send(t, "ana", fmt.Sprintf(`subscription { events(after: %q) { type } }`, at)),
		"Last-Event-ID": h.send(t, "ana", document, func(r *wsproto.Request) { r.LastEventID = at }),
	}
	h.happen(t, numbered(250, 260)...)

	for name, p := range cases {
		t.Log(name)
		if got := p.next(); got.Type != "POSITION" || got.Cursor != at {
			t.Errorf("%s: the first item is %+v", name, got)
		}
		p.expect(numbered(3, 260)...)
	}
}

func (h *house) shows(parts ...string) {
	sight := event.SightOf(parts...)
	h.sight.Store(&sight)
}

func TestWhoComesBackWithMoreRightsStartsOver(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.shows("operations")
	before, other := h.subscribe(t, "ana", ""), h.subscribe(t, "rosa", "")
	h.happen(t, "ONE")
	at := before.expect("ONE").Cursor
	before.stop()
	h.happen(t, "TWO")
	other.expect("ONE", "TWO")

	h.shows("operations", "approvals")
	widened := h.subscribe(t, "ana", at)
	start := widened.next()
	if start.Type != "RESYNC" || start.Cursor == at {
		t.Fatalf("the first item is %+v", start)
	}
	h.happen(t, "THREE")
	at = widened.expect("THREE").Cursor
	widened.stop()
	for name, cursor := range map[string]string{"the cursor to start over from": start.Cursor, "a later one": at} {
		again := h.subscribe(t, "ana", cursor)
		if first := again.next(); first.Type != "POSITION" || first.Cursor != cursor {
			t.Errorf("%s: the first item is %+v", name, first)
		}
		again.stop()
	}
}

func TestWhoComesBackWithFewerRightsGoesOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.shows("operations", "approvals")
	before := h.subscribe(t, "ana", "")
	h.happen(t, "ONE")
	at := before.expect("ONE").Cursor
	before.stop()

	h.shows("operations")
	narrowed := h.subscribe(t, "ana", at)
	if first := narrowed.next(); first.Type != "POSITION" {
		t.Errorf("the first item is %+v", first)
	}
	h.happen(t, "TWO")
	narrowed.expect("TWO")
}

func TestBriefAbsenceNeedsNoExecution(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	stays, leaves := h.subscribe(t, "ana", ""), h.subscribe(t, "ana", "")
	h.happen(t, "ONE")
	at := leaves.expect("ONE").Cursor
	leaves.stop()
	h.happen(t, "TWO", "THREE")
	stays.expect("ONE", "TWO", "THREE")

	h.subscribe(t, "ana", at).expect("TWO", "THREE")

	if got := h.hub.Snapshot(); got.Executions != 3 || got.ResumeHits != 1 || got.ResumeMisses != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestReconnectingSubscribersMissNothing has subscribers come and go at any position while events keep coming.
func TestReconnectingSubscribersMissNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const events, subscribers = 400, 8
	begin := h.codec.Encode(h.feed.Head())
	var writing sync.WaitGroup
	writing.Go(func() { h.happen(t, numbered(0, events)...) })
	var reading sync.WaitGroup
	for seed := range subscribers {
		reading.Go(func() {
			random := rand.New(rand.NewPCG(uint64(seed), 3))
			after, n := begin, 0
			for n < events {
				p := h.subscribe(t, "ana", after)
				for range random.IntN(60) + 1 {
					if n == events {
						break
					}
					got := p.event()
					if want := fmt.Sprintf("E%d", n); got.Kind != want {
						t.Errorf("subscriber %d got %s, want %s", seed, got.Kind, want)
						return
					}
					after = got.Cursor
					n++
				}
				p.stop()
			}
		})
	}
	writing.Wait()
	reading.Wait()
}

func TestSubscriberAheadOfItsGroupGetsNothingOld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	early := h.subscribe(t, "ana", "")
	early.next()
	// Given a group that has fallen behind the feed.
	watcher := h.feed.Watch()
	h.failing.Store(4)
	h.happen(t, "ONE", "TWO")
	for seen := 0; seen < 2; {
		batch, err := watcher.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		seen += len(batch.Events)
	}

	late := h.subscribe(t, "ana", "")
	h.happen(t, "THREE")

	early.expect("ONE", "TWO", "THREE")
	late.expect("THREE")
}

func TestForeignCursorHasToStartOver(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.happen(t, "BEFORE")
	p := h.subscribe(t, "ana", h.codec.Encode(event.Cursor{Epoch: h.feed.Head().Epoch + 1, Tx: 1, ID: 1}))
	if got := p.next(); got.Type != "RESYNC" {
		t.Fatalf("the first item is %+v", got)
	}
	h.happen(t, "AFTER")
	for p.event().Kind != "AFTER" {
	}
}

func TestReplacedHistoryIsToldToAll(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.subscribe(t, "ana", "")
	p.next()
	if _, err := h.Owner.ExecContext(t.Context(), `INSERT INTO event_epochs
		(system_identifier, timeline_id, database_id, started_at) VALUES ('another', 1, 1, now())`); err != nil {
		t.Fatal(err)
	}
	if _, err := h.App.ExecContext(t.Context(), `SELECT open_event_epoch(now())`); err != nil {
		t.Fatal(err)
	}
	h.happen(t, "NOTICED")
	if got := p.event(); got.Type != "RESYNC" {
		t.Fatalf("got %+v", got)
	}
	h.happen(t, "AFTER")
	for p.event().Kind != "AFTER" {
	}
}

func TestBrokenCursorIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if code := h.subscribe(t, "ana", "nonsense").failure(); code != "BAD_REQUEST" {
		t.Errorf("got %s", code)
	}
}

func TestLostRightEndsTheStream(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.subscribe(t, "ana", "")
	p.next()
	h.forbidden.Store(true)
	h.happen(t, "SECRET")
	if code := p.failure(); code != "FORBIDDEN" {
		t.Errorf("got %s", code)
	}
	if n := len(p.messages); n > 0 {
		t.Errorf("%d items came after the right was lost", n)
	}
}

func TestRightIsLostWithoutAnyEvent(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *live.Options) { o.PositionInterval = 100 * time.Millisecond })
	p := h.subscribe(t, "ana", "")
	h.forbidden.Store(true)
	if code := p.failure(); code != "FORBIDDEN" {
		t.Errorf("got %s", code)
	}
}

func TestInvisibleEventIsLeftOut(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	hidden := "HIDDEN"
	h.hidden.Store(&hidden)
	at := h.codec.Encode(h.feed.Head())
	p := h.subscribe(t, "ana", "")
	h.happen(t, "ONE", "HIDDEN", "TWO")
	p.expect("ONE", "TWO")
	h.subscribe(t, "rosa", at).expect("ONE", "TWO")
}

func TestFailedEventIsTriedAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.subscribe(t, "ana", "")
	p.next()
	h.failing.Store(3)
	h.happen(t, "ONE", "TWO")
	p.expect("ONE", "TWO")
}

func TestRefusedSubscriptionFailsWithItsError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 2 {
		p := h.send(t, "ana", `subscription { refused }`)
		errors := <-p.failed
		if len(errors) != 1 || !strings.Contains(errors[0].Message, "not for you") {
			t.Errorf("got %v", errors)
		}
	}
	if n := h.hub.Snapshot().Groups; n != 0 {
		t.Errorf("%d groups are left", n)
	}
}

func TestPeerThatIsGoneHarmsNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	gone, stays := h.subscribe(t, "ana", ""), h.subscribe(t, "ana", "")
	gone.gone.Store(true)
	h.happen(t, "ONE", "TWO")
	stays.expect("ONE", "TWO")
	if n := h.hub.Snapshot().Members; n != 1 {
		t.Errorf("%d members, want 1", n)
	}
}

func TestGroupClosesWithItsLastMember(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a, b := h.subscribe(t, "ana", ""), h.subscribe(t, "ana", "")
	a.stop()
	if n := h.hub.Snapshot().Groups; n != 1 {
		t.Errorf("%d groups with one member left", n)
	}
	b.stop()
	b.stop()
	if n := h.hub.Snapshot().Groups; n != 0 {
		t.Errorf("%d groups with no member left", n)
	}
}

func TestGroupsAreLimited(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *live.Options) { o.MaxGroups = 1 })
	h.subscribe(t, "ana", "").next()
	h.subscribe(t, "ana", "").next()
	if code := h.subscribe(t, "rosa", "").failure(); code != "UNAVAILABLE" {
		t.Errorf("got %s", code)
	}
}

func TestNewestValueWins(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *live.Options) { o.ValueInterval = 100 * time.Millisecond })
	h.value.Store(1)
	p := h.send(t, "ana", `subscription { value }`)
	begin := time.Now()
	const last = 60
	for n := range int64(last) {
		h.value.Store(n + 1)
		h.happenTo(t, "rate", uuid.Nil, "PUBLISHED")
	}
	var values []int64
	for len(values) == 0 || values[len(values)-1] != last {
		select {
		case m := <-p.messages:
			var payload struct{ Data struct{ Value int64 } }
			if err := json.Unmarshal(m.Payload, &payload); err != nil || m.Cursor != "" {
				t.Fatalf("%s, cursor %q: %v", m.Payload, m.Cursor, err)
			}
			values = append(values, payload.Data.Value)
		case <-time.After(patience):
			t.Fatalf("the last value does not come after %v", values)
		}
	}
	if most := int(time.Since(begin)/(100*time.Millisecond)) + 2; len(values) > most || !slices.IsSorted(values) {
		t.Errorf("got %v, at most %d were due", values, most)
	}
	if late := h.send(t, "ana", `subscription { value }`); !strings.Contains(string((<-late.messages).Payload), "60") {
		t.Error("a late subscriber does not begin with the newest value")
	}
}

func TestQueriesAndMutationsRunDirectly(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.send(t, "ana", `{ name }`)
	timed := regexp.MustCompile(`^{"data":{"name":"ana"},"extensions":{"serverTime":"[-0-9]{10}T[:0-9]{8}\.[0-9]{3}Z"}}$`)
	if got := string((<-p.messages).Payload); !timed.MatchString(got) {
		t.Errorf("got %s", got)
	}
	<-p.complete

	readOnly := func(r *wsproto.Request) { r.ReadOnly = true }
	if code := h.send(t, "ana", `mutation { rename }`, readOnly).failure(); code != "BAD_REQUEST" {
		t.Errorf("a mutation by GET got %s", code)
	}
	// What is wrong with a document is told as it is over HTTP: in bounds, without the values in it, behind words of the house.
	var nonsense strings.Builder
	for i := range 30 {
		fmt.Fprintf(&nonsense, " nonsense%d", i)
	}
	invalid := h.send(t, "ana", "{"+nonsense.String()+" }")
	if errors := <-invalid.failed; len(errors) == 0 || len(errors) > 10 || !strings.HasPrefix(errors[0].Message, "La solicitud GraphQL no es válida: ") {
		t.Errorf("an invalid document is refused with %v", errors)
	}
}

func TestResolverOutsideAHubIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := live.Events(context.Background(), live.EventTopic[int]{}); err == nil {
		t.Error("it got a channel")
	}
}
