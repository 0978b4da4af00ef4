package identity_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// newPassword is one that the rules of clients and of the staff take.
const newPassword = "Arequipa-y-7-gatos"

func TestChangedPasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.client(t, "12345678", clientPassword)
	web, app := h.signIn(t, client("12345678", clientPassword, false)), h.signIn(t, client("12345678", clientPassword, true))
	for _, token := range []string{web.Token, app.Token} {
		h.authenticate(t, token)
	}
	err := h.ChangePassword(h.signedInAs(t, web), identity.ChangePasswordInput{CurrentPassword: clientPassword, NewPassword: newPassword})
	if err != nil {
		t.Fatal(err)
	}
	h.authenticate(t, web.Token)
	if _, _, err := h.Authenticate(t.Context(), app.Token); !isUnauthenticated(err) {
		t.Errorf("the other session: %v", err)
	}
	if got := h.sessionEvents(t, app.Session.ID); !slices.Equal(got, []string{"SESSION_STARTED 1 -", "SESSION_ENDED 2 REVOKED"}) {
		t.Errorf("events %q", got)
	}
	_, err = h.SignIn(from(t, "190.1.2.3"), client("12345678", clientPassword, false))
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	h.signIn(t, client("12345678", newPassword, false))
	told := h.texts(t, `SELECT aggregate_id || ' ' || client_id || ' ' || kind || ' ' || facts::text FROM events WHERE aggregate = 'person'`)
	if want := id.String() + " " + id.String() + ` PASSWORD_CHANGED {"byLink": false}`; !slices.Equal(told, []string{want}) {
		t.Errorf("told %q", told)
	}
}

func TestPasswordIsChangedOnlyByWhoHasIt(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	ctx := h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword)))
	change := func(ctx context.Context, current, chosen string) error {
		return h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: current, NewPassword: chosen})
	}
	token := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleTrader, TokenID: uuid.New()})
	testkit.Refused(t, change(from(t, "190.1.2.3"), staffPassword, newPassword), domain.CodeUnauthenticated)
	testkit.Refused(t, change(token, staffPassword, newPassword), domain.CodeForbidden)

	// Whoever finds the session open guesses five times a minute, and the owner's sign-in is not in the way.
	for range 5 {
		testkit.Refused(t, change(ctx, "Otra-clave-1!", newPassword), domain.CodeInvalidCredentials)
	}
	testkit.Refused(t, change(ctx, staffPassword, newPassword), domain.CodeRateLimited)
	ctx = h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword)))
	testkit.Refused(t, change(ctx, staffPassword, newPassword), domain.CodeRateLimited)
}

func TestFaultsOfAChangeComeTogetherAndAreNoAttempts(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "rosaura.condori@qoricash.pe", domain.RoleTrader)
	ctx := h.signedInAs(t, h.signIn(t, staff("rosaura.condori@qoricash.pe", staffPassword)))
	for name, c := range map[string]struct {
		current, chosen string
		fields          []string
	}{
		"nothing":          {"", "", []string{"currentPassword", "newPassword"}},
		"too short":        {staffPassword, "Corta-1!", []string{"newPassword"}},
		"no digit":         {staffPassword, "Sin-digitos-aqui", []string{"newPassword"}},
		"the same":         {"Arequipa-y-7-gatos", "Arequipa-y-7-gatos", []string{"newPassword"}},
		"a common one":     {staffPassword, "P@ssw0rd2026!", []string{"newPassword"}},
		"with the name":    {staffPassword, "Amo-a-Quispe-2026", []string{"newPassword"}},
		"with the address": {staffPassword, "x9!rosaura-Lima", []string{"newPassword"}},
	} {
		err := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: c.current, NewPassword: c.chosen})
		var fields []string
		for _, refusal := range domain.Refusals(err) {
			fields = append(fields, strings.Join(refusal.Field, "."))
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: faults at %v, want %v (%v)", name, fields, c.fields, err)
		}
	}
	if rows := h.texts(t, `SELECT tries::text FROM sign_in_attempts WHERE tries > 0`); len(rows) > 1 { // the address of the sign-in
		t.Errorf("attempts %q", rows)
	}
}

func TestChosenPasswordIsNoneThatIsTriedFirst(t *testing.T) {
	t.Parallel()
	owner := []string{"QUISPE MAMANI ROSA ÑAUPARI", "12345678", "rosita99@correo.pe"}
	for _, password := range []string{"password", "Password1!", "P@$$w0rd", "contraseña2026", "Contrasena123", "12345678", "87654321", "1234567890",
		"qwertyuiop", "Qwerty123", "1q2w3e4r", "asdfghjk", "aaaaaaaa", "abababab", "11112222", "19851224", "24/12/1985", "987654321", "iloveyou!!",
		"teamoteamo", "Universitario1924", "alianzalima", "AlianzaLima1", "qoricash2026", "peru2026!!", "arribaperu", "dragon2025", "abcd1234",
		"1qaz2wsx", "xX-quispe-Xx", "mamani mamani", "clave-12345678", "soy rosita99", "ñaupari-ñaupari", "SÚPERMAN99", "  123456  "} {
		if identity.CheckChosenPassword(domain.ActorClient, password, owner...) == nil {
			t.Errorf("%q is taken", password)
		}
	}
	for _, password := range []string{newPassword, "caballo grapa batería", "x7Lk02pQ", "tortuga-verde-93", "ana y el mar", "20 gatos en Puno", "correo-de-palomas"} {
		if refusal := identity.CheckChosenPassword(domain.ActorClient, password, owner...); refusal != nil {
			t.Errorf("%q is refused: %v", password, refusal)
		}
	}
}

func FuzzChosenPassword(f *testing.F) {
	f.Add("Arequipa-y-7-gatos", "QUISPE MAMANI ROSA")
	f.Add("ñ\x00\xff", "\xff@")
	f.Fuzz(func(t *testing.T, password, owner string) {
		staff := identity.CheckChosenPassword(domain.ActorStaff, password, owner)
		// What is too weak for a client is too weak for the staff.
		if client := identity.CheckChosenPassword(domain.ActorClient, password, owner); client != nil && staff == nil {
			t.Errorf("%q is refused to a client and not to the staff: %v", password, client)
		}
	})
}
