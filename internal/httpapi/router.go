// Package httpapi is the one listener of the house: GraphQL by HTTP, SSE and websocket on one path, the files of the disk
// store, the public rate, the pages that the program carries with it and health.
//
// Invariants: a request has an id that is in its log line, its errors and its audit rows; no body, token or personal datum
// is ever logged; a cookie counts only from the house's own sites; a client address comes from a forwarded header only
// through a trusted proxy; every request ends within a time of its own.
package httpapi

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/rs/cors"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/origin"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// Options are the parts that the router brings together.
type Options struct {
	GraphQL  http.Handler
	Live     *wsproto.Server
	Identity *identity.Service
	Pricing  *pricing.Service
	// Files serves uploads and signed reads under /files/.
	Files http.Handler
	// Explorer serves the bundled explorer at /explorer and below; it is given whole paths.
	Explorer http.Handler
	// Desk serves the desk of the house's people at /desk and below; it is given whole paths.
	Desk http.Handler
	// Try serves a client's telephone at /try and below, for a demo; nil elsewhere. It is given whole paths.
	Try http.Handler
	// Mails shows the e-mails of a demo at /dev/mail and below, and stands in for the pages that they lead to; nil where they are sent.
	Mails http.Handler
	// Present decorates what is refused for where its page is, as the API does what it refuses; nil leaves it as it is.
	Present func(context.Context, *gqlerror.Error) *gqlerror.Error
	// Ready answers why the instance cannot serve now, or nil.
	Ready func(context.Context) error

	// PublicSchema serves the SDL at /schema.graphql.
	PublicSchema bool

	// AllowedOrigins are whose pages may call from elsewhere. The cookies of those that a pattern covers do not count.
	AllowedOrigins origin.List
	TrustedProxies []netip.Prefix
	Clock          clock.Clock
	Logger         *slog.Logger
	// SecureTransport adds the headers that only make sense behind TLS.
	SecureTransport bool
	// RequestsOfOneNetwork is how many requests one network may have in flight; zero means without bound.
	RequestsOfOneNetwork int
	// BodyTime and RequestTime bound how long a body may take to come, and a whole request; zero means 10 s and 25 s. Files, event
	// streams and sockets have times of their own.
	BodyTime, RequestTime time.Duration
}

// New makes the router.
func New(options Options) (http.Handler, error) {
	sameOrigin, err := gqlhttp.SameOrigin(options.AllowedOrigins, options.Present)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", sameOrigin(graphqlEndpoint(options.Live, withSessionCookie(options.SecureTransport, options.GraphQL))))
	mux.Handle("/files/", options.Files)
	for path, page := range map[string]http.Handler{"/explorer": options.Explorer, "/desk": options.Desk, "/try": options.Try} {
		if page != nil {
			mux.Handle(path+"/", page)
			mux.Handle(path, page)
		}
	}
	mux.Handle("GET /{$}", http.RedirectHandler("/explorer/", http.StatusFound))
	mux.Handle("GET /api/v1/rates", publicRates(options.Pricing))
	mux.Handle("GET /healthz", http.HandlerFunc(alive))
	mux.Handle("GET /health", http.HandlerFunc(alive))
	mux.Handle("GET /readyz", ready(options.Ready))
	if options.Mails != nil {
		mux.Handle("/", options.Mails)
	}
	served := crossOrigin(options.AllowedOrigins, mux)
	if options.PublicSchema {
		var err error
		if served, err = withSchema(served); err != nil {
			return nil, err
		}
	}
	if options.RequestsOfOneNetwork > 0 {
		served = limited(options.RequestsOfOneNetwork, options.TrustedProxies, served)
	}
	served = timed(cmp.Or(options.BodyTime, bodyTime), cmp.Or(options.RequestTime, requestTime), served)
	return identify(options, secureHeaders(options.SecureTransport, recovered(options.Logger, served))), nil
}

// crossOrigin lets pages of the allowed origins read answers. Browsers send cookies along, and show the answer to the page, for those that
// are named alone.
func crossOrigin(allowed origin.List, next http.Handler) http.Handler {
	explained := explainedPreflight(allowed.Allows, next)
	named, covered := corsPolicy(allowed.Names, true).Handler(explained), corsPolicy(allowed.Covers, false).Handler(explained)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if allowed.Covers(r.Header.Get("Origin")) {
			covered.ServeHTTP(w, r)
			return
		}
		named.ServeHTTP(w, r)
	})
}

func corsPolicy(allowed func(string) bool, credentials bool) *cors.Cors {
	return cors.New(cors.Options{
		AllowOriginFunc:  allowed,
		AllowedMethods:   crossOriginMethods(),
		AllowedHeaders:   crossOriginHeaders(),
		ExposedHeaders:   exposedHeaders(),
		AllowCredentials: credentials,
		MaxAge:           int((10 * time.Minute).Seconds()),
		// What rs/cors refuses it answers without a word; explainedPreflight says what is wrong.
		OptionsPassthrough: true,
	})
}

// graphqlEndpoint gives sockets, and requests that want an event stream before JSON, to the live transports, and everything
// else to GraphQL over HTTP, which hands over the subscriptions among them.
func graphqlEndpoint(live *wsproto.Server, plain http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wsproto.IsUpgrade(r) || gqlhttp.PrefersEvents(r.Header.Values("Accept")) {
			live.ServeHTTP(w, r)
			return
		}
		plain.ServeHTTP(w, r)
	})
}
