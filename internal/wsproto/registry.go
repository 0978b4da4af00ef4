package wsproto

import (
	"sync"
	"time"
)

type transportKind uint8

const (
	kindSocket transportKind = iota
	kindStream
)

// group is what peers are counted by: a person, or for anonymous peers their network, per transport.
type group struct {
	kind      transportKind
	anonymous bool
	name      string
}

// membership is a peer's entry in the registry's books.
type membership struct {
	network string
	kind    transportKind
	// bound is set once the peer has been authenticated; group and session are known from then on.
	bound   bool
	group   group
	session string
}

// revocation remembers that a session or a person was cut off, for the peers that were being authenticated at that
// moment: they were not in the books yet, and their authentication may have read the state of before.
type revocation struct {
	session  string
	identity string
	at       time.Time
	ending   ending
}

// registry knows all peers, by session and by person, and counts them against the limits.
type registry struct {
	options *Options

	// live counts reservations and peers. It only grows under mu while closed is false, so that waiting for it after
	// refuseNew is sound.
	live sync.WaitGroup

	mu              sync.Mutex
	closed          bool
	peers           map[peer]struct{}
	reserved        int
	unauthenticated map[string]int
	// anonymous counts the peers that were let in without anybody knowing them.
	anonymous   int
	groups      map[group][]peer
	sessions    map[string][]peer
	revocations []revocation
}

func newRegistry(o *Options) *registry {
	return &registry{
		options:         o,
		peers:           make(map[peer]struct{}),
		unauthenticated: make(map[string]int),
		groups:          make(map[group][]peer),
		sessions:        make(map[string][]peer),
	}
}

type admission uint8

const (
	admitted admission = iota
	// refusedDraining: the process is going away.
	refusedDraining
	// refusedOverload: there are too many peers even to tell them so on a socket.
	refusedOverload
	// refusedNetwork: too many sockets of this network wait for their connection_init.
	refusedNetwork
)

// reserve admits a connection before it exists. add or cancelReservation must follow.
func (r *registry) reserve(m *membership) admission {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.closed:
		return refusedDraining
	case len(r.peers)+r.reserved >= r.options.MaxPeers+r.options.MaxPeers/10:
		// The tenth above the limit is for sockets that hear 1013.
		return refusedOverload
	case m.kind == kindSocket && r.unauthenticated[m.network] >= r.options.UnauthenticatedPerNetwork:
		return refusedNetwork
	}
	r.live.Add(1)
	r.reserved++
	if m.kind == kindSocket {
		r.unauthenticated[m.network]++
	}
	return admitted
}

func (r *registry) cancelReservation(m *membership) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reserved--
	r.authenticated(m)
	r.live.Done()
}

// add turns a reservation into a peer. It reports false when there are more peers than allowed, or when the server
// began to close in between: the peer is on the books then too, and must be ended.
func (r *registry) add(p peer) (ending, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reserved--
	r.peers[p] = struct{}{}
	switch {
	case r.closed:
		return endDrain(), false
	case len(r.peers) > r.options.MaxPeers:
		return endOverload(), false
	}
	return ending{}, true
}

// bind enters who a peer is. since is when its authentication began: a revocation after that instant counts for it.
func (r *registry) bind(p peer, m *membership, who *Principal, since time.Time) (ending, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.revocations {
		v := &r.revocations[i]
		hit := v.session != "" && v.session == who.SessionID || v.identity != "" && v.identity == who.Identity
		if hit && !v.at.Before(since) {
			return v.ending, false
		}
	}
	g := group{kind: m.kind, name: who.Identity}
	limit := r.options.SocketsPerIdentity
	switch {
	case who.Identity == "":
		g.anonymous, g.name = true, m.network
		limit = r.options.AnonymousPerNetwork
	case m.kind == kindStream:
		limit = r.options.StreamsPerIdentity
	}
	switch {
	case len(r.groups[g]) >= limit:
		return endTooManyConnections(), false
	case g.anonymous && r.anonymous >= r.options.MaxPeers/2:
		return endOverload(), false
	case g.anonymous:
		r.anonymous++
	}
	r.authenticated(m)
	m.bound, m.group, m.session = true, g, who.SessionID
	r.groups[g] = append(r.groups[g], p)
	if m.session != "" {
		r.sessions[m.session] = append(r.sessions[m.session], p)
	}
	return ending{}, true
}

// remove takes a peer off the books; it is the last thing that the peer's goroutine does.
func (r *registry) remove(p peer, m *membership) {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer r.live.Done()
	delete(r.peers, p)
	if !m.bound {
		r.authenticated(m)
		return
	}
	removePeer(r.groups, m.group, p)
	if m.group.anonymous {
		r.anonymous--
	}
	if m.session != "" {
		removePeer(r.sessions, m.session, p)
	}
}

// authenticated takes a peer off the count of those that are not.
func (r *registry) authenticated(m *membership) {
	if m.kind != kindSocket {
		return
	}
	if n := r.unauthenticated[m.network]; n > 1 {
		r.unauthenticated[m.network] = n - 1
	} else {
		delete(r.unauthenticated, m.network)
	}
}

func removePeer[K comparable](index map[K][]peer, key K, p peer) {
	members := index[key]
	for i, member := range members {
		if member == p {
			last := len(members) - 1
			members[i] = members[last]
			members[last] = nil
			members = members[:last]
			break
		}
	}
	if len(members) == 0 {
		delete(index, key)
		return
	}
	index[key] = members
}

// revoke notes that a session (or, with a name in identity, a person) is cut off and returns its peers.
func (r *registry) revoke(v revocation) []peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	// Older ones cannot concern an authentication that is still running.
	horizon := v.at.Add(-2 * r.options.AuthenticateTimeout)
	kept := r.revocations[:0]
	for _, old := range r.revocations {
		if old.at.After(horizon) {
			kept = append(kept, old)
		}
	}
	r.revocations = append(kept, v)
	var found []peer
	if v.session != "" {
		found = append(found, r.sessions[v.session]...)
	}
	if v.identity != "" {
		found = append(found, r.groups[group{kind: kindSocket, name: v.identity}]...)
		found = append(found, r.groups[group{kind: kindStream, name: v.identity}]...)
	}
	return found
}

// bySession returns the peers of one session.
func (r *registry) bySession(session string) []peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]peer(nil), r.sessions[session]...)
}

// all returns every peer there is.
func (r *registry) all() []peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := make([]peer, 0, len(r.peers))
	for p := range r.peers {
		found = append(found, p)
	}
	return found
}

// refuseNew refuses all new peers from now on.
func (r *registry) refuseNew() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
}
