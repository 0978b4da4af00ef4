package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// crowd is subscribers with a socket each.
type crowd struct {
	sockets []*subscriber
	reading sync.WaitGroup
	waiting atomic.Pointer[wait]
	// recording keeps the instants of arrival.
	recording atomic.Bool
}

// wait counts messages down to the last one.
type wait struct {
	left atomic.Int64
	// version is the only event that counts; 0 counts all.
	version int
	over    chan struct{}
}

// subscriber is one socket with one subscription.
type subscriber struct {
	crowd    *crowd
	socket   *websocket.Conn
	arrivals []stamp
	// fault is why the socket ended, once reading is over.
	fault error
}

const (
	// opening bounds the opening of one socket, and openers is how many are opened at once.
	opening = 20 * time.Second
	openers = 16
	// socketsPerPerson is what the program allows one person (realtime.md 1.4).
	socketsPerPerson = 10
	// patience bounds the wait for messages that must come.
	patience = 60 * time.Second
	// attempt is how long a first event may take to reach all.
	attempt = 5 * time.Second
)

// gather opens sockets to a part and subscribes each to a document. When it returns every subscriber has got an event. The
// sockets are numbered from first on: of two crowds at one part each has its own people.
func gather(ctx context.Context, b *bench, at, writer *child, first, count int, document string) (*crowd, error) {
	c := &crowd{sockets: make([]*subscriber, count)}
	faults, turns := make([]error, openers), make(chan int)
	var working sync.WaitGroup
	for worker := range openers {
		working.Go(func() {
			for n := range turns {
				opened, err := c.open(ctx, at.Served, first+n, document)
				if err != nil && faults[worker] == nil {
					faults[worker] = fmt.Errorf("open socket %d: %w", n, err)
				}
				c.sockets[n] = opened
			}
		})
	}
	for n := range count {
		turns <- n
	}
	close(turns)
	working.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, errors.Join(err, c.leave())
	}
	for _, s := range c.sockets {
		c.reading.Go(s.read)
	}
	if err := c.awaitJoined(ctx, b, writer); err != nil {
		return nil, errors.Join(err, c.leave())
	}
	return c, nil
}

// open opens a socket up to the acknowledgement and sends the subscription.
func (c *crowd) open(ctx context.Context, address string, n int, document string) (_ *subscriber, err error) {
	dialer := websocket.Dialer{HandshakeTimeout: opening, Subprotocols: []string{"graphql-transport-ws"}, ReadBufferSize: 1 << 10,
		WriteBufferSize: 512}
	header := http.Header{
		"Authorization": {"Bearer " + token(1+n/socketsPerPerson%masters)},
		// An address of its own, as behind a proxy.
		"X-Forwarded-For": {fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)},
	}
	//nolint:bodyclose // the socket has the connection, and what is read of a refusal is closed already
	socket, response, err := dialer.DialContext(ctx, "ws://"+address+"/graphql", header)
	if err != nil {
		if response != nil {
			return nil, fmt.Errorf("dial (%s): %w", response.Status, err)
		}
		return nil, err
	}
	s := &subscriber{crowd: c, socket: socket}
	if err := socket.SetReadDeadline(time.Now().Add(opening)); err != nil {
		return s, err
	}
	if err := socket.WriteMessage(websocket.TextMessage, []byte(`{"type":"connection_init","payload":{}}`)); err != nil {
		return s, err
	}
	_, message, err := socket.ReadMessage()
	if err != nil {
		return s, err
	}
	if !bytes.Contains(message, []byte(`"connection_ack"`)) {
		return s, fmt.Errorf("not acknowledged: %s", message)
	}
	if err := socket.SetReadDeadline(time.Time{}); err != nil {
		return s, err
	}
	return s, socket.WriteJSON(map[string]any{"id": "1", "type": "subscribe", "payload": map[string]any{"query": document}})
}

// awaitJoined sends events until one reaches all: a subscription is not acknowledged, so this shows that it is there.
func (c *crowd) awaitJoined(ctx context.Context, b *bench, writer *child) error {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		over := c.expect(len(c.sockets), b.version)
		if _, err := b.happen(ctx, writer, eventsOrder{Count: 1, Burst: 1}); err != nil {
			return err
		}
		select {
		case <-over:
			return nil
		case <-time.After(attempt):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errors.New("not every subscriber got an event")
}

// happen has events committed, numbered on from those before.
func (b *bench) happen(ctx context.Context, writer *child, asked eventsOrder) ([]stamp, error) {
	asked.First = b.version
	b.version += asked.Count * asked.Burst
	var stamps []stamp
	err := writer.ask(ctx, "events", asked, &stamps)
	return stamps, err
}

// expect answers a channel that is closed after so many messages; of one event only, unless version is 0.
func (c *crowd) expect(messages, version int) <-chan struct{} {
	w := &wait{version: version, over: make(chan struct{})}
	w.left.Store(int64(messages))
	c.waiting.Store(w)
	return w.over
}

// deliver has events committed and waits until every subscriber has got each.
func (c *crowd) deliver(ctx context.Context, b *bench, writer *child, asked eventsOrder) ([]stamp, error) {
	over := c.expect(len(c.sockets)*asked.Count*asked.Burst, 0)
	stamps, err := b.happen(ctx, writer, asked)
	if err != nil {
		return nil, err
	}
	select {
	case <-over:
		return stamps, nil
	case <-time.After(patience):
		return nil, fmt.Errorf("%d messages did not arrive", c.waiting.Load().left.Load())
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var (
	nextMark    = []byte(`"type":"next"`)
	pingMark    = []byte(`"type":"ping"`)
	versionMark = []byte(`"operationVersion":`)
)

// read takes messages until the socket ends.
func (s *subscriber) read() {
	for {
		_, message, err := s.socket.ReadMessage()
		if err != nil {
			s.fault = err
			return
		}
		if version, ok := versionOf(message); ok {
			s.take(version)
			continue
		}
		switch {
		case bytes.Contains(message, pingMark):
			err = s.socket.WriteMessage(websocket.TextMessage, []byte(`{"type":"pong"}`))
		case !bytes.Contains(message, nextMark):
			err = fmt.Errorf("unexpected message: %s", message)
		}
		if err != nil {
			s.fault = err
			return
		}
	}
}

func versionOf(message []byte) (int, bool) {
	_, rest, found := bytes.Cut(message, versionMark)
	if !found {
		return 0, false
	}
	digits := 0
	for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	version, err := strconv.Atoi(string(rest[:digits]))
	return version, err == nil
}

func (s *subscriber) take(version int) {
	if s.crowd.recording.Load() {
		s.arrivals = append(s.arrivals, stamp{Version: version, At: time.Now()})
	}
	w := s.crowd.waiting.Load()
	if w == nil || w.version != 0 && w.version != version {
		return
	}
	if w.left.Add(-1) == 0 {
		close(w.over)
	}
}

// leave closes all sockets. A socket that had ended by itself is an error: its subscriber missed something.
func (c *crowd) leave() error {
	var faults []error
	for _, s := range c.sockets {
		if s == nil {
			continue
		}
		// The reader is told by the deadline, and its error is then this one.
		if err := s.socket.UnderlyingConn().SetReadDeadline(time.Unix(1, 0)); err != nil {
			faults = append(faults, err)
		}
	}
	c.reading.Wait()
	for n, s := range c.sockets {
		if s == nil {
			continue
		}
		var timeout interface{ Timeout() bool }
		if s.fault != nil && !(errors.As(s.fault, &timeout) && timeout.Timeout()) && len(faults) < 3 {
			faults = append(faults, fmt.Errorf("socket %d ended: %w", n, s.fault))
		}
		if err := s.socket.Close(); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// quoted is a document as part of a request.
func quoted(document string) ([]byte, error) {
	return json.Marshal(map[string]string{"query": document})
}
