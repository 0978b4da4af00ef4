package identity

import (
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/qoricash/qoricash/internal/access"
)

// cachedFor is how old the answer about a token may be. Within it, an end of the session is known only by its event.
const cachedFor = 5 * time.Second

// known is what the database said about a token.
type known struct {
	actor   access.Actor
	session SessionInfo
	readAt  time.Time
}

// sessionCache keeps the sessions that are being used. It holds live sessions only.
type sessionCache struct {
	mu       sync.Mutex
	byToken  *simplelru.LRU[tokenHash, known]
	tokenOf  map[uuid.UUID]tokenHash
	forgets  uint64
	capacity int
}

func newSessionCache(capacity int) *sessionCache {
	cache := &sessionCache{tokenOf: map[uuid.UUID]tokenHash{}, capacity: max(capacity, 1)}
	cache.clear()
	return cache
}

// get answers what is known about a token and is still fresh.
func (c *sessionCache) get(hash tokenHash, now time.Time) (known, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	entry, ok := c.byToken.Get(hash)
	age := now.Sub(entry.readAt)
	return entry, ok && age >= 0 && age < cachedFor
}

// reading begins a look at the database; keep takes its ticket.
func (c *sessionCache) reading() (ticket uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.forgets
}

// keep stores what was read, unless some session was forgotten since the reading began: the answer may be from before
// its end.
func (c *sessionCache) keep(ticket uint64, hash tokenHash, entry known) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ticket != c.forgets {
		return
	}
	c.byToken.Add(hash, entry)
	c.tokenOf[entry.session.ID] = hash
}

// forget drops one session.
func (c *sessionCache) forget(id uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgets++
	if hash, ok := c.tokenOf[id]; ok {
		c.byToken.Remove(hash)
	}
}

// forgetPerson drops what belongs to one person. It looks at every entry: rights change seldom.
func (c *sessionCache) forgetPerson(person Person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgets++
	for _, hash := range c.byToken.Keys() {
		if entry, ok := c.byToken.Peek(hash); ok && entry.actor.Kind == person.Kind && entry.actor.ID == person.ID {
			c.byToken.Remove(hash)
		}
	}
}

// forgetAll drops every session, for changes that concern unknown ones.
func (c *sessionCache) forgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgets++
	c.clear()
}

// clear makes the cache empty; the caller holds the mutex, or is alone.
func (c *sessionCache) clear() {
	clear(c.tokenOf)
	// An error would mean a capacity below 1.
	c.byToken, _ = simplelru.NewLRU(c.capacity, func(_ tokenHash, entry known) { delete(c.tokenOf, entry.session.ID) })
}
