package wsproto

import "encoding/binary"

// frameCounter follows the bytes of a peer from frame to frame and counts those of an unfinished message. The reader's limit is on the
// bytes of a message, and frames may be empty.
type frameCounter struct {
	most      int
	fragments int
	// head is the beginning of a frame as far as it has come, skip how much of its content is still to come.
	head []byte
	skip uint64
}

// The bits of a frame's head (RFC 6455, 5.2).
const (
	bitFinal   = 0x80
	bitControl = 0x08
	bitMasked  = 0x80
	maskBytes  = 4
)

// pass takes the next bytes and tells whether they may go on.
func (f *frameCounter) pass(p []byte) bool {
	for len(p) > 0 {
		if f.skip > 0 {
			n := min(f.skip, uint64(len(p)))
			p, f.skip = p[n:], f.skip-n
			continue
		}
		f.head, p = append(f.head, p[0]), p[1:]
		length, whole := frameLength(f.head)
		if !whole {
			continue
		}
		first := f.head[0]
		f.head, f.skip = f.head[:0], length
		switch {
		case first&bitControl != 0: // they may stand between the fragments of a message
		case first&bitFinal != 0:
			f.fragments = 0
		default:
			f.fragments++
		}
		if f.fragments > f.most {
			return false
		}
	}
	return true
}

// frameLength tells how much content follows the head of a frame; whole is false while the head goes on. A length that no frame may have
// is the reader's to refuse.
func frameLength(head []byte) (length uint64, whole bool) {
	if len(head) < 2 {
		return 0, false
	}
	size, extended := uint64(head[1]&^bitMasked), 0
	switch size {
	case 126:
		extended = 2
	case 127:
		extended = 8
	}
	end := 2 + extended
	if head[1]&bitMasked != 0 {
		end += maskBytes
	}
	if len(head) < end {
		return 0, false
	}
	switch extended {
	case 2:
		size = uint64(binary.BigEndian.Uint16(head[2:4]))
	case 8:
		size = binary.BigEndian.Uint64(head[2:10])
	}
	return size, true
}
