package gqlhttp

import (
	"context"
	"net/http"
)

// cookieIgnoredKey marks contexts of requests whose cookie was taken away.
type cookieIgnoredKey struct{}

// CookieIgnored reports whether the request of this context runs as anonymous although it may have had a cookie.
func CookieIgnored(ctx context.Context) bool {
	ignored, _ := ctx.Value(cookieIgnoredKey{}).(bool)
	return ignored
}

// preflighted are headers that a foreign page cannot send without the permission of CORS.
func preflighted() []string {
	return []string{"X-Requested-With", "Apollo-Require-Preflight", "X-Apollo-Operation-Name", "Authorization"}
}

// withoutForgeableCookie takes the cookie from a GET that a foreign page can cause: a link, an image, a form. Such a
// query is served, but as anybody's (decisions.md, "GET queries"); what comes after cannot read the cookie by mistake.
func withoutForgeableCookie(r *http.Request) *http.Request {
	if r.Method != http.MethodGet {
		return r
	}
	for _, name := range preflighted() {
		if len(r.Header.Values(name)) > 0 {
			return r
		}
	}
	anonymous := r.Clone(context.WithValue(r.Context(), cookieIgnoredKey{}, true))
	anonymous.Header.Del("Cookie")
	return anonymous
}
