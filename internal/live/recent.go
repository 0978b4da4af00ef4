package live

import (
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

const (
	recentMessages = 32
	recentBytes    = 32 << 10
)

// recent keeps a group's newest messages, so that a subscriber who was away for a moment needs no execution. It is
// complete after its floor.
type recent struct {
	floor   event.Cursor
	entries []recentEntry
	bytes   int
}

type recentEntry struct {
	at      event.Cursor
	message wsproto.Message
}

func (r *recent) reset(floor event.Cursor) { *r = recent{floor: floor} }

func (r *recent) add(message wsproto.Message, at event.Cursor) {
	r.entries = append(r.entries, recentEntry{at: at, message: message})
	r.bytes += len(message.Payload)
	for len(r.entries) > recentMessages || r.bytes > recentBytes {
		r.bytes -= len(r.entries[0].message.Payload)
		r.floor = r.entries[0].at
		r.entries[0] = recentEntry{}
		r.entries = r.entries[1:]
	}
}

// after returns the messages after a position; false when some of them are gone.
func (r *recent) after(position event.Cursor) ([]recentEntry, bool) {
	if position.Compare(r.floor) < 0 {
		return nil, false
	}
	for i, entry := range r.entries {
		if entry.at.Compare(position) > 0 {
			return r.entries[i:], true
		}
	}
	return nil, true
}
