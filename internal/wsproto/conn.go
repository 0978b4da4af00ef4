package wsproto

import (
	"context"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/gorilla/websocket"
)

// conn is one websocket. Its only goroutine is the reader (serve); workers write, the wheel times. The fields that the
// reader alone uses pass from one reader to the next with the go statement.
type conn struct {
	server *Server
	// reader decodes the peer's frames; nothing is ever written through it.
	reader *websocket.Conn
	socket net.Conn
	// raw writes without waiting; nil for TLS.
	raw    syscall.RawConn
	member membership
	limit  bucket
	timer  wheelEntry
	// nextReady threads the list of connections that wait for a worker; the pool's lock guards it.
	nextReady *conn

	// ctx ends with the connection. Once acknowledged it carries the principal; only the reader changes it, before
	// any operation exists.
	ctx    context.Context
	cancel context.CancelFunc
	// credentials are what connection_init needs, nil once it has come.
	credentials *credentials

	// out's lock guards the rest.
	out        outbox
	operations map[string]*operation
	// detached operations were completed by the peer while Execute was still running: they count as live.
	detached int
	// pendingInit is true until connection_init comes, acknowledged from connection_ack on.
	pendingInit  bool
	acknowledged bool
	// The close frame is queued, then taken into a batch, then sent.
	closeQueued bool
	closeTaken  bool
	closeSent   bool
	// unanswered pings since the last sign of life.
	unanswered int8
	initDue    time.Time
	pingDue    time.Time
	expiresAt  time.Time
}

// credentials are kept between the handshake and connection_init.
type credentials struct {
	handshake *http.Request
	token     string
}

var _ peer = (*conn)(nil)

// missedPings is how many pings in a row may stay without an answer.
const missedPings = 2

func newConn(s *Server, reader *websocket.Conn, socket net.Conn, member membership, handshake *http.Request, token string) *conn {
	now := s.options.Clock.Now()
	c := &conn{
		server:      s,
		reader:      reader,
		socket:      socket,
		raw:         rawConn(socket),
		member:      member,
		credentials: &credentials{handshake: handshake, token: token},
		pendingInit: true,
		initDue:     now.Add(s.options.InitTimeout),
		out:         outbox{budget: s.budget, maxBytes: s.options.QueueBytes, maxMessages: s.options.QueueMessages},
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	reader.SetReadLimit(int64(s.options.MaxMessageBytes))
	reader.SetPingHandler(c.onPingFrame)
	reader.SetPongHandler(c.onPongFrame)
	reader.SetCloseHandler(func(int, string) error { return nil })
	if _, isTCP := socket.(*net.TCPConn); isTCP && c.raw != nil {
		if err := tuneSocket(c.raw, s.options.UserTimeout); err != nil {
			s.options.Logger.Debug("socket options not set", "error", err)
		}
	}
	c.timer.fire = c.onTimer
	s.wheel.schedule(&c.timer, c.initDue)
	return c
}

// serve reads one message and goes on in a new goroutine, or takes the connection apart when it has ended. Decoding
// makes a stack grow that waiting does not need, and a goroutine that waits would keep it: half of what an idle
// connection costs.
func (c *conn) serve() {
	e, ok := c.read()
	if ok {
		go c.serve()
		return
	}
	c.end(e)
	c.server.wheel.stop(&c.timer)
	c.releaseOperations()
	c.linger()
	c.server.metrics.sockets.Add(-1)
	c.server.registry.remove(c, &c.member)
}

func (c *conn) queue() *outbox { return &c.out }

func (c *conn) wake() { c.server.writers.hand(c) }

// end implements [peer]. The queue is dropped, and the close frame follows what is already being written. The reader
// is woken by a deadline in the past and does the rest.
func (c *conn) end(e ending) {
	c.out.mu.Lock()
	if c.out.closed {
		c.out.mu.Unlock()
		return
	}
	c.out.close()
	wake := false
	if e.code != codeNone {
		code := e.code
		if code == websocket.CloseNoStatusReceived {
			code = codeNone // the peer closed without a status, and is answered likewise
		}
		c.closeQueued = true
		wake = c.out.append(closeItem(code, e.reason))
	}
	// Under the lock, so that it comes before the deadline that linger sets.
	_ = c.socket.SetReadDeadline(time.Unix(1, 0))
	c.out.mu.Unlock()
	c.server.metrics.endings[e.cause].Add(1)
	c.cancel()
	if wake {
		c.wake()
	}
}

// linger waits for the peer's side of the close: a socket that is closed with something unread in it is reset, and
// the close frame would be lost. It returns with the socket closed.
func (c *conn) linger() {
	c.out.mu.Lock()
	told := c.closeQueued
	c.out.mu.Unlock()
	if told {
		_ = c.socket.SetReadDeadline(time.Now().Add(c.server.options.CloseTimeout))
		scratch := make([]byte, readBufferBytes)
		for {
			if _, err := c.socket.Read(scratch); err != nil {
				break
			}
		}
	}
	c.out.mu.Lock()
	sent := c.closeSent
	c.out.mu.Unlock()
	if sent {
		_ = c.socket.Close()
	} else {
		c.abort()
	}
	c.out.mu.Lock()
	c.out.discard()
	c.out.mu.Unlock()
}

// abort closes the socket and has the kernel forget what it still holds for a peer that does not take it.
func (c *conn) abort() {
	if tcp, ok := c.socket.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.socket.Close()
}

// onTimer is the wheel's call: it ends what is overdue, pings, and tells when it wants to be called again.
func (c *conn) onTimer(now time.Time) time.Time {
	c.out.mu.Lock()
	next, e, overdue := c.checkTimes(now)
	c.out.mu.Unlock()
	if overdue {
		c.end(e)
	}
	return next
}

// checkTimes does what is due at now. The lock is held.
func (c *conn) checkTimes(now time.Time) (next time.Time, e ending, overdue bool) {
	switch {
	case c.out.closed:
		return time.Time{}, ending{}, false
	case !c.acknowledged && now.Before(c.initDue):
		return c.initDue, ending{}, false
	case !c.acknowledged && c.pendingInit:
		return time.Time{}, endInitTimeout(), true
	case !c.acknowledged:
		// The authenticator is at work, within its own timeout.
		return now.Add(c.server.options.AuthenticateTimeout), ending{}, false
	case !c.expiresAt.IsZero() && !now.Before(c.expiresAt):
		return time.Time{}, endSessionExpired(), true
	case now.Before(c.pingDue):
		return c.nextTimer(), ending{}, false
	case c.unanswered >= missedPings:
		return time.Time{}, endUnresponsive(), true
	}
	c.unanswered++
	c.pingDue = now.Add(jittered(c.server.options.PingInterval))
	if !c.sendLocked(frameItem(itemText, plainMessage(messagePing, nil))) {
		return time.Time{}, endSlowConsumer(), true
	}
	return c.nextTimer(), ending{}, false
}

// nextTimer is when an acknowledged connection needs the wheel next. The lock is held.
func (c *conn) nextTimer() time.Time {
	if !c.expiresAt.IsZero() && c.expiresAt.Before(c.pingDue) {
		return c.expiresAt
	}
	return c.pingDue
}

// sendLocked queues a message of the connection itself. The lock is held. It reports false when the peer does not
// even read those: it is a slow consumer then, and the caller must end it.
func (c *conn) sendLocked(it item) bool {
	if c.out.closed {
		return true
	}
	if !c.out.fits(it.size) {
		return false
	}
	if c.out.append(it) {
		c.wake()
	}
	return true
}

func (c *conn) send(it item) {
	c.out.mu.Lock()
	ok := c.sendLocked(it)
	c.out.mu.Unlock()
	if !ok {
		c.end(endSlowConsumer())
	}
}

// renew implements [peer].
func (c *conn) renew(expiresAt time.Time) {
	c.out.mu.Lock()
	c.expiresAt = expiresAt
	next := c.nextTimer()
	c.out.mu.Unlock()
	c.server.wheel.schedule(&c.timer, next)
}

func (c *conn) errorItem(op *operation, errs []byte) item {
	return frameItem(itemText, errorMessage(op.id, errs))
}

func (c *conn) completeItem(op *operation) item {
	return frameItem(itemText, completeMessage(op.id))
}

func (c *conn) nextSize(op *operation, m *Message) int {
	return maxFrameHeader + len(op.prefix) + len(m.Payload) + 1
}

func (c *conn) forget(op *operation) {
	delete(c.operations, op.id)
	if op.executing {
		op.detached = true
		c.detached++
	}
	c.server.metrics.subscriptions.Add(-1)
}
