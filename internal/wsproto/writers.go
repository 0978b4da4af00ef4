package wsproto

import (
	"sync"
)

// writers is the pool of goroutines that write to websockets. The list of sockets with something to send is threaded
// through the connections themselves, so that handing one over allocates nothing and never blocks a publisher.
type writers struct {
	mu      sync.Mutex
	ready   *sync.Cond
	head    *conn
	tail    *conn
	stopped bool
	done    sync.WaitGroup
}

func startWriters(n int) *writers {
	w := &writers{}
	w.ready = sync.NewCond(&w.mu)
	for range n {
		w.done.Go(w.work)
	}
	return w
}

// hand gives a connection to a worker. The connection's scheduled bit keeps it from being in the list twice.
func (w *writers) hand(c *conn) {
	w.mu.Lock()
	if w.tail == nil {
		w.head = c
	} else {
		w.tail.nextReady = c
	}
	w.tail = c
	w.mu.Unlock()
	w.ready.Signal()
}

func (w *writers) next() *conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.head == nil && !w.stopped {
		w.ready.Wait()
	}
	c := w.head
	if c == nil {
		return nil
	}
	w.head, c.nextReady = c.nextReady, nil
	if w.head == nil {
		w.tail = nil
	}
	return c
}

func (w *writers) work() {
	raw := newRawWriter()
	var batch []byte
	for c := w.next(); c != nil; c = w.next() {
		batch = c.flush(raw, batch[:0])
		if cap(batch) > maxKeptBatch {
			batch = nil
		}
	}
}

// stop ends the workers once they have served what was handed to them.
func (w *writers) stop() {
	w.mu.Lock()
	w.stopped = true
	w.mu.Unlock()
	w.ready.Broadcast()
	w.done.Wait()
}
