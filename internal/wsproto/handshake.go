package wsproto

import (
	"bufio"
	"net"
	"net/http"
	"net/url"
	"syscall"

	"github.com/gorilla/websocket"
)

const subprotocol = "graphql-transport-ws"

const (
	// readBufferBytes is what an idle socket keeps to read into: room for a control frame. Most messages of a client are a
	// pong; longer ones are read past the buffer.
	readBufferBytes = 128
	// handshakeBytes is gorilla's buffer for the answer to the upgrade.
	handshakeBytes = 512
)

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	if !s.origins.permits(r) {
		s.refuse(w, r, http.StatusForbidden, "FORBIDDEN", "El origen de la página no está permitido.")
		return
	}
	token, hasToken := bearerToken(r.Header.Get("Authorization"))
	if r.Header.Get("Origin") == "" && !hasToken && carriesCookie(r, s.options.SessionCookie) {
		// A cookie proves a person only together with the page that sent it.
		s.refuse(w, r, http.StatusForbidden, "FORBIDDEN", "La cookie de sesión requiere la cabecera Origin.")
		return
	}
	member := membership{network: s.options.Network(r), kind: kindSocket}
	if !s.admit(w, r, &member) {
		return
	}
	hijacked := &hijacker{ResponseWriter: w}
	upgrader := websocket.Upgrader{
		HandshakeTimeout: s.options.HandshakeTimeout,
		ReadBufferSize:   readBufferBytes,
		WriteBufferSize:  handshakeBytes,
		WriteBufferPool:  &s.handshakeBuffers,
		Subprotocols:     []string{subprotocol},
		CheckOrigin:      func(*http.Request) bool { return true }, // checked above
	}
	reader, err := upgrader.Upgrade(hijacked, r, nil)
	if err != nil {
		// The upgrader has answered the peer.
		s.registry.cancelReservation(&member)
		s.metrics.refused.Add(1)
		return
	}
	hijacked.conn.muted = true
	hijacked.conn.frames.most = s.options.MaxFragments
	handshake := handshakeOf(r)
	if !s.origins.trusts(r.Header.Get("Origin"), r) {
		handshake.Header.Del("Cookie")
	}
	s.startSocket(reader, hijacked.conn.Conn, member, handshake, token)
}

// admit reserves a place, or answers why there is none. Who is refused keeps no connection either.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, m *membership) bool {
	admission := s.registry.reserve(m)
	if admission != admitted {
		w.Header().Set("Connection", "close")
	}
	switch admission {
	case refusedDraining:
		w.Header().Set("Retry-After", "1")
		s.refuse(w, r, http.StatusServiceUnavailable, "UNAVAILABLE", "El servicio se está reiniciando.")
	case refusedOverload:
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable, "UNAVAILABLE", "El servicio está sobrecargado.")
	case refusedNetwork:
		w.Header().Set("Retry-After", "1")
		s.refuse(w, r, http.StatusTooManyRequests, "RATE_LIMITED", "Hay demasiadas conexiones sin identificar desde tu red.")
	default:
		return true
	}
	return false
}

// startSocket leaves the HTTP server's goroutine: nothing of the request is referenced after this but the few fields
// that the authenticator sees, and those only until connection_init.
func (s *Server) startSocket(reader *websocket.Conn, socket net.Conn, member membership, handshake *http.Request, token string) {
	c := newConn(s, reader, socket, member, handshake, token)
	s.metrics.sockets.Add(1)
	if e, ok := s.registry.add(c); !ok {
		c.end(e)
	} else if reader.Subprotocol() != subprotocol {
		// As the reference server does: the upgrade succeeds, so that the client sees the close code.
		c.end(endBadSubprotocol())
	}
	go c.serve()
}

// handshakeOf copies what an authenticator may look at, so that the request and its buffers can go.
func handshakeOf(r *http.Request) *http.Request {
	kept := &http.Request{
		Method:     r.Method,
		URL:        &url.URL{Path: r.URL.Path},
		Host:       r.Host,
		RemoteAddr: r.RemoteAddr,
		TLS:        r.TLS,
		Header:     make(http.Header, 4),
	}
	for _, name := range []string{"Cookie", "Origin", "User-Agent", "X-Api-Key", "X-Forwarded-For"} {
		if values := r.Header.Values(name); len(values) > 0 {
			kept.Header[name] = values
		}
	}
	return kept
}

// hijacker gives the upgrader the connection in a form whose writes can be muted afterwards.
type hijacker struct {
	http.ResponseWriter
	conn *mutableConn
}

// Hijack implements [http.Hijacker].
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffered, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	h.conn = &mutableConn{Conn: conn}
	return h.conn, buffered, nil
}

// mutableConn is what the gorilla reader sees of a socket. Once muted it swallows writes: gorilla answers protocol
// errors by itself, and such a frame would land in the middle of one that a worker is writing. The reader's error
// tells what happened, and the connection answers through its queue. What comes in is counted by frames, which gorilla joins by
// itself however many there are.
type mutableConn struct {
	net.Conn
	muted  bool
	frames frameCounter
}

func (m *mutableConn) Read(p []byte) (int, error) {
	n, err := m.Conn.Read(p)
	if m.muted && !m.frames.pass(p[:n]) {
		return 0, errTooManyFrames
	}
	return n, err
}

func (m *mutableConn) Write(p []byte) (int, error) {
	if m.muted {
		return len(p), nil
	}
	return m.Conn.Write(p)
}

// rawConn returns the way to write without waiting, or nil for what is not a plain socket (TLS, pipes).
func rawConn(socket net.Conn) syscall.RawConn {
	var plain syscall.Conn
	switch conn := socket.(type) {
	case *net.TCPConn:
		plain = conn
	case *net.UnixConn:
		plain = conn
	default:
		return nil
	}
	raw, err := plain.SyscallConn()
	if err != nil {
		return nil
	}
	return raw
}
