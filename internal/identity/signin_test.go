package identity_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestStaffSignInByEmailOrDNI(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.Hire(t, testkit.Hired{Name: "Ana Quispe", Email: "Ana@QoriCash.pe", DNI: "10117410-2", Role: domain.RoleTrader, Password: staffPassword})
	for _, login := range []string{"ana@qoricash.pe", " ANA@qoricash.PE ", "10117410", "10117410-2"} {
		signedIn := h.signIn(t, staff(login, staffPassword))
		actor, session := h.authenticate(t, signedIn.Token)
		if actor.ID != id || actor.Kind != domain.ActorStaff || actor.Role != domain.RoleTrader || actor.SessionID != session.ID {
			t.Errorf("%q signed in as %+v", login, actor)
		}
		if session != signedIn.Session || session.Kind != domain.SessionStaff {
			t.Errorf("%q has session %+v, was told %+v", login, session, signedIn.Session)
		}
	}
}

func TestSessionsLiveAsLongAsTheirKind(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleOperator)
	h.client(t, "12345678", clientPassword)
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		in             identity.SignInInput
		idle, absolute time.Duration
	}{
		"staff":      {staff("ana@qoricash.pe", staffPassword), 10 * time.Minute, 12 * time.Hour},
		"client web": {client("12345678", clientPassword, false), 30 * time.Minute, 12 * time.Hour},
		"client app": {client("12345678", clientPassword, true), 30 * day, 90 * day},
	} {
		session := h.signIn(t, c.in).Session
		now := h.Clock.Now()
		if session.IdleExpiresAt.Sub(now) != c.idle || session.ExpiresAt.Sub(now) != c.absolute {
			t.Errorf("%s: idle %s, absolute %s", name, session.IdleExpiresAt.Sub(now), session.ExpiresAt.Sub(now))
		}
	}
}

func TestRefusedSignInTellsNothing(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	gone := h.hire(t, "gone@qoricash.pe", domain.RoleTrader)
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, gone)
	h.client(t, "12345678", clientPassword)
	h.client(t, "10117410", "")
	h.client(t, "41920371", clientPassword)
	h.exec(t, `UPDATE clients SET status = 'DEACTIVATED' WHERE document_number = '41920371'`)
	h.client(t, "05414828", clientPassword)
	h.exec(t, `UPDATE clients SET status = 'PENDING_VERIFICATION' WHERE document_number = '05414828'`)
	var answers []string
	for name, in := range map[string]identity.SignInInput{
		"wrong password":               staff("ana@qoricash.pe", "Otra-clave-1!"),
		"unknown e-mail":               staff("nadie@qoricash.pe", staffPassword),
		"unknown DNI":                  staff("87654321", staffPassword),
		"deactivated":                  staff("gone@qoricash.pe", staffPassword),
		"the house":                    staff("casa@localhost", staffPassword),
		"client, wrong password":       client("12345678", "otraclave", false),
		"client unknown":               client("87654321", clientPassword, false),
		"client without proved e-mail": client("05414828", clientPassword, false),
		"client, impossible number":    client("no es un DNI", clientPassword, false),
		"client without password":      client("10117410", clientPassword, false),
		"client deactivated":           client("41920371", clientPassword, false),
		"a password beyond all size":   staff("ana@qoricash.pe", strings.Repeat("x", 100_000)),
	} {
		_, err := h.SignIn(from(t, "190.1.2.3"), in)
		refusal := testkit.Refused(t, err, domain.CodeInvalidCredentials)
		if len(refusal.Params) > 0 || len(refusal.Field) > 0 {
			t.Errorf("%s: %+v tells something", name, refusal)
		}
		answers = append(answers, refusal.Message)
	}
	if len(slices.Compact(answers)) != 1 {
		t.Errorf("the answers differ: %q", answers)
	}
}

func TestABusyHouseTellsEverybodyToComeBack(t *testing.T) {
	t.Parallel()
	// Given an instance where every place to hash, and to wait for one, is taken.
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	busy := h.instance(identity.Options{})
	release := identity.Occupy(busy)
	// Then known and unknown names are told the same, and nothing is counted against them.
	for _, login := range []string{"ana@qoricash.pe", "nadie@qoricash.pe"} {
		for range 10 {
			_, err := busy.SignIn(from(t, "190.1.2.3"), staff(login, staffPassword))
			testkit.Refused(t, err, domain.CodeUnavailable)
		}
	}
	release()
	if _, err := busy.SignIn(from(t, "190.1.2.3"), staff("ana@qoricash.pe", staffPassword)); err != nil {
		t.Error(err)
	}
}

func TestEmptyCredentialsAreFaultsAtTheirFields(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	for name, c := range map[string]struct {
		in     identity.SignInInput
		fields []string
	}{
		"nothing": {identity.SignInInput{}, []string{"credentials"}},
		"both": {identity.SignInInput{Credentials: identity.Credentials{Staff: &identity.StaffCredentials{}, Client: &identity.ClientCredentials{}}},
			[]string{"credentials"}},
		"staff":  {staff(" ", ""), []string{"credentials.staff.login", "credentials.staff.password"}},
		"client": {client("", "", false), []string{"credentials.client.documentNumber", "credentials.client.password"}},
	} {
		_, err := h.SignIn(from(t, "190.1.2.3"), c.in)
		var fields []string
		for _, refusal := range domain.Refusals(err) {
			fields = append(fields, strings.Join(refusal.Field, "."))
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: faults at %v, want %v", name, fields, c.fields)
		}
	}
}

func TestFailedSignInLeavesAnAuditRowWithoutSecrets(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	if _, err := h.SignIn(from(t, "190.1.2.3"), staff("ana@qoricash.pe", "secreto-Equivocado-1")); err == nil {
		t.Fatal("signed in")
	}
	rows := h.texts(t, `SELECT actor_kind || ' ' || address || ' ' || changes::text FROM audit_entries WHERE action = 'session.refuse'`)
	if len(rows) != 1 || !strings.HasPrefix(rows[0], "ANONYMOUS 190.1.2.3 ") {
		t.Fatalf("audit rows %q", rows)
	}
	if strings.Contains(rows[0], "secreto") || strings.Contains(rows[0], "ana@") {
		t.Errorf("the row tells too much: %s", rows[0])
	}
}

func TestTokenIsNeverStored(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	token := h.signIn(t, staff("ana@qoricash.pe", staffPassword)).Token
	if !strings.HasPrefix(token, "qcs_") || len(token) != 47 {
		t.Fatalf("token %q", token)
	}
	matching := h.texts(t, `SELECT id::text FROM sessions WHERE token_hash = sha256($1::bytea)`, []byte(token))
	if len(matching) != 1 {
		t.Error("the session is not found by the hash of its token")
	}
	for _, table := range []string{"sessions", "audit_entries", "events"} {
		if rows := h.texts(t, `SELECT r::text FROM `+table+` r WHERE position($1 IN r::text) > 0`, token[4:]); len(rows) > 0 {
			t.Errorf("%s holds the token: %s", table, rows[0])
		}
	}
}

func TestNewSignInOfStaffReplacesTheOlderSession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	first := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	h.authenticate(t, first.Token)
	second := h.signIn(t, staff("ana@qoricash.pe", staffPassword))

	_, _, err := h.Authenticate(t.Context(), first.Token)
	if reason := testkit.Param(testkit.Refused(t, err, domain.CodeUnauthenticated), "reason"); reason != "REPLACED" {
		t.Errorf("the first session ended because of %q", reason)
	}
	h.authenticate(t, second.Token)
	want := []string{"SESSION_STARTED 1 -", "SESSION_ENDED 2 REPLACED"}
	if got := h.sessionEvents(t, first.Session.ID); !slices.Equal(got, want) {
		t.Errorf("events %q", got)
	}
}

func TestClientMayHaveSeveralSessions(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	web := h.signIn(t, client("12345678", clientPassword, false))
	app := h.signIn(t, client("12345678", clientPassword, true))
	for _, token := range []string{web.Token, app.Token} {
		if actor, _ := h.authenticate(t, token); actor.Role != domain.RoleClient || actor.Kind != domain.ActorClient {
			t.Errorf("actor %+v", actor)
		}
	}
}

func TestTwentySignInsAtOnceLeaveOneLiveSession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerIdentity: -1, AttemptsPerAddress: -1})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	instances := []*identity.Service{h.Service, h.instance(identity.Options{AttemptsPerIdentity: -1, AttemptsPerAddress: -1})}
	tokens := make([]string, 20)
	var all sync.WaitGroup
	for i := range tokens {
		all.Go(func() {
			signedIn, err := instances[i%2].SignIn(from(t, "190.1.2.3"), staff("ana@qoricash.pe", staffPassword))
			if err != nil {
				t.Error(err)
			}
			tokens[i] = signedIn.Token
		})
	}
	all.Wait()

	if live := h.texts(t, `SELECT id::text FROM sessions WHERE user_id = $1 AND ended_at IS NULL`, id); len(live) != 1 {
		t.Errorf("%d live sessions", len(live))
	}
	fresh, good := h.instance(identity.Options{}), 0
	for _, token := range tokens {
		if _, _, err := fresh.Authenticate(t.Context(), token); err == nil {
			good++
		} else if !isUnauthenticated(err) {
			t.Error(err)
		}
	}
	if good != 1 {
		t.Errorf("%d tokens are good", good)
	}
	ended := h.texts(t, `SELECT DISTINCT facts->>'reason' FROM events WHERE kind = 'SESSION_ENDED' GROUP BY 1 HAVING count(*) = 19`)
	if !slices.Equal(ended, []string{"REPLACED"}) {
		t.Errorf("ends %q, want 19 REPLACED", ended)
	}
}

func TestPasswordThatChangesWhileItIsVerifiedOpensNoSession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	// Given somebody else who holds Ana's lock.
	other, err := h.DB.Owner.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Rollback() }()
	if err := event.Lock(t.Context(), other, event.Aggregate{Type: domain.ObjectPerson, ID: id}); err != nil {
		t.Fatal(err)
	}
	// When Ana's password is verified and waits for the lock, and the other changes it.
	answer := make(chan error, 1)
	go func() {
		_, err := h.SignIn(from(t, "190.1.2.3"), staff("ana@qoricash.pe", staffPassword))
		answer <- err
	}()
	h.awaitLockWait(t)
	if _, err := other.ExecContext(t.Context(), `UPDATE users SET password_hash = $2 WHERE id = $1`, id, identity.CheapHash("Otra-clave-1!")); err != nil {
		t.Fatal(err)
	}
	if err := other.Commit(); err != nil {
		t.Fatal(err)
	}
	// Then the old one is worth nothing.
	testkit.Refused(t, <-answer, domain.CodeInvalidCredentials)
	if live := h.texts(t, `SELECT id::text FROM sessions`); len(live) > 0 {
		t.Errorf("%d sessions", len(live))
	}
}

func TestPasswordOfOlderCostsIsMadeAnewAtSignIn(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.exec(t, `UPDATE users SET password_hash = $2 WHERE id = $1`, id, identity.CheapHash(staffPassword))
	h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	stored := h.texts(t, `SELECT password_hash FROM users WHERE id = $1`, id)
	if !strings.HasPrefix(stored[0], "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored %q", stored[0])
	}
	h.signIn(t, staff("ana@qoricash.pe", staffPassword))
}

func TestPasswordOpensTheHouseFromEveryKeyboard(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	const composed, decomposed = "\u00d1and\u00fa-peque\u00f1o-7", "N\u0303andu\u0301-pequen\u0303o-7"
	h.client(t, "12345678", composed)
	id := h.Hire(t, testkit.Hired{Name: "Eva Rojas", Email: "eva@qoricash.pe", Role: domain.RoleTrader, Password: decomposed})
	h.signIn(t, client("12345678", decomposed, false))
	ctx := h.signedInAs(t, h.signIn(t, staff("eva@qoricash.pe", composed)))
	same := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: composed, NewPassword: decomposed})
	if refusal := testkit.Refused(t, same, domain.CodeInvalid); !slices.Equal(refusal.Field, []string{"newPassword"}) {
		t.Errorf("the same password is refused at %v", refusal.Field)
	}
	if err := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: decomposed, NewPassword: "Moquegua\u00a0y 7 \u00f1and\u00fas"}); err != nil {
		t.Fatal(err)
	}
	h.signIn(t, staff("eva@qoricash.pe", "Moquegua y 7 n\u0303andu\u0301s"))
	h.SetPassword(t, identity.StaffMember(id), decomposed)
	h.signIn(t, staff("eva@qoricash.pe", composed))
}
