package identity_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// letters are the kinds and recipients of the messages that were told, in order.
func (h *house) letters(t *testing.T) []string {
	t.Helper()
	return h.texts(t, `SELECT kind || ' to ' || recipient FROM outbox_messages ORDER BY id`)
}

// link makes a link of a kind for a person and answers its token.
func (h *house) link(t *testing.T, kind domain.ChallengeKind, person identity.Person) string {
	t.Helper()
	command := store.Command{Action: "test.link", Locks: []event.Aggregate{{Type: domain.ObjectPerson, ID: person.ID}}}
	issued, _, err := store.Run(testkit.System(t), h.Store, command, func(ctx context.Context, tx *store.Tx) (identity.Issued, error) {
		return h.IssueLink(ctx, tx, kind, person)
	})
	if err != nil {
		t.Fatal(err)
	}
	return issued.Text
}

func byStaff(login string) identity.ResetRequest { return identity.ResetRequest{StaffLogin: &login} }

func byClient(dni, email string) identity.ResetRequest {
	return identity.ResetRequest{Client: &identity.ClientReset{DocumentType: domain.DocumentDNI, DocumentNumber: dni, Email: email}}
}

func TestForgottenPasswordSendsALinkToWhoExistsAndAnswersAllAlike(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.exec(t, `UPDATE users SET dni = '10117410' WHERE id = $1`, h.hire(t, "ana@qoricash.pe", domain.RoleTrader))
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, h.hire(t, "gone@qoricash.pe", domain.RoleTrader))
	eva := h.client(t, "12345678", clientPassword)
	h.client(t, "41920371", clientPassword)
	h.exec(t, `UPDATE clients SET status = 'DEACTIVATED' WHERE document_number = '41920371'`)
	h.client(t, "05414828", clientPassword)
	h.exec(t, `UPDATE clients SET status = 'PENDING_VERIFICATION' WHERE document_number = '05414828'`)
	for _, contact := range []struct{ value, verified, removed string }{{"proved@correo.pe", "now()", "NULL"}, {"unproved@correo.pe", "NULL", "NULL"},
		{"removed@correo.pe", "now()", "now()"}} {
		h.exec(t, `INSERT INTO client_contacts (id, created_at, client_id, kind, value, verified_at, removed_at)
			VALUES ($1, now(), $2, 'EMAIL', $3, `+contact.verified+`, `+contact.removed+`)`, uuid.New(), eva, contact.value)
	}
	for _, c := range []struct {
		name string
		in   identity.ResetRequest
		sent []string
	}{
		{"staff by e-mail", byStaff(" ANA@qoricash.pe"), []string{"PASSWORD_RESET to ana@qoricash.pe"}},
		{"staff by DNI", byStaff("10117410-2"), []string{"PASSWORD_RESET to ana@qoricash.pe"}},
		{"nobody by e-mail", byStaff("nadie@qoricash.pe"), nil},
		{"a deactivated person", byStaff("gone@qoricash.pe"), nil},
		{"the house", byStaff("casa@localhost"), nil},
		{"a client", byClient("12345678", "Eva@correo.pe"), []string{"PASSWORD_RESET to eva@correo.pe"}},
		{"a client by a further e-mail, though it is proved", byClient("12345678", "proved@correo.pe"), nil},
		{"a client by an e-mail that is not proved", byClient("12345678", "unproved@correo.pe"), nil},
		{"a client by an e-mail that it removed", byClient("12345678", "removed@correo.pe"), nil},
		{"a client by somebody else's e-mail", byClient("12345678", "otra@correo.pe"), nil},
		{"no client", byClient("87654321", "eva@correo.pe"), nil},
		{"no document", byClient("no es un DNI", "eva@correo.pe"), nil},
		{"a deactivated client", byClient("41920371", "eva@correo.pe"), nil},
		{"a client that is not verified", byClient("05414828", "eva@correo.pe"), []string{"PASSWORD_RESET to eva@correo.pe"}},
	} {
		before := len(h.letters(t))
		if err := h.RequestReset(from(t, "190.1.2.3"), c.in); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if sent := h.letters(t)[before:]; !slices.Equal(sent, c.sent) {
			t.Errorf("%s: sent %q, want %q", c.name, sent, c.sent)
		}
	}
	if open := h.texts(t, `SELECT id::text FROM challenges WHERE ended_at IS NULL`); len(open) != 3 {
		t.Errorf("%d links are open, want one of each person", len(open))
	}
	rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE action = 'password.requestReset'`)
	if len(rows) != 14 || slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, "qoricash.pe") && strings.Contains(row, "ana@") }) {
		t.Errorf("audit rows %q", rows)
	}
}

func TestForgottenPasswordIsAnsweredNoSoonerWhoeverExists(t *testing.T) {
	t.Parallel()
	const pause = 2 * time.Second
	h := open(t, identity.Options{ResetPause: pause})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	for _, login := range []string{"ana@qoricash.pe", "nadie@qoricash.pe"} {
		tooSoon := time.After(pause * 9 / 10)
		answered := make(chan error, 1)
		go func() { answered <- h.RequestReset(from(t, "190.1.2.3"), byStaff(login)) }()
		select {
		case err := <-answered:
			t.Errorf("%s is answered too soon: %v", login, err)
		case <-tooSoon:
			if err := <-answered; err != nil {
				t.Errorf("%s: %v", login, err)
			}
		}
	}
}

// openLimited is such a house whose limits are counted.
func openLimited(t *testing.T) *house {
	t.Helper()
	h := open(t, identity.Options{})
	limits := testkit.RateLimits(h.DB.App, h.Clock)
	h.Service = h.instance(identity.Options{Limits: limits})
	return h
}

func TestForgottenPasswordIsAskedForThreeTimesAnHourFromOneNetwork(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	for i := range 4 {
		err := h.RequestReset(from(t, "190.1.2.3"), byStaff(string(rune('a'+i))+"@qoricash.pe"))
		if i < 3 && err != nil {
			t.Errorf("request %d: %v", i, err)
		}
		if i == 3 && testkit.Param(testkit.Refused(t, err, domain.CodeRateLimited), "retryAfterSeconds") == "" {
			t.Errorf("the fourth: %v", err)
		}
	}
	if err := h.RequestReset(from(t, "190.9.9.9"), byStaff("otra@qoricash.pe")); err != nil {
		t.Errorf("another network: %v", err)
	}
}

// Beyond the limit of a person the answer is the same and no mail goes out; the newest link is good until the next one may.
func TestStrangersWhoAskForAPersonsLinksKeepItFromNone(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	id := h.client(t, "12345678", clientPassword)
	device := h.signIn(t, client("12345678", clientPassword, false)).Device
	links := func() int { return len(h.letters(t)) }
	before := links()
	// Given strangers who know the document: without the e-mail they use nothing up.
	for i := range 9 {
		if err := h.RequestReset(from(t, fmt.Sprintf("190.1.9.%d", i)), byClient("12345678", "otra@correo.pe")); err != nil {
			t.Fatal(err)
		}
	}
	if got := links() - before; got != 0 {
		t.Fatalf("%d links went out to a wrong e-mail", got)
	}
	// When they know the e-mail too.
	for i := range 9 {
		if err := h.RequestReset(from(t, fmt.Sprintf("190.1.2.%d", i)), byClient("12345678", "eva@correo.pe")); err != nil {
			t.Fatal(err)
		}
	}
	if got := links() - before; got != 3 {
		t.Errorf("%d links went out, want three", got)
	}
	// Then the client's own device gets a link, a fresh network the same answer.
	own := byClient("12345678", "eva@correo.pe")
	own.Device = device
	for _, ask := range []identity.ResetRequest{own, byClient("12345678", "eva@correo.pe")} {
		if err := h.RequestReset(from(t, "190.7.7.7"), ask); err != nil {
			t.Error(err)
		}
	}
	if got := links() - before; got != 4 {
		t.Errorf("%d links went out, want one more for the device", got)
	}
	// And at every moment somebody's newest link is good for ten minutes more.
	for range 12 {
		h.Clock.Advance(10 * time.Minute)
		if err := h.RequestReset(from(t, "190.8."+fmt.Sprint(h.Clock.Now().Minute())+".1"), byClient("12345678", "eva@correo.pe")); err != nil {
			t.Fatal(err)
		}
		good := h.texts(t, `SELECT id::text FROM challenges WHERE client_id = $1 AND ended_at IS NULL AND expires_at >= $2`, id, h.Clock.Now().Add(10*time.Minute))
		if len(good) != 1 {
			t.Errorf("%s: %d links are good for ten minutes", h.Clock.Now(), len(good))
		}
	}
}

func TestMalformedRequestsAreRefusedAtTheirFields(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	empty := " "
	for name, c := range map[string]struct {
		in     identity.ResetRequest
		fields []string
	}{
		"nothing":     {identity.ResetRequest{}, []string{""}},
		"both":        {identity.ResetRequest{StaffLogin: &empty, Client: &identity.ClientReset{}}, []string{""}},
		"empty login": {byStaff(empty), []string{"staffLogin"}},
		"empty both":  {byClient("", "x"), []string{"client.documentNumber", "client.email"}},
	} {
		var fields []string
		for _, refusal := range domain.Refusals(h.RequestReset(from(t, "190.1.2.3"), c.in)) {
			fields = append(fields, strings.Join(refusal.Field, "."))
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: faults at %q, want %q", name, fields, c.fields)
		}
	}
}

func TestLinkChoosesAPasswordOnceAndEndsEverySession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.exec(t, `UPDATE users SET must_change_password = true, dni = '10117410' WHERE id = $1`, id)
	session := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	// Given somebody who guessed until nobody may sign in as Ana any more.
	for _, login := range []string{"ana@qoricash.pe", "10117410"} {
		for range 5 {
			_, err := h.SignIn(from(t, "190.1.2.3"), staff(login, "Otra-clave-1!"))
			testkit.Refused(t, err, domain.CodeInvalidCredentials)
		}
	}
	token, other := h.link(t, domain.ChallengePasswordReset, identity.StaffMember(id)), h.link(t, domain.ChallengeInvitation, identity.StaffMember(id))

	// A password that is not good enough leaves the link good.
	for _, password := range []string{"", "corta", "Password-2026!", "Hola-Quispe-77", staffPassword} {
		_, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: password})
		if list := domain.Refusals(err); len(list) != 1 || strings.Join(list[0].Field, ".") != "newPassword" {
			t.Errorf("%q: %v", password, err)
		}
	}
	if _, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: " " + token + "\n", NewPassword: newPassword}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Authenticate(t.Context(), session.Token); !isUnauthenticated(err) {
		t.Errorf("the session: %v", err)
	}
	for _, login := range []string{"ana@qoricash.pe", "10117410"} {
		if signedIn := h.signIn(t, staff(login, newPassword)); signedIn.Actor.Restriction != "" {
			t.Errorf("still owes %s", signedIn.Actor.Restriction)
		}
	}
	// Neither this link nor any other that was sent before works now.
	for _, used := range []string{token, other} {
		_, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: used, NewPassword: "Otra-tortuga-9!"})
		testkit.Refused(t, err, domain.CodeVerificationFailed)
	}
	if told := h.texts(t, `SELECT kind || ' ' || facts::text FROM events WHERE aggregate = 'person'`); !slices.Equal(told, []string{`PASSWORD_CHANGED {"byLink": true}`}) {
		t.Errorf("told %q", told)
	}
}

func TestLinkIsRefusedAlike(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	ana := identity.StaffMember(id)
	gone := identity.StaffMember(h.hire(t, "gone@qoricash.pe", domain.RoleTrader))
	old := h.link(t, domain.ChallengePasswordReset, ana)
	h.link(t, domain.ChallengePasswordReset, ana)
	ofGone := h.link(t, domain.ChallengePasswordReset, gone)
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, gone.ID)
	eva := identity.ClientOf(h.client(t, "12345678", ""))
	code := h.issue(t, eva)
	late := h.link(t, domain.ChallengePasswordReset, eva)
	invited := h.link(t, domain.ChallengeInvitation, eva)
	h.Clock.Advance(30 * time.Minute)
	var answers []string
	for name, token := range map[string]string{"ended by a newer one": old, "of a deactivated person": ofGone, "too old": late, "a code": code.Text,
		"not one": "x", "a long one": strings.Repeat("x", 100_000), "of nothing": strings.Repeat("A", 43)} {
		_, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: newPassword})
		refusal := testkit.Refused(t, err, domain.CodeVerificationFailed)
		if !slices.Equal(refusal.Field, []string{"token"}) {
			t.Errorf("%s is refused at %v", name, refusal.Field)
		}
		answers = append(answers, refusal.Message)
	}
	if len(slices.Compact(answers)) != 1 {
		t.Errorf("the answers differ: %q", answers)
	}
	h.Clock.Advance(72*time.Hour - 30*time.Minute - time.Second)
	if _, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: invited, NewPassword: newPassword}); err != nil {
		t.Errorf("an invitation within 72 hours: %v", err)
	}
}

func TestOfManyWhoFollowALinkAtOnceOneChooses(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	eva := identity.ClientOf(h.client(t, "12345678", clientPassword))
	token := h.link(t, domain.ChallengePasswordReset, eva)
	elsewhere := h.instance(identity.Options{AttemptsPerAddress: -1})
	passwords := []string{"Tortuga-verde-91", "Tortuga-verde-92", "Tortuga-verde-93", "Tortuga-verde-94"}
	var chosen atomic.Int32
	var winner atomic.Value
	var all sync.WaitGroup
	for i, at := range []*identity.Service{h.Service, elsewhere, h.Service, elsewhere} {
		all.Go(func() {
			if _, err := at.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: passwords[i]}); err == nil {
				chosen.Add(1)
				winner.Store(passwords[i])
			}
		})
	}
	all.Wait()
	if chosen.Load() != 1 {
		t.Fatalf("%d chose", chosen.Load())
	}
	h.signIn(t, client("12345678", winner.Load().(string), false))
}

func TestInvitationProvesTheEmailAndAForgottenPasswordDoesNot(t *testing.T) {
	t.Parallel()
	for kind, want := range map[domain.ChallengeKind]string{domain.ChallengeInvitation: "ACTIVE", domain.ChallengePasswordReset: "PENDING_VERIFICATION"} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			h := open(t, identity.Options{})
			id := h.client(t, "12345678", "")
			h.exec(t, `UPDATE clients SET status = 'PENDING_VERIFICATION' WHERE id = $1`, id)
			token := h.link(t, kind, identity.ClientOf(id))
			if _, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: newPassword}); err != nil {
				t.Fatal(err)
			}
			if status := h.texts(t, `SELECT status FROM clients WHERE id = $1`, id); status[0] != want {
				t.Errorf("the client is %s, want %s", status[0], want)
			}
			activated := h.texts(t, `SELECT kind FROM events WHERE aggregate = 'client' AND kind = 'ACTIVATED'`)
			if (len(activated) == 1) != (want == "ACTIVE") {
				t.Errorf("told %q", activated)
			}
			// A client that is not verified cannot sign in, whatever its password.
			_, err := h.SignIn(from(t, "190.1.2.3"), client("12345678", newPassword, false))
			if (err == nil) != (want == "ACTIVE") {
				t.Errorf("signs in: %v", err)
			}
		})
	}
}

func TestInvitationIsToldWithALinkAndNoPassword(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ana, eva := identity.StaffMember(h.hire(t, "ana@qoricash.pe", domain.RoleTrader)), identity.ClientOf(h.client(t, "12345678", ""))
	for range 2 {
		for _, person := range []identity.Person{ana, eva} {
			command := store.Command{Action: "test.invite", Locks: []event.Aggregate{{Type: domain.ObjectPerson, ID: person.ID}}}
			_, err := store.Do(testkit.System(t), h.Store, command, func(ctx context.Context, tx *store.Tx) error { return h.Invite(ctx, tx, person) })
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	want := []string{"STAFF_INVITATION to ana@qoricash.pe", "CLIENT_INVITATION to eva@correo.pe"}
	if got := h.letters(t); !slices.Equal(got, append(want, want...)) {
		t.Errorf("told %q", got)
	}
	if open := h.texts(t, `SELECT id::text FROM challenges WHERE ended_at IS NULL`); len(open) != 2 {
		t.Errorf("%d invitations are open", len(open))
	}
	if told := h.texts(t, `SELECT DISTINCT kind FROM events WHERE aggregate = 'person'`); !slices.Equal(told, []string{"INVITED"}) {
		t.Errorf("told %q", told)
	}
}

func TestChangedPasswordEndsTheLinksThatWereSent(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	eva := identity.ClientOf(h.client(t, "12345678", clientPassword))
	token := h.link(t, domain.ChallengePasswordReset, eva)
	ctx := h.signedInAs(t, h.signIn(t, client("12345678", clientPassword, false)))
	if err := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: clientPassword, NewPassword: newPassword}); err != nil {
		t.Fatal(err)
	}
	_, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: "Tortuga-verde-91"})
	testkit.Refused(t, err, domain.CodeVerificationFailed)
	// The event of a client is the client's.
	if rows := h.texts(t, `SELECT client_id::text FROM events WHERE kind = 'PASSWORD_CHANGED'`); !slices.Equal(rows, []string{eva.ID.String()}) {
		t.Errorf("routed to %q", rows)
	}
	if access.Current(ctx).ID != eva.ID {
		t.Error("somebody else changed it")
	}
}
