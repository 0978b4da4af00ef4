package httpapi_test

import (
	"crypto/tls"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/httpapi"
)

func TestWhereARequestReachedTheHouse(t *testing.T) {
	t.Parallel()
	var seen string
	router := open(t, func(o *httpapi.Options) {
		o.Files = http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = access.OriginFrom(r.Context()).BaseURL })
	}).router
	const proxy, stranger = "10.1.2.3:443", "203.0.113.7:5000"
	type forwarded = map[string][]string
	for name, c := range map[string]struct {
		remote, host string
		forwarded    forwarded
		tls          bool
		want         string
	}{
		"its own host":            {stranger, "api.qoricash.pe", nil, true, "https://api.qoricash.pe"},
		"in the clear":            {stranger, "house.intra:8080", nil, false, "http://house.intra:8080"},
		"in capitals":             {stranger, "App.Qoricash.PE", nil, false, "http://app.qoricash.pe"},
		"another port":            {stranger, "api.qoricash.pe:8443", nil, true, "https://api.qoricash.pe:8443"},
		"a stranger's":            {stranger, "evil.example", nil, false, "http://evil.example"},
		"one's own machine":       {"127.0.0.1:5000", "localhost:8080", nil, false, "http://localhost:8080"},
		"one's own machine, IPv6": {"[::1]:5000", "[::1]:8080", nil, false, "http://[::1]:8080"},
		"by a proxy": {proxy, "qoricash:8080", forwarded{"X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"api.qoricash.pe"}}, false,
			"https://api.qoricash.pe"},
		"by a proxy that keeps the host": {proxy, "api.qoricash.pe", forwarded{"X-Forwarded-Proto": {"https"}}, false, "https://api.qoricash.pe"},
		"by a proxy, after the caller's own words": {proxy, "api.qoricash.pe",
			forwarded{"X-Forwarded-Host": {"evil.example, api.qoricash.pe"}, "X-Forwarded-Proto": {"ftp", "https"}},
			false, "https://api.qoricash.pe"},
		"by nobody who is trusted": {stranger, "api.qoricash.pe", forwarded{"X-Forwarded-Proto": {"ftp"}, "X-Forwarded-Host": {"evil.example"}}, true,
			"https://api.qoricash.pe"},
		"no scheme of ours": {proxy, "api.qoricash.pe", forwarded{"X-Forwarded-Proto": {"javascript"}}, false, ""},
		"no host":           {stranger, "", nil, false, ""},
		"more than a host":  {stranger, "api.qoricash.pe/evil?", nil, false, ""},
		"a name at a host":  {stranger, "api.qoricash.pe@evil.example", nil, false, ""},
		"a fragment":        {stranger, "evil.example#api.qoricash.pe", nil, false, ""},
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/files/x", nil)
		request.RemoteAddr, request.Host = c.remote, c.host
		if c.tls {
			request.TLS = &tls.ConnectionState{}
		}
		maps.Copy(request.Header, c.forwarded)
		seen = "not served"
		router.ServeHTTP(httptest.NewRecorder(), request)
		if seen != c.want {
			t.Errorf("%s: %q, want %q", name, seen, c.want)
		}
	}
}
