package gqlhttp

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
)

func TestAnswerIsTheExecutorsBytesWithTheirLength(t *testing.T) {
	t.Parallel()
	got := post(`{"query":"{ hello }"}`).to(t, New(newExecutor(t), Options{}))
	if got.text != `{"data":{"hello":"mundo"}}` {
		t.Errorf("body %s", got.text)
	}
	for name, want := range map[string]string{
		"Content-Length": strconv.Itoa(len(got.text)), "Cache-Control": "private, no-store",
		"X-Content-Type-Options": "nosniff", "Vary": "Accept", "Idempotency-Replayed": "",
	} {
		if value := got.header.Get(name); value != want {
			t.Errorf("%s is %q, want %q", name, value, want)
		}
	}
}

func TestOnceExecutionBeganTheStatusIs200(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	for _, accept := range []string{oldJSON, modernJSON} {
		failed := post(`{"query":"{ fails }"}`, "Accept", accept).to(t, handler)
		if want := `{"errors":[{"message":"no se pudo","extensions":{"code":"INTERNAL","retryable":false}}],"data":{"fails":null}}`; failed.status != 200 ||
			failed.text != want {
			t.Errorf("%s: %d %s", accept, failed.status, failed.text)
		}
		null := post(`{"query":"{ nothing }"}`, "Accept", accept).to(t, handler)
		if want := `{"errors":[{"message":"no existe","extensions":{"code":"NOT_FOUND"}}],"data":null}`; null.status != 200 || null.text != want {
			t.Errorf("%s: %d %s", accept, null.status, null.text)
		}
	}
}

func TestReplayedMutationSaysSoInAHeaderAndInExtensionsLast(t *testing.T) {
	t.Parallel()
	got := post(`{"query":"{ replayed }"}`).to(t, New(newExecutor(t), Options{}))
	if got.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("header %q", got.header.Get("Idempotency-Replayed"))
	}
	if want := `{"data":{"replayed":"x"},"extensions":{"idempotencyReplayed":true}}`; got.text != want {
		t.Errorf("body %s", got.text)
	}
}

func TestRequestsThatAreNoGraphQLAreRefusedInEitherMediaType(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	hello := `{"query":"{ hello }"}`
	for _, c := range []struct {
		name   string
		call   call
		status int
		header string // a header that must be there
	}{
		{"PUT", call{method: "PUT", header: map[string]string{}}, 405, "Allow"},
		{"OPTIONS", call{method: "OPTIONS", header: map[string]string{}}, 405, "Allow"},
		{"a mutation by GET", get("query=mutation{touch}", "X-Requested-With", "x"), 405, "Allow"},
		{"a subscription by POST", post(`{"query":"subscription { tick }"}`), 400, ""},
		{"a form", post("query={hello}", "Content-Type", "application/x-www-form-urlencoded"), 415, ""},
		{"plain text", post(hello, "Content-Type", "text/plain"), 415, ""},
		{"plain text that names JSON", post(hello, "Content-Type", "text/plain; application/json"), 415, ""},
		{"multipart", post(hello, "Content-Type", "multipart/form-data; boundary=x"), 415, ""},
		{"two types in one header", post(hello, "Content-Type", "application/json, text/plain"), 415, ""},
		{"no type", post(hello, "Content-Type", ""), 415, ""},
		{"another charset", post(hello, "Content-Type", "application/json; charset=utf-16"), 415, ""},
		{"compressed", post(hello, "Content-Encoding", "gzip"), 415, ""},
		{"a batch", post(`[` + hello + `]`), 400, ""},
		{"a batch of ten after white space", post("\n [" + strings.Repeat(hello+",", 9) + hello + "]"), 400, ""},
		{"a number", post(`7`), 400, ""},
		{"null", post(`null`), 400, ""},
		{"something behind the object", post(hello + `x`), 400, ""},
		{"two objects", post(hello + hello), 400, ""},
		{"not UTF-8", post("{\"query\":\"{ hello }\",\"variables\":{\"a\":\"\xff\"}}"), 400, ""},
		{"ten thousand levels", post(`{"variables":` + strings.Repeat(`{"a":`, 10_001) + `1` + strings.Repeat(`}`, 10_002)), 400, ""},
		{"a body over the limit", post(`{"query":"{ hello }","variables":{"a":"` + strings.Repeat("x", DefaultBodyBytes) + `"}}`), 413, ""},
		{"an address over the limit", get("query={hello}&x=" + strings.Repeat("x", DefaultBodyBytes)), 414, ""},
		{"GET without query", get(""), 400, ""},
		{"GET with a broken escape", get("query=%zz"), 400, ""},
		{"GET with two queries", get("query={hello}&query={fails}"), 400, ""},
		{"GET with variables that are no object", get("query={hello}&variables=[1]"), 400, ""},
		{"GET with extensions that are no JSON", get("query={hello}&extensions=x"), 400, ""},
		{"GET that is not UTF-8", get("query={hello}&operationName=%ff"), 400, ""},
	} {
		for _, accept := range []string{oldJSON, modernJSON} {
			t.Run(c.name+" as "+accept, func(t *testing.T) {
				t.Parallel()
				call := c.call
				call.header = map[string]string{"Accept": accept}
				maps.Copy(call.header, c.call.header)
				got := call.to(t, handler)
				if got.status != c.status || got.code() != codeBadRequest || got.hasData() {
					t.Errorf("answered %d %s", got.status, got.text)
				}
				if c.header != "" && got.header.Get(c.header) == "" {
					t.Errorf("no %s", c.header)
				}
				if len(got.text) > 1<<10 {
					t.Errorf("the answer has %d bytes", len(got.text))
				}
			})
		}
	}
}

func TestContentTypesThatNeedPreflightAreRead(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	for _, kind := range []string{
		"application/json", "Application/JSON", "application/json; charset=UTF-8", "application/json;x=1", modernJSON,
	} {
		if got := post(`{"query":"{ hello }"}`, "Content-Type", kind).to(t, handler); got.status != 200 || !got.hasData() {
			t.Errorf("%s is answered %d %s", kind, got.status, got.text)
		}
	}
}

func TestBodyOfUnknownLengthIsStillBounded(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{BodyBytes: 100})
	for size, want := range map[int]int{100: 200, 101: 413} {
		body := `{"query":"{ hello }"}`
		got := post(body+strings.Repeat(" ", size-len(body))).to(t, hideLength(handler))
		if got.status != want {
			t.Errorf("%d bytes are answered %d", size, got.status)
		}
	}
}

// hideLength makes a request look chunked.
func hideLength(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.ContentLength = -1
		next.ServeHTTP(w, r)
	})
}

func TestNoErrorEchoesTheBody(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	const secret = "s3cret0"
	for _, body := range []string{
		`{"query":"mutation { touch }","variables":{"password":"` + secret,
		`{"query":"{ hello }","variables":"` + secret + `"}`,
		`{"query":{"` + secret + `":1}}`, `"` + secret + `"`, secret, `{"` + secret + `":1}`,
		`{"query":"{ hello }"}` + secret, `[{"query":"` + secret + `"}]`,
		`{"query":"query($id: ID!) { id(id: $id) }","variables":{"id":{"password":"` + secret + `"}}}`,
	} {
		if got := post(body).to(t, handler); got.code() == "" || strings.Contains(got.text, secret) {
			t.Errorf("answered %d %s", got.status, got.text)
		}
	}
	if got := get("query={hello}&variables="+secret).to(t, handler); strings.Contains(got.text, secret) {
		t.Errorf("answered %d %s", got.status, got.text)
	}
}

func TestRefusedDocumentHasTheStatusOfItsCodeUnlessTheClientIsOld(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{
		codeUnauthenticated: 401, codeForbidden: 403, codeNotFound: 404, codeBadRequest: 400, "COST_EXCEEDED": 400,
		codeRateLimited: 429, codeTimeout: 504, codeUnavailable: 503, codeInternal: 500,
	} {
		handler := New(newExecutor(t), Options{Authenticate: func(*http.Request) (context.Context, error) {
			return nil, fmt.Errorf("look up session: %w", &gqlerror.Error{Message: "x", Extensions: map[string]any{"code": code}})
		}})
		if got := post(`{"query":"{ hello }"}`, "Accept", modernJSON).to(t, handler); got.status != want || got.code() != code {
			t.Errorf("%s is answered %d %s", code, got.status, got.text)
		}
		if got := post(`{"query":"{ hello }"}`).to(t, handler); got.status != 200 || got.code() != code || got.hasData() {
			t.Errorf("%s is answered %d %s to an old client", code, got.status, got.text)
		}
	}
}

func TestRefusalBeforeExecutionSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	got := post(`{"query":"{ limited }"}`, "Accept", modernJSON).to(t, New(newExecutor(t), Options{}))
	if got.status != 429 || got.header.Get("Retry-After") != "7" || got.hasData() {
		t.Errorf("answered %d, Retry-After %q: %s", got.status, got.header.Get("Retry-After"), got.text)
	}
}

func TestAnAuthenticatorThatFailsSignsNobodyOutAndHidesItsReason(t *testing.T) {
	t.Parallel()
	for _, failure := range []error{errors.New("pq: connection refused"), &gqlerror.Error{Message: "pq: connection refused"}} {
		handler := New(newExecutor(t), Options{Authenticate: func(*http.Request) (context.Context, error) { return nil, failure }})
		got := post(`{"query":"{ hello }"}`, "Accept", modernJSON).to(t, handler)
		if got.status != 503 || got.code() != codeUnavailable || got.header.Get("Retry-After") == "" || strings.Contains(got.text, "pq") {
			t.Errorf("answered %d %s", got.status, got.text)
		}
	}
}

func TestDeadlineEndsAnOperation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		handler, start := New(newExecutor(t), Options{Timeout: 5 * time.Second}), time.Now()
		got := post(`{"query":"{ waits }"}`, "Accept", modernJSON).to(t, handler)
		if got.status != 504 || got.code() != codeTimeout || time.Since(start) != 5*time.Second {
			t.Errorf("answered %d %s after %v", got.status, got.text, time.Since(start))
		}
	})
}

func TestCancelledRequestIsNoTimeout(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{Authenticate: func(r *http.Request) (context.Context, error) {
		ctx, cancel := context.WithCancel(r.Context())
		cancel()
		return ctx, nil
	}})
	got := post(`{"query":"{ waits }"}`, "Accept", modernJSON).to(t, handler)
	if got.status != 503 || got.code() != codeUnavailable {
		t.Errorf("answered %d %s", got.status, got.text)
	}
}

func TestWhatCannotBeSentIsAnInternalError(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	for _, field := range []string{"partial", "unencodable"} {
		got := post(`{"query":"{ `+field+` }"}`, "Accept", modernJSON).to(t, handler)
		if got.status != 500 || got.code() != codeInternal || got.hasData() {
			t.Errorf("%s is answered %d %s", field, got.status, got.text)
		}
	}
}

func TestCallerMaySetCacheControl(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{CacheControl: "no-cache"})
	if got := post(`{"query":"{ hello }"}`).to(t, handler); got.header.Get("Cache-Control") != "no-cache" {
		t.Errorf("by option: %q", got.header.Get("Cache-Control"))
	}
	outer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=5")
		handler.ServeHTTP(w, r)
	})
	if got := post(`{"query":"{ hello }"}`).to(t, outer); got.header.Get("Cache-Control") != "public, max-age=5" {
		t.Errorf("by header: %q", got.header.Get("Cache-Control"))
	}
}

func TestEveryAnswerToAPostHasTheClockOfTheServer(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 15, 0, 0, 1_900_000, time.UTC)
	handler := New(newExecutor(t), Options{Clock: clock.NewFrozen(now)})
	const clockIn = `"serverTime":"2026-11-23T15:00:00.001Z"`
	for _, body := range []string{`{"query":"{ hello }"}`, `{"query":"{ nothing }"}`, `{"query":"{ unknown }"}`, `{"query":"mutation { touch }"}`, `[]`} {
		if got := post(body).to(t, handler); !strings.Contains(got.text, clockIn) {
			t.Errorf("%s is answered %s", body, got.text)
		}
	}
	// What a cache holds must not change with the hour; its Date says the same.
	if got := get("query={hello}").to(t, handler); strings.Contains(got.text, "serverTime") {
		t.Errorf("a GET is answered %s", got.text)
	}
}

func TestOwnErrorsArePresented(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{Present: func(_ context.Context, err *gqlerror.Error) *gqlerror.Error {
		err.Extensions["requestId"] = "r1"
		return err
	}})
	if got := post(`[]`).to(t, handler); !strings.Contains(got.text, `"requestId":"r1"`) {
		t.Errorf("answered %s", got.text)
	}
}

func BenchmarkHandler(b *testing.B) {
	handler := New(newExecutor(b), Options{})
	call := post(`{"query":"{ hello }"}`)
	b.ReportAllocs()
	for b.Loop() {
		if got := call.to(b, handler); got.status != 200 {
			b.Fatal(got.text)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	handler := New(newExecutor(b), Options{})
	response := &graphql.Response{Data: []byte(`{"items":"` + strings.Repeat("x", 16<<10) + `"}`)}
	b.ReportAllocs()
	for b.Loop() {
		buffer := handler.buffer()
		if err := encode(buffer, response); err != nil {
			b.Fatal(err)
		}
		handler.release(buffer)
	}
}
