package wsproto

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/origin"
)

// Options are the limits and periods of a [Server]. A zero field takes the default named at it (realtime.md 1.4).
type Options struct {
	// AllowedOrigins are whose pages may connect, beside the server's own. The cookies of those that a pattern covers do not count.
	AllowedOrigins origin.List
	// SessionCookie names the cookie that authenticates browsers. Empty means that any cookie might.
	SessionCookie string
	// Network tells what limits of peers that nobody knows count by: the network that a request came from, which is more than one
	// address where a host may choose among many. Behind proxies the caller resolves it from the forwarded header of the trusted
	// ones. Default: the host of RemoteAddr.
	Network func(*http.Request) string
	// Clock tells when sessions expire and pings are due; default: the system's. Socket deadlines follow the system's
	// in any case, since the kernel knows no other.
	Clock clock.Clock
	// Present decorates what is refused before there is a socket or a stream (a request id, whether to try again), as other errors of
	// the API are; nil leaves it as it is.
	Present func(context.Context, *gqlerror.Error) *gqlerror.Error
	// Logger defaults to [slog.Default]. No payload and no credential is ever logged.
	Logger *slog.Logger

	// HandshakeTimeout bounds writing the response to the upgrade; default 5 s.
	HandshakeTimeout time.Duration
	// InitTimeout is how long a socket may live without connection_init; default 10 s.
	InitTimeout time.Duration
	// AuthenticateTimeout bounds one call of the Authenticator; default 5 s.
	AuthenticateTimeout time.Duration

	// MaxMessageBytes bounds a message from the peer and the body of an SSE request; default 64 KiB.
	MaxMessageBytes int
	// MessagesPerSecond and MessageBurst are the token bucket of a socket's inbound messages and control frames;
	// default 20 and 100. The burst must hold a client that resumes all its subscriptions at once.
	MessagesPerSecond int
	MessageBurst      int
	// SubscriptionsPerSocket bounds the live operations of one socket; default 50.
	SubscriptionsPerSocket int

	// SocketsPerIdentity and StreamsPerIdentity bound the websockets and SSE streams of one person; default 10 and 50
	// (a stream carries one operation, a socket many).
	SocketsPerIdentity int
	StreamsPerIdentity int
	// AnonymousPerNetwork bounds the acknowledged sockets, and apart from them the streams, of anonymous peers of one network;
	// default 50.
	AnonymousPerNetwork int
	// UnauthenticatedPerNetwork bounds the sockets of one network that have not been acknowledged yet; default 3.
	UnauthenticatedPerNetwork int
	// MaxPeers bounds sockets and streams together; default 20,000. Anonymous peers have half of it at most, so that there is room for
	// those whom the house knows.
	MaxPeers int
	// MaxFragments bounds the frames that one message may come in; default 1,000.
	MaxFragments int

	// QueueBytes and QueueMessages bound what waits for one peer; default 256 KiB and 256.
	QueueBytes    int
	QueueMessages int
	// ProcessQueueBytes bounds what waits for all peers, each counted as if the payloads were not shared; default
	// 64 MiB. Beyond it the largest queues are cut off first.
	ProcessQueueBytes int
	// WriteWorkers is the number of goroutines that write to sockets; default 4 x GOMAXPROCS.
	WriteWorkers int
	// WriteTimeout is how long a peer may take nothing of what is written to it; default 5 s.
	WriteTimeout time.Duration
	// CloseTimeout is how long a closed socket waits for the peer's own close; default 5 s.
	CloseTimeout time.Duration
	// UserTimeout is TCP_USER_TIMEOUT, after which the kernel gives up on unacknowledged data (Linux); default 20 s.
	UserTimeout time.Duration

	// PingInterval is the period of the server's pings, with 20 % jitter; two of them missed close with 4499; default 20 s.
	PingInterval time.Duration
	// CommentInterval is the period of comments on SSE streams; default 15 s.
	CommentInterval time.Duration
	// DrainPeriod is the time over which Drain spreads the closes; default 15 s.
	DrainPeriod time.Duration
}

func (o Options) withDefaults() Options {
	if o.Network == nil {
		o.Network = remoteHost
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	durations := []struct {
		field *time.Duration
		value time.Duration
	}{
		{&o.HandshakeTimeout, 5 * time.Second},
		{&o.InitTimeout, 10 * time.Second},
		{&o.AuthenticateTimeout, 5 * time.Second},
		{&o.WriteTimeout, 5 * time.Second},
		{&o.CloseTimeout, 5 * time.Second},
		{&o.UserTimeout, 20 * time.Second},
		{&o.PingInterval, 20 * time.Second},
		{&o.CommentInterval, 15 * time.Second},
		{&o.DrainPeriod, 15 * time.Second},
	}
	for _, d := range durations {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	counts := []struct {
		field *int
		value int
	}{
		{&o.MaxMessageBytes, 64 << 10},
		{&o.MessagesPerSecond, 20},
		{&o.MessageBurst, 100},
		{&o.SubscriptionsPerSocket, 50},
		{&o.SocketsPerIdentity, 10},
		{&o.StreamsPerIdentity, 50},
		{&o.AnonymousPerNetwork, 50},
		{&o.UnauthenticatedPerNetwork, 3},
		{&o.MaxPeers, 20_000},
		{&o.MaxFragments, 1_000},
		{&o.QueueBytes, 256 << 10},
		{&o.QueueMessages, 256},
		{&o.ProcessQueueBytes, 64 << 20},
		{&o.WriteWorkers, 4 * runtime.GOMAXPROCS(0)},
	}
	for _, c := range counts {
		if *c.field <= 0 {
			*c.field = c.value
		}
	}
	return o
}

func remoteHost(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
