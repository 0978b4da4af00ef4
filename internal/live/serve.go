package live

import (
	"context"
	"errors"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

const (
	// page is how many events are read from the feed at once.
	page = 100

	// gatherTime and gatherBytes bound what is executed before it is sent: the events of a burst reach a socket in few
	// writes, which are nearly all that a delivery costs, and none waits for long. A single event waits for nothing. The
	// bytes leave most of a peer's queue free, so that nobody who reads is taken for slow.
	gatherTime  = 5 * time.Millisecond
	gatherBytes = 32 << 10

	retryFirst = 50 * time.Millisecond
	retryLast  = 2 * time.Second
	// patience is how long an event is tried before its group is ended.
	patience = 10 * time.Second
)

var (
	errForbidden = errors.New("the right to the stream was lost")
	errResync    = errors.New("the history was replaced")
)

// serveGroups is a worker.
func (h *Hub) serveGroups() {
	for {
		g, ok := h.work.take()
		if !ok {
			return
		}
		g.serve()
	}
}

// serve does what a group has to do, until nothing is left. Only one worker serves a group at a time.
func (g *group) serve() {
	for {
		// Read before the work is taken: whatever the feed brought up to here has been marked.
		dispatched := g.hub.dispatched.Load()
		g.mu.Lock()
		if g.closed || !g.todo.any() {
			g.scheduled = false
			g.mu.Unlock()
			return
		}
		work := g.todo
		g.todo = todo{}
		if !work.events && !work.resync && g.emitted.Compare(*dispatched) < 0 && g.emitted.Epoch == dispatched.Epoch {
			g.emitted = *dispatched
		}
		g.mu.Unlock()

		err := g.perform(work)
		switch {
		case err == nil:
			g.succeeded()
			g.hub.retire(g)
		case errors.Is(err, errForbidden):
			g.fail(forbidden())
		case g.exec.ctx.Err() != nil:
			return // closed
		default:
			g.retry(work, err)
			return
		}
	}
}

func (g *group) perform(work todo) error {
	if !g.exec.allowed() {
		return errForbidden
	}
	if g.exec.topic.conflated() {
		return g.performValue(work)
	}
	if work.resync {
		return g.resync()
	}
	at, err := g.performEvents()
	if errors.Is(err, errResync) {
		return g.resync()
	}
	if err != nil || !work.position {
		return err
	}
	message, err := g.positionMessage(at)
	if err == nil {
		g.announce(message, at)
	}
	return err
}

// performEvents emits what came since, and answers the position reached.
func (g *group) performEvents() (event.Cursor, error) {
	g.mu.Lock()
	at := g.emitted
	g.mu.Unlock()
	for {
		events, next, err := g.hub.options.Feed.Read(g.exec.ctx, at, page, g.exec.topic.filter)
		if errors.Is(err, event.ErrForeignEpoch) {
			return at, errResync
		}
		if err != nil {
			return at, err
		}
		if err := g.performPage(events); err != nil {
			return at, err
		}
		at = next
		g.reached(at)
		if len(events) < page {
			return at, nil
		}
	}
}

// performPage executes events and emits them, several at once where they come fast. What comes before a failure is emitted.
func (g *group) performPage(events []event.Event) error {
	var ready []emission
	bytes, began := 0, time.Now()
	for i := range events {
		message, shown, err := g.exec.eventMessage(g.hub, &events[i])
		if err != nil {
			g.emit(ready)
			return err
		}
		if shown {
			ready = append(ready, emission{recentEntry{at: events[i].Cursor, message: message}, events[i].OccurredAt})
			bytes += len(message.Payload)
		}
		if bytes >= gatherBytes || time.Since(began) >= gatherTime {
			g.emit(ready)
			ready, bytes, began = ready[:0], 0, time.Now()
		}
	}
	g.emit(ready)
	return nil
}

func (g *group) reached(at event.Cursor) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.emitted = at
}

// resync tells the members that the history was replaced.
func (g *group) resync() error {
	at := g.hub.options.Feed.Head()
	message, err := g.resyncMessage(at, reasonRestored)
	if err == nil {
		g.restart(message, at)
		g.hub.metrics.resyncs.Add(1)
	}
	return err
}

// performValue shows the newest value, unless the last one is too young: then a timer comes back to it.
func (g *group) performValue(work todo) error {
	if !work.events && !work.resync {
		return nil
	}
	now := time.Now()
	g.mu.Lock()
	wait := g.hub.options.ValueInterval - now.Sub(g.latestAt)
	g.mu.Unlock()
	if wait > 0 {
		return &laterError{after: wait}
	}
	payload, err := g.exec.render(g.exec.topic.current)
	if err != nil {
		return err
	}
	g.hub.metrics.executions.Add(1)
	g.show(payload, now)
	return nil
}

// laterError puts work off; it is no failure.
type laterError struct{ after time.Duration }

func (*laterError) Error() string { return "not yet" }

func (g *group) succeeded() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.failingSince, g.attempts = time.Time{}, 0
}

// retry comes back to the work later. Events are not passed over: after too long the group ends, and its members resume
// from their cursors.
func (g *group) retry(work todo, err error) {
	var later *laterError
	var wait time.Duration
	if errors.As(err, &later) {
		wait = later.after
	} else {
		g.mu.Lock()
		if g.failingSince.IsZero() {
			g.failingSince = time.Now()
			g.hub.options.Logger.Warn("cannot execute a live item; trying again", "error", err)
		}
		failing := time.Since(g.failingSince)
		wait = min(retryFirst<<min(g.attempts, 10), retryLast)
		g.attempts++
		g.mu.Unlock()
		if failing > patience {
			g.hub.metrics.failures.Add(1)
			g.fail(presented(err))
			return
		}
	}
	g.mu.Lock()
	g.todo.events = g.todo.events || work.events
	g.todo.position = g.todo.position || work.position
	g.todo.resync = g.todo.resync || work.resync
	g.mu.Unlock()
	time.AfterFunc(wait, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.scheduled = false
		g.schedule()
	})
}

// presented is what a peer is told of an error: gqlgen's own errors have been presented already.
func presented(err error) gqlerror.List {
	var list gqlerror.List
	if errors.As(err, &list) && len(list) > 0 {
		return list
	}
	return unavailable()
}

// eventMessage executes an event; it answers false for one that the scope is not shown.
func (e *execution) eventMessage(h *Hub, shown *event.Event) (wsproto.Message, bool, error) {
	if !e.allowed() {
		return wsproto.Message{}, false, errForbidden
	}
	if !e.visible(shown) {
		return wsproto.Message{}, false, nil
	}
	cursor := h.options.Codec.EncodeSeen(shown.Cursor, e.topic.sight)
	payload, err := e.render(func(ctx context.Context) (any, error) { return e.topic.item(ctx, shown, cursor) })
	if err != nil {
		return wsproto.Message{}, false, err
	}
	h.metrics.executions.Add(1)
	return wsproto.Message{Payload: payload, Cursor: cursor}, true, nil
}

func (g *group) positionMessage(at event.Cursor) (wsproto.Message, error) {
	cursor := g.hub.options.Codec.EncodeSeen(at, g.exec.topic.sight)
	payload, err := g.exec.render(func(context.Context) (any, error) {
		return g.exec.topic.position(cursor, g.hub.options.Clock.Now()), nil
	})
	return wsproto.Message{Payload: payload, Cursor: cursor}, err
}

// Why a peer is told to load its state anew, in words for a log.
const (
	reasonRestored = "La base de datos se restauró: vuelve a cargar el estado y continúa desde este cursor."
	reasonWidened  = "Ahora ves más que antes: vuelve a cargar el estado y continúa desde este cursor."
)

func (g *group) resyncMessage(at event.Cursor, reason string) (wsproto.Message, error) {
	cursor := g.hub.options.Codec.EncodeSeen(at, g.exec.topic.sight)
	payload, err := g.exec.render(func(context.Context) (any, error) {
		return g.exec.topic.resync(cursor, g.hub.options.Clock.Now(), reason), nil
	})
	return wsproto.Message{Payload: payload, Cursor: cursor}, err
}
