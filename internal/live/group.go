package live

import (
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// group is the subscribers of one subscription in one scope. A worker serves it when it has something to do; it has no
// goroutine of its own.
type group struct {
	hub  *Hub
	key  groupKey
	slot int // of the ticks

	opened chan struct{} // closed when the next two are set
	exec   *execution
	refuse gqlerror.List

	joining int // subscribers on their way in; under the hub's mutex

	mu      sync.Mutex
	members map[*member]struct{}
	// emitted is the position up to which members have got everything.
	emitted event.Cursor
	recent  recent
	// latest is the last payload of a conflated topic, and when it was made.
	latest   []byte
	latestAt time.Time
	todo     todo
	// scheduled: it is in the work queue, or a worker serves it, or a timer is going to put it there.
	scheduled    bool
	failingSince time.Time
	attempts     int
	closed       bool
}

// todo is what a worker shall do for a group.
type todo struct {
	events   bool
	position bool
	resync   bool
}

func (t todo) any() bool { return t.events || t.position || t.resync }

// member is one subscriber of a group. Its fields are under the group's mutex.
type member struct {
	group *group
	sink  wsproto.Sink
	last  event.Cursor
}

// mark adds work and has the group served. A group that is not open yet, or waits for a timer, keeps it for then.
func (g *group) mark(work todo) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.todo.events = g.todo.events || work.events
	g.todo.position = g.todo.position || work.position
	g.todo.resync = g.todo.resync || work.resync
	g.schedule()
}

// schedule puts the group into the work queue; the caller holds the mutex.
func (g *group) schedule() {
	if g.scheduled || g.closed || g.exec == nil || !g.todo.any() {
		return
	}
	g.scheduled = true
	g.hub.work.put(g)
}

// open makes a group ready for members.
func (g *group) open(exec *execution) {
	g.mu.Lock()
	defer g.mu.Unlock()
	// The group is in the map already: what the feed brings after this position is marked.
	g.exec, g.emitted = exec, g.hub.options.Feed.Head()
	g.recent.reset(g.emitted)
	g.schedule()
}

// emission is an executed event on its way to the members.
type emission struct {
	recentEntry
	occurredAt time.Time
}

// emit gives events, in order, to all members that do not have them yet.
func (g *group) emit(ready []emission) {
	if len(ready) == 0 {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, e := range ready {
		g.recent.add(e.message, e.at)
	}
	g.emitted = ready[len(ready)-1].at
	for m := range g.members {
		for _, e := range ready {
			if m.last.Compare(e.at) < 0 {
				m.last = e.at
				g.send(m, e.message)
			}
		}
	}
	now := g.hub.options.Clock.Now()
	for _, e := range ready {
		g.hub.metrics.observe(now.Sub(e.occurredAt))
	}
}

// announce gives a message about the position to all members that are not beyond it.
func (g *group) announce(message wsproto.Message, at event.Cursor) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for m := range g.members {
		if m.last.Compare(at) <= 0 {
			g.send(m, message)
		}
	}
}

// restart gives all members a ResyncRequired and goes on from its position.
func (g *group) restart(message wsproto.Message, at event.Cursor) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.emitted = at
	g.recent.reset(at)
	for m := range g.members {
		m.last = at
		g.send(m, message)
	}
}

// show gives a value to all members.
func (g *group) show(payload []byte, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.latest, g.latestAt = payload, now
	for m := range g.members {
		g.send(m, wsproto.Message{Payload: payload})
	}
}

// send gives a message to one member, and lets it go when it has ended; the caller holds the mutex.
func (g *group) send(m *member, message wsproto.Message) {
	if m.sink.Next(message) {
		g.hub.metrics.deliveries.Add(1)
		return
	}
	delete(g.members, m)
}

// fail ends all members.
func (g *group) fail(errors gqlerror.List) {
	g.hub.forget(g)
	g.mu.Lock()
	members := g.members
	g.members = make(map[*member]struct{})
	g.mu.Unlock()
	for m := range members {
		m.sink.Fail(errors)
	}
	g.close()
}

// close ends the execution. Who is on the way in finds the group closed and begins anew.
func (g *group) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	if g.exec != nil {
		g.exec.close()
	}
}

// leave takes a member out of its group.
func (m *member) leave() {
	m.group.mu.Lock()
	delete(m.group.members, m)
	m.group.mu.Unlock()
	m.group.hub.retire(m.group)
}
