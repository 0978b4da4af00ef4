package event

import "sort"

// ring keeps the newest events in memory. It is complete after its floor. Its events are never overwritten: when it
// is full it moves to a new array, so slices that it has handed out stay valid without a copy.
type ring struct {
	size   int
	floor  Cursor
	events []Event
}

func newRing(size int, floor Cursor) *ring { return &ring{size: size, floor: floor} }

func (r *ring) append(events []Event) {
	if len(r.events)+len(events) > 2*r.size {
		all := append(r.events[:len(r.events):len(r.events)], events...)
		dropped := max(len(all)-r.size, 0)
		if dropped > 0 {
			r.floor = all[dropped-1].Cursor
		}
		r.events = append(make([]Event, 0, 2*r.size), all[dropped:]...)
		return
	}
	r.events = append(r.events, events...)
}

// holds tells whether a position is the floor or that of an event in the ring.
func (r *ring) holds(position Cursor) bool {
	if position == r.floor {
		return true
	}
	i, found := sort.Find(len(r.events), func(i int) int { return position.Compare(r.events[i].Cursor) })
	return found && position == r.events[i].Cursor
}

// read returns what the filter takes after a position, at most limit events, and the position up to which it has
// looked. It answers false when the position is below the floor.
func (r *ring) read(after Cursor, limit int, filter Filter) (events []Event, next Cursor, ok bool) {
	if after.Compare(r.floor) < 0 {
		return nil, after, false
	}
	first := sort.Search(len(r.events), func(i int) bool { return r.events[i].Compare(after) > 0 })
	next = after
	for i := first; i < len(r.events) && len(events) < limit; i++ {
		if filter.Match(&r.events[i]) {
			events = append(events, r.events[i])
		}
		next = r.events[i].Cursor
	}
	return events, next, true
}
