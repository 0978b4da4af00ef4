package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestOnlyTheFourOriginsMayReadAnswers(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	allowed := func(origin string) string {
		preflight := s.ask(t, http.MethodOptions, "/graphql", "", "Origin", origin, "Access-Control-Request-Method", "POST",
			"Access-Control-Request-Headers", "authorization,content-type")
		actual := s.query(t, viewer, "Origin", origin)
		first, second := preflight.Header.Get("Access-Control-Allow-Origin"), actual.Header.Get("Access-Control-Allow-Origin")
		if first != second || !strings.Contains(actual.Header.Get("Vary"), "Origin") {
			t.Errorf("%s: preflight %q, answer %q, Vary %q", origin, first, second, actual.Header.Values("Vary"))
		}
		return second
	}
	for _, origin := range seeds {
		if got := allowed(origin); got != origin {
			t.Errorf("%s is answered %q", origin, got)
		}
	}
	for _, origin := range []string{"https://app.qoricash.pe.evil.example", "https://evil-app.qoricash.pe", "http://app.qoricash.pe", "https://qoricash.pe",
		"http://localhost:3001", "null", "https://app.qoricash.pe:444", "https://a.qoricash.vercel.app"} {
		if got := allowed(origin); got != "" {
			t.Errorf("%s is answered %q", origin, got)
		}
	}
}

func TestEveryAnswerHasTheHeadersThatKeepBrowsersSafe(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, path := range []string{"/", "/healthz", "/readyz", "/metrics", "/api/v1/rates", "/files/x", "/explorer/", "/nothing", "/graphql"} {
		got := s.ask(t, http.MethodGet, path, "")
		policy := got.Header.Get("Content-Security-Policy")
		if got.Header.Get("X-Content-Type-Options") != "nosniff" || got.Header.Get("X-Frame-Options") != "DENY" || got.Header.Get("Referrer-Policy") == "" ||
			!strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || got.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", path, got.Header)
		}
	}
}

func TestTheExplorerIsServedUnderAPolicyOfItsOwn(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	got := s.ask(t, http.MethodGet, "/explorer/", "")
	if got.StatusCode != http.StatusOK || !strings.Contains(got.text, "<html") || !strings.Contains(got.Header.Get("Content-Security-Policy"), "script-src 'self'") {
		t.Errorf("answered %d %v", got.StatusCode, got.Header)
	}
	for path, status := range map[string]int{"/explorer": http.StatusMovedPermanently, "/": http.StatusFound} {
		if got := s.ask(t, http.MethodGet, path, ""); got.StatusCode != status || got.Header.Get("Location") != "/explorer/" {
			t.Errorf("%s: %d to %q", path, got.StatusCode, got.Header.Get("Location"))
		}
	}
}

func TestThePublicRateIsCachedUntilItChanges(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	must(t, s.Pricing.Refresh(t.Context()))
	first := s.ask(t, http.MethodGet, "/api/v1/rates", "")
	tag := first.Header.Get("ETag")
	if first.StatusCode != http.StatusOK || tag == "" || !strings.HasPrefix(first.Header.Get("Cache-Control"), "public, max-age=1") ||
		!strings.Contains(first.text, `"compra":"3.7380","venta":"3.7620"`) || !strings.Contains(first.text, `"success":true`) {
		t.Fatalf("answered %d %v %s", first.StatusCode, first.Header, first.text)
	}
	for _, known := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if got := s.ask(t, http.MethodGet, "/api/v1/rates", "", "If-None-Match", known); got.StatusCode != http.StatusNotModified || got.text != "" || got.Header.Get("ETag") != tag {
			t.Errorf("who has %s is answered %d %s", known, got.StatusCode, got.text)
		}
	}
	s.PublishRates(t, "3.7410", "3.7610")
	must(t, s.Pricing.Refresh(t.Context()))
	if got := s.ask(t, http.MethodGet, "/api/v1/rates", "", "If-None-Match", tag); got.StatusCode != http.StatusOK || !strings.Contains(got.text, "3.7390") {
		t.Errorf("after a change: %d %s", got.StatusCode, got.text)
	}
}

func TestWithoutAPublishedRateThePublicRateSaysSo(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	got := s.ask(t, http.MethodGet, "/api/v1/rates", "") // nothing was read from the database yet
	if got.StatusCode != http.StatusServiceUnavailable || !strings.Contains(got.text, "PRICING_UNAVAILABLE") || !strings.Contains(got.text, `"success":false`) {
		t.Errorf("answered %d %s", got.StatusCode, got.text)
	}
}

func TestAForgedAddressOfAFileIsUnknown(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	if got := s.ask(t, http.MethodGet, "/files/forged", ""); got.StatusCode != http.StatusNotFound || !strings.Contains(got.text, "NOT_FOUND") {
		t.Errorf("answered %d %s", got.StatusCode, got.text)
	}
}
