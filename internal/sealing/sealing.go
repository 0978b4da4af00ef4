// Package sealing keeps small secrets unreadable at rest: AES-256-GCM under keys that are not in the database.
//
// Invariants: what is sealed opens only for the row that it was sealed for; the first key seals and all keys open, so that a
// key can be changed while rows of the former one remain.
package sealing

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// keySize is the length of a key: AES-256.
const keySize = 32

// ErrBroken tells that something was sealed for another row, under a key that is gone, or was changed.
var ErrBroken = errors.New("the sealed secret does not open")

// Box seals and opens. It is safe for concurrent use.
type Box struct{ keys []cipher.AEAD }

// New makes a box of keys of 32 bytes, the current one first.
func New(keys [][]byte) (*Box, error) {
	if len(keys) == 0 {
		return nil, errors.New("seal secrets: there is no key")
	}
	box := &Box{keys: make([]cipher.AEAD, len(keys))}
	for i, key := range keys {
		if len(key) != keySize {
			return nil, fmt.Errorf("seal secrets: a key has %d bytes, not %d", len(key), keySize)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, fmt.Errorf("seal secrets: %w", err)
		}
		if box.keys[i], err = cipher.NewGCM(block); err != nil {
			return nil, fmt.Errorf("seal secrets: %w", err)
		}
	}
	return box, nil
}

// Seal answers a secret as it is kept in a row.
func (b *Box) Seal(row uuid.UUID, secret []byte) []byte {
	sealer := b.keys[0]
	nonce := make([]byte, sealer.NonceSize(), sealer.NonceSize()+len(secret)+sealer.Overhead())
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(nonce)
	return sealer.Seal(nonce, nonce, secret, row[:])
}

// Open answers what Seal was given for the same row; former tells that it is not sealed under the key of today.
func (b *Box) Open(row uuid.UUID, sealed []byte) (secret []byte, former bool, err error) {
	for i, opener := range b.keys {
		if len(sealed) < opener.NonceSize() {
			break
		}
		if secret, err := opener.Open(nil, sealed[:opener.NonceSize()], sealed[opener.NonceSize():], row[:]); err == nil {
			return secret, i > 0, nil
		}
	}
	return nil, false, ErrBroken
}
