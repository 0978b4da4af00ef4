package live

import "sync"

// workQueue holds the groups that have something to do. A group is in it once at most, so it is as long as there are
// groups.
type workQueue struct {
	mu     sync.Mutex
	filled *sync.Cond
	groups []*group
	closed bool
}

func newWorkQueue() *workQueue {
	q := &workQueue{}
	q.filled = sync.NewCond(&q.mu)
	return q
}

func (q *workQueue) put(g *group) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.groups = append(q.groups, g)
	q.filled.Signal()
}

// take waits for a group; it answers false when the queue was closed.
func (q *workQueue) take() (*group, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.groups) == 0 && !q.closed {
		q.filled.Wait()
	}
	if q.closed {
		return nil, false
	}
	g := q.groups[0]
	q.groups = q.groups[1:]
	return g, true
}

func (q *workQueue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Broadcast()
}
