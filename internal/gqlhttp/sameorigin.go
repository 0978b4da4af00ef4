package gqlhttp

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// SameOrigin returns a middleware against cross-site request forgery (realtime.md 4.2 row 7). A request that bears a
// cookie and is not GET, HEAD or OPTIONS must prove where it comes from: by Sec-Fetch-Site same-origin or none, by an
// Origin that equals the host, or by an Origin that is exactly one of allowed ("https://app.qoricash.pe"). With neither
// header it is refused, for every browser that keeps cookies sends one of them with a POST. Requests without a cookie
// pass: they carry no authority that a browser adds by itself. It fails on an entry of allowed that is no origin.
//
// WebSocket upgrades are GET requests; their transport checks the origin itself.
func SameOrigin(allowed []string) (func(http.Handler) http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	for _, origin := range allowed {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("allowed origins: %w", err)
		}
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if bearsCookie(r) && (!provesOrigin(r) || protection.Check(r) != nil) {
				refuseOrigin(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}, nil
}

func bearsCookie(r *http.Request) bool { return len(r.Header.Values("Cookie")) > 0 }

// provesOrigin reports whether a request says where it comes from, if it must.
func provesOrigin(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	default:
		return r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != ""
	}
}

func refuseOrigin(w http.ResponseWriter) {
	var body bytes.Buffer
	// Cannot fail: the error is a constant.
	_ = encode(&body, &graphql.Response{Errors: gqlerror.List{originForeign.graphQL()}})
	w.Header().Set("Cache-Control", "no-store")
	send(w, mediaJSON, originForeign.status, body.Bytes())
}
