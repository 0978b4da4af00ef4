package wsproto

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

// stream is one SSE response: one operation of one peer. Its goroutine is the HTTP handler's, which writes; net/http
// gives no way to leave it. The rest is as for websockets: a bounded queue, the wheel, the registry.
type stream struct {
	server *Server
	member membership
	timer  wheelEntry
	cancel context.CancelFunc
	// signal wakes the handler; one pending signal says all.
	signal chan struct{}

	// out's lock guards the rest.
	out        outbox
	completed  bool
	ending     ending
	commentDue time.Time
	expiresAt  time.Time
}

var _ peer = (*stream)(nil)

func newStream(s *Server, member membership, now time.Time) *stream {
	st := &stream{
		server:     s,
		member:     member,
		signal:     make(chan struct{}, 1),
		out:        outbox{budget: s.budget, maxBytes: s.options.QueueBytes, maxMessages: s.options.QueueMessages},
		commentDue: now.Add(s.options.CommentInterval),
	}
	st.timer.fire = st.onTimer
	return st
}

func (st *stream) queue() *outbox { return &st.out }

func (st *stream) wake() {
	select {
	case st.signal <- struct{}{}:
	default:
	}
}

// end implements [peer].
func (st *stream) end(e ending) {
	st.out.mu.Lock()
	if st.out.closed {
		st.out.mu.Unlock()
		return
	}
	st.out.close()
	st.ending = e
	st.out.mu.Unlock()
	st.server.metrics.endings[e.cause].Add(1)
	st.cancel()
	st.wake()
}

// renew implements [peer].
func (st *stream) renew(expiresAt time.Time) {
	st.out.mu.Lock()
	st.expiresAt = expiresAt
	next := st.nextTimer()
	st.out.mu.Unlock()
	st.server.wheel.schedule(&st.timer, next)
}

func (st *stream) nextTimer() time.Time {
	if !st.expiresAt.IsZero() && st.expiresAt.Before(st.commentDue) {
		return st.expiresAt
	}
	return st.commentDue
}

func (st *stream) onTimer(now time.Time) time.Time {
	st.out.mu.Lock()
	expired := !st.expiresAt.IsZero() && !now.Before(st.expiresAt)
	if !expired && !st.out.closed && !now.Before(st.commentDue) {
		st.commentDue = now.Add(st.server.options.CommentInterval)
		// A peer for which something waits needs no sign of life.
		if len(st.out.items) == 0 && st.out.append(textEvent([]byte(":\n\n"))) {
			st.wake()
		}
	}
	next, closed := st.nextTimer(), st.out.closed
	st.out.mu.Unlock()
	if expired {
		st.end(endSessionExpired())
	}
	if expired || closed {
		return time.Time{}
	}
	return next
}

func (st *stream) errorItem(_ *operation, errs []byte) item {
	// The protocol reports request errors as a result, and completes.
	event := appendEvent(nil, fmt.Appendf(nil, `{"errors":%s}`, errs), "")
	return textEvent(append(event, completeEvent...))
}

func (st *stream) completeItem(*operation) item { return textEvent([]byte(completeEvent)) }

// completeEvent has an empty data field: without one, browsers would not deliver the event.
const completeEvent = "event: complete\ndata: \n\n"

func (st *stream) nextSize(_ *operation, m *Message) int {
	return eventSize(m.Payload, m.Cursor)
}

func (st *stream) forget(*operation) {
	st.completed = true
	st.server.metrics.subscriptions.Add(-1)
}

// serve writes the stream until it ends.
func (st *stream) serve(gone <-chan struct{}, w http.ResponseWriter) {
	control := http.NewResponseController(w)
	var batch []byte
	for {
		select {
		case <-st.signal:
		case <-gone:
			st.end(endPeerLost())
			return
		}
		for more := true; more; {
			batch, more = st.takeBatch(batch[:0])
			if err := st.write(control, w, batch); err != nil {
				st.brokenWrite(err)
				return
			}
		}
		if st.over(control, w) {
			return
		}
	}
}

func (st *stream) takeBatch(batch []byte) (_ []byte, more bool) {
	st.out.mu.Lock()
	defer st.out.mu.Unlock()
	batch, n := st.out.take(batch, maxBatch, appendItemEvent)
	st.server.metrics.sent.Add(uint64(n))
	if n == 0 {
		st.out.scheduled = false
	}
	return batch, n > 0
}

// over tells whether the stream has ended; where the server cut it off, it tells the peer why in a comment. There is
// no `complete` then: the client must know that it has to resume.
func (st *stream) over(control *http.ResponseController, w http.ResponseWriter) bool {
	st.out.mu.Lock()
	completed := st.completed && len(st.out.items) == 0
	closed, e := st.out.closed, st.ending
	st.out.mu.Unlock()
	switch {
	case closed:
		if e.code != codeNone {
			// The stream ends in any case; a peer that cannot be told sees that.
			_ = st.write(control, w, fmt.Appendf(nil, ": %d %s\n\n", e.code, e.reason))
		}
		return true
	case completed:
		st.end(ending{code: codeNone, cause: causeCompleted})
		return true
	}
	return false
}

// write sends p in chunks, each within the write timeout.
func (st *stream) write(control *http.ResponseController, w http.ResponseWriter, p []byte) error {
	for len(p) > 0 {
		if err := control.SetWriteDeadline(time.Now().Add(st.server.options.WriteTimeout)); err != nil {
			return fmt.Errorf("set write deadline: %w", err)
		}
		n, err := w.Write(p[:min(len(p), drainChunk)])
		if err == nil {
			err = control.Flush()
		}
		if err != nil {
			return fmt.Errorf("write event: %w", err)
		}
		p = p[n:]
		st.server.metrics.writes.Add(1)
		st.server.metrics.writtenBytes.Add(uint64(n))
		st.out.mu.Lock()
		st.out.written(n)
		st.out.mu.Unlock()
	}
	return nil
}

func (st *stream) brokenWrite(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		st.end(endWriteTimeout())
		return
	}
	st.end(endPeerLost())
}

func textEvent(event []byte) item {
	return item{kind: itemText, payload: event, size: len(event)}
}

func appendItemEvent(dst []byte, it *item) []byte {
	if it.kind == itemNext {
		return appendEvent(dst, it.payload, it.cursor)
	}
	return append(dst, it.payload...)
}

const (
	eventHead = "event: next\n"
	dataField = "data: "
	idField   = "id: "
)

// appendEvent encodes a result as an event. Every line of the payload is a data field of its own.
func appendEvent(dst, payload []byte, cursor string) []byte {
	dst = append(dst, eventHead...)
	if cursor != "" && !strings.ContainsAny(cursor, "\r\n\x00") {
		dst = append(append(append(dst, idField...), cursor...), '\n')
	}
	for line := range bytes.Lines(payload) {
		dst = append(dst, dataField...)
		dst = append(dst, bytes.TrimRight(line, "\r\n")...)
		dst = append(dst, '\n')
	}
	return append(dst, '\n')
}

// eventSize bounds the length of an encoded result.
func eventSize(payload []byte, cursor string) int {
	lines := bytes.Count(payload, []byte{'\n'}) + 1
	return len(eventHead) + len(idField) + len(cursor) + 1 + len(payload) + lines*(len(dataField)+1) + 1
}
