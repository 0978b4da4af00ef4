package identity_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

func TestCookieOfASession(t *testing.T) {
	t.Parallel()
	ends := time.Date(2027, 2, 21, 15, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		cookie *http.Cookie
		want   string
	}{
		"web": {identity.Cookie("qcs_x", identity.SessionInfo{Kind: domain.SessionClientWeb, ExpiresAt: ends}, true),
			"__Host-qc_session=qcs_x; Path=/; HttpOnly; Secure; SameSite=Lax"},
		"demo": {identity.Cookie("qcs_x", identity.SessionInfo{Kind: domain.SessionStaff, ExpiresAt: ends}, false), "qc_session=qcs_x; Path=/; HttpOnly; SameSite=Lax"},
		"app": {identity.Cookie("qcs_x", identity.SessionInfo{Kind: domain.SessionClientApp, ExpiresAt: ends}, true),
			"__Host-qc_session=qcs_x; Path=/; Expires=Sun, 21 Feb 2027 15:00:00 GMT; HttpOnly; Secure; SameSite=Lax"},
		"cleared": {identity.ClearedCookie(true), "__Host-qc_session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax"},
	} {
		if got := c.cookie.String(); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTokenOfARequest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		authorization, cookie, token string
		byCookie, secure             bool
	}{
		"none":               {},
		"bearer":             {authorization: "Bearer qcs_a", token: "qcs_a"},
		"any case":           {authorization: "bearer  qcs_a ", token: "qcs_a"},
		"cookie":             {cookie: "qc_session=qcs_b", token: "qcs_b", byCookie: true},
		"bearer over cookie": {authorization: "Bearer qcs_a", cookie: "qc_session=qcs_b", token: "qcs_a"},
		"another scheme":     {authorization: "Basic qcs_a"},
		"another cookie":     {cookie: "session=qcs_b"},
		"empty cookie":       {cookie: "qc_session="},
		"behind TLS":         {cookie: "qc_session=qcs_a; __Host-qc_session=qcs_b", secure: true, token: "qcs_b", byCookie: true},
		"a sibling's cookie": {cookie: "qc_session=qcs_a", secure: true},
	} {
		request := &http.Request{Header: http.Header{}}
		request.Header.Set("Authorization", c.authorization)
		request.Header.Set("Cookie", c.cookie)
		if token, byCookie := identity.TokenFrom(request, c.secure); token != c.token || byCookie != c.byCookie {
			t.Errorf("%s: %q, %t", name, token, byCookie)
		}
	}
}
