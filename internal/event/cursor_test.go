package event_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
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

// From two cursors nobody learns how much happened between: not one of their bytes is that of a number.
func TestCursorsTellNothingOfTheirNumbers(t *testing.T) {
	t.Parallel()
	c := codec(t, "the current secret", "")
	position := event.Cursor{Epoch: 0x01020304, Tx: 0x1112131415161718, ID: 0x2122232425262728, History: 0x31323334, Mark: 0x41424344}
	next := position
	next.ID++
	first, second := decoded(t, c.Encode(position)), decoded(t, c.Encode(next))
	for _, number := range [][]byte{{1, 2, 3, 4}, {0x11, 0x12, 0x13, 0x14}, {0x25, 0x26, 0x27, 0x28}, {0x31, 0x32, 0x33, 0x34}} {
		if bytes.Contains(first, number) {
			t.Errorf("%x shows %x", first, number)
		}
	}
	var same int
	for i := range first[1:] {
		if first[1+i] == second[1+i] {
			same++
		}
	}
	if same > len(first)/3 {
		t.Errorf("%x and %x have %d bytes in common", first, second, same)
	}
	if once, again := c.Encode(position), c.Encode(position); once != again {
		t.Error("one position has two texts")
	}
}

func decoded(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Cursors that were given out before they were sealed go on being good.
func TestCursorsThatWereOnlySignedAreRead(t *testing.T) {
	t.Parallel()
	want := event.Cursor{Epoch: 1, Tx: 2, ID: 3, History: 4, Mark: 5}
	sight := event.SightOf("operation")
	const secret = "the current secret"
	key, err := evidence.DeriveKey([]byte(secret), "qoricash event cursor")
	if err != nil {
		t.Fatal(err)
	}
	text := []byte{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5}
	text = binary.BigEndian.AppendUint16(text, sight[0])
	text = append(text, evidence.MAC(key, evidence.Bytes(text))[:12]...)
	for name, c := range map[string]*event.CursorCodec{"now": codec(t, secret, ""), "after a rotation": codec(t, "the next secret ...", secret)} {
		got, seen, err := c.DecodeSeen(base64.RawURLEncoding.EncodeToString(text))
		if err != nil || got != want || !slices.Equal(seen, sight) {
			t.Errorf("%s: got %v, %v, %v", name, got, seen, err)
		}
	}
	text[19]++
	if _, err := codec(t, secret, "").Decode(base64.RawURLEncoding.EncodeToString(text)); !errors.Is(err, event.ErrCursorInvalid) {
		t.Errorf("altered: %v", err)
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
