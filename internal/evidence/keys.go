package evidence

import (
	"crypto/hmac"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// KeyID is the number of a key in the table evidence_keys. The zero KeyID is NULL: the row was signed before keys were rows,
// under a key derived from the secret of its time.
type KeyID int16

// Value implements driver.Valuer.
func (k KeyID) Value() (driver.Value, error) {
	if k == 0 {
		return nil, nil
	}
	return int64(k), nil
}

// Scan implements sql.Scanner.
func (k *KeyID) Scan(value any) error {
	var number sql.NullInt16
	if err := number.Scan(value); err != nil {
		return fmt.Errorf("read the number of a key: %w", err)
	}
	*k = KeyID(number.Int16)
	return nil
}

// Column is the number as a nullable column of an entity holds it.
func (k KeyID) Column() *int16 {
	if k == 0 {
		return nil
	}
	number := int16(k)
	return &number
}

// Signature is a MAC with the number of the key that made it. Both are kept: another key's MAC proves nothing.
type Signature struct {
	MAC []byte
	Key KeyID
}

// String writes a signature for a place that has no columns for it: the number of its key, unless it is zero, and the MAC.
func (s Signature) String() string {
	if s.Key == 0 {
		return hex.EncodeToString(s.MAC)
	}
	return strconv.Itoa(int(s.Key)) + "." + hex.EncodeToString(s.MAC)
}

// ParseSignature reads what String wrote.
func ParseSignature(text string) (Signature, error) {
	var signature Signature
	if number, rest, found := strings.Cut(text, "."); found {
		id, err := strconv.ParseInt(number, 10, 16)
		if err != nil || id < 1 {
			return Signature{}, fmt.Errorf("parse a signature: key %q", number)
		}
		signature.Key, text = KeyID(id), rest
	}
	var err error
	if signature.MAC, err = hex.DecodeString(text); err != nil {
		return Signature{}, fmt.Errorf("parse a signature: %w", err)
	}
	return signature, nil
}

// Keys sign evidence and judge signatures. One key signs; every key that ever signed goes on judging, so that what it signed
// stays proved however often the secret changes. Keys is a value, safe for concurrent use.
type Keys struct {
	signing KeyID
	secret  []byte
	byID    map[KeyID][]byte
	// derived are the keys of secrets: they judge what has no key of its own.
	derived [][]byte
	closed  []KeyID
}

// NewKeys derives keys from the current secret and, where there is one, the previous secret, for a log without a table of
// keys: signatures have no key number, and a change of the secret is outlived once. A house opens its keys with [OpenKeys].
func NewKeys(current, previous []byte) (Keys, error) {
	derived, err := deriveAll(current, previous, derivation)
	if err != nil {
		return Keys{}, err
	}
	return Keys{secret: derived[0], derived: derived}, nil
}

// Closed are the numbers of the keys that did not open, in order: what they signed cannot be proved.
func (k Keys) Closed() []KeyID { return slices.Clone(k.closed) }

// Sign signs the fields with the signing key.
func (k Keys) Sign(fields ...Field) Signature {
	return Signature{MAC: MAC(k.secret, fields...), Key: k.signing}
}

// Valid tells, in constant time, whether a signature is that of the fields under the key that it names. A key that is not
// there has signed nothing.
func (k Keys) Valid(signature Signature, fields ...Field) bool {
	if signature.Key == 0 {
		return fits(signature.MAC, k.derived, fields)
	}
	key, known := k.byID[signature.Key]
	return known && hmac.Equal(signature.MAC, MAC(key, fields...))
}

// ValidUnderAny tells whether mac is the MAC of the fields under any of the keys, for what is kept without the number of its
// key because it passes within minutes.
func (k Keys) ValidUnderAny(mac []byte, fields ...Field) bool {
	all := slices.Clone(k.derived)
	for _, key := range k.byID {
		all = append(all, key)
	}
	return fits(mac, all, fields)
}

func fits(mac []byte, keys [][]byte, fields []Field) bool {
	valid := false
	for _, key := range keys {
		valid = hmac.Equal(mac, MAC(key, fields...)) || valid
	}
	return valid
}

// derivation is the purpose for which a secret was the key of evidence itself.
const derivation = "qoricash evidence"

// deriveAll derives one key for a purpose from each secret, the current one first; the previous one may be missing.
func deriveAll(current, previous []byte, purpose string) ([][]byte, error) {
	key, err := DeriveKey(current, purpose)
	if err != nil {
		return nil, err
	}
	if len(previous) == 0 {
		return [][]byte{key}, nil
	}
	former, err := DeriveKey(previous, purpose)
	if err != nil {
		return nil, fmt.Errorf("previous secret: %w", err)
	}
	return [][]byte{key, former}, nil
}
