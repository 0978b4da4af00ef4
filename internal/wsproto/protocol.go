package wsproto

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

// errTooManyFrames is how the handlers of control frames, and the counter of fragments, stop the reader.
var errTooManyFrames = errors.New("too many frames")

// read waits for one message and handles it; ok is false when it was the last, and e says why.
func (c *conn) read() (e ending, ok bool) {
	frame, reader, err := c.reader.NextReader()
	if err != nil {
		return endingOf(err), false
	}
	defer func() {
		if recovered := recover(); recovered != nil {
			c.server.reportPanic("reader")(recovered)
			e, ok = endInternalError(), false
		}
	}()
	return c.readMessage(frame, reader)
}

// readMessage reads and handles the message whose first frame has come.
func (c *conn) readMessage(frame int, reader io.Reader) (e ending, ok bool) {
	buffer, pooled := c.server.readBuffers.Get().(*bytes.Buffer)
	if !pooled {
		buffer = new(bytes.Buffer)
	}
	defer c.server.readBuffers.Put(buffer)
	buffer.Reset()
	if _, err := buffer.ReadFrom(reader); err != nil {
		return endingOf(err), false
	}
	c.server.metrics.received.Add(1)
	switch {
	case frame != websocket.TextMessage:
		return endInvalidMessage("not a text frame"), false
	case !utf8.Valid(buffer.Bytes()):
		return endInvalidText(), false
	case !c.alive():
		return endTooManyMessages(), false
	}
	m, err := parseMessage(buffer.Bytes())
	if err != nil {
		return endInvalidMessage(err.Error()), false
	}
	return c.handle(&m)
}

// endingOf says what an error of the reader means.
func endingOf(err error) ending {
	var closed *websocket.CloseError
	switch {
	case errors.As(err, &closed) && closed.Code == websocket.CloseAbnormalClosure:
		return endPeerLost()
	case errors.As(err, &closed):
		return ending{code: closed.Code, cause: causePeerClosed}
	case errors.Is(err, websocket.ErrReadLimit):
		return endMessageTooBig()
	case errors.Is(err, errTooManyFrames):
		return endTooManyMessages()
	case strings.HasPrefix(err.Error(), "websocket: "):
		return endProtocolError()
	default:
		return endPeerLost()
	}
}

// alive counts a message against the limit; any message is a sign of life.
func (c *conn) alive() bool {
	c.out.mu.Lock()
	c.unanswered = 0
	c.out.mu.Unlock()
	o := &c.server.options
	return c.limit.take(o.Clock.Now(), o.MessagesPerSecond, o.MessageBurst)
}

func (c *conn) onPingFrame(data string) error {
	if !c.alive() {
		return errTooManyFrames
	}
	c.send(frameItem(itemPong, []byte(data)))
	return nil
}

func (c *conn) onPongFrame(string) error {
	if !c.alive() {
		return errTooManyFrames
	}
	return nil
}

func (c *conn) handle(m *clientMessage) (e ending, ok bool) {
	switch m.kind {
	case messageInit:
		return c.init(m)
	case messagePing:
		c.send(frameItem(itemText, plainMessage(messagePong, m.payload)))
	case messageSubscribe:
		return c.subscribe(m)
	case messageComplete:
		c.complete(m.id)
	}
	return ending{}, true
}

// init authenticates the peer and acknowledges the connection.
func (c *conn) init(m *clientMessage) (e ending, ok bool) {
	given := c.credentials
	if given == nil {
		return endSecondInit(), false
	}
	c.credentials = nil
	c.out.mu.Lock()
	c.pendingInit = false
	c.out.mu.Unlock()
	token, err := initToken(m.payload)
	if err != nil {
		return endInvalidMessage(err.Error()), false
	}
	if token == "" {
		token = given.token
	}
	o := &c.server.options
	since := o.Clock.Now()
	who, err := c.authenticate(given, token)
	switch {
	case errors.Is(err, ErrUnavailable):
		o.Logger.Error("the authenticator of a socket could not tell", "error", err)
		return endOverload(), false
	case errors.Is(err, ErrForbidden):
		return endForbidden(), false
	case err != nil:
		return endRefused(), false
	}
	now := o.Clock.Now()
	if !who.ExpiresAt.IsZero() && !now.Before(who.ExpiresAt) {
		return endSessionExpired(), false
	}
	if e, ok := c.server.registry.bind(c, &c.member, &who, since); !ok {
		return e, false
	}
	if who.Bind != nil {
		c.ctx = who.Bind(c.ctx)
	}
	c.out.mu.Lock()
	c.acknowledged = true
	c.expiresAt = who.ExpiresAt
	c.pingDue = now.Add(jittered(o.PingInterval))
	next := c.nextTimer()
	sent := c.sendLocked(frameItem(itemText, plainMessage(messageAck, nil)))
	c.out.mu.Unlock()
	c.server.wheel.schedule(&c.timer, next)
	return endSlowConsumer(), sent
}

func (c *conn) authenticate(given *credentials, token string) (Principal, error) {
	ctx, cancel := context.WithTimeout(c.ctx, c.server.options.AuthenticateTimeout)
	defer cancel()
	return c.server.authenticator.Authenticate(ctx, given.handshake.WithContext(ctx), token)
}

// subscribe starts an operation.
func (c *conn) subscribe(m *clientMessage) (e ending, ok bool) {
	ctx, cancel := context.WithCancel(c.ctx)
	op := &operation{
		peer: c, id: m.id, prefix: nextPrefix(m.id),
		cancel: cancel, done: ctx.Done(), executing: true,
	}
	if e, ok := c.enter(op); !ok {
		cancel()
		return e, false
	}
	request := &Request{RawParams: m.operation}
	c.server.operations.Go(func() {
		op.run(ctx, c.server.executor, request, c.server.reportPanic("execute"))
		c.executed(op)
	})
	return ending{}, true
}

// enter puts an operation on the connection's books.
func (c *conn) enter(op *operation) (e ending, ok bool) {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	switch {
	case !c.acknowledged:
		return endUnauthorized(), false
	case c.operations[op.id] != nil:
		return endDuplicateOperation(), false
	case len(c.operations)+c.detached >= c.server.options.SubscriptionsPerSocket:
		return endTooManySubscriptions(), false
	}
	if c.operations == nil {
		c.operations = make(map[string]*operation)
	}
	c.operations[op.id] = op
	c.server.metrics.subscriptions.Add(1)
	return ending{}, true
}

// complete ends an operation at the peer's wish. An id that is not known belongs to one that has just ended by itself.
func (c *conn) complete(id string) {
	c.out.mu.Lock()
	op := c.operations[id]
	if op == nil {
		c.out.mu.Unlock()
		return
	}
	op.ended = true
	c.forget(op)
	c.out.drop(op)
	stop := op.stop
	c.out.mu.Unlock()
	op.release(stop)
}

// executed takes an operation that had ended before Execute returned off the count of the live ones.
func (c *conn) executed(op *operation) {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if op.detached {
		c.detached--
	}
}

// releaseOperations ends the operations that the connection ends with.
func (c *conn) releaseOperations() {
	c.out.mu.Lock()
	live := c.operations
	c.operations = nil
	stops := make(map[*operation]func(), len(live))
	for _, op := range live {
		op.ended = true
		stops[op] = op.stop
	}
	c.out.mu.Unlock()
	c.server.metrics.subscriptions.Add(-int64(len(live)))
	for op, stop := range stops {
		op.release(stop)
	}
}
