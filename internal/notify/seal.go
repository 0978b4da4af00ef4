package notify

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// seals keep codes and links unreadable at rest: AES-256-GCM under a key that is not in the database. A sealed secret opens
// only in the row that it was sealed for.
type seals struct {
	current cipher.AEAD
	// openers are the current and the previous key.
	openers []cipher.AEAD
}

func newSeals(current, previous []byte) (*seals, error) {
	s := &seals{}
	for _, key := range [][]byte{current, previous} {
		if len(key) == 0 && s.current != nil {
			continue
		}
		if len(key) != 32 {
			return nil, errors.New("notify: a key that seals secrets has 32 bytes")
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, fmt.Errorf("notify: make the seal: %w", err)
		}
		opener, err := cipher.NewGCM(block)
		if err != nil {
			return nil, fmt.Errorf("notify: make the seal: %w", err)
		}
		if s.current == nil {
			s.current = opener
		}
		s.openers = append(s.openers, opener)
	}
	return s, nil
}

// seal answers a secret as it is kept in the row of a message; nothing for no secret.
func (s *seals) seal(message uuid.UUID, secret string) []byte {
	if secret == "" {
		return nil
	}
	nonce := make([]byte, s.current.NonceSize(), s.current.NonceSize()+len(secret)+s.current.Overhead())
	// crypto/rand never fails: it ends the program instead.
	_, _ = rand.Read(nonce)
	return s.current.Seal(nonce, nonce, []byte(secret), message[:])
}

// errSealBroken tells that a secret was sealed for another row, under a key that is gone, or was changed.
var errSealBroken = errors.New("the sealed secret does not open")

func (s *seals) open(message uuid.UUID, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	for _, opener := range s.openers {
		if len(sealed) < opener.NonceSize() {
			break
		}
		nonce, text := sealed[:opener.NonceSize()], sealed[opener.NonceSize():]
		if secret, err := opener.Open(nil, nonce, text, message[:]); err == nil {
			return string(secret), nil
		}
	}
	return "", errSealBroken
}
