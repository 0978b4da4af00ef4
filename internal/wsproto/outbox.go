package wsproto

import (
	"sync"
	"sync/atomic"
)

type itemKind uint8

const (
	// itemNext is a result of an operation: the payload is shared with other peers.
	itemNext itemKind = iota
	// itemText is a whole message in the peer's protocol (for SSE a whole event or comment).
	itemText
	// itemPong is the answer to a websocket ping frame.
	itemPong
	// itemClose is the websocket close frame; nothing follows it.
	itemClose
)

// item is one thing that waits to be sent.
type item struct {
	operation *operation // whose result it is; nil for the connection's own messages
	payload   []byte
	cursor    string
	size      int // bytes on the wire, as an upper bound
	kind      itemKind
}

// outbox holds what waits for one peer, bounded in bytes and messages. Bytes count until the kernel has taken them.
//
// mu guards the outbox and, for the peer that owns it, the state of its operations: whether an operation has ended and
// whether its result is queued must be one decision.
type outbox struct {
	budget      *budget
	maxBytes    int
	maxMessages int

	mu sync.Mutex
	// items waits in order of sending.
	items []item
	// bytes are queued or in flight.
	bytes int
	// closed refuses everything new but the peer's last word.
	closed bool
	// scheduled says that somebody is about to write or is writing: at most one at a time.
	scheduled bool
	// room is closed when there is more room than before; nil while nobody waits.
	room chan struct{}

	// size mirrors bytes for the budget, which compares all peers without their locks.
	size atomic.Int64
}

// keptCapacity is the queue that an idle peer keeps, in items: enough not to allocate at every message.
const keptCapacity = 4

func (o *outbox) fits(size int) bool {
	return o.fitsWithin(size, o.maxBytes, o.maxMessages)
}

// fitsReplay leaves half of the queue to live results: a replay that filled it would get its peer cut off.
func (o *outbox) fitsReplay(size int) bool {
	return o.fitsWithin(size, o.maxBytes/2, o.maxMessages/2)
}

// A single message larger than the bound passes when nothing else waits: otherwise it could never be sent.
func (o *outbox) fitsWithin(size, maxBytes, maxMessages int) bool {
	if len(o.items) == 0 && o.bytes == 0 {
		return true
	}
	return o.bytes+size <= maxBytes && len(o.items)+1 <= maxMessages
}

// append queues an item and reports whether the caller must wake the writer. The caller holds mu.
func (o *outbox) append(it item) (wake bool) {
	o.items = append(o.items, it)
	o.count(it.size)
	wake = !o.scheduled
	o.scheduled = true
	return wake
}

// take moves queued items, encoded, into batch until the batch has limit bytes, and returns how many it moved. The
// bytes stay counted until written is called. The caller holds mu.
func (o *outbox) take(batch []byte, limit int, encode func([]byte, *item) []byte) ([]byte, int) {
	taken := 0
	for taken < len(o.items) && len(batch) < limit {
		it := &o.items[taken]
		before := len(batch)
		batch = encode(batch, it)
		o.count(len(batch) - before - it.size)
		taken++
	}
	o.removeFirst(taken)
	return batch, taken
}

func (o *outbox) removeFirst(n int) {
	rest := copy(o.items, o.items[n:])
	clear(o.items[rest:])
	o.items = o.items[:rest]
	if rest == 0 && cap(o.items) > keptCapacity {
		o.items = nil
	}
}

// written says that the kernel took n bytes. The caller holds mu.
func (o *outbox) written(n int) {
	o.count(-min(n, o.bytes))
	o.announceRoom()
}

// drop removes the items of one operation. The caller holds mu.
func (o *outbox) drop(op *operation) {
	kept := o.items[:0]
	for _, it := range o.items {
		if it.operation == op {
			o.count(-it.size)
			continue
		}
		kept = append(kept, it)
	}
	clear(o.items[len(kept):])
	o.items = kept
	o.announceRoom()
}

// close refuses further items and drops those that no write has begun with. What is in flight no longer counts: it
// lives for one write timeout at most, and cutting a peer off must relieve the budget at once. The caller holds mu.
func (o *outbox) close() {
	o.closed = true
	o.discard()
	o.announceRoom()
}

// discard drops what is queued and gives back whatever is counted. The caller holds mu.
func (o *outbox) discard() {
	o.items = nil
	o.count(-o.bytes)
}

func (o *outbox) count(n int) {
	o.bytes += n
	o.size.Store(int64(o.bytes))
	if n >= 0 {
		o.budget.add(n)
	} else {
		o.budget.remove(-n)
	}
}

func (o *outbox) announceRoom() {
	if o.room != nil {
		close(o.room)
		o.room = nil
	}
}

// awaitRoom returns a channel that is closed when there is more room. The caller holds mu.
func (o *outbox) awaitRoom() <-chan struct{} {
	if o.room == nil {
		o.room = make(chan struct{})
	}
	return o.room
}
