package live

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// errClosed tells a joiner that the group closed meanwhile.
var errClosed = errors.New("the group has closed")

// subscribe brings a subscriber into its group, and sends it what it has missed before.
func (h *Hub) subscribe(ctx context.Context, asked subscription, sink wsproto.Sink) (stop func()) {
	for {
		g, refusal := h.enter(ctx, &asked)
		if refusal != nil {
			sink.Fail(refusal)
			return func() {}
		}
		joiner := &joiner{hub: h, group: g, asked: &asked, sink: sink}
		m, err := joiner.join(ctx)
		joiner.close()
		h.exit(g)
		switch {
		case err == nil && ctx.Err() != nil:
			m.leave()
		case err == nil:
			return m.leave
		case errors.Is(err, errClosed) && !h.stopping.Load():
			continue
		case errors.Is(err, errForbidden):
			sink.Fail(forbidden())
		case ctx.Err() == nil:
			sink.Fail(presented(err))
		}
		return func() {}
	}
}

// enter answers the open group of a subscription, a new one if need be. The group stays while the subscriber is on the
// way in; exit ends that.
func (h *Hub) enter(ctx context.Context, asked *subscription) (*group, gqlerror.List) {
	h.mu.Lock()
	g, ok := h.groups[asked.key]
	if !ok && len(h.groups) >= h.options.MaxGroups {
		h.mu.Unlock()
		return nil, unavailable()
	}
	if !ok {
		g = &group{
			hub: h, key: asked.key, slot: rand.IntN(slots),
			opened: make(chan struct{}), members: make(map[*member]struct{}),
		}
		h.groups[asked.key] = g
	}
	g.joining++
	h.mu.Unlock()

	if !ok {
		operation, refusal := h.take(ctx, asked)
		var exec *execution
		if refusal == nil {
			exec, refusal = h.dispatch(ctx, operation)
		}
		if refusal != nil {
			g.refuse = refusal
			h.forget(g)
		} else {
			g.open(exec)
		}
		close(g.opened)
	}
	select {
	case <-g.opened:
	case <-ctx.Done():
		h.exit(g)
		return nil, unavailable()
	}
	if g.refuse != nil {
		h.exit(g)
		return nil, g.refuse
	}
	return g, nil
}

// exit ends a subscriber's way in.
func (h *Hub) exit(g *group) {
	h.mu.Lock()
	g.joining--
	h.mu.Unlock()
	h.retire(g)
}

// retire closes a group that nobody is in any more.
func (h *Hub) retire(g *group) {
	h.mu.Lock()
	g.mu.Lock()
	unused := g.joining == 0 && len(g.members) == 0
	g.mu.Unlock()
	if unused && h.groups[g.key] == g {
		delete(h.groups, g.key)
	}
	h.mu.Unlock()
	if unused {
		g.close()
	}
}

// forget takes a group out of the map, so that the next subscriber begins a new one.
func (h *Hub) forget(g *group) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.groups[g.key] == g {
		delete(h.groups, g.key)
	}
}

// snapshot is the groups of now.
func (h *Hub) snapshot() []*group {
	h.mu.Lock()
	defer h.mu.Unlock()
	groups := make([]*group, 0, len(h.groups))
	for _, g := range h.groups {
		groups = append(groups, g)
	}
	return groups
}

// joiner is a subscriber on the way into a group.
type joiner struct {
	hub   *Hub
	group *group
	asked *subscription
	sink  wsproto.Sink
	// own is an execution for the history alone; the group's serves the live events meanwhile.
	own *execution
}

func (j *joiner) close() {
	if j.own != nil {
		j.own.close()
	}
}

func (j *joiner) join(ctx context.Context) (*member, error) {
	if j.group.exec.topic.conflated() {
		return j.joinValue()
	}
	resuming := j.asked.after != nil
	at := j.hub.options.Feed.Head()
	if resuming {
		at = *j.asked.after
	}
	at, err := j.begin(ctx, at)
	if err != nil {
		return nil, err
	}
	if m, err := j.admit(at); m != nil || err != nil {
		if resuming && m != nil {
			j.hub.metrics.resumeHits.Add(1)
		}
		return m, err
	}
	j.hub.metrics.resumeMisses.Add(1)
	return j.replay(ctx, at)
}

// begin sends the first item: where the subscriber stands, or that it has to start over, because its position is of another history or
// because it would have been shown more up to there by the rights that it has now.
func (j *joiner) begin(ctx context.Context, at event.Cursor) (event.Cursor, error) {
	topic := j.group.exec.topic
	_, head, err := j.hub.options.Feed.Read(ctx, at, 1, topic.filter)
	var message wsproto.Message
	switch {
	case errors.Is(err, event.ErrForeignEpoch):
		message, err = j.restart(&at, head, reasonRestored)
	case err == nil && !j.asked.seen.Covers(topic.sight):
		message, err = j.restart(&at, j.hub.options.Feed.Head(), reasonWidened)
	case err == nil:
		message, err = j.group.positionMessage(at)
	}
	if err != nil {
		return at, err
	}
	return at, j.sink.NextWait(ctx, message)
}

// restart has the subscriber go on from the head.
func (j *joiner) restart(at *event.Cursor, head event.Cursor, reason string) (wsproto.Message, error) {
	*at, j.asked.after, j.asked.seen = head, &head, j.group.exec.topic.sight // where to go on if the group closes
	j.hub.metrics.resyncs.Add(1)
	return j.group.resyncMessage(head, reason)
}

// admit makes the subscriber a member if the group can go on from its position: if it has emitted nothing after it, or
// still has what it has emitted. Neither an event that is emitted now can come in between, nor one that is emitted
// twice: emitting needs the same mutex.
func (j *joiner) admit(at event.Cursor) (*member, error) {
	g := j.group
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, errClosed
	}
	m := &member{group: g, sink: j.sink, last: at}
	if g.emitted.Compare(at) > 0 {
		missed, ok := g.recent.after(at)
		if !ok {
			return nil, nil
		}
		m.last = g.emitted
		for _, entry := range slices.Clone(missed) {
			if !j.sink.Next(entry.message) {
				break
			}
		}
	}
	g.members[m] = struct{}{}
	return m, nil
}

// replay sends the history until the group can take over. Few replay at once: after a restart all subscribers come back
// together, and the database has other work too.
func (j *joiner) replay(ctx context.Context, at event.Cursor) (*member, error) {
	select {
	case j.hub.replays <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-j.hub.replays }()
	operation, refusal := j.hub.take(ctx, j.asked)
	if refusal == nil {
		j.own, refusal = j.hub.dispatch(ctx, operation)
	}
	if refusal != nil {
		return nil, refusal
	}
	for {
		next, err := j.replayPage(ctx, at)
		if err != nil {
			return nil, err
		}
		at = next
		j.asked.after = &at // where to go on if the group closes
		if m, err := j.admit(at); m != nil || err != nil {
			return m, err
		}
	}
}

func (j *joiner) replayPage(ctx context.Context, at event.Cursor) (event.Cursor, error) {
	events, next, err := j.hub.options.Feed.Read(ctx, at, page, j.own.topic.filter)
	if errors.Is(err, event.ErrForeignEpoch) {
		return j.begin(ctx, at)
	}
	if err != nil {
		return at, err
	}
	for i := range events {
		message, shown, err := j.own.eventMessage(j.hub, &events[i])
		if err != nil {
			return at, err
		}
		if !shown {
			continue
		}
		if err := j.sink.NextWait(ctx, message); err != nil {
			return at, err
		}
	}
	return next, nil
}

// joinValue makes the subscriber a member of a conflated group, beginning with the newest value.
func (j *joiner) joinValue() (*member, error) {
	g := j.group
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, errClosed
	}
	m := &member{group: g, sink: j.sink}
	g.members[m] = struct{}{}
	if g.latest != nil {
		g.send(m, wsproto.Message{Payload: g.latest})
		return m, nil
	}
	g.todo.events = true
	g.schedule()
	return m, nil
}
