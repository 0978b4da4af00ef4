package wsproto

import "encoding/binary"

// First bytes of the frames that a server sends: FIN and the opcode of RFC 6455, section 5.2. The server never
// fragments and never masks.
const (
	frameText  = 0x81
	frameClose = 0x88
	framePong  = 0x8a
)

// maxFrameHeader is the longest header of a server's frame: two bytes and a 64-bit length.
const maxFrameHeader = 10

func appendFrameHeader(dst []byte, first byte, length int) []byte {
	switch {
	case length < 126:
		return append(dst, first, byte(length))
	case length < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, first, 126), uint16(length))
	default:
		return binary.BigEndian.AppendUint64(append(dst, first, 127), uint64(length))
	}
}

// appendFrame encodes a queued item as one websocket frame.
func appendFrame(dst []byte, it *item) []byte {
	switch it.kind {
	case itemNext:
		prefix := it.operation.prefix
		dst = appendFrameHeader(dst, frameText, len(prefix)+len(it.payload)+1)
		dst = append(append(dst, prefix...), it.payload...)
		return append(dst, '}')
	case itemPong:
		return append(appendFrameHeader(dst, framePong, len(it.payload)), it.payload...)
	case itemClose:
		return append(appendFrameHeader(dst, frameClose, len(it.payload)), it.payload...)
	default:
		return append(appendFrameHeader(dst, frameText, len(it.payload)), it.payload...)
	}
}

func frameItem(kind itemKind, payload []byte) item {
	return item{kind: kind, payload: payload, size: maxFrameHeader + len(payload)}
}

// closeItem is the close frame of an ending. Code 0 stands for a close without a status.
func closeItem(code int, reason string) item {
	if code == codeNone {
		return frameItem(itemClose, nil)
	}
	if len(reason) > maxCloseReasonBytes {
		reason = reason[:maxCloseReasonBytes]
	}
	payload := binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(reason)), uint16(code))
	return frameItem(itemClose, append(payload, reason...))
}
