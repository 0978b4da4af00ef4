package connection

import (
	"encoding/base64"
	"encoding/binary"
	"errors"

	"github.com/google/uuid"
)

// Position is the place of a row in an order: the value that the list is sorted by, and the key.
type Position struct {
	// Value is nil for a row without one.
	Value *int64
	ID    uuid.UUID
}

const cursorVersion = 1

var errCursor = errors.New("malformed cursor")

// encode writes a position of an order. The order's tag goes into it, so that a cursor cannot go on in another order.
func encode(tag byte, position Position) string {
	text := []byte{cursorVersion, tag, 0}
	if position.Value != nil {
		text[2] = 1
		text = binary.BigEndian.AppendUint64(text, uint64(*position.Value))
	}
	return base64.RawURLEncoding.EncodeToString(append(text, position.ID[:]...))
}

// decode reads what encode wrote for the same order, and nothing else.
func decode(tag byte, cursor string) (Position, error) {
	text, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(text) < 3 || text[0] != cursorVersion || text[1] != tag || text[2] > 1 {
		return Position{}, errCursor
	}
	valued, rest := text[2] == 1, text[3:]
	var position Position
	if valued {
		if len(rest) < 8 {
			return Position{}, errCursor
		}
		value := int64(binary.BigEndian.Uint64(rest))
		position.Value, rest = &value, rest[8:]
	}
	if len(rest) != len(position.ID) {
		return Position{}, errCursor
	}
	copy(position.ID[:], rest)
	if encode(tag, position) != cursor {
		return Position{}, errCursor
	}
	return position, nil
}
