package event

import (
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"

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
	positionSize = 4 + 8 + 8
	nameSize     = 4 + 4
	// formSealed is the first byte of a cursor. Those that were given out before were not sealed, and were of an even number of bytes; these are
	// of an odd one.
	formSealed    = 1
	sealSize      = aes.BlockSize
	cursorMACSize = 12
)

// CursorCodec turns positions into opaque texts and back. Readers get no say about positions, and learn nothing from them: who got two
// cursors would know from their numbers how much happened between. The text is sealed with a synthetic nonce (a MAC of what is sealed), so
// that one position has one text.
type CursorCodec struct {
	current  cursorKeys
	previous *cursorKeys
}

// cursorKeys are those of one secret.
type cursorKeys struct {
	// seal makes the nonce, and cipher hides what is sealed with it; plain signed the cursors that were not sealed.
	seal, plain []byte
	cipher      cipher.Block
}

// NewCursorCodec derives the codec's keys from the current secret and, unless it is empty, the previous one.
func NewCursorCodec(current, previous []byte) (*CursorCodec, error) {
	keys, err := keysOfCursors(current)
	if err != nil {
		return nil, err
	}
	codec := CursorCodec{current: *keys}
	if len(previous) > 0 {
		codec.previous, err = keysOfCursors(previous)
	}
	return &codec, err
}

func keysOfCursors(secret []byte) (*cursorKeys, error) {
	var keys cursorKeys
	var hiding []byte
	for _, key := range []struct {
		into    *[]byte
		purpose string
	}{{&keys.plain, "qoricash event cursor"}, {&keys.seal, "qoricash event cursor: seal"}, {&hiding, "qoricash event cursor: hide"}} {
		var err error
		if *key.into, err = evidence.DeriveKey(secret, key.purpose); err != nil {
			return nil, err
		}
	}
	var err error
	if keys.cipher, err = aes.NewCipher(hiding); err != nil {
		return nil, fmt.Errorf("make the cipher of cursors: %w", err)
	}
	return &keys, nil
}

// Encode returns the text of a position: 60 characters of unpadded base64url, or 50 in an epoch without a name.
func (c *CursorCodec) Encode(position Cursor) string { return c.EncodeSeen(position, nil) }

// EncodeSeen is Encode with the sight of whoever gets the cursor, which makes it longer.
func (c *CursorCodec) EncodeSeen(position Cursor, seen Sight) string {
	open := make([]byte, 0, positionSize+nameSize+2*len(seen))
	open = binary.BigEndian.AppendUint32(open, uint32(position.Epoch))
	open = binary.BigEndian.AppendUint64(open, position.Tx)
	open = binary.BigEndian.AppendUint64(open, uint64(position.ID))
	if position.History != 0 || len(seen) > 0 {
		open = binary.BigEndian.AppendUint32(open, position.History)
		open = binary.BigEndian.AppendUint32(open, position.Mark)
	}
	return base64.RawURLEncoding.EncodeToString(c.current.sealed(seen.append(open)))
}

// sealed hides a position under a nonce that is its MAC.
func (k *cursorKeys) sealed(open []byte) []byte {
	text := append([]byte{formSealed}, evidence.MAC(k.seal, evidence.Bytes(open))[:sealSize]...)
	text = append(text, open...)
	cipher.NewCTR(k.cipher, text[1:1+sealSize]).XORKeyStream(text[1+sealSize:], open)
	return text
}

// opened is what [cursorKeys.sealed] hid; false for what these keys did not seal.
func (k *cursorKeys) opened(text []byte) ([]byte, bool) {
	if len(text) <= 1+sealSize || text[0] != formSealed {
		return nil, false
	}
	open := make([]byte, len(text)-1-sealSize)
	cipher.NewCTR(k.cipher, text[1:1+sealSize]).XORKeyStream(open, text[1+sealSize:])
	return open, hmac.Equal(text[1:1+sealSize], evidence.MAC(k.seal, evidence.Bytes(open))[:sealSize])
}

// signed is the position of a cursor that was given out before they were sealed; false for what these keys did not sign.
func (k *cursorKeys) signed(text []byte) ([]byte, bool) {
	if len(text) <= cursorMACSize || len(text)%2 != 0 {
		return nil, false
	}
	position, mac := text[:len(text)-cursorMACSize], text[len(text)-cursorMACSize:]
	return position, hmac.Equal(mac, evidence.MAC(k.plain, evidence.Bytes(position))[:cursorMACSize])
}

// read is the position of a text that these keys made.
func (k *cursorKeys) read(text []byte) ([]byte, bool) {
	if position, ok := k.opened(text); ok {
		return position, true
	}
	return k.signed(text)
}

// Decode returns the position of a text made by Encode or EncodeSeen, else ErrCursorInvalid.
func (c *CursorCodec) Decode(text string) (Cursor, error) {
	position, _, err := c.DecodeSeen(text)
	return position, err
}

// longestCursor bounds what is decoded at all.
const longestCursor = 1 + sealSize + positionSize + nameSize + 2*mostSeen

// DecodeSeen is Decode with the sight that the text tells of; none where it was made by Encode.
func (c *CursorCodec) DecodeSeen(text string) (Cursor, Sight, error) {
	size := base64.RawURLEncoding.DecodedLen(len(text))
	if size > longestCursor {
		return Cursor{}, nil, ErrCursorInvalid
	}
	decoded, err := base64.RawURLEncoding.Strict().DecodeString(text)
	// The decoder skips line breaks, so a text may hold fewer bytes than its length says.
	if err != nil || len(decoded) != size {
		return Cursor{}, nil, ErrCursorInvalid
	}
	position, ok := c.current.read(decoded)
	if !ok && c.previous != nil {
		position, ok = c.previous.read(decoded)
	}
	if !ok || len(position) != positionSize && (len(position) < positionSize+nameSize || len(position)%2 != 0) {
		return Cursor{}, nil, ErrCursorInvalid
	}
	cursor := Cursor{
		Epoch: int32(binary.BigEndian.Uint32(position)),
		Tx:    binary.BigEndian.Uint64(position[4:]),
		ID:    int64(binary.BigEndian.Uint64(position[12:])),
	}
	if len(position) == positionSize {
		return cursor, nil, nil
	}
	cursor.History = binary.BigEndian.Uint32(position[positionSize:])
	cursor.Mark = binary.BigEndian.Uint32(position[positionSize+4:])
	return cursor, readSight(position[positionSize+nameSize:]), nil
}
