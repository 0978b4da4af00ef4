package gqlhttp

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/origin"
)

// whoAsks answers with the cookie that authentication saw, and whether it was told that the cookie is ignored.
func whoAsks(t *testing.T, c call) (cookie string, ignored bool) {
	t.Helper()
	asked := false
	handler := New(newExecutor(t), Options{Authenticate: func(r *http.Request) (context.Context, error) {
		asked, cookie, ignored = true, r.Header.Get("Cookie"), CookieIgnored(r.Context())
		return r.Context(), nil
	}})
	if got := c.to(t, handler); got.status != 200 || !asked {
		t.Fatalf("answered %d %s", got.status, got.text)
	}
	return cookie, ignored
}

func TestGetRunsWithItsCookieOnlyIfAForeignPageCouldNotHaveSentIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		call    call
		ignored bool
	}{
		{"bare GET", get("query={hello}"), true},
		{"GET with headers that any page can send", get("query={hello}", "Accept-Language", "es", "Content-Language", "es"), true},
		{"GET with X-Requested-With", get("query={hello}", "X-Requested-With", "fetch"), false},
		{"GET with apollo-require-preflight", get("query={hello}", "apollo-require-preflight", "true"), false},
		{"GET with x-apollo-operation-name", get("query={hello}", "x-apollo-operation-name", "Hello"), false},
		{"GET with a bearer token", get("query={hello}", "Authorization", "Bearer x"), false},
		{"POST", post(`{"query":"{ hello }"}`), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cookie, ignored := whoAsks(t, c.call.with("Cookie", "session=s"))
			if ignored != c.ignored || (cookie == "") != c.ignored {
				t.Errorf("cookie %q, ignored %v", cookie, ignored)
			}
		})
	}
}

func TestRequestWithACookieMustComeFromAnAllowedOrigin(t *testing.T) {
	t.Parallel()
	guard, err := SameOrigin(origins(t, "https://app.qoricash.pe", "http://localhost:3000", "https://qoricash-git-*.vercel.app"), nil)
	if err != nil {
		t.Fatal(err)
	}
	handler := guard(New(newExecutor(t), Options{}))
	hello := `{"query":"{ hello }"}`
	for _, c := range []struct {
		name   string
		header []string
		served bool
	}{
		{"allowed origin", []string{"Origin", "https://app.qoricash.pe"}, true},
		{"allowed origin, cross-site", []string{"Origin", "http://localhost:3000", "Sec-Fetch-Site", "cross-site"}, true},
		{"own origin", []string{"Origin", "https://qoricash.test"}, true},
		{"same-origin by the browser's word", []string{"Sec-Fetch-Site", "same-origin"}, true},
		{"typed by the user", []string{"Sec-Fetch-Site", "none"}, true},
		{"neither header", nil, false},
		{"evil origin", []string{"Origin", "https://evil.example"}, false},
		{"evil origin, cross-site", []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, false},
		{"sibling of the same site", []string{"Origin", "https://other.qoricash.pe", "Sec-Fetch-Site", "same-site"}, false},
		{"null origin", []string{"Origin", "null"}, false},
		{"null origin, cross-site", []string{"Origin", "null", "Sec-Fetch-Site", "cross-site"}, false},
		{"allowed origin as a prefix", []string{"Origin", "https://app.qoricash.pe.evil.io"}, false},
		{"allowed origin as a suffix", []string{"Origin", "https://evil-app.qoricash.pe"}, false},
		{"allowed origin as a user", []string{"Origin", "https://app.qoricash.pe@evil.io"}, false},
		{"own host as a prefix", []string{"Origin", "https://qoricash.test.evil.io"}, false},
		{"allowed host by another scheme", []string{"Origin", "http://app.qoricash.pe"}, false},
		{"allowed host at another port", []string{"Origin", "http://localhost:3001"}, false},
		{"cross-site without origin", []string{"Sec-Fetch-Site", "cross-site"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := post(hello, c.header...).with("Cookie", "session=s").to(t, handler)
			if served := got.status == 200; served != c.served {
				t.Errorf("answered %d %s", got.status, got.text)
			}
			if !c.served && (got.status != 403 || got.code() != codeForbidden || got.hasData()) {
				t.Errorf("refused by %d %s", got.status, got.text)
			}
			// Whatever a foreign page can send without preflight is not read even from an allowed origin.
			for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
				if got := post(hello, c.header...).with("Cookie", "session=s", "Content-Type", kind).to(t, handler); got.status < 400 {
					t.Errorf("content type %q is answered %d", kind, got.status)
				}
			}
		})
	}
}

func TestRequestWithoutACookieNeedsNoOrigin(t *testing.T) {
	t.Parallel()
	guard, err := SameOrigin(origin.List{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	handler := guard(New(newExecutor(t), Options{}))
	for _, c := range []call{
		post(`{"query":"{ hello }"}`, "Authorization", "Bearer x", "Origin", "https://qoricash.vercel.app", "Sec-Fetch-Site", "cross-site"),
		post(`{"query":"{ hello }"}`),
		get("query={hello}", "Cookie", "session=s", "Origin", "https://evil.example"),
	} {
		if got := c.to(t, handler); got.status != 200 {
			t.Errorf("answered %d %s", got.status, got.text)
		}
	}
}

func TestARefusedOriginIsDecoratedAsOtherErrors(t *testing.T) {
	t.Parallel()
	guard, err := SameOrigin(origin.List{}, func(_ context.Context, refused *gqlerror.Error) *gqlerror.Error {
		refused.Extensions["requestId"] = "r1"
		return refused
	})
	if err != nil {
		t.Fatal(err)
	}
	got := post(`{"query":"{ hello }"}`, "Cookie", "session=s", "Origin", "https://evil.example").to(t, guard(New(newExecutor(t), Options{})))
	if got.status != http.StatusForbidden || !strings.Contains(got.text, `"requestId":"r1"`) {
		t.Errorf("answered %d %s", got.status, got.text)
	}
}

func TestThePageThatAPatternCoversIsServedWithoutItsCookie(t *testing.T) {
	t.Parallel()
	guard, err := SameOrigin(origins(t, "https://qoricash-git-*.vercel.app", "https://*-of.qoricash.test"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var cookie, authorization string
	handler := guard(New(newExecutor(t), Options{Authenticate: func(r *http.Request) (context.Context, error) {
		cookie, authorization = r.Header.Get("Cookie"), r.Header.Get("Authorization")
		return r.Context(), nil
	}}))
	hello := `{"query":"{ hello }"}`
	for _, c := range []struct {
		name string
		call call
		kept bool
	}{
		{"POST", post(hello, "Origin", "https://qoricash-git-main.vercel.app", "Sec-Fetch-Site", "cross-site"), false},
		{"GET with a header of its own", get("query={hello}", "Origin", "https://qoricash-git-main.vercel.app", "X-Requested-With", "fetch"), false},
		{"the house itself", post(hello, "Origin", "https://qoricash.test"), true},
	} {
		got := c.call.with("Cookie", "session=s", "Authorization", "Bearer x").to(t, handler)
		if got.status != 200 || (cookie != "") != c.kept || authorization != "Bearer x" {
			t.Errorf("%s: answered %d, cookie %q, authorization %q", c.name, got.status, cookie, authorization)
		}
	}
}

func origins(t *testing.T, entries ...string) origin.List {
	t.Helper()
	list, err := origin.Parse(entries)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
