package wsproto

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The outbox's books are right whatever happens to it, and its bounds hold.
func TestTheOutboxCountsWhatWaits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const maxBytes, maxMessages = 2000, 8
		b := newBudget(1<<20, func() {})
		out := &outbox{budget: b, maxBytes: maxBytes, maxMessages: maxMessages}
		operations := []*operation{{prefix: nextPrefix("a")}, {prefix: nextPrefix("b")}}
		inFlight := 0
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				op := rapid.SampledFrom(operations).Draw(t, "operation")
				payload := make([]byte, rapid.IntRange(0, 500).Draw(t, "payload"))
				size := maxFrameHeader + len(op.prefix) + len(payload) + 1
				if out.fits(size) {
					out.append(item{kind: itemNext, operation: op, payload: payload, size: size})
				}
			},
			"take": func(t *rapid.T) {
				batch, _ := out.take(nil, rapid.IntRange(1, 1000).Draw(t, "limit"), appendFrame)
				inFlight += len(batch)
			},
			"written": func(t *rapid.T) {
				n := rapid.IntRange(0, inFlight).Draw(t, "bytes")
				out.written(n)
				inFlight -= n
			},
			"drop": func(t *rapid.T) { out.drop(rapid.SampledFrom(operations).Draw(t, "operation")) },
			"": func(t *rapid.T) {
				want := inFlight
				for i := range out.items {
					want += out.items[i].size
				}
				if out.bytes != want || b.used.Load() != int64(want) || out.size.Load() != int64(want) {
					t.Fatalf("%d bytes wait, the books say %d, %d and %d", want, out.bytes, b.used.Load(), out.size.Load())
				}
				if len(out.items) > maxMessages || len(out.items) > 1 && out.bytes > maxBytes {
					t.Fatalf("%d messages with %d bytes wait", len(out.items), out.bytes)
				}
			},
		})
		out.close()
		out.discard()
		if b.used.Load() != 0 {
			t.Fatalf("%d bytes never given back", b.used.Load())
		}
	})
}

func TestTheWheelFiresEverythingOnceAndNothingEarly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		now := start
		w := newWheel(start)
		type alarm struct {
			entry wheelEntry
			due   time.Time
			fired []time.Time
		}
		alarms := make([]*alarm, rapid.IntRange(1, 30).Draw(t, "alarms"))
		for i := range alarms {
			a := &alarm{due: start.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Minute)).Draw(t, "due")))}
			a.entry.fire = func(now time.Time) time.Time {
				a.fired = append(a.fired, now)
				return time.Time{}
			}
			w.schedule(&a.entry, a.due)
			alarms[i] = a
		}
		stopped := alarms[0]
		w.stop(&stopped.entry)
		w.schedule(&stopped.entry, start)
		for now.Before(start.Add(4 * time.Minute)) {
			now = now.Add(time.Duration(rapid.Int64Range(1, int64(90*time.Second)).Draw(t, "step")))
			w.advance(now)
			for _, a := range alarms[1:] {
				if late := now.Sub(a.due) > wheelTick; late && len(a.fired) != 1 {
					t.Fatalf("due %v, fired %v at %v", a.due, a.fired, now)
				}
			}
		}
		for _, a := range alarms[1:] {
			if len(a.fired) != 1 || a.fired[0].Before(a.due) {
				t.Fatalf("due %v, fired %v", a.due, a.fired)
			}
		}
		if len(stopped.fired) > 0 {
			t.Fatal("a stopped entry fired")
		}
	})
}

func TestAnEntryFiresAgainWhenItSays(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := newWheel(start)
	var fired []time.Duration
	e := &wheelEntry{fire: func(now time.Time) time.Time {
		fired = append(fired, now.Sub(start))
		return now.Add(2 * time.Second)
	}}
	w.schedule(e, start.Add(time.Second))
	for i := range 60 {
		w.advance(start.Add(time.Duration(i) * wheelTick))
	}
	if want := []time.Duration{time.Second, 3 * time.Second, 5 * time.Second}; !slices.Equal(fired, want) {
		t.Fatalf("fired at %v, want %v", fired, want)
	}
}

func TestTheBucketAllowsItsBurstAndThenItsRate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate, burst := rapid.IntRange(1, 50).Draw(t, "rate"), rapid.IntRange(1, 100).Draw(t, "burst")
		now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		var b bucket
		allowed := 0
		for b.take(now, rate, burst) {
			allowed++
		}
		if allowed != burst {
			t.Fatalf("a burst of %d of %d", allowed, burst)
		}
		seconds := burst/rate + 1
		allowed = 0
		for range seconds {
			now = now.Add(time.Second)
			for b.take(now, rate, burst) {
				allowed++
			}
		}
		if low, high := min(rate, burst), seconds*rate; allowed < low || allowed > high {
			t.Fatalf("%d in %d s at %d/s", allowed, seconds, rate)
		}
	})
}

func TestFrameLengthsAreEncodedInTheirThreeForms(t *testing.T) {
	t.Parallel()
	rows := []struct {
		length int
		want   []byte
	}{
		{0, []byte{0x81, 0}},
		{125, []byte{0x81, 125}},
		{126, []byte{0x81, 126, 0, 126}},
		{65535, []byte{0x81, 126, 255, 255}},
		{65536, []byte{0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}},
	}
	for _, row := range rows {
		if got := appendFrameHeader(nil, frameText, row.length); !slices.Equal(got, row.want) {
			t.Errorf("%d: %v, want %v", row.length, got, row.want)
		}
	}
}

func TestTheSizeOfAnEventIsNeverUnderestimated(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		payload := []byte(rapid.StringMatching(`[a-z\r\n]{0,40}`).Draw(t, "payload"))
		cursor := rapid.StringMatching(`[a-z\n]{0,5}`).Draw(t, "cursor")
		if event := appendEvent(nil, payload, cursor); len(event) > eventSize(payload, cursor) {
			t.Fatalf("%q has %d bytes, counted %d", event, len(event), eventSize(payload, cursor))
		}
	})
}

func FuzzParseMessage(f *testing.F) {
	for _, seed := range []string{
		`{"type":"connection_init","payload":{"authorization":"Bearer x"}}`,
		`{"type":"ping"}`, `{"type":"pong","payload":null}`, `{"id":"1","type":"complete"}`,
		`{"id":"1","type":"subscribe","payload":{"query":"{a}","variables":{"n":1.10},"extensions":{}}}`,
		`[]`, `{"type":1}`, `{"id":{},"type":"subscribe"}`, ` {"Type":"ping"} `, "{\"type\":\"\\ud800\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseMessage(data)
		if err != nil {
			if len(err.Error()) > 80 {
				t.Fatalf("an error that may repeat the message: %q", err)
			}
			return
		}
		switch m.kind {
		case messageInit:
			_, _ = initToken(m.payload)
		case messagePing, messagePong:
			if reply := plainMessage(messagePong, m.payload); !json.Valid(reply) {
				t.Fatalf("reply %q", reply)
			}
		case messageSubscribe, messageComplete:
			if m.id == "" || len(m.id) > maxOperationIDBytes || !json.Valid(completeMessage(m.id)) {
				t.Fatalf("id %q", m.id)
			}
			if next := append(append(nextPrefix(m.id), "{}"...), '}'); !json.Valid(next) {
				t.Fatalf("next %q", next)
			}
		default:
			t.Fatalf("accepted %q", m.kind)
		}
	})
}
