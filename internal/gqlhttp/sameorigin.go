package gqlhttp

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/origin"
)

// SameOrigin returns a middleware against cross-site request forgery (realtime.md 4.2 row 7). A request that bears a
// cookie and is not GET, HEAD or OPTIONS must prove where it comes from: by Sec-Fetch-Site same-origin or none, by an
// Origin that equals the host, or by an Origin that allowed names. With neither header it is refused, for every browser
// that keeps cookies sends one of them with a POST. Requests without a cookie pass: they carry no authority that a browser
// adds by itself. The cookie of a page that only a pattern of allowed covers is taken away, and what is left is served. What is
// refused is decorated by present, as in Options; nil leaves it as it is.
//
// WebSocket upgrades are GET requests; their transport checks the origin itself.
func SameOrigin(allowed origin.List, present func(context.Context, *gqlerror.Error) *gqlerror.Error) (func(http.Handler) http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	for _, named := range allowed.Named() {
		if err := protection.AddTrustedOrigin(named); err != nil {
			return nil, fmt.Errorf("allowed origins: %w", err)
		}
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if from := r.Header.Get("Origin"); bearsCookie(r) && allowed.Covers(from) && !isOwn(from, r) {
				r = r.Clone(r.Context())
				r.Header.Del("Cookie")
			}
			if bearsCookie(r) && (!provesOrigin(r) || protection.Check(r) != nil) {
				refuseOrigin(w, r, present)
				return
			}
			next.ServeHTTP(w, r)
		})
	}, nil
}

func bearsCookie(r *http.Request) bool { return len(r.Header.Values("Cookie")) > 0 }

// isOwn reports whether an origin is that of the house itself.
func isOwn(from string, r *http.Request) bool {
	parsed, err := url.Parse(from)
	return err == nil && strings.EqualFold(parsed.Host, r.Host)
}

// provesOrigin reports whether a request says where it comes from, if it must.
func provesOrigin(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	default:
		return r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != ""
	}
}

func refuseOrigin(w http.ResponseWriter, r *http.Request, present func(context.Context, *gqlerror.Error) *gqlerror.Error) {
	refused := originForeign.graphQL()
	if present != nil {
		refused = present(r.Context(), refused)
	}
	var body bytes.Buffer
	// Cannot fail: an error is texts and flags.
	_ = encode(&body, &graphql.Response{Errors: gqlerror.List{refused}})
	w.Header().Set("Cache-Control", "no-store")
	send(w, mediaJSON, originForeign.status, body.Bytes())
}
