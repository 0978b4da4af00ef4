// Package httpapi is the one listener of the house: GraphQL by HTTP, SSE and websocket on one path, the files of the disk
// store, the public rate, the explorer, health and metrics.
//
// Invariants: a request has an id that is in its log line, its errors and its audit rows; no body, token or personal datum
// is ever logged; a cookie counts only from the house's own sites; a client address comes from a forwarded header only
// through a trusted proxy.
package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"github.com/rs/cors"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/gqlhttp"
	"github.com/qoricash/qoricash/internal/identity"
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
	// Mails shows the e-mails of a demo at /dev/mail and below; nil where they are sent.
	Mails http.Handler
	// Metrics serves Prometheus.
	Metrics http.Handler
	// Ready answers why the instance cannot serve now, or nil.
	Ready func(context.Context) error

	// PublicSchema serves the SDL at /schema.graphql.
	PublicSchema bool

	AllowedOrigins []string
	TrustedProxies []netip.Prefix
	Clock          clock.Clock
	Logger         *slog.Logger
	// SecureTransport adds the headers that only make sense behind TLS.
	SecureTransport bool
}

// New makes the router.
func New(options Options) (http.Handler, error) {
	sameOrigin, err := gqlhttp.SameOrigin(options.AllowedOrigins)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", graphqlEndpoint(options.Live, sameOrigin(withSessionCookie(options.SecureTransport, options.GraphQL))))
	mux.Handle("/files/", options.Files)
	mux.Handle("/explorer/", options.Explorer)
	mux.Handle("/explorer", options.Explorer)
	mux.Handle("GET /{$}", http.RedirectHandler("/explorer/", http.StatusFound))
	mux.Handle("GET /api/v1/rates", publicRates(options.Pricing))
	mux.Handle("GET /healthz", http.HandlerFunc(alive))
	mux.Handle("GET /health", http.HandlerFunc(alive))
	mux.Handle("GET /readyz", ready(options.Ready))
	mux.Handle("GET /metrics", options.Metrics)
	if options.Mails != nil {
		mux.Handle("/dev/mail/", options.Mails)
		mux.Handle("/dev/mail", options.Mails)
		mux.Handle("/dev/mail.json", options.Mails)
	}
	crossOrigin := cors.New(cors.Options{
		AllowOriginFunc:  exactly(options.AllowedOrigins),
		AllowedMethods:   crossOriginMethods(),
		AllowedHeaders:   crossOriginHeaders(),
		ExposedHeaders:   exposedHeaders(),
		AllowCredentials: true,
		MaxAge:           int((10 * time.Minute).Seconds()),
		// What rs/cors refuses it answers without a word; explainedPreflight says what is wrong.
		OptionsPassthrough: true,
	})
	site := crossOrigin.Handler(explainedPreflight(exactly(options.AllowedOrigins), mux))
	if options.PublicSchema {
		if site, err = withSchema(site); err != nil {
			return nil, err
		}
	}
	return identify(options, secureHeaders(options.SecureTransport, recovered(options.Logger, site))), nil
}

// exactly tells whether an origin is one of a list. Nothing in the list is a pattern, and an empty list is nobody.
func exactly(allowed []string) func(string) bool {
	return func(origin string) bool { return slices.Contains(allowed, origin) }
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
