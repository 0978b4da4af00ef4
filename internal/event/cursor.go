package event

import (
	"cmp"
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"errors"

	"github.com/qoricash/qoricash/internal/evidence"
)

var (
	// ErrCursorInvalid tells that a cursor was not made by this house, or was broken on the way.
	ErrCursorInvalid = errors.New("invalid cursor")
	// ErrForeignEpoch tells that a cursor's position does not exist in the running history: the database was restored,
	// set back or failed over since. The reader has to load its state anew and to go on from the current head.
	ErrForeignEpoch = errors.New("cursor of a foreign epoch")
)

// Cursor is a position in the event log. The zero Cursor is before every event.
type Cursor struct {
	Epoch int32
	Tx    uint64
	ID    int64
	// History is the beginning of the random name of the epoch, 0 for an epoch that was opened before epochs had names. A
	// database that was set back may open an epoch of the same number again, and never one of the same name.
	History uint32
	// Mark is the beginning of the signature of the event that has the position; 0 at the beginning of an epoch, and in an epoch
	// without a name. Another event of a database that was set back unnoticed may get the same numbers, and not the same mark.
	Mark uint32
}

// Beginning is the position before every event of the cursor's epoch.
func (c Cursor) Beginning() Cursor { return Cursor{Epoch: c.Epoch, History: c.History} }

// sameHistory tells whether two positions are of one uninterrupted history.
func (c Cursor) sameHistory(other Cursor) bool {
	return c.Epoch == other.Epoch && c.History == other.History
}

// Compare orders positions of one history: negative when c comes before other.
func (c Cursor) Compare(other Cursor) int {
	if order := cmp.Compare(c.Epoch, other.Epoch); order != 0 {
		return order
	}
	if order := cmp.Compare(c.Tx, other.Tx); order != 0 {
		return order
	}
	return cmp.Compare(c.ID, other.ID)
}

const (
	positionSize  = 4 + 8 + 8
	nameSize      = 4 + 4
	cursorMACSize = 12
)

// CursorCodec turns positions into opaque texts and back. Readers get no say about positions: the text carries a
// truncated HMAC.
type CursorCodec struct {
	current  []byte
	previous []byte
}

// NewCursorCodec derives the codec's keys from the current secret and, unless it is empty, the previous one.
func NewCursorCodec(current, previous []byte) (*CursorCodec, error) {
	const purpose = "qoricash event cursor"
	var codec CursorCodec
	var err error
	if codec.current, err = evidence.DeriveKey(current, purpose); err != nil {
		return nil, err
	}
	if len(previous) > 0 {
		if codec.previous, err = evidence.DeriveKey(previous, purpose); err != nil {
			return nil, err
		}
	}
	return &codec, nil
}

// Encode returns the text of a position: 54 characters of unpadded base64url. In an epoch without a name there are 43, as
// they were given out before: those go on being good as long as that epoch runs.
func (c *CursorCodec) Encode(position Cursor) string { return c.EncodeSeen(position, nil) }

// EncodeSeen is Encode with the sight of whoever gets the cursor, which makes it longer.
func (c *CursorCodec) EncodeSeen(position Cursor, seen Sight) string {
	text := make([]byte, 0, positionSize+nameSize+2*len(seen)+cursorMACSize)
	text = binary.BigEndian.AppendUint32(text, uint32(position.Epoch))
	text = binary.BigEndian.AppendUint64(text, position.Tx)
	text = binary.BigEndian.AppendUint64(text, uint64(position.ID))
	if position.History != 0 || len(seen) > 0 {
		text = binary.BigEndian.AppendUint32(text, position.History)
		text = binary.BigEndian.AppendUint32(text, position.Mark)
	}
	text = seen.append(text)
	text = append(text, cursorMAC(c.current, text)...)
	return base64.RawURLEncoding.EncodeToString(text)
}

// Decode returns the position of a text made by Encode or EncodeSeen, else ErrCursorInvalid.
func (c *CursorCodec) Decode(text string) (Cursor, error) {
	position, _, err := c.DecodeSeen(text)
	return position, err
}

// DecodeSeen is Decode with the sight that the text tells of; none where it was made by Encode.
func (c *CursorCodec) DecodeSeen(text string) (Cursor, Sight, error) {
	size := base64.RawURLEncoding.DecodedLen(len(text)) - cursorMACSize
	if size != positionSize && (size < positionSize+nameSize || size%2 != 0 || size > positionSize+nameSize+2*mostSeen) {
		return Cursor{}, nil, ErrCursorInvalid
	}
	decoded, err := base64.RawURLEncoding.Strict().DecodeString(text)
	// The decoder skips line breaks, so a text of the right length may still hold too few bytes.
	if err != nil || len(decoded) != size+cursorMACSize {
		return Cursor{}, nil, ErrCursorInvalid
	}
	position, mac := decoded[:size], decoded[size:]
	if !hmac.Equal(mac, cursorMAC(c.current, position)) &&
		(c.previous == nil || !hmac.Equal(mac, cursorMAC(c.previous, position))) {
		return Cursor{}, nil, ErrCursorInvalid
	}
	cursor := Cursor{
		Epoch: int32(binary.BigEndian.Uint32(position)),
		Tx:    binary.BigEndian.Uint64(position[4:]),
		ID:    int64(binary.BigEndian.Uint64(position[12:])),
	}
	if size == positionSize {
		return cursor, nil, nil
	}
	cursor.History = binary.BigEndian.Uint32(position[positionSize:])
	cursor.Mark = binary.BigEndian.Uint32(position[positionSize+4:])
	return cursor, readSight(position[positionSize+nameSize:]), nil
}

func cursorMAC(key, position []byte) []byte {
	return evidence.MAC(key, evidence.Bytes(position))[:cursorMACSize]
}
