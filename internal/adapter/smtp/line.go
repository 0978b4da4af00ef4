package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
)

// mostReplies bounds what a relay may say during a send, in bytes.
const mostReplies = 1 << 20

var errTalkative = errors.New("the relay says too much")

// line is the connection of one send. The library leaves a connection open when a greeting fails, and goes on waiting
// for a reply when the context has ended; the line does neither.
type line struct {
	options Options
	done    context.Context
	raw     net.Conn
	forget  func() bool
}

// dial implements the library's function of that name, once for a line. Its context ends with the greeting, the line's
// own with the send.
func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	raw, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.raw = raw
	l.forget = context.AfterFunc(l.done, func() { _ = raw.Close() })
	heard := &bounded{Conn: raw, left: mostReplies}
	if l.options.Encryption != Implicit {
		return heard, nil
	}
	secured := tls.Client(heard, l.options.security())
	if err := secured.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	return secured, nil
}

// close hangs up, if nobody has.
func (l *line) close() {
	if l.raw != nil {
		l.forget()
		_ = l.raw.Close()
	}
}

// bounded is a connection that is read up to a bound.
type bounded struct {
	net.Conn
	left int
}

// Read implements [net.Conn].
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTalkative
	}
	n, err := b.Conn.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
