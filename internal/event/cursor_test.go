package event_test

import (
	"encoding/base64"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/event"
)

func codec(t testing.TB, current, previous string) *event.CursorCodec {
	t.Helper()
	c, err := event.NewCursorCodec([]byte(current), []byte(previous))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var positions = rapid.Custom(func(t *rapid.T) event.Cursor {
	position := event.Cursor{
		Epoch: rapid.Int32().Draw(t, "epoch"),
		Tx:    rapid.Uint64().Draw(t, "tx"),
		ID:    rapid.Int64().Draw(t, "id"),
		// Zero is the history of an epoch without a name, whose cursors are shorter.
		History: rapid.SampledFrom([]uint32{0, 1, math.MaxUint32}).Draw(t, "history"),
	}
	if position.History != 0 {
		position.Mark = rapid.Uint32().Draw(t, "mark")
	}
	return position
})

func TestCursorComesBackAsItWasMade(t *testing.T) {
	t.Parallel()
	c := codec(t, "the current secret", "")
	rapid.Check(t, func(t *rapid.T) {
		want := positions.Draw(t, "position")
		got, err := c.Decode(c.Encode(want))
		if err != nil || got != want {
			t.Fatalf("got %v, %v; want %v", got, err, want)
		}
	})
}

func TestCursorWithAnyChangedByteIsRefused(t *testing.T) {
	t.Parallel()
	c := codec(t, "the current secret", "")
	rapid.Check(t, func(t *rapid.T) {
		text := c.Encode(positions.Draw(t, "position"))
		raw, _ := base64.RawURLEncoding.DecodeString(text)
		raw[rapid.IntRange(0, len(raw)-1).Draw(t, "place")] ^= rapid.ByteRange(1, 255).Draw(t, "change")
		if _, err := c.Decode(base64.RawURLEncoding.EncodeToString(raw)); !errors.Is(err, event.ErrCursorInvalid) {
			t.Fatalf("got %v, want ErrCursorInvalid", err)
		}
	})
}

func TestCursorOutlivesOneRotationOfTheSecret(t *testing.T) {
	t.Parallel()
	want := event.Cursor{Epoch: 1, Tx: 2, ID: 3}
	text := codec(t, "the first secret ...", "").Encode(want)

	if got, err := codec(t, "the second secret ...", "the first secret ...").Decode(text); err != nil || got != want {
		t.Errorf("after one rotation: got %v, %v", got, err)
	}
	if _, err := codec(t, "the third secret ...", "the second secret ...").Decode(text); !errors.Is(err, event.ErrCursorInvalid) {
		t.Errorf("after two rotations: got %v, want ErrCursorInvalid", err)
	}
}

func TestShortSecretIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := event.NewCursorCodec([]byte("short"), nil); err == nil {
		t.Error("a secret of 5 bytes was accepted")
	}
}

func FuzzCursorDecode(f *testing.F) {
	c := codec(f, "the current secret", "")
	f.Add(c.Encode(event.Cursor{Epoch: 1, Tx: 2, ID: 3}))
	f.Add(c.Encode(event.Cursor{Epoch: 1, Tx: 2, ID: 3, History: 4, Mark: 5}))
	f.Add("")
	f.Add("AAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, text string) {
		position, err := c.Decode(text)
		if err == nil && c.Encode(position) != text {
			t.Errorf("%q and %q are both cursors of %v", text, c.Encode(position), position)
		}
		if err != nil && !errors.Is(err, event.ErrCursorInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	})
}
