package wsproto

import (
	"errors"
	"os"
	"time"
)

const (
	// maxBatch is how many bytes one write carries at most, but for a single message that is larger.
	maxBatch = 64 << 10
	// maxKeptBatch is the buffer that a worker keeps for its next write.
	maxKeptBatch = 2 * maxBatch
	// drainChunk is what a slow peer must take within the write timeout; smaller than a batch, so that a slow link is
	// not mistaken for a stalled one.
	drainChunk = 16 << 10
)

// flush writes one batch of what is queued, without waiting. It returns the batch's memory for the next call.
func (c *conn) flush(raw *rawWriter, batch []byte) []byte {
	batch = c.takeBatch(batch)
	taken := 0
	if c.raw != nil && len(batch) > 0 {
		var err error
		if taken, err = raw.write(c.raw, batch); err != nil {
			c.brokenWrite(err)
			return batch
		}
		c.countWrite(taken)
	}
	if taken < len(batch) {
		c.server.metrics.stalls.Add(1)
		rest := append([]byte(nil), batch[taken:]...)
		c.server.drains.Go(func() { c.drain(rest) })
		return batch
	}
	if c.settle() {
		return batch
	}
	c.server.writers.hand(c)
	return batch
}

// drain writes to a peer that did not take everything at once, and ends when nothing is left. It is a goroutine of
// its own so that a stalled peer holds up nobody else, and lives at most one write timeout without progress.
func (c *conn) drain(rest []byte) {
	for {
		for len(rest) > 0 {
			chunk := rest[:min(len(rest), drainChunk)]
			if err := c.socket.SetWriteDeadline(time.Now().Add(c.server.options.WriteTimeout)); err != nil {
				c.brokenWrite(err)
				return
			}
			n, err := c.socket.Write(chunk)
			c.countWrite(n)
			if err != nil {
				c.brokenWrite(err)
				return
			}
			rest = rest[n:]
		}
		// Before anybody else may write: an old deadline would fail the workers' writes.
		if err := c.socket.SetWriteDeadline(time.Time{}); err != nil {
			c.brokenWrite(err)
			return
		}
		if c.settle() {
			return
		}
		rest = c.takeBatch(nil)
	}
}

func (c *conn) takeBatch(batch []byte) []byte {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	batch, n := c.out.take(batch, maxBatch, appendFrame)
	c.server.metrics.sent.Add(uint64(n))
	// Nothing can follow the close frame, so it is in the batch that empties the queue.
	c.closeTaken = c.closeQueued && len(c.out.items) == 0
	return batch
}

func (c *conn) countWrite(n int) {
	if n == 0 {
		return
	}
	c.server.metrics.writes.Add(1)
	c.server.metrics.writtenBytes.Add(uint64(n))
	c.out.mu.Lock()
	c.out.written(n)
	c.out.mu.Unlock()
}

// settle gives up the right to write when nothing is queued, and says so. After the close frame it also ends the
// sending side of the socket, so that the peer sees the end whether or not it answers.
func (c *conn) settle() bool {
	c.out.mu.Lock()
	if len(c.out.items) > 0 {
		c.out.mu.Unlock()
		return false
	}
	c.out.scheduled = false
	c.closeSent = c.closeTaken
	last := c.closeSent
	c.out.mu.Unlock()
	if last {
		c.closeWrite()
	}
	return true
}

// closeWrite ends the sending side, or the whole socket where it cannot be halved. For TLS it writes an alert, which
// only the connection's own goroutine comes to. Errors mean that the socket is gone already.
func (c *conn) closeWrite() {
	if half, ok := c.socket.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
		return
	}
	_ = c.socket.Close()
}

// brokenWrite ends a connection that can no longer be written to. The scheduled bit stays set: nobody writes again.
func (c *conn) brokenWrite(err error) {
	e := endPeerLost()
	if errors.Is(err, os.ErrDeadlineExceeded) {
		e = endWriteTimeout()
	}
	c.end(e)
	c.abort()
}
