package globalid_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/globalid"
)

func anyKey() *rapid.Generator[uuid.UUID] {
	return rapid.Map(rapid.SliceOfN(rapid.Byte(), 16, 16), func(raw []byte) uuid.UUID { return uuid.UUID(raw) })
}

func TestIDGoldens(t *testing.T) {
	t.Parallel()
	for text, id := range map[string]string{
		"00000000-0000-0000-0000-000000000000": "op_00000000000000000000000000",
		"00000000-0000-0000-0000-000000000001": "op_00000000000000000000000001",
		"00000000-0000-0000-0000-00000000001f": "op_0000000000000000000000000z",
		"ffffffff-ffff-ffff-ffff-ffffffffffff": "op_7zzzzzzzzzzzzzzzzzzzzzzzzz",
		// The ULID specification's example, 01ARZ3NDEKTSV4RRFFQ69G5FAV, as a UUID.
		"01563e3a-b5d3-d676-4c61-efb99302bd5b": "op_01arz3ndektsv4rrffq69g5fav",
	} {
		if got := globalid.Encode("op", uuid.MustParse(text)); got != id {
			t.Errorf("%s is encoded as %s, want %s", text, got, id)
		}
	}
}

func TestEveryKeyComesBackFromItsID(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		key := anyKey().Draw(t, "key")
		prefix := rapid.StringMatching(`[a-z][a-z0-9]{0,15}`).Draw(t, "prefix")
		gotPrefix, gotKey, err := globalid.Decode(globalid.Encode(prefix, key))
		if err != nil || gotPrefix != prefix || gotKey != key {
			t.Fatalf("%s of %s came back as %s of %s, %v", key, prefix, gotKey, gotPrefix, err)
		}
	})
}

func TestIDsSortAsTheirKeys(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyKey().Draw(t, "a"), anyKey().Draw(t, "b")
		if got, want := strings.Compare(globalid.Encode("op", a), globalid.Encode("op", b)), bytes.Compare(a[:], b[:]); got != want {
			t.Fatalf("%s and %s sort %d, their ids %d", a, b, want, got)
		}
	})
}

func TestIDThatIsNotCanonicalIsRefused(t *testing.T) {
	t.Parallel()
	const valid = "op_01arz3ndektsv4rrffq69g5fav"
	for _, text := range []string{
		"", "op", "op_", "_01arz3ndektsv4rrffq69g5fav", "01arz3ndektsv4rrffq69g5fav",
		strings.ToUpper(valid), "Op" + valid[2:], "op_01ARZ3NDEKTSV4RRFFQ69G5FAV",
		"op_81arz3ndektsv4rrffq69g5fav",
		"op_o1arz3ndektsv4rrffq69g5fav", "op_0iarz3ndektsv4rrffq69g5fav", "op_0larz3ndektsv4rrffq69g5fav",
		"op_01arz3ndektsv4rrffq69g5fau", valid + "0", valid[:len(valid)-1], valid + " ", " " + valid, valid + "=",
		"op__1arz3ndektsv4rrffq69g5fav", "op-01arz3ndektsv4rrffq69g5fav", "1op_01arz3ndektsv4rrffq69g5fav",
		"aaaaaaaaaaaaaaaaa_01arz3ndektsv4rrffq69g5fav", "op_01arz3ndektsv4rrffq69g5fa\xff", "ópx_01arz3ndektsv4rrffq69g5fav",
	} {
		if prefix, key, err := globalid.Decode(text); !errors.Is(err, globalid.ErrMalformed) {
			t.Errorf("Decode(%q) = %s, %s, %v", text, prefix, key, err)
		}
	}
}

func TestPrefixThatWouldNotDecodeIsNeverEncoded(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "OP", "o_p", "1op", "o-p", strings.Repeat("a", 17)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("prefix %q was encoded", prefix)
				}
			}()
			globalid.Encode(prefix, uuid.Nil)
		}()
	}
}

func FuzzDecodedIDEncodesToItself(f *testing.F) {
	f.Add("op_01arz3ndektsv4rrffq69g5fav")
	f.Add("cli_7zzzzzzzzzzzzzzzzzzzzzzzzz")
	f.Add("op_")
	f.Fuzz(func(t *testing.T, text string) {
		prefix, key, err := globalid.Decode(text)
		if err != nil {
			return
		}
		if again := globalid.Encode(prefix, key); again != text {
			t.Fatalf("%q decodes, and encodes to %q", text, again)
		}
	})
}
