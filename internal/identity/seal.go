package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// sealKeySize is the length of a key that seals the secrets of second factors: AES-256.
const sealKeySize = 32

// errSeal tells that a sealed secret was made for another person, under a key that is gone, or was changed.
var errSeal = errors.New("the sealed secret of the second factor does not open")

// seal answers a secret as it is kept in the row of a person: AES-256-GCM under a key that is not in the database.
func (s *Service) seal(person uuid.UUID, secret []byte) ([]byte, error) {
	if len(s.sealKeys) == 0 {
		return nil, errors.New("seal a second factor: there is no key")
	}
	sealer, err := newSealer(s.sealKeys[0])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, sealer.NonceSize(), sealer.NonceSize()+len(secret)+sealer.Overhead())
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(nonce)
	return sealer.Seal(nonce, nonce, secret, person[:]), nil
}

// unseal opens what seal made, under any of the keys; former tells that it was not the one that seals now.
func (s *Service) unseal(person uuid.UUID, sealed []byte) (secret []byte, former bool, err error) {
	for i, key := range s.sealKeys {
		opener, err := newSealer(key)
		if err != nil {
			return nil, false, err
		}
		if len(sealed) < opener.NonceSize() {
			break
		}
		if secret, err := opener.Open(nil, sealed[:opener.NonceSize()], sealed[opener.NonceSize():], person[:]); err == nil {
			return secret, i > 0, nil
		}
	}
	return nil, false, errSeal
}

func newSealer(key []byte) (cipher.AEAD, error) {
	if len(key) != sealKeySize {
		return nil, fmt.Errorf("seal a second factor: the key has %d bytes, not %d", len(key), sealKeySize)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal a second factor: %w", err)
	}
	sealer, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("seal a second factor: %w", err)
	}
	return sealer, nil
}
