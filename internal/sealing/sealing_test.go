package sealing_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/sealing"
)

func box(t *testing.T, keys ...[]byte) *sealing.Box {
	t.Helper()
	made, err := sealing.New(keys)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestASecretOpensOnlyInItsOwnRow(t *testing.T) {
	t.Parallel()
	old, fresh := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	before, rotated := box(t, old), box(t, fresh, old)
	row, other, secret := uuid.New(), uuid.New(), []byte("482913")

	sealed := before.Seal(row, secret)

	if bytes.Contains(sealed, secret) || bytes.Equal(sealed, before.Seal(row, secret)) {
		t.Error("the secret is readable, or sealed alike twice")
	}
	if got, former, err := rotated.Open(row, sealed); err != nil || !former || !bytes.Equal(got, secret) {
		t.Errorf("after a rotation: %q, former %t, %v", got, former, err)
	}
	if got, former, err := rotated.Open(row, rotated.Seal(row, secret)); err != nil || former || !bytes.Equal(got, secret) {
		t.Errorf("under the new key: %q, former %t, %v", got, former, err)
	}
	if _, _, err := before.Open(other, sealed); !errors.Is(err, sealing.ErrBroken) {
		t.Errorf("in another row: %v", err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for _, broken := range [][]byte{nil, sealed[:5], changed} {
		if _, _, err := before.Open(row, broken); !errors.Is(err, sealing.ErrBroken) {
			t.Errorf("changed: %v", err)
		}
	}
}

func TestAKeyHasItsLength(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 16, 31, 33} {
		if _, err := sealing.New([][]byte{make([]byte, size)}); err == nil {
			t.Errorf("a key of %d bytes was taken", size)
		}
	}
	if _, err := sealing.New(nil); err == nil {
		t.Error("no key was taken")
	}
}
