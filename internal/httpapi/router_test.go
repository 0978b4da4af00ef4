package httpapi_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/httpapi"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/web/try"
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

func TestPagesOfOtherOriginsMaySendWhatTheirLibrariesAdd(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	ask := func(origin, method, headers string) answer {
		return s.ask(t, http.MethodOptions, "/graphql", "", "Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", headers)
	}
	for _, headers := range []string{
		"apollographql-client-name,apollographql-client-version,content-type", "apollo-require-preflight", "x-apollo-operation-name", "baggage,content-type,sentry-trace",
		"traceparent,tracestate", "x-request-id", "idempotency-key", "graphql-client-name,graphql-client-version", "authorization,content-type,last-event-id",
	} {
		got := ask(seeds[0], "POST", headers)
		if got.StatusCode != http.StatusNoContent || got.Header.Get("Access-Control-Allow-Origin") != seeds[0] || got.Header.Get("Access-Control-Allow-Headers") != headers {
			t.Errorf("%s: answered %d %v", headers, got.StatusCode, got.Header)
		}
	}
	// The browser names what is outside of a list, as long as it is told the list.
	for name, refused := range map[string]answer{"header": ask(seeds[0], "POST", "content-type,x-evil"), "method": ask(seeds[0], "DELETE", "content-type")} {
		allowed := refused.Header.Get("Access-Control-Allow-Headers") + refused.Header.Get("Access-Control-Allow-Methods")
		if refused.StatusCode != http.StatusNoContent || refused.Header.Get("Access-Control-Allow-Origin") != seeds[0] || !strings.Contains(allowed, "Authorization") ||
			!strings.Contains(allowed, "POST") || strings.Contains(strings.ToLower(allowed), "x-evil") || strings.Contains(allowed, "DELETE") {
			t.Errorf("a refused %s: answered %d %v", name, refused.StatusCode, refused.Header)
		}
	}
	if got := ask("https://evil.example", "POST", "content-type"); got.StatusCode != http.StatusForbidden || got.Header.Get("Access-Control-Allow-Origin") != "" ||
		!strings.Contains(got.text, "ALLOWED_ORIGINS") {
		t.Errorf("a foreign page: answered %d %v %s", got.StatusCode, got.Header, got.text)
	}
	shown := s.query(t, viewer, "Origin", seeds[0]).Header.Get("Access-Control-Expose-Headers")
	for _, header := range []string{"Date", "Etag", "Retry-After", "X-Request-Id", "Idempotency-Replayed"} {
		if !strings.Contains(shown, header) {
			t.Errorf("scripts may read %s, not %s", shown, header)
		}
	}
}

func TestTheSchemaIsReadByEverybodyWhereItIsPublic(t *testing.T) {
	t.Parallel()
	s := open(t, func(o *httpapi.Options) { o.PublicSchema = true })
	got := s.ask(t, http.MethodGet, "/schema.graphql", "", "Origin", "https://studio.example")
	committed, err := os.ReadFile("../../schema.graphql")
	testkit.Must(t, err)
	tag := got.Header.Get("ETag")
	if got.StatusCode != http.StatusOK || got.text != string(committed) || got.Header.Get("Content-Type") != "text/plain; charset=utf-8" || tag == "" ||
		got.Header.Get("Access-Control-Allow-Origin") != "*" || got.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("answered %d %v, %d bytes of %d", got.StatusCode, got.Header, len(got.text), len(committed))
	}
	if again := s.ask(t, http.MethodGet, "/schema.graphql", "", "If-None-Match", tag); again.StatusCode != http.StatusNotModified || again.text != "" {
		t.Errorf("who has it is answered %d", again.StatusCode)
	}
	if wrong := s.ask(t, http.MethodPost, "/schema.graphql", "{}"); wrong.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a POST is answered %d", wrong.StatusCode)
	}
	if hidden := open(t, nil).ask(t, http.MethodGet, "/schema.graphql", ""); hidden.StatusCode != http.StatusNotFound {
		t.Errorf("where it is not public it is answered %d", hidden.StatusCode)
	}
}

func TestASubscriptionIsStreamedToWhoTakesEventsBesideJSON(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	const urql = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
	question := s.ask(t, http.MethodPost, "/graphql", `{"query":"{ serverTime }"}`, "Content-Type", "application/json", "Accept", urql)
	if question.Header.Get("Content-Type") != "application/graphql-response+json; charset=utf-8" || !strings.Contains(question.text, `"extensions":{`) {
		t.Errorf("a query is answered %v %s", question.Header, question.text)
	}
	server := httptest.NewServer(s.router)
	t.Cleanup(server.Close)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/graphql",
		strings.NewReader(`{"query":"subscription { rateTicks { houseBuys } }"}`))
	testkit.Must(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", urql)
	stream, err := server.Client().Do(request)
	testkit.Must(t, err)
	defer func() { testkit.Must(t, stream.Body.Close()) }()
	if got := stream.Header.Get("Content-Type"); got != "text/event-stream; charset=utf-8" {
		t.Errorf("a subscription is answered %d as %s", stream.StatusCode, got)
	}
}

func TestPreviewsReadAnswersWithoutACookie(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	const preview = "https://qoricash-git-main-team.vercel.app"
	cookie := identity.CookieName(false) + "=" + s.token
	preflight := s.ask(t, http.MethodOptions, "/graphql", "", "Origin", preview, "Access-Control-Request-Method", "POST",
		"Access-Control-Request-Headers", "authorization,content-type")
	byCookie := s.query(t, viewer, "Origin", preview, "Cookie", cookie)
	byToken := s.query(t, viewer, "Origin", preview, "Cookie", cookie, "Authorization", "Bearer "+s.token)
	for name, got := range map[string]answer{"preflight": preflight, "by cookie": byCookie, "by token": byToken} {
		if got.Header.Get("Access-Control-Allow-Origin") != preview || got.Header.Get("Access-Control-Allow-Credentials") != "" ||
			!strings.Contains(fmt.Sprint(got.Header.Values("Vary")), "Origin") {
			t.Errorf("%s: %d %v", name, got.StatusCode, got.Header)
		}
	}
	if !strings.Contains(byCookie.text, "ANONYMOUS") || !strings.Contains(byToken.text, "MASTER") {
		t.Errorf("by cookie %s, by token %s", byCookie.text, byToken.text)
	}
	if named := s.query(t, viewer, "Origin", seeds[3], "Cookie", cookie); named.Header.Get("Access-Control-Allow-Credentials") != "true" ||
		!strings.Contains(named.text, "MASTER") {
		t.Errorf("a named page: %v %s", named.Header, named.text)
	}
}

// What a page may ask for by POST does not depend on how it wants the answer.
func TestAnEventStreamByPostIsAskedAsStrictlyAsAPlainPost(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signIn(t)
	server := httptest.NewServer(s.router)
	t.Cleanup(server.Close)
	for name, c := range map[string]struct {
		headers []string
		status  int
		role    string
	}{
		"the own page":          {[]string{"Origin", server.URL}, http.StatusOK, "MASTER"},
		"a named page":          {[]string{"Origin", seeds[3]}, http.StatusOK, "MASTER"},
		"a preview":             {[]string{"Origin", "https://qoricash-git-main.vercel.app"}, http.StatusOK, "ANONYMOUS"},
		"a foreign page":        {[]string{"Origin", "https://evil.example"}, http.StatusForbidden, ""},
		"the browser's warning": {[]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, ""},
		"nobody says":           {nil, http.StatusForbidden, ""},
	} {
		headers := append([]string{"Content-Type", "application/json", "Cookie", identity.CookieName(false) + "=" + s.token}, c.headers...)
		plain := fetch(t, server.URL, append(headers, "Accept", "application/json")...)
		stream := fetch(t, server.URL, append(headers, "Accept", "text/event-stream")...)
		for door, got := range map[string]answer{"plain": plain, "stream": stream} {
			if got.StatusCode != c.status || !strings.Contains(got.text, c.role) {
				t.Errorf("%s, %s: answered %d %s", name, door, got.StatusCode, got.text)
			}
		}
	}
}

// fetch asks a server who it takes the caller for.
func fetch(t *testing.T, address string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/graphql", strings.NewReader(`{"query":"{ viewer { role } }"}`))
	testkit.Must(t, err)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	testkit.Must(t, err)
	text, err := io.ReadAll(response.Body)
	testkit.Must(t, errors.Join(err, response.Body.Close()))
	return answer{response, string(text)}
}

func TestEveryAnswerHasTheHeadersThatKeepBrowsersSafe(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, path := range []string{"/", "/healthz", "/readyz", "/api/v1/rates", "/files/x", "/explorer/", "/desk/", "/desk/nothing.js", "/nothing", "/graphql"} {
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

func TestTheReferenceIsServedWhereTheSchemaIs(t *testing.T) {
	t.Parallel()
	public := open(t, func(o *httpapi.Options) { o.PublicSchema = true })
	if got := public.ask(t, http.MethodGet, "/docs/", ""); got.StatusCode != http.StatusOK || !strings.Contains(got.text, "The API of QoriCash") {
		t.Errorf("/docs/: answered %d", got.StatusCode)
	}
	if got := open(t, nil).ask(t, http.MethodGet, "/docs/", ""); got.StatusCode != http.StatusNotFound {
		t.Errorf("a house that hides its schema answers %d at /docs/", got.StatusCode)
	}
}

func TestTheDeskIsServedAtEachOfItsAddresses(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, path := range []string{"/desk/", "/desk/operaciones", "/desk/operaciones/op_1"} {
		got := s.ask(t, http.MethodGet, path, "", "Accept", "text/html")
		if got.StatusCode != http.StatusOK || !strings.Contains(got.text, "<html") || !strings.Contains(got.Header.Get("Content-Security-Policy"), "trusted-types desk") {
			t.Errorf("%s: answered %d %v", path, got.StatusCode, got.Header)
		}
	}
	if got := s.ask(t, http.MethodGet, "/desk", ""); got.StatusCode != http.StatusMovedPermanently || got.Header.Get("Location") != "/desk/" {
		t.Errorf("/desk: %d to %q", got.StatusCode, got.Header.Get("Location"))
	}
}

func TestADemoAloneServesTheTelephoneOfAClient(t *testing.T) {
	t.Parallel()
	demo, house := open(t, func(o *httpapi.Options) { o.Try = try.Handler(nil) }), open(t, nil)
	for _, path := range []string{"/try/", "/try/cotizar"} {
		if got := demo.ask(t, http.MethodGet, path, "", "Accept", "text/html"); got.StatusCode != http.StatusOK || !strings.Contains(got.text, "<html") {
			t.Errorf("a demo answers %s with %d", path, got.StatusCode)
		}
		if got := house.ask(t, http.MethodGet, path, "", "Accept", "text/html"); got.StatusCode != http.StatusNotFound {
			t.Errorf("a house answers %s with %d", path, got.StatusCode)
		}
	}
}

func TestADemoServesItsMailsAndWhatTheyLeadToBesideTheHouse(t *testing.T) {
	t.Parallel()
	mails := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	demo, house := open(t, func(o *httpapi.Options) { o.Mails = mails }), open(t, nil)
	for path, inDemo := range map[string]int{"/dev/mail": http.StatusTeapot, "/dev/mail/templates": http.StatusTeapot, "/dev/mail.json": http.StatusTeapot,
		"/restablecer": http.StatusTeapot, "/operations/op_1": http.StatusTeapot, "/explorer/": http.StatusOK, "/healthz": http.StatusOK,
		"/files/x": http.StatusNotFound} {
		if got := demo.ask(t, http.MethodGet, path, ""); got.StatusCode != inDemo {
			t.Errorf("the demo answers %s with %d, want %d", path, got.StatusCode, inDemo)
		}
		want := inDemo
		if want == http.StatusTeapot {
			want = http.StatusNotFound
		}
		if got := house.ask(t, http.MethodGet, path, ""); got.StatusCode != want {
			t.Errorf("a house that sends its mails answers %s with %d, want %d", path, got.StatusCode, want)
		}
	}
}

func TestThePublicRateIsCachedUntilItChanges(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	testkit.Must(t, s.Pricing.Refresh(t.Context()))
	first := s.ask(t, http.MethodGet, "/api/v1/rates", "")
	tag := first.Header.Get("ETag")
	if first.StatusCode != http.StatusOK || tag == "" || !strings.HasPrefix(first.Header.Get("Cache-Control"), "public, max-age=1") ||
		!strings.Contains(first.text, `"compra":"3.7380","venta":"3.7620"`) || !strings.Contains(first.text, `"success":true`) {
		t.Fatalf("answered %d %v %s", first.StatusCode, first.Header, first.text)
	}
	for _, known := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if got := s.ask(t, http.MethodGet, "/api/v1/rates", "", "If-None-Match", known); got.StatusCode != http.StatusNotModified ||
			got.text != "" || got.Header.Get("ETag") != tag {
			t.Errorf("who has %s is answered %d %s", known, got.StatusCode, got.text)
		}
	}
	s.PublishRates(t, "3.7410", "3.7610")
	testkit.Must(t, s.Pricing.Refresh(t.Context()))
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

// What is everybody's may be kept by everybody; what somebody is told, by nobody.
func TestWhatIsEverybodysIsKeptByCaches(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	get := func(document string, headers ...string) answer {
		return s.ask(t, http.MethodGet, "/graphql?query="+url.QueryEscape(document), "", append([]string{"Accept", "application/json"}, headers...)...)
	}
	preview := `{ pricePreview(amount: { pay: { amount: "100.00", currency: USD } }) { receive { amount } blockers { code } } }`
	for document, want := range map[string]string{
		preview: "public, max-age=1",
		`{ banks { code } documentForms { type } }`:                                     "public, max-age=300",
		`{ enumLabels(names: ["Side"]) { values { value label } } }`:                    "public, max-age=300",
		`{ banks { code } ...F } fragment F on Query { ... { publicRate { pair } } }`:   "public, max-age=1",
		`{ house { businessHours { open } } }`:                                          "public, max-age=1",
		`{ banks { code } viewer { role } }`:                                            "private, no-store",
		`{ serverTime }`:                                                                "private, no-store",
		`{ pricePreview(amount: {}) { side } }`:                                         "private, no-store",
		`{ pricePreview(amount: { pay: { amount: "doce", currency: USD } }) { side } }`: "private, no-store",
	} {
		got := get(document)
		if control := got.Header.Get("Cache-Control"); control != want {
			t.Errorf("%s: %q, want %q: %s", document, control, want, got.text)
		}
		public := strings.HasPrefix(want, "public")
		if vary := strings.Join(got.Header.Values("Vary"), ", "); public != strings.Contains(vary, "Authorization, Cookie, X-API-Key") {
			t.Errorf("%s varies by %s", document, vary)
		}
		if public && strings.Contains(got.text, `"extensions"`) {
			t.Errorf("%s tells what its caller may spend: %s", document, got.text)
		}
	}
	for name, got := range map[string]answer{
		"with a cookie":  get(preview, "Cookie", "anything=1"),
		"with a token":   get(preview, "Authorization", "Bearer x"),
		"with a key":     get(preview, "X-API-Key", s.key(t)),
		"with no key":    get(preview, "X-API-Key", ""),
		"in a POST":      s.query(t, preview),
		"with an excuse": get(preview, "Cookie", "anything=1", "X-Requested-With", "app"),
	} {
		if control := got.Header.Get("Cache-Control"); control != "private, no-store" {
			t.Errorf("%s it is kept: %q %s", name, control, got.text)
		}
	}
}
