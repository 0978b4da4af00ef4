package event_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/event"
)

var sights = rapid.Custom(func(t *rapid.T) event.Sight {
	return event.SightOf(rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,6} [A-Z_]{0,9}`), 0, 20).Draw(t, "parts")...)
})

func TestACursorTellsTheSightThatItWasGivenOutUnder(t *testing.T) {
	t.Parallel()
	c := codec(t, "the current secret", "")
	rapid.Check(t, func(t *rapid.T) {
		want, seen := positions.Draw(t, "position"), sights.Draw(t, "sight")
		text := c.EncodeSeen(want, seen)
		got, told, err := c.DecodeSeen(text)
		if err != nil || got != want || !slices.Equal(told, seen) {
			t.Fatalf("got %v seeing %v, %v; want %v seeing %v", got, told, err, want, seen)
		}
		if bare, err := c.Decode(text); err != nil || bare != want {
			t.Fatalf("its position alone is %v, %v", bare, err)
		}
		if len(seen) == 0 && text != c.Encode(want) {
			t.Fatal("a cursor without a sight is another")
		}
	})
}

func TestASightCannotBeChangedInACursor(t *testing.T) {
	t.Parallel()
	c := codec(t, "the current secret", "")
	text := c.EncodeSeen(event.Cursor{Epoch: 1, Tx: 2, ID: 3, History: 4, Mark: 5}, event.SightOf("operation"))
	for i := range text {
		other := byte('A')
		if text[i] == other {
			other = 'B'
		}
		if _, _, err := c.DecodeSeen(text[:i] + string(other) + text[i+1:]); !errors.Is(err, event.ErrCursorInvalid) {
			t.Errorf("character %d may be changed: %v", i, err)
		}
	}
}

func TestASightCoversWhatItHasAllOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		then, now event.Sight
		covers    bool
	}{
		"the same in another order":   {event.SightOf("a", "b"), event.SightOf("b", "a", "b"), true},
		"less than before":            {event.SightOf("a", "b"), event.SightOf("a"), true},
		"nothing any more":            {event.SightOf("a"), nil, true},
		"more than before":            {event.SightOf("a"), event.SightOf("a", "b"), false},
		"something else":              {event.SightOf("a"), event.SightOf("b"), false},
		"a bare position":             {nil, event.SightOf("a"), true},
		"a stream that never widens":  {event.SightOf("a"), event.SightOf(), true},
		"a bare position of such one": {nil, nil, true},
	} {
		if c.then.Covers(c.now) != c.covers {
			t.Errorf("%s: covers %t", name, !c.covers)
		}
	}
}
