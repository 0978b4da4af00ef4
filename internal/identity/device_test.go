package identity_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

const (
	chromeOnWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
	safariOnPhone   = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)

// at signs a client in from a device and answers its label and whether it was told as new.
func (h *house) at(t *testing.T, userAgent string, app bool) string {
	t.Helper()
	ctx := access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: "190.1.2.3", UserAgent: userAgent})
	signedIn, err := h.SignIn(ctx, client("12345678", clientPassword, app))
	if err != nil {
		t.Fatal(err)
	}
	return h.texts(t, `SELECT s.device || ' ' || (e.facts->>'newDevice') || ' ' || (e.facts->>'device' = s.device) FROM sessions s
		JOIN events e ON e.aggregate_id = s.id AND e.kind = 'SESSION_STARTED' WHERE s.id = $1`, signedIn.Session.ID)[0]
}

func TestDeviceIsCalledAsPeopleCallIt(t *testing.T) {
	t.Parallel()
	for userAgent, want := range map[string][2]string{
		chromeOnWindows: {"Chrome en Windows", "App QoriCash en Windows"},
		safariOnPhone:   {"Safari en iPhone o iPad", "App QoriCash en iPhone o iPad"},
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0": {"Edge en Windows",
			"App QoriCash en Windows"},
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15": {"Safari en Mac",
			"App QoriCash en Mac"},
		"Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0": {"Firefox en Linux",
			"App QoriCash en Linux"},
		"Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36": {"Chrome en Android",
			"App QoriCash en Android"},
		"okhttp/4.12.0":                          {"Otro programa en Android", "App QoriCash en Android"},
		"QoriCash/12 CFNetwork/1494 Darwin/23.4": {"Otro programa en iPhone o iPad", "App QoriCash en iPhone o iPad"},
		"curl/8.4.0":                             {"curl", "App QoriCash"},
		"":                                       {"Dispositivo no reconocido", "App QoriCash"},
		"<script>alert(1)</script> Juan Pérez":   {"Dispositivo no reconocido", "App QoriCash"},
	} {
		for i, kind := range []domain.SessionKind{domain.SessionClientWeb, domain.SessionClientApp} {
			if got := identity.DeviceOf(userAgent, kind); got != want[i] {
				t.Errorf("%s, %q is called %q, want %q", kind, userAgent, got, want[i])
			}
		}
	}
}

func TestDeviceIsNewToWhoHadOthers(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	day := 24 * time.Hour
	for i, c := range []struct {
		after     time.Duration
		userAgent string
		app       bool
		want      string
	}{
		{0, chromeOnWindows, false, "Chrome en Windows false true"}, // the first ever
		{day, chromeOnWindows, false, "Chrome en Windows false true"},
		{0, safariOnPhone, false, "Safari en iPhone o iPad true true"},
		{0, safariOnPhone, true, "App QoriCash en iPhone o iPad true true"},
		{179 * day, safariOnPhone, false, "Safari en iPhone o iPad false true"},
		{day, chromeOnWindows, false, "Chrome en Windows true true"}, // 180 days later
	} {
		h.Clock.Advance(c.after)
		if got := h.at(t, c.userAgent, c.app); got != c.want {
			t.Errorf("sign-in %d: %q, want %q", i, got, c.want)
		}
	}
}

func TestSessionsOfBeforeAreNoOtherDevices(t *testing.T) {
	t.Parallel()
	// Given a session of a release that did not know devices.
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	h.at(t, chromeOnWindows, false)
	h.exec(t, `ALTER TABLE sessions DISABLE TRIGGER USER`)
	h.exec(t, `UPDATE sessions SET device = ''`)
	// Then nobody is warned of a device that may be the old one.
	if got := h.at(t, chromeOnWindows, false); got != "Chrome en Windows false true" {
		t.Errorf("told %q", got)
	}
}

func TestOneRevokesTheOwnSessionsAlone(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	h.client(t, "10117410", clientPassword)
	web, app, third := h.signIn(t, client("12345678", clientPassword, false)), h.signIn(t, client("12345678", clientPassword, true)),
		h.signIn(t, client("12345678", clientPassword, true))
	foreign := h.signIn(t, client("10117410", clientPassword, false))
	ctx := h.signedInAs(t, web)

	for _, id := range []uuid.UUID{foreign.Session.ID, uuid.New(), uuid.Nil} {
		if refusal := testkit.Refused(t, h.Revoke(ctx, id), domain.CodeNotFound); !slices.Equal(refusal.Field, []string{"sessionId"}) {
			t.Errorf("refused at %v", refusal.Field)
		}
	}
	h.authenticate(t, foreign.Token)
	h.authenticate(t, app.Token)
	if err := h.Revoke(ctx, app.Session.ID); err != nil {
		t.Fatal(err)
	}
	testkit.Refused(t, h.Revoke(ctx, app.Session.ID), domain.CodeNotFound)
	if _, _, err := h.Authenticate(t.Context(), app.Token); !isUnauthenticated(err) {
		t.Errorf("the revoked one: %v", err)
	}
	if count, err := h.RevokeOthers(ctx); err != nil || count != 1 {
		t.Errorf("%d others ended, %v", count, err)
	}
	if _, _, err := h.Authenticate(t.Context(), third.Token); !isUnauthenticated(err) {
		t.Errorf("the other one: %v", err)
	}
	h.authenticate(t, web.Token)
	h.authenticate(t, foreign.Token)
	if err := h.Revoke(ctx, web.Session.ID); err != nil {
		t.Errorf("the own one: %v", err)
	}

	token := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster, TokenID: uuid.New()})
	testkit.Refused(t, h.Revoke(from(t, "190.1.2.3"), app.Session.ID), domain.CodeUnauthenticated)
	testkit.Refused(t, h.Revoke(token, app.Session.ID), domain.CodeForbidden)
}
