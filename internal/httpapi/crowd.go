package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// ClientNetwork is what limits count a request by: the network of its ClientAddress.
func ClientNetwork(r *http.Request, trusted []netip.Prefix) string {
	return ratelimit.Network(ClientAddress(r, trusted))
}

// crowd counts what each network holds.
type crowd struct {
	most int

	mu   sync.Mutex
	held map[string]int
}

func newCrowd(most int) *crowd { return &crowd{most: most, held: map[string]int{}} }

// enter takes a place, or tells that the network has as many as it may.
func (c *crowd) enter(network string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held[network] >= c.most {
		return false
	}
	c.held[network]++
	return true
}

func (c *crowd) leave(network string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held[network]--; c.held[network] <= 0 {
		delete(c.held, network)
	}
}

// ConnectionLimit answers a hook for http.Server.ConnState that closes connections of a network that has as many open as it may. Those of
// trusted proxies carry everybody: there only the requests are counted, by the network that they are forwarded for.
func ConnectionLimit(most int, trusted []netip.Prefix) func(net.Conn, http.ConnState) {
	open := newCrowd(most)
	var counted sync.Map // of net.Conn to its network
	return func(connection net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			address := hostOf(connection.RemoteAddr().String())
			if isTrusted(address, trusted) {
				return
			}
			network := ratelimit.Network(address)
			if !open.enter(network) {
				// The server finds it closed; whoever comes back finds room once others leave.
				_ = connection.Close()
				return
			}
			counted.Store(connection, network)
		case http.StateHijacked, http.StateClosed:
			if network, ok := counted.LoadAndDelete(connection); ok {
				open.leave(network.(string))
			}
		}
	}
}

// limited refuses requests of a network which has as many in flight as it may: of that which a trusted proxy forwards them for, where one
// does. What a proxy asks itself is not counted, nor is whether the instance lives: that must be answered when it matters.
func limited(most int, trusted []netip.Prefix, next http.Handler) http.Handler {
	flight := newCrowd(most)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := ClientAddress(r, trusted)
		if polled(r.URL.Path) || isTrusted(address, trusted) {
			next.ServeHTTP(w, r)
			return
		}
		network := ratelimit.Network(address)
		if !flight.enter(network) {
			refuseCrowd(w)
			return
		}
		place := &place{ResponseWriter: w, leave: sync.OnceFunc(func() { flight.leave(network) })}
		defer place.leave()
		next.ServeHTTP(place, r)
	})
}

func refuseCrowd(w http.ResponseWriter) {
	// What is left of the body would be waited for else.
	_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0))
	w.Header().Set("Retry-After", "1")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Connection", "close")
	answer(w, http.StatusTooManyRequests, map[string]any{"errors": []map[string]any{{
		"message":    "Hay demasiadas solicitudes a la vez desde tu red. Inténtalo de nuevo en unos segundos.",
		"extensions": map[string]any{"code": domain.CodeRateLimited, "retryable": domain.CodeRateLimited.Retryable()}}}})
}

// place is what a request holds. It gives it back when the answer turns out to be an event stream, whose number is bounded apart.
type place struct {
	http.ResponseWriter
	leave func()
}

func (p *place) WriteHeader(status int) {
	if strings.HasPrefix(p.Header().Get("Content-Type"), "text/event-stream") {
		p.leave()
	}
	p.ResponseWriter.WriteHeader(status)
}

// Unwrap serves http.ResponseController.
func (p *place) Unwrap() http.ResponseWriter { return p.ResponseWriter }
