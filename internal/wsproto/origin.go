package wsproto

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/qoricash/qoricash/internal/origin"
)

// originPolicy decides whose pages may connect, and whether a request's cookie may count (realtime.md 4.2, rows 7
// and 8). Browsers always send Origin with a websocket handshake; who sends none is not a browser.
type originPolicy struct{ allowed origin.List }

// permits tells whether the origin of a request may connect: it has none, or one that is allowed.
func (p originPolicy) permits(r *http.Request) bool {
	values := r.Header.Values("Origin")
	switch len(values) {
	case 0:
		return true
	case 1:
		return p.allowed.Allows(values[0]) || sameOrigin(values[0], r)
	default:
		return false
	}
}

// trusts tells whether the page of an origin is the house's own or one that the list names: its cookies prove a person.
func (p originPolicy) trusts(origin string, r *http.Request) bool {
	return p.allowed.Names(origin) || sameOrigin(origin, r)
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

// cookieCounts tells whether the cookie of a request may authenticate it. A page of another site can forge neither of these: an
// origin that is trusted, or the browser's own word that the page is of this one.
func (p originPolicy) cookieCounts(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		return p.trusts(origin, r)
	}
	return r.Header.Get("Sec-Fetch-Site") == "same-origin"
}
