package wsproto

import (
	"net/http"
	"net/url"
	"strings"
)

// originPolicy decides whose pages may connect, and whether a request's cookie may count (realtime.md 4.2, rows 7
// and 8). Browsers always send Origin with a websocket handshake; who sends none is not a browser.
type originPolicy struct{ allowed map[string]bool }

func newOriginPolicy(origins []string) originPolicy {
	p := originPolicy{allowed: make(map[string]bool, len(origins))}
	for _, origin := range origins {
		p.allowed[strings.ToLower(strings.TrimSuffix(origin, "/"))] = true
	}
	return p
}

// permits tells whether the origin of a request may connect: it has none, or one that is allowed, exactly.
func (p originPolicy) permits(r *http.Request) bool {
	values := r.Header.Values("Origin")
	switch len(values) {
	case 0:
		return true
	case 1:
		return p.allowed[strings.ToLower(values[0])] || sameOrigin(values[0], r)
	default:
		return false
	}
}

// sameOrigin compares hosts. The scheme is compared only where it is known: behind a proxy that ends TLS it is not.
func sameOrigin(origin string, r *http.Request) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if r.TLS != nil && u.Scheme != "https" {
		return false
	}
	return strings.EqualFold(u.Host, r.Host)
}

// carriesCookie tells whether the request has a cookie that could authenticate it.
func carriesCookie(r *http.Request, name string) bool {
	if name == "" {
		return len(r.Header.Values("Cookie")) > 0
	}
	_, err := r.Cookie(name)
	return err == nil
}

// streamCookieCounts tells whether the cookie of an SSE request may authenticate it. A page of another site cannot
// forge any of these: an allowed Origin, the browser's own word that the page is of this origin, or a JSON body, which
// browsers send across origins only after a preflight.
func streamCookieCounts(r *http.Request) bool {
	if r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") == "same-origin" {
		return true
	}
	return r.Method == http.MethodPost && r.Header.Get("Sec-Fetch-Site") == ""
}
