package staff_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

//nolint:tparallel // The callers are tried one after the other on one house.
func TestOnlyWhoMayWriteUsersAdministersPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	everyOtherCaller(t, func(t *testing.T, ctx context.Context) {
		want := domain.CodeForbidden
		if strings.HasSuffix(t.Name(), string(domain.RoleAnonymous)) {
			want = domain.CodeUnauthenticated
		}
		_, err := h.CreateUser(ctx, staff.NewUser{Name: "Eva", Email: "eva@qoricash.pe", Role: domain.RoleMaster, Password: password})
		testkit.Refused(t, err, want)
		_, _, err = h.UserByEmail(ctx, "ana@qoricash.pe")
		testkit.Refused(t, err, want)
	})
}

func TestNewUserTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.CreateUser(testkit.System(t), staff.NewUser{Name: " ", Email: "ana", DNI: "1234", Role: domain.RoleClient, Password: "corta"})
	var fields []string
	for _, refusal := range domain.Refusals(err) {
		fields = append(fields, strings.Join(refusal.Field, "."))
	}
	if want := []string{"name", "email", "dni", "role", "password"}; !slices.Equal(fields, want) {
		t.Errorf("faults at %v, want %v", fields, want)
	}
}

func TestSignInNamesAreUniqueAmongActivePeopleOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	ana := staff.NewUser{Name: "Ana", Email: "ana@qoricash.pe", DNI: "10117410", Role: domain.RoleTrader, Password: password}
	first, err := h.CreateUser(testkit.System(t), ana)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.CreateUser(testkit.System(t), ana)
	testkit.Refused(t, err, domain.CodeAlreadyExists)
	other := ana
	other.Email = "otra@qoricash.pe"
	_, err = h.CreateUser(testkit.System(t), other)
	if refusal := testkit.Refused(t, err, domain.CodeAlreadyExists); !slices.Equal(refusal.Field, []string{"dni"}) {
		t.Errorf("refused at %v", refusal.Field)
	}
	// When Ana has left, she can be hired again.
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, first)
	again, err := h.CreateUser(testkit.System(t), ana)
	if err != nil {
		t.Fatal(err)
	}
	if row, found, err := h.UserByEmail(testkit.System(t), " Ana@qoricash.pe"); err != nil || !found || row.ID != again {
		t.Errorf("found %v, %t, %v", row, found, err)
	}
}

func TestPasswordsAreStoredAsArgon2idAndNeverAudited(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	stored := h.texts(t, `SELECT password_hash FROM users WHERE email = 'ana@qoricash.pe'`)
	if !strings.HasPrefix(stored[0], "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored %q", stored[0])
	}
	if rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE changes::text LIKE '%argon2id%' OR changes::text LIKE '%2026%'`); len(rows) > 0 {
		t.Errorf("audited: %s", rows[0])
	}
}
