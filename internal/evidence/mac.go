package evidence

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// MACSize is the length of a row's MAC and of a chain value, in bytes.
const MACSize = sha256.Size

// minSecret is the shortest secret from which keys are derived: 128 bits.
const minSecret = 16

// DeriveKey derives a 32-byte key for one purpose from a secret of at least 16 bytes.
func DeriveKey(secret []byte, purpose string) ([]byte, error) {
	if len(secret) < minSecret {
		return nil, errors.New("derive key: the secret is shorter than 16 bytes")
	}
	key, err := hkdf.Key(sha256.New, secret, nil, purpose, sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("derive key for %s: %w", purpose, err)
	}
	return key, nil
}

// MAC is HMAC-SHA-256 over the fields, each preceded by a presence byte and its length: no two different lists of
// fields have the same encoding.
func MAC(key []byte, fields ...Field) []byte {
	hash := hmac.New(sha256.New, key)
	var head [9]byte
	for _, field := range fields {
		head[0] = 0
		if field.present {
			head[0] = 1
		}
		binary.BigEndian.PutUint64(head[1:], uint64(len(field.content)))
		hash.Write(head[:])
		hash.Write(field.content)
	}
	return hash.Sum(nil)
}

// Field is one part of a signed content. The zero Field is SQL's NULL, different from an empty text.
type Field struct {
	content []byte
	present bool
}

// Bytes is a field of raw bytes; nil and empty are the same.
func Bytes(b []byte) Field { return Field{content: b, present: true} }

// Text is a text field.
func Text(s string) Field { return Bytes([]byte(s)) }

// Integer is an integer field.
func Integer(n int64) Field { return Bytes(binary.BigEndian.AppendUint64(nil, uint64(n))) }

// UUID is an identifier field.
func UUID(id uuid.UUID) Field { return Bytes(id[:]) }

// OptionalUUID is an identifier field that is NULL for uuid.Nil.
func OptionalUUID(id uuid.UUID) Field {
	if id == uuid.Nil {
		return Field{}
	}
	return UUID(id)
}

// Time is an instant with the database's precision, microseconds.
func Time(t time.Time) Field { return Integer(t.UnixMicro()) }
