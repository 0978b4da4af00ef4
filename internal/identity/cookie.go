package identity

import (
	"net/http"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
)

// CookieName is the cookie that carries a token to browsers on the house's own site.
func CookieName(secure bool) string { return cookieName("qc_session", secure) }

// cookieName is the name of a cookie of the house. Its prefix makes browsers refuse one that another host of the site sets; they know
// it over TLS alone, so that over plain http (secure is false) the name goes without.
func cookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// Cookie carries the token of a new session. It lives as long as the browser is open, and on a phone as long as the
// session may. secure is false only in demo over http.
func Cookie(token string, session SessionInfo, secure bool) *http.Cookie {
	cookie := sessionCookie(token, secure)
	if session.Kind == domain.SessionClientApp {
		cookie.Expires = session.ExpiresAt
	}
	return cookie
}

// ClearedCookie takes the cookie away.
func ClearedCookie(secure bool) *http.Cookie {
	cookie := sessionCookie("", secure)
	cookie.MaxAge = -1
	return cookie
}

func sessionCookie(value string, secure bool) *http.Cookie {
	return newCookie(CookieName(secure), value, secure)
}

// newCookie is a cookie that scripts do not see and that pages of other sites do not send; it ends with the browser.
func newCookie(name, value string, secure bool) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
}

// deviceCookieName is the cookie that carries the secret of a known device.
func deviceCookieName(secure bool) string { return cookieName("qc_device", secure) }

// DeviceCookie carries the secret of a known device for as long as it is known. It is no credential: it says where a person
// signed in before, and opens nothing.
func DeviceCookie(secret string, secure bool) *http.Cookie {
	cookie := newCookie(deviceCookieName(secure), secret, secure)
	cookie.MaxAge = int(DeviceLifetime.Seconds())
	return cookie
}

// DeviceFrom answers the secret of the device that a request came with; empty for none.
func DeviceFrom(r *http.Request, secure bool) string {
	cookie, err := r.Cookie(deviceCookieName(secure))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// KeyHeader is the header by which machines send their access token where they do not send it as a bearer token.
const KeyHeader = "X-API-Key"

// TokenFrom answers the token of a request: the bearer token if there is one, else the machine's key, else the cookie's.
// byCookie tells that a browser sent it by itself, so that the request's origin must be asked. The token is empty where
// there is none. secure is as for CookieName: where the house speaks TLS no other cookie counts.
func TokenFrom(r *http.Request, secure bool) (token string, byCookie bool) {
	if scheme, rest, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(rest), false
	}
	if key := strings.TrimSpace(r.Header.Get(KeyHeader)); key != "" {
		return key, false
	}
	if cookie, err := r.Cookie(CookieName(secure)); err == nil && cookie.Value != "" {
		return cookie.Value, true
	}
	return "", false
}
