package identity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Whoever measures a refused sign-in measures a hash and the statements around it. Both are counted here; how long they take
// is measured by the row sign-in of bench.
func TestRefusedSignInsCostTheSameWhoeverExists(t *testing.T) {
	t.Parallel()
	k, statements := testkit.NewCounted(t)
	people := k.Identity
	for email, change := range map[string]string{
		"gone@qoricash.pe":      `status = 'DEACTIVATED'`,
		"must@qoricash.pe":      `must_change_password = true`,
		"protected@qoricash.pe": `totp_confirmed_at = now(), totp_secret = '\x00'`,
		"invited@qoricash.pe":   `password_hash = ''`,
		"ana@qoricash.pe":       `dni = '10117410'`,
	} {
		k.Hire(t, testkit.Hired{Name: "Ana Quispe", Email: email, Role: domain.RoleTrader, Password: staffPassword})
		_, err := k.DB.Owner.ExecContext(t.Context(), `UPDATE users SET `+change+` WHERE email = $1`, email)
		testkit.Must(t, err)
	}
	document := map[testkit.Caller]string{}
	for _, caller := range []testkit.Caller{testkit.Client, testkit.OtherClient} {
		row, err := k.Store.Read().Customer.Get(access.AsSystem(t.Context()), k.ID(caller))
		testkit.Must(t, err)
		document[caller] = row.DocumentNumber
	}
	known, pending := document[testkit.Client], document[testkit.OtherClient]
	_, err := k.DB.Owner.ExecContext(t.Context(), `UPDATE clients SET status = 'PENDING_VERIFICATION' WHERE document_number = $1`, pending)
	testkit.Must(t, err)

	// What is typed chooses the statements; who exists does not.
	wrong := "Otra-clave-1!"
	for typed, attempts := range map[string][]identity.SignInInput{
		"an e-mail": {staff("nadie@qoricash.pe", wrong), staff("ana@qoricash.pe", wrong), staff("gone@qoricash.pe", staffPassword), staff("must@qoricash.pe", wrong),
			staff("protected@qoricash.pe", wrong), staffWith("protected@qoricash.pe", wrong, "123456"), staff("invited@qoricash.pe", wrong), staff("casa@localhost", wrong)},
		"a DNI":      {staff("87654321", wrong), staff("10117410", wrong), staff("no es un DNI", wrong)},
		"a document": {client("87654321", wrong, false), client(known, wrong, false), client(pending, wrong, true), client("no es un DNI", wrong, false)},
	} {
		var want []string
		for trial := range 200 / 3 {
			statements.Reset()
			before := identity.Hashes(people)
			_, err := people.SignIn(from(t, "190.1.2.3"), attempts[trial%len(attempts)])
			testkit.Refused(t, err, domain.CodeInvalidCredentials)
			if hashes := identity.Hashes(people) - before; hashes != 1 {
				t.Errorf("%s, %d: %d hashes", typed, trial, hashes)
			}
			sent := statements.Sent()
			if want == nil {
				want = sent
			}
			if !slices.Equal(sent, want) {
				t.Fatalf("%s, %d:\n%s\nwant\n%s", typed, trial, strings.Join(sent, "\n"), strings.Join(want, "\n"))
			}
		}
		if len(want) == 0 {
			t.Errorf("%s: no statement is counted", typed)
		}
	}
}
