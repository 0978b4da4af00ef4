package preview_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/notify/preview"
	"github.com/qoricash/qoricash/internal/store"
)

var frozen = clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))

func gallery(t *testing.T) preview.Gallery {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret of the tests, long enough"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := notify.New(store.New(nil, store.Options{Clock: frozen, Keys: keys}),
		notify.Options{SealKeys: [][]byte{bytes.Repeat([]byte{7}, 32)}, SiteURL: "https://qoricash.pe", DeskURL: "https://app.qoricash.pe"})
	if err != nil {
		t.Fatal(err)
	}
	return s.Samples
}

func get(t *testing.T, handler http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer
}

func TestTheMailboxShowsWhatWasSent(t *testing.T) {
	t.Parallel()
	box := preview.NewMailbox(frozen)
	handler, err := preview.Handler("/dev/mail", box, gallery(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if answer := get(t, handler, "/dev/mail"); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "Todavía no hay correos") {
		t.Errorf("an empty mailbox: %d", answer.Code)
	}
	mail := notify.Mail{Key: "k1", To: []string{"eva@correo.pe"}, Subject: "Tu código <b>", HTML: `<p onclick="x()">482913</p><script>alert(1)</script>`,
		Text: "482913\nhttps://qoricash.pe/x", Tags: map[string]string{"kind": "REGISTRATION_CODE"}}
	for range 2 {
		if id, err := box.Send(t.Context(), mail); err != nil || id != "preview-k1" {
			t.Fatal(id, err)
		}
	}
	for path, parts := range map[string][]string{
		"/dev/mail":                {"Tu código &lt;b&gt;", "eva@correo.pe", `href="/dev/mail/k1"`, "<code>482913</code>"},
		"/dev/mail?q=EVA":          {`href="/dev/mail/k1"`},
		"/dev/mail?q=nadie":        {"Ningún correo tiene «nadie»"},
		"/dev/mail/k1":             {`sandbox=""`, "srcdoc=", `href="https://qoricash.pe/x"`, "&lt;script&gt;"},
		"/dev/mail/k1?width=phone": {`class="slim"`},
		"/dev/mail/k1?form=text":   {`<pre class="card">482913`},
	} {
		answer := get(t, handler, path)
		for _, part := range parts {
			if !strings.Contains(answer.Body.String(), part) {
				t.Errorf("%s lacks %q:\n%s", path, part, answer.Body)
			}
		}
		if body := answer.Body.String(); strings.Contains(body, "<script") {
			t.Errorf("%s runs what a mail holds", path)
		}
		if policy := answer.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") {
			t.Errorf("%s: the policy is %q", path, policy)
		}
	}
	if len(box.Mails()) != 1 {
		t.Error("a mail that was tried twice stands twice")
	}
	if answer := get(t, handler, "/dev/mail/other"); answer.Code != http.StatusNotFound {
		t.Errorf("a mail that is not there: %d", answer.Code)
	}
}

func TestAProgramReadsTheMailbox(t *testing.T) {
	t.Parallel()
	box := preview.NewMailbox(frozen)
	handler, err := preview.Handler("/dev/mail", box, gallery(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for i, mail := range []notify.Mail{
		{To: []string{"eva@correo.pe"}, Subject: "Tu código", Text: "Escribe 482913 antes de 10 minutos.", Tags: map[string]string{"kind": "REGISTRATION_CODE"}},
		{To: []string{"ana@correo.pe"}, Subject: "Elige tu contraseña", Text: "https://qoricash.pe/restablecer#token=abc https://qoricash.pe/restablecer#token=abc",
			Tags: map[string]string{"kind": "PASSWORD_RESET"}},
		{To: []string{"eva@correo.pe"}, Subject: "Operación 123456", Text: "Completada", Tags: map[string]string{"kind": "OPERATION_COMPLETED"}},
	} {
		mail.Key = fmt.Sprint(i)
		if _, err := box.Send(t.Context(), mail); err != nil {
			t.Fatal(err)
		}
	}
	type letter struct {
		ID, Kind string
		Code     *string
		Links    []string
	}
	for query, want := range map[string][]letter{
		"": {{"2", "OPERATION_COMPLETED", nil, []string{}}, {"1", "PASSWORD_RESET", nil, []string{"https://qoricash.pe/restablecer#token=abc"}},
			{"0", "REGISTRATION_CODE", new("482913"), []string{}}},
		"?to=EVA@correo.pe":              {{"2", "OPERATION_COMPLETED", nil, []string{}}, {"0", "REGISTRATION_CODE", new("482913"), []string{}}},
		"?q=c%C3%93digo":                 {{"0", "REGISTRATION_CODE", new("482913"), []string{}}},
		"?to=eva&kind=REGISTRATION_CODE": {},
		"?kind=REGISTRATION_CODE":        {{"0", "REGISTRATION_CODE", new("482913"), []string{}}},
	} {
		answer := get(t, handler, "/dev/mail.json"+query)
		var got struct{ Mails []letter }
		if err := json.Unmarshal(answer.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Mails, want) {
			t.Errorf("%q answers %s", query, answer.Body)
		}
	}
}

func TestTheMailboxKeepsTheNewest(t *testing.T) {
	t.Parallel()
	box := preview.NewMailbox(frozen)
	for i := range preview.Kept + 50 {
		if _, err := box.Send(t.Context(), notify.Mail{Key: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if mails := box.Mails(); len(mails) != preview.Kept || mails[0].Key != "249" {
		t.Errorf("%d kept, the newest is %s", len(mails), mails[0].Key)
	}
}

func TestTheGalleryShowsEveryTemplate(t *testing.T) {
	t.Parallel()
	handler, err := preview.Handler("/dev/mail/", preview.NewMailbox(frozen), gallery(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	list := get(t, handler, "/dev/mail/templates").Body.String()
	for _, kind := range notify.Kinds() {
		path := "/dev/mail/templates/" + string(kind.Kind)
		if !strings.Contains(list, path) {
			t.Errorf("%s is not in the list", kind.Kind)
		}
		if answer := get(t, handler, path); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "srcdoc=") {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
	broken := func() ([]notify.Sample, error) { return nil, errors.New("broken") }
	if handler, err = preview.Handler("/dev/mail", preview.NewMailbox(frozen), broken, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	if answer := get(t, handler, "/dev/mail/templates"); answer.Code != http.StatusInternalServerError || strings.Contains(answer.Body.String(), "broken") {
		t.Errorf("a gallery that fails: %d %s", answer.Code, answer.Body)
	}
}
