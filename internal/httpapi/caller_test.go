package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

const viewer = `{ viewer { role } }`

func TestABearerTokenSaysWhoAsks(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	if got := s.query(t, viewer, "Authorization", "Bearer "+s.token); !strings.Contains(got.text, `"MASTER"`) {
		t.Errorf("answered %s", got.text)
	}
	s.query(t, viewer, "Authorization", "Bearer nonsense")
	if strings.Contains(s.log.String(), s.token) || strings.Contains(s.log.String(), "nonsense") {
		t.Errorf("a token is in the log:\n%s", s.log)
	}
}

func TestATokenThatIsWorthNothingLeavesWhatIsEverybodys(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	testkit.Must(t, s.Pricing.Refresh(t.Context()))
	s.signIn(t)
	old := s.token
	s.query(t, `mutation { sessionEnd { ended } }`, "Authorization", "Bearer "+old)
	const ended = `"session":"ENDED"`
	for name, headers := range map[string][]string{
		"an ended session":        {"Authorization", "Bearer " + old},
		"no session at all":       {"Authorization", "Bearer nonsense"},
		"an unknown access token": {"Authorization", "Bearer qct_0000000000000000000000000000000000000000000"},
		"a stale cookie":          {"Cookie", identity.CookieName(false) + "=" + old, "Origin", "http://example.com"},
	} {
		got := s.query(t, `{ publicRate { houseBuys } viewer { role } }`, headers...)
		if got.StatusCode != http.StatusOK || !strings.Contains(got.text, `"houseBuys":"3.7380"`) || !strings.Contains(got.text, `"ANONYMOUS"`) ||
			!strings.Contains(got.text, ended) || strings.Contains(got.text, `"errors"`) {
			t.Errorf("%s: what is everybody's is answered %d %s", name, got.StatusCode, got.text)
		}
		mixed := s.query(t, `{ publicRate { houseBuys } notificationSettings { __typename } }`, headers...)
		mixed.has(t, domain.CodeUnauthenticated)
		if !strings.Contains(mixed.text, ended) {
			t.Errorf("%s: what is not is answered %d %s", name, mixed.StatusCode, mixed.text)
		}
		if wrong := s.query(t, `{ unknown }`, headers...); !strings.Contains(wrong.text, ended) {
			t.Errorf("%s: a wrong document is answered %s", name, wrong.text)
		}
		if back := s.query(t, signInByCookie(s.login), headers...); !strings.Contains(back.text, `"userErrors":[]`) {
			t.Errorf("%s: a new sign-in is answered %s", name, back.text)
		}
	}
	if got := s.query(t, viewer); strings.Contains(got.text, "ENDED") {
		t.Errorf("somebody without a token is answered %s", got.text)
	}
	// A stream is opened for somebody: it is refused, or its client would wait for what never comes.
	stream := s.ask(t, http.MethodPost, "/graphql", `{"query":"subscription { operationEvents { __typename } }"}`,
		"Authorization", "Bearer "+old, "Content-Type", "application/json", "Accept", "text/event-stream")
	stream.has(t, domain.CodeUnauthenticated)
}

func TestASessionThatCannotBeLookedUpIsNotOver(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	_, err := s.DB.Owner.ExecContext(t.Context(), `ALTER TABLE sessions RENAME TO sessions_away`)
	testkit.Must(t, err)
	s.Identity.ForgetAll()
	for name, headers := range map[string][]string{
		"by header": {"Authorization", "Bearer " + s.token},
		"by cookie": {"Cookie", identity.CookieName(false) + "=" + s.token, "Origin", "http://example.com"},
	} {
		got := s.query(t, viewer, headers...)
		got.has(t, domain.CodeInternal)
		if got.StatusCode != http.StatusInternalServerError || got.Header.Get("WWW-Authenticate") != "" || strings.Contains(got.text, "sessions") {
			t.Errorf("%s: answered %d %s", name, got.StatusCode, got.text)
		}
		live := s.ask(t, http.MethodPost, "/graphql", `{"query":"subscription { operationEvents { __typename } }"}`,
			append(headers, "Content-Type", "application/json", "Accept", "text/event-stream")...)
		live.has(t, domain.CodeUnavailable)
		if live.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%s: the stream is answered %d %s", name, live.StatusCode, live.text)
		}
	}
	if !strings.Contains(s.log.String(), "sessions") || strings.Contains(s.log.String(), s.token) {
		t.Errorf("the log says\n%s", s.log)
	}
}

func TestACookieCountsOnlyForRequestsOfTheHousesOwnPages(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	cookie := identity.CookieName(false) + "=" + s.token
	for name, c := range map[string]struct {
		headers []string
		status  int
		role    string
	}{
		"the own page":            {[]string{"Cookie", cookie, "Origin", "http://example.com"}, http.StatusOK, "MASTER"},
		"an allowed page":         {[]string{"Cookie", cookie, "Origin", "https://app.qoricash.pe"}, http.StatusOK, "MASTER"},
		"the browser's word":      {[]string{"Cookie", cookie, "Sec-Fetch-Site", "same-origin"}, http.StatusOK, "MASTER"},
		"a foreign page":          {[]string{"Cookie", cookie, "Origin", "https://evil.example"}, http.StatusForbidden, ""},
		"a page of a longer name": {[]string{"Cookie", cookie, "Origin", "https://app.qoricash.pe.evil.example"}, http.StatusForbidden, ""},
		"the browser's warning":   {[]string{"Cookie", cookie, "Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, ""},
		"nobody says":             {[]string{"Cookie", cookie}, http.StatusForbidden, ""},
		"a stale cookie":          {[]string{"Cookie", identity.CookieName(false) + "=stale", "Origin", "http://example.com"}, http.StatusOK, "ANONYMOUS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := s.query(t, viewer, c.headers...)
			if got.StatusCode != c.status || !strings.Contains(got.text, c.role) {
				t.Errorf("answered %d %s", got.StatusCode, got.text)
			}
		})
	}
	plain := s.ask(t, http.MethodGet, "/graphql?query="+strings.ReplaceAll(viewer, " ", "+"), "", "Cookie", cookie)
	if !strings.Contains(plain.text, "ANONYMOUS") {
		t.Errorf("a bare GET with a cookie runs as %s", plain.text)
	}
}

func TestSignInSetsTheCookieAndSignOutTakesItAway(t *testing.T) {
	t.Parallel()
	for name, secure := range map[string]bool{"over http": false, "behind TLS": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, func(o *httpapi.Options) { o.SecureTransport = secure })
			s.signIn(t)
			got := s.query(t, signInByCookie(s.login))
			set := got.Cookies()
			if len(set) != 2 || set[0].Name != identity.CookieName(secure) || set[0].Value == "" || !set[0].HttpOnly || set[0].Secure != secure ||
				set[0].SameSite != http.SameSiteLaxMode || set[0].Path != "/" || set[0].Domain != "" {
				t.Fatalf("the cookie is %+v, the answer %s", set, got.text)
			}
			if strings.Contains(got.text, set[0].Value) || strings.Contains(s.log.String(), set[0].Value) {
				t.Error("the token of the cookie is in the answer or in the log")
			}
			gone := s.query(t, `mutation { sessionEnd { ended } }`, "Cookie", identity.CookieName(false)+"="+set[0].Value, "Origin", "http://example.com")
			cleared := gone.Cookies()
			if len(cleared) != 1 || cleared[0].Value != "" || cleared[0].MaxAge >= 0 || cleared[0].Secure != secure || !cleared[0].HttpOnly || cleared[0].Path != "/" {
				t.Errorf("after the sign-out the cookie is %+v, the answer %s", cleared, gone.text)
			}
			if hsts := got.Header.Get("Strict-Transport-Security"); (hsts != "") != secure {
				t.Errorf("Strict-Transport-Security: %q", hsts)
			}
		})
	}
}

func TestDeviceIsKnownByACookieOfThisHostAlone(t *testing.T) {
	t.Parallel()
	for name, secure := range map[string]bool{"qc_device": false, "__Host-qc_device": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, func(o *httpapi.Options) { o.SecureTransport = secure })
			s.signIn(t)
			got := s.query(t, signInByCookie(s.login))
			set := got.Cookies()
			if len(set) != 2 || set[1].Name != name || set[1].Value == "" || !set[1].HttpOnly || set[1].Secure != secure ||
				set[1].SameSite != http.SameSiteLaxMode || set[1].Path != "/" || set[1].Domain != "" || set[1].MaxAge != 180*24*60*60 {
				t.Fatalf("the cookies are %+v, the answer %s", set, got.text)
			}
			again := s.query(t, signInByCookie(s.login), "Cookie", name+"="+set[1].Value, "Origin", "http://example.com")
			if kept := again.Cookies(); len(kept) != 2 || kept[1].Value != set[1].Value {
				t.Errorf("signing in again the cookies are %+v", kept)
			}
			if strings.Contains(got.text, set[1].Value) || strings.Contains(s.log.String(), set[1].Value) {
				t.Error("the secret of the device is in the answer or in the log")
			}
		})
	}
}

func TestCookieThatTheBrowserWouldDropIsRefused(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	document := strings.Replace(signInByCookie(s.login), "userErrors { code }", "userErrors { code field }", 1)
	got := s.query(t, document, "Origin", "https://app.qoricash.pe", "Sec-Fetch-Site", "cross-site")
	if len(got.Cookies()) != 0 || !strings.Contains(got.text, `{"code":"INVALID","field":["delivery"]}`) {
		t.Errorf("from another site: %s, cookies %v", got.text, got.Cookies())
	}
	if got := s.query(t, document, "Origin", "https://app.qoricash.pe", "Sec-Fetch-Site", "same-site"); len(got.Cookies()) != 2 {
		t.Errorf("from the own site: %s, cookies %v", got.text, got.Cookies())
	}
}

func signInByCookie(login string) string {
	return `mutation { sessionCreate(input: {credentials: {staff: {login: "` + login + `", password: "` + password +
		`"}}, delivery: COOKIE}) { token userErrors { code } } }`
}
