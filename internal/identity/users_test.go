package identity_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

//nolint:tparallel // The callers are tried one after the other on one house.
func TestOnlyWhoMayWriteUsersAdministersPeople(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	everyOtherCaller(t, func(t *testing.T, ctx context.Context) {
		want := domain.CodeForbidden
		if strings.HasSuffix(t.Name(), string(domain.RoleAnonymous)) {
			want = domain.CodeUnauthenticated
		}
		_, err := h.CreateUser(ctx, identity.NewUser{Name: "Eva", Email: "eva@qoricash.pe", Role: domain.RoleMaster, Password: staffPassword})
		refused(t, err, want)
		refused(t, h.SetPassword(ctx, identity.StaffMember(id), staffPassword), want)
		_, _, err = h.UserByEmail(ctx, "ana@qoricash.pe")
		refused(t, err, want)
	})
}

func TestNewUserTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	_, err := h.CreateUser(system(t), identity.NewUser{Name: " ", Email: "ana", DNI: "1234", Role: domain.RoleClient, Password: "corta"})
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
	h := open(t, identity.Options{})
	ana := identity.NewUser{Name: "Ana", Email: "ana@qoricash.pe", DNI: "10117410", Role: domain.RoleTrader, Password: staffPassword}
	first, err := h.CreateUser(system(t), ana)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.CreateUser(system(t), ana)
	refused(t, err, domain.CodeAlreadyExists)
	other := ana
	other.Email = "otra@qoricash.pe"
	_, err = h.CreateUser(system(t), other)
	if refusal := refused(t, err, domain.CodeAlreadyExists); !slices.Equal(refusal.Field, []string{"dni"}) {
		t.Errorf("refused at %v", refusal.Field)
	}
	// When Ana has left, she can be hired again.
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, first)
	again, err := h.CreateUser(system(t), ana)
	if err != nil {
		t.Fatal(err)
	}
	if row, found, err := h.UserByEmail(system(t), " Ana@qoricash.pe"); err != nil || !found || row.ID != again {
		t.Errorf("found %v, %t, %v", row, found, err)
	}
}

func TestPasswordsAreStoredAsArgon2idAndNeverAudited(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	stored := h.texts(t, `SELECT password_hash FROM users WHERE email = 'ana@qoricash.pe'`)
	if !strings.HasPrefix(stored[0], "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored %q", stored[0])
	}
	if rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE changes::text LIKE '%argon2id%' OR changes::text LIKE '%2026%'`); len(rows) > 0 {
		t.Errorf("audited: %s", rows[0])
	}
}

func TestPasswordIsSetForPeopleWhoExistAlone(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	theHouse := uuid.MustParse("00000000-0000-7000-8000-000000000001")
	for name, person := range map[string]identity.Person{
		"unknown user": identity.StaffMember(uuid.New()), "unknown client": identity.ClientOf(uuid.New()), "the house": identity.StaffMember(theHouse),
	} {
		if code := domain.CodeOf(h.SetPassword(system(t), person, staffPassword)); code != domain.CodeNotFound {
			t.Errorf("%s: %q", name, code)
		}
	}
	refused(t, h.SetPassword(system(t), identity.StaffMember(id), clientPassword), domain.CodeInvalid)
}
