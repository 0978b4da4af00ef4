package resend_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/resend"
	"github.com/qoricash/qoricash/internal/notify"
)

const sender = "QoriCash <avisos@qoricash.pe>"

func open(t *testing.T, baseURL, key string) *resend.Mailer {
	t.Helper()
	mailer, err := resend.New(resend.Options{APIKey: key, From: sender, BaseURL: baseURL})
	if err != nil {
		t.Fatal(err)
	}
	return mailer
}

func completed() notify.Mail {
	return notify.Mail{
		Key:     "operation-completed/0193a1b2",
		To:      []string{"María Ñahui <maria.nahui@example.com>", "segunda@example.com"},
		ReplyTo: "mesa@qoricash.pe",
		Subject: "Tu operación está completada",
		HTML:    "<p>Depositamos <b>S/ 3 750.00</b></p>",
		Text:    "Depositamos S/ 3 750.00",
		Attachments: []notify.Attachment{
			{Name: "constancia.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.7\x00\xff")},
		},
		Tags: map[string]string{"kind": "operation_completed", "channel": "outbox", "audience": "client"},
	}
}

// concealed are the parts of a mail and of the settings that no error may hold.
func concealed(mail notify.Mail) []string {
	return append([]string{apiKey, "Secreto", "example.com", mail.Subject, mail.Text, mail.HTML}, mail.To...)
}

// refusal is the failure of a send, checked for what it must not tell.
func refusal(t *testing.T, mailer *resend.Mailer, mail notify.Mail) *notify.Failure {
	t.Helper()
	_, err := mailer.Send(t.Context(), mail)
	if err == nil {
		t.Fatal("the mail was taken")
	}
	for _, secret := range concealed(mail) {
		if secret != "" && strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells %q: %v", secret, err)
		}
	}
	return notify.FailureOf(err)
}

func TestMailArrivesWhole(t *testing.T) {
	t.Parallel()
	provider, mail := newServer(t), completed()
	id, err := open(t, provider.URL, apiKey).Send(t.Context(), mail)
	if err != nil || id == "" {
		t.Fatalf("id %q, %v", id, err)
	}
	if len(provider.mails()) != 1 {
		t.Fatalf("%d mails", len(provider.mails()))
	}
	got := provider.mails()[0]
	if got.From != sender || !reflect.DeepEqual(got.To, mail.To) || got.ReplyTo != mail.ReplyTo ||
		got.Subject != mail.Subject || got.HTML != mail.HTML || got.Text != mail.Text {
		t.Errorf("got %+v", got)
	}
	if want := []tag{{"audience", "client"}, {"channel", "outbox"}, {"kind", "operation_completed"}}; !reflect.DeepEqual(got.Tags, want) {
		t.Errorf("tags %v", got.Tags)
	}
	if len(got.Attachments) != 1 {
		t.Fatalf("%d attachments", len(got.Attachments))
	}
	file, content := got.Attachments[0], []byte(nil)
	for _, value := range file.Content {
		content = append(content, byte(value))
	}
	if file.Filename != "constancia.pdf" || file.ContentType != "application/pdf" || string(content) != string(mail.Attachments[0].Content) {
		t.Errorf("attachment %+v", file)
	}
}

func TestMailThatNamesItsSenderKeepsIt(t *testing.T) {
	t.Parallel()
	provider, mail := newServer(t), completed()
	mail.From = "Reclamos <reclamos@qoricash.pe>"
	if _, err := open(t, provider.URL+"/", apiKey).Send(t.Context(), mail); err != nil {
		t.Fatal(err)
	}
	if got := provider.mails()[0].From; got != mail.From {
		t.Errorf("from %q", got)
	}
}

func TestMailTriedAgainIsSentOnce(t *testing.T) {
	t.Parallel()
	provider, mail := newServer(t), completed()
	mailer := open(t, provider.URL, apiKey)
	first, err := mailer.Send(t.Context(), mail)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := mailer.Send(t.Context(), mail)
		if err != nil || again != first {
			t.Fatalf("id %q after %q, %v", again, first, err)
		}
	}
	if len(provider.mails()) != 1 {
		t.Errorf("%d mails", len(provider.mails()))
	}
}

func TestKeyOfAnotherMailIsRefusedForGood(t *testing.T) {
	t.Parallel()
	provider, mail := newServer(t), completed()
	mailer := open(t, provider.URL, apiKey)
	if _, err := mailer.Send(t.Context(), mail); err != nil {
		t.Fatal(err)
	}
	mail.Text = "Otro texto"
	if failure := refusal(t, mailer, mail); !failure.Permanent || failure.Reason != "status 409 invalid_idempotent_request" {
		t.Errorf("got %+v", failure)
	}
}

func TestMailThatCanNeverBeTakenIsPermanent(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*notify.Mail){
		"no key":                   func(m *notify.Mail) { m.Key = "" },
		"a key over the bound":     func(m *notify.Mail) { m.Key = strings.Repeat("k", 257) },
		"a key of two headers":     func(m *notify.Mail) { m.Key = "k\r\nAuthorization: x" },
		"no recipient":             func(m *notify.Mail) { m.To = nil },
		"a recipient of no shape":  func(m *notify.Mail) { m.To = []string{"nadie"} },
		"a subject of two headers": func(m *notify.Mail) { m.Subject = "Hola\r\nBcc: otro@example.com" },
		"no content":               func(m *notify.Mail) { m.HTML, m.Text = "", "" },
		"a tag with a space":       func(m *notify.Mail) { m.Tags = map[string]string{"kind": "two words"} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			provider, mail := newServer(t), completed()
			spoil(&mail)
			if failure := refusal(t, open(t, provider.URL, apiKey), mail); !failure.Permanent || failure.Reason == "" {
				t.Errorf("got %+v", failure)
			}
			if len(provider.mails()) != 0 {
				t.Error("the mail was sent")
			}
		})
	}
}

func TestWrongAPIKeyIsPermanentAndNotTold(t *testing.T) {
	t.Parallel()
	provider := newServer(t)
	failure := refusal(t, open(t, provider.URL, "re_Secreto_otro"), completed())
	if !failure.Permanent || failure.Reason != "status 403 invalid_api_key" {
		t.Errorf("got %+v", failure)
	}
}

func TestAnswersAreJudged(t *testing.T) {
	t.Parallel()
	named := func(status int, name string, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			refuse(w, status, name, "maria.nahui@example.com "+apiKey)
		}
	}
	for name, given := range map[string]struct {
		answer http.HandlerFunc
		want   notify.Failure
	}{
		"a restricted key": {named(401, "restricted_api_key"), notify.Failure{Permanent: true, Reason: "status 401 restricted_api_key"}},
		"the same key at the same time": {named(409, "concurrent_idempotent_requests", "Retry-After", "2"),
			notify.Failure{RetryAfter: 2 * time.Second, Reason: "status 409 concurrent_idempotent_requests"}},
		"too many requests": {named(429, "rate_limit_exceeded", "Retry-After", "7"),
			notify.Failure{RetryAfter: 7 * time.Second, Reason: "status 429 rate_limit_exceeded"}},
		"too many requests until a date": {
			named(429, "daily_quota_exceeded", "Date", "Mon, 02 Mar 2026 10:00:00 GMT", "Retry-After", "Mon, 02 Mar 2026 11:30:00 GMT"),
			notify.Failure{RetryAfter: 90 * time.Minute, Reason: "status 429 daily_quota_exceeded"}},
		"a wait without sense": {named(429, "rate_limit_exceeded", "Retry-After", "2147483647"),
			notify.Failure{RetryAfter: 24 * time.Hour, Reason: "status 429 rate_limit_exceeded"}},
		"a wait of the past":          {named(503, "", "Retry-After", "-5"), notify.Failure{Reason: "status 503"}},
		"an outage":                   {named(500, "application_error"), notify.Failure{Reason: "status 500 application_error"}},
		"a name that is none":         {named(500, "Mail to maria.nahui@example.com"), notify.Failure{Reason: "status 500"}},
		"an answer that is no JSON":   {text(200, "<html>"), notify.Failure{Reason: "status 200"}},
		"an answer without an id":     {text(200, "{}"), notify.Failure{Reason: "status 200"}},
		"a page of a gateway":         {text(504, "<html>Gateway Time-out</html>"), notify.Failure{Reason: "status 504"}},
		"an answer without an end":    {flood, notify.Failure{Reason: "status 200"}},
		"a refusal by something else": {text(451, "no"), notify.Failure{Permanent: true, Reason: "status 451"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			provider := newServer(t)
			provider.answerInstead(given.answer)
			if got := refusal(t, open(t, provider.URL, apiKey), completed()); *got != given.want {
				t.Errorf("got %+v, want %+v", *got, given.want)
			}
		})
	}
}

func text(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// flood writes as long as somebody reads.
func flood(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusOK)
	for {
		if _, err := io.WriteString(w, strings.Repeat(" ", 1<<16)); err != nil {
			return
		}
	}
}

func TestRedirectionIsNotFollowed(t *testing.T) {
	t.Parallel()
	var reached atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(elsewhere.Close)
	provider := newServer(t)
	provider.answerInstead(http.RedirectHandler(elsewhere.URL, http.StatusFound).ServeHTTP)
	if failure := refusal(t, open(t, provider.URL, apiKey), completed()); failure.Permanent || failure.Reason != "status 302" {
		t.Errorf("got %+v", failure)
	}
	if reached.Load() != 0 {
		t.Error("the other place was asked")
	}
}

func TestProviderThatIsAwayIsTriedAgain(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.NotFoundHandler())
	away.Close()
	if failure := refusal(t, open(t, away.URL, apiKey), completed()); failure.Permanent {
		t.Errorf("got %+v", failure)
	}
}

func TestProviderThatHangsIsLeft(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		close(arrived)
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	_, err := open(t, hanging.URL, apiKey).Send(ctx, completed())
	if !errors.Is(err, context.Canceled) || notify.FailureOf(err).Permanent {
		t.Errorf("got %v", err)
	}
}

func TestClientThatIsPassedKeepsItsOwnTimeout(t *testing.T) {
	t.Parallel()
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	mailer, err := resend.New(resend.Options{APIKey: apiKey, From: sender, BaseURL: hanging.URL, Client: &http.Client{Timeout: time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	if failure := refusal(t, mailer, completed()); failure.Permanent {
		t.Errorf("got %+v", failure)
	}
}

func TestSettingsAreCheckedAndNotTold(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]resend.Options{
		"no key":              {From: sender},
		"a key of two lines":  {APIKey: apiKey + "\n", From: sender},
		"no sender":           {APIKey: apiKey},
		"a sender of no use":  {APIKey: apiKey, From: "qoricash"},
		"a base of no scheme": {APIKey: apiKey, From: sender, BaseURL: "api.resend.com"},
		"a base of a file":    {APIKey: apiKey, From: sender, BaseURL: "file:///etc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := resend.New(options)
			if err == nil {
				t.Fatal("taken")
			}
			if strings.Contains(err.Error(), "Secreto") {
				t.Errorf("tells the key: %v", err)
			}
		})
	}
}

func TestNameIsTheProviders(t *testing.T) {
	t.Parallel()
	if name := open(t, "", apiKey).Name(); name != "resend" {
		t.Errorf("got %q", name)
	}
}
