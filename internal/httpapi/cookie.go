package httpapi

import (
	"net/http"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/identity"
)

// withSessionCookie lets sign-in and sign-out set the cookie of the answer. secure is false only over plain http.
func withSessionCookie(secure bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := graph.WithSessionCookie(r.Context(), answerCookie{w, r, secure})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// answerCookie is the session cookie of one answer; execution ends before the answer is written.
type answerCookie struct {
	answer  http.ResponseWriter
	request *http.Request
	secure  bool
}

// Kept implements graph.SessionCookie: the cookie is SameSite=Lax, so a browser drops it where a page of another site asks.
func (c answerCookie) Kept() bool { return c.request.Header.Get("Sec-Fetch-Site") != "cross-site" }

// Device implements graph.SessionCookie.
func (c answerCookie) Device() string { return identity.DeviceFrom(c.request, c.secure) }

// SetDevice implements graph.SessionCookie.
func (c answerCookie) SetDevice(secret string) {
	http.SetCookie(c.answer, identity.DeviceCookie(secret, c.secure))
}

// Set implements graph.SessionCookie.
func (c answerCookie) Set(token string, session identity.SessionInfo) {
	http.SetCookie(c.answer, identity.Cookie(token, session, c.secure))
}

// Clear implements graph.SessionCookie.
func (c answerCookie) Clear() { http.SetCookie(c.answer, identity.ClearedCookie(c.secure)) }
