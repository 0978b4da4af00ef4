// Package globalid turns a primary key into the opaque, typed id that leaves the
// system, and back.
//
// Invariants:
//   - An id is a prefix, "_" and 26 characters of lower-case Crockford base32:
//     "op_01k9z3...". Nothing else decodes.
//   - Every key has exactly one id and every id exactly one key: upper case, the
//     look-alikes of Crockford's alphabet, padding and overflow are refused.
//   - Ids of one prefix sort as their keys do, so UUIDv7 ids sort by time.
package globalid

import (
	"errors"
	"strings"

	"github.com/google/uuid"
)

const (
	alphabet      = "0123456789abcdefghjkmnpqrstvwxyz"
	encodedLength = 26
	longestPrefix = 16
	notInAlphabet = 0xFF
)

// ErrMalformed says that a text is not an id in canonical form.
var ErrMalformed = errors.New("globalid: malformed id")

// Encode returns the id of a key. The prefix is a constant of the program, a
// lower-case letter followed by at most 15 lower-case letters or digits; Encode
// panics on any other, because its id would never decode.
func Encode(prefix string, id uuid.UUID) string {
	if !validPrefix(prefix) {
		panic("globalid: invalid prefix " + prefix)
	}
	text := make([]byte, 0, len(prefix)+1+encodedLength)
	text = append(text, prefix...)
	text = append(text, '_')
	// 26 characters hold 130 bits; the two that are too many lead and are zero.
	for position := range encodedLength {
		text = append(text, alphabet[fiveBits(id, position*5-2)])
	}
	return string(text)
}

// Decode returns the prefix and the key of an id. The error is ErrMalformed for
// everything Encode does not produce; whether the prefix is one in use is for the
// caller to say.
func Decode(text string) (prefix string, id uuid.UUID, err error) {
	prefix, encoded, found := strings.Cut(text, "_")
	if !found || !validPrefix(prefix) || len(encoded) != encodedLength || encoded[0] > '7' {
		return "", uuid.Nil, ErrMalformed
	}
	for position := range encodedLength {
		value := valueOf(encoded[position])
		if value == notInAlphabet {
			return "", uuid.Nil, ErrMalformed
		}
		setFiveBits(&id, position*5-2, value)
	}
	return prefix, id, nil
}

// fiveBits returns the bits first..first+4 of the key, counted from its most
// significant one; bits before the key are zero.
func fiveBits(id uuid.UUID, first int) byte {
	var value byte
	for bit := first; bit < first+5; bit++ {
		value <<= 1
		if bit >= 0 {
			value |= id[bit/8] >> (7 - bit%8) & 1
		}
	}
	return value
}

// setFiveBits is the inverse of fiveBits on a key whose bits there are zero.
func setFiveBits(id *uuid.UUID, first int, value byte) {
	for bit := first; bit < first+5; bit++ {
		if bit >= 0 {
			id[bit/8] |= value >> (first + 4 - bit) & 1 << (7 - bit%8)
		}
	}
}

func valueOf(character byte) byte {
	if index := strings.IndexByte(alphabet, character); index >= 0 {
		return byte(index)
	}
	return notInAlphabet
}

func validPrefix(prefix string) bool {
	if prefix == "" || len(prefix) > longestPrefix || prefix[0] < 'a' || prefix[0] > 'z' {
		return false
	}
	for i := range len(prefix) {
		isLetter := prefix[i] >= 'a' && prefix[i] <= 'z'
		isDigit := prefix[i] >= '0' && prefix[i] <= '9'
		if !isLetter && !isDigit {
			return false
		}
	}
	return true
}
