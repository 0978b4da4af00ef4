package wsproto_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// listener is a client of an event stream.
type listener struct {
	t *testing.T
	*http.Response
	lines *bufio.Reader
}

func (h *house) post(body string, header http.Header) *listener {
	h.t.Helper()
	return h.request(http.MethodPost, "/", body, header)
}

func (h *house) request(method, path, body string, header http.Header) *listener {
	h.t.Helper()
	request, err := http.NewRequestWithContext(h.t.Context(), method, h.http.URL+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	maps.Copy(request.Header, header)
	response, err := h.http.Client().Do(request)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = response.Body.Close() })
	return &listener{h.t, response, bufio.NewReader(response.Body)}
}

// hears expects the next block of lines, up to an empty one.
func (l *listener) hears(want string) {
	l.t.Helper()
	if got := l.block(); got != want {
		l.t.Fatalf("want %q, got %q", want, got)
	}
}

func (l *listener) block() string {
	l.t.Helper()
	var block strings.Builder
	for {
		line, err := l.lines.ReadString('\n')
		if err != nil {
			l.t.Fatalf("after %q: %v", block.String(), err)
		}
		if line == "\n" {
			return block.String()
		}
		block.WriteString(line)
	}
}

func (l *listener) isOver() {
	l.t.Helper()
	if rest, err := io.ReadAll(l.lines); err != nil || len(rest) > 0 {
		l.t.Fatalf("the stream goes on with %q, %v", rest, err)
	}
}

func bearer(token string) http.Header { return http.Header{"Authorization": {"Bearer " + token}} }

func TestAStreamCarriesResultsWithTheirCursorAndCompletes(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	l := h.post(`{"query":"once"}`, bearer("ana"))
	if kind := l.Header.Get("Content-Type"); l.StatusCode != http.StatusOK || kind != "text/event-stream; charset=utf-8" {
		t.Fatalf("%d %s", l.StatusCode, kind)
	}
	l.hears(":\n")
	l.hears("event: next\nid: c1\ndata: {\"data\":{\"n\":1}}\n")
	l.hears("event: complete\ndata: \n")
	l.isOver()
}

func TestAStreamByGetIsReadOnlyAndResumesFromLastEventID(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	parameters := url.Values{"query": {"once"}, "operationName": {"Follow"}, "variables": {`{"amount":100.10}`}}
	l := h.request(http.MethodGet, "/?"+parameters.Encode(), "", http.Header{"Last-Event-Id": {"c7"}})
	l.hears(":\n")
	request := receive(t, h.feed.started, "operation")
	if request.LastEventID != "c7" || !request.ReadOnly || request.OperationName != "Follow" {
		t.Fatalf("the executor got %+v", request)
	}
	if amount := request.Variables["amount"]; amount != json.Number("100.10") {
		t.Fatalf("the amount became %v (%T)", amount, amount)
	}
}

func TestRequestErrorsAreResultsOfTheStream(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	l := h.post(`{"query":"fail"}`, nil)
	l.hears(":\n")
	l.hears("event: next\ndata: {\"errors\":[{\"message\":\"no\"}]}\n")
	l.hears("event: complete\ndata: \n")
	l.isOver()
}

func TestPayloadsOfSeveralLinesStayOneEvent(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	l := h.post(`{"query":"live"}`, nil)
	l.hears(":\n")
	receive(t, h.feed.started, "operation")
	h.feed.publish("{\n \"data\":1\n}")
	l.hears("event: next\nid: c\ndata: {\ndata:  \"data\":1\ndata: }\n")
}

func TestRefusalsBeforeTheStreamAreJSONAndRepeatNothing(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{MaxMessageBytes: 1 << 10})
	const secret = "hunter2"
	rows := []struct {
		name, method, path, body string
		header                   http.Header
		status                   int
	}{
		{"invalid JSON", "POST", "/", `{"password":"` + secret, nil, 400},
		{"no query", "POST", "/", `{"variables":{"p":"` + secret + `"}}`, nil, 400},
		{"variables are text", "POST", "/", `{"query":"once","variables":"` + secret + `"}`, nil, 400},
		{"too large", "POST", "/", `{"query":"` + strings.Repeat(secret, 1000) + `"}`, nil, 413},
		{"form", "POST", "/", "query=" + secret, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415},
		{"no content type", "POST", "/", `{"query":"once"}`, http.Header{"Content-Type": {""}}, 415},
		{"GET without query", "GET", "/?variables=" + secret, "", nil, 400},
		{"GET with bad variables", "GET", "/?query=once&variables=" + secret, "", nil, 400},
		{"other method", "PUT", "/", "", nil, 405},
		{"foreign origin", "POST", "/", `{"query":"once"}`, http.Header{"Origin": {"https://evil.example"}}, 403},
		{"bad token", "POST", "/", `{"query":"once"}`, bearer("bad"), 401},
		{"token of who owes something", "POST", "/", `{"query":"once"}`, bearer("owing"), 403},
		{"token that cannot be looked up", "POST", "/", `{"query":"once"}`, bearer("later"), 503},
	}
	for _, row := range rows {
		l := h.request(row.method, row.path, row.body, row.header)
		body, err := io.ReadAll(l.Body)
		var answer struct {
			Errors []struct{ Message string }
		}
		switch {
		case err != nil:
			t.Errorf("%s: %v", row.name, err)
		case l.StatusCode != row.status:
			t.Errorf("%s: status %d, want %d", row.name, l.StatusCode, row.status)
		case json.Unmarshal(body, &answer) != nil || len(answer.Errors) != 1 || answer.Errors[0].Message == "":
			t.Errorf("%s: answered %s", row.name, body)
		case strings.Contains(string(body), secret):
			t.Errorf("%s: repeats the request: %s", row.name, body)
		}
	}
	if len(h.feed.started) > 0 {
		t.Fatal("a refused request was executed")
	}
}

func TestRefusalsBeforeAStreamAreDecoratedAsTheApisOwn(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{Present: func(_ context.Context, refused *gqlerror.Error) *gqlerror.Error {
		refused.Extensions["requestId"] = "r1"
		return refused
	}})
	for name, l := range map[string]*listener{
		"a body that is none":   h.post(`{`, nil),
		"a token that is wrong": h.post(`{"query":"once"}`, bearer("bad")),
		"a page of elsewhere":   h.post(`{"query":"once"}`, http.Header{"Origin": {"https://evil.example"}}),
	} {
		body, err := io.ReadAll(l.Body)
		if err != nil || !strings.Contains(string(body), `"requestId":"r1"`) {
			t.Errorf("%s: answered %s, %v", name, body, err)
		}
	}
}

func TestACookieCountsOnlyWhereAForeignPageCannotHaveSentIt(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, method string
		header       http.Header
		counts       bool
	}{
		{"GET of this origin", "GET", http.Header{"Sec-Fetch-Site": {"same-origin"}}, true},
		{"GET with an allowed origin", "GET", http.Header{"Origin": {"https://app.qoricash.pe"}}, true},
		{"POST with the origin of a preview", "POST", http.Header{"Origin": {"https://app-git-main.qoricash.pe"}}, false},
		{"POST that does not say whose page it is of", "POST", http.Header{}, false},
		{"plain GET", "GET", http.Header{}, false},
		{"cross-site GET", "GET", http.Header{"Sec-Fetch-Site": {"cross-site"}}, false},
		{"cross-site POST", "POST", http.Header{"Sec-Fetch-Site": {"cross-site"}}, false},
	}
	for _, row := range rows {
		h := open(t, wsproto.Options{AllowedOrigins: origins("https://app.qoricash.pe", "https://app-git-*.qoricash.pe")})
		h.door.entered, h.door.gate = make(chan string, 1), make(chan struct{})
		close(h.door.gate)
		row.header.Set("Cookie", "session=ana")
		h.request(row.method, "/?query=once", `{"query":"once"}`, row.header)
		if came := receive(t, h.door.entered, "authentication"); (came == "ana") != row.counts {
			t.Errorf("%s: entered as %q", row.name, came)
		}
	}
}

func TestAnIdleStreamShowsThatItLives(t *testing.T) {
	t.Parallel()
	clock := newClock()
	h := open(t, wsproto.Options{Clock: clock})
	l := h.post(`{"query":"live"}`, nil)
	l.hears(":\n")
	for range 2 {
		clock.Advance(15 * time.Second)
		l.hears(":\n")
	}
}

func TestAStreamThatTheServerEndsIsNotCompleted(t *testing.T) {
	t.Parallel()
	endings := map[string]func(*house, *clock.Frozen){
		": 4401 session expired\n": func(_ *house, now *clock.Frozen) { now.Advance(time.Minute) },
		": 4401 signed out\n": func(h *house, _ *clock.Frozen) {
			h.server.CloseSession("session-ana", wsproto.CodeUnauthorized, "signed out")
		},
		": 1012 service restart\n": func(h *house, _ *clock.Frozen) {
			if err := h.server.Drain(h.t.Context()); err != nil {
				h.t.Error(err)
			}
		},
	}
	for comment, end := range endings {
		now := newClock()
		h := open(t, wsproto.Options{Clock: now, CommentInterval: time.Hour, DrainPeriod: time.Millisecond})
		h.door.expiresAt = now.Now().Add(time.Minute)
		l := h.post(`{"query":"live"}`, bearer("ana"))
		l.hears(":\n")
		receive(t, h.feed.started, "operation")
		end(h, now)
		l.hears(comment)
		l.isOver()
		receive(t, h.feed.released, "stop")
	}
}

func TestAPersonHasALimitedNumberOfStreams(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{StreamsPerIdentity: 1})
	h.post(`{"query":"live"}`, bearer("ana")).hears(":\n")
	if l := h.post(`{"query":"live"}`, bearer("ana")); l.StatusCode != http.StatusTooManyRequests || l.Header.Get("Retry-After") == "" {
		t.Fatalf("the second stream got %d", l.StatusCode)
	}
	h.post(`{"query":"live"}`, bearer("luz")).hears(":\n")
}

func TestAStreamWhosePeerLeavesIsReleased(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{})
	l := h.post(`{"query":"live"}`, nil)
	receive(t, h.feed.started, "operation")
	_ = l.Body.Close()
	receive(t, h.feed.released, "stop")
	eventually(t, "no stream left", func() bool { return h.server.Snapshot().Streams == 0 })
}

func TestAStalledStreamIsCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, wsproto.Options{WriteTimeout: 200 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, h.http.URL+"/?query=live", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	transport := &http.Transport{DialContext: smallWindow().NetDialContext, ReadBufferSize: 1 << 10}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	receive(t, h.feed.started, "operation")
	payload := `"` + strings.Repeat("x", 8<<10) + `"`
	for h.feed.publish(payload) > 0 {
	}
	receive(t, h.feed.released, "stop")
	eventually(t, "nothing left", func() bool {
		snapshot := h.server.Snapshot()
		return snapshot.Streams == 0 && snapshot.QueuedBytes == 0
	})
}
