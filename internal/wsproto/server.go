package wsproto

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
)

// Server carries operations over websockets and SSE streams: a request is an upgrade (IsUpgrade), or it wants an event
// stream.
// A Server must be closed with [Server.Close].
type Server struct {
	options       Options
	executor      Executor
	authenticator Authenticator
	origins       originPolicy

	metrics  metrics
	budget   *budget
	registry *registry
	wheel    *wheel
	writers  *writers
	// readBuffers holds the messages of peers while they are read, handshakeBuffers is gorilla's write buffer, which
	// only the handshake needs: frames are written by the workers.
	readBuffers      sync.Pool
	handshakeBuffers sync.Pool

	// operations are the running Execute calls, drains the writes to slow peers, background the wheel.
	operations sync.WaitGroup
	drains     sync.WaitGroup
	background sync.WaitGroup
	stop       chan struct{}
	closeOnce  sync.Once
}

// New makes a server and starts its workers.
func New(executor Executor, authenticator Authenticator, options Options) *Server {
	s := &Server{
		options:       options.withDefaults(),
		executor:      executor,
		authenticator: authenticator,
		stop:          make(chan struct{}),
	}
	s.origins = originPolicy{s.options.AllowedOrigins}
	s.budget = newBudget(s.options.ProcessQueueBytes, s.cutLargestQueues)
	s.registry = newRegistry(&s.options)
	s.wheel = newWheel(s.options.Clock.Now())
	s.writers = startWriters(s.options.WriteWorkers)
	s.background.Go(func() { s.wheel.run(s.options.Clock.Now, s.stop) })
	return s
}

// IsUpgrade tells whether a request asks for a websocket.
func IsUpgrade(r *http.Request) bool { return websocket.IsWebSocketUpgrade(r) }

// ServeHTTP implements [http.Handler]. For websockets it returns as soon as the handshake is done.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if IsUpgrade(r) {
		s.serveSocket(w, r)
		return
	}
	s.serveStream(w, r, s.parseStreamRequest)
}

// ServeOperation serves an operation that was already read from its request as an event stream.
func (s *Server) ServeOperation(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
	s.serveStream(w, r, func(http.ResponseWriter, *http.Request) (*Request, *refusal) {
		request := streamRequestOf(r)
		request.RawParams = *params
		return request, nil
	})
}

// CloseSession closes the connections that rest on a session, also those that are being authenticated right now.
func (s *Server) CloseSession(sessionID string, code int, reason string) {
	if sessionID == "" {
		return
	}
	s.revoke(revocation{session: sessionID}, code, reason)
}

// CloseIdentity closes the connections of one person, also those that are being authenticated right now.
func (s *Server) CloseIdentity(identity string, code int, reason string) {
	if identity == "" {
		return
	}
	s.revoke(revocation{identity: identity}, code, reason)
}

func (s *Server) revoke(v revocation, code int, reason string) {
	v.at = s.options.Clock.Now()
	v.ending = ending{code: code, reason: reason, cause: causeSessionEnded}
	for _, p := range s.registry.revoke(v) {
		p.end(v.ending)
	}
}

// RenewSession moves the instant at which the connections of a session are closed; zero means never.
func (s *Server) RenewSession(sessionID string, expiresAt time.Time) {
	for _, p := range s.registry.bySession(sessionID) {
		p.renew(expiresAt)
	}
}

// Drain refuses new connections and closes the others with 1012 in jittered waves over DrainPeriod, so that the
// clients do not come back all at once. When ctx ends first, the rest is closed at once. It waits until all are gone
// or ctx has ended, and reports how many were left. Operations are not completed: clients must resume elsewhere.
func (s *Server) Drain(ctx context.Context) error {
	s.registry.refuseNew()
	peers := s.registry.all()
	rand.Shuffle(len(peers), func(i, j int) { peers[i], peers[j] = peers[j], peers[i] })
	s.drainWaves(ctx, peers)
	// Those that were between reservation and registration when the list was made have been told by the registry.
	gone := make(chan struct{})
	go func() {
		s.registry.live.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("drain: %d connections left: %w", len(s.registry.all()), ctx.Err())
	}
}

// drainWave is the distance between two waves of Drain, on average.
const drainWave = 100 * time.Millisecond

func (s *Server) drainWaves(ctx context.Context, peers []peer) {
	waves := max(1, int(s.options.DrainPeriod/drainWave))
	size := max(1, (len(peers)+waves-1)/waves)
	pause := s.options.DrainPeriod / time.Duration(waves)
	for wave := range slices.Chunk(peers, size) {
		for _, p := range wave {
			p.end(endDrain())
		}
		select {
		case <-time.After(jittered(pause)):
		case <-ctx.Done():
			for _, p := range peers {
				p.end(endDrain())
			}
			return
		}
	}
}

// jittered spreads d by a fifth to either side.
func jittered(d time.Duration) time.Duration {
	spread := int64(d) * 2 / 5
	if spread <= 0 {
		return d
	}
	return d - time.Duration(spread/2) + time.Duration(rand.Int64N(spread))
}

// Close ends all connections at once and waits until every goroutine of the server has ended, which takes at most
// CloseTimeout and WriteTimeout, and whatever Execute takes to notice that its context has ended.
func (s *Server) Close() {
	s.closeOnce.Do(func() {
		s.registry.refuseNew()
		for _, p := range s.registry.all() {
			p.end(endShutdown())
		}
		s.registry.live.Wait()
		s.operations.Wait()
		s.writers.stop()
		s.drains.Wait()
		close(s.stop)
		s.background.Wait()
	})
}

// cutLargestQueues ends the peers for which most waits, until the process is back under its bound.
func (s *Server) cutLargestQueues() {
	type candidate struct {
		peer peer
		size int64
	}
	var candidates []candidate
	for _, p := range s.registry.all() {
		if size := p.queue().size.Load(); size > 0 {
			candidates = append(candidates, candidate{p, size})
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.size, a.size) })
	// A tenth below the bound: at the bound itself the next result would be over it again.
	target := s.budget.limit - s.budget.limit/10
	for _, c := range candidates {
		if s.budget.used.Load() <= target {
			return
		}
		c.peer.end(endProcessBudget())
	}
}

func (s *Server) reportPanic(where string) func(any) {
	return func(recovered any) {
		// The value is left out: it may quote the message that caused it.
		s.options.Logger.Error("panic in a connection", "where", where, "type", fmt.Sprintf("%T", recovered), "stack", string(debug.Stack()))
	}
}
