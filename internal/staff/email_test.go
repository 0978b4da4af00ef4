package staff_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
)

// A Master who moves a colleague to a mailbox of its own would be a second person once the invitation comes there.
func TestNobodyIsMovedToAnotherMailboxWithoutWordAtTheOld(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	h.exec(t, `UPDATE users SET name = 'Marta Sol' WHERE email = 'marta@qoricash.pe'`)
	id := h.hire(t, "ana@qoricash.pe", domain.RoleMaster)
	token := h.signIn(t, "ana@qoricash.pe").Token
	email := "marta.otra@qoricash.pe"
	in := staff.UpdateInput{Target: about(id), Email: &email}
	for range 2 {
		done(h.Update(ctx, in))(t)
	}
	done(h.ResetSecondFactor(ctx, about(id)))(t)
	done(h.InviteAgain(ctx, about(id)))(t)

	want := []string{"STAFF_EMAIL_CHANGED to ana@qoricash.pe", "STAFF_EMAIL_CHANGED to " + email, "STAFF_INVITATION to " + email}
	if got := h.letters(t); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	said := h.texts(t, `SELECT (data->>'actor') || ' ' || (data->>'email') || ' ' || (data->>'at') FROM outbox_messages WHERE recipient = 'ana@qoricash.pe'`)
	if want := []string{"Marta Sol m•••••••••@qoricash.pe " + domain.SpokenInLima(h.Clock.Now())}; !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
	if !h.isOut(t, token) {
		t.Error("the session goes on")
	}
}

func TestWhoLeftHearsOfAnotherMailboxToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	done(h.Deactivate(ctx, staff.DeactivateInput{Target: about(id), Reason: "Sale"}))(t)
	email := "ana.dos@qoricash.pe"
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), Email: &email}))(t)
	if got, want := h.letters(t), []string{"STAFF_EMAIL_CHANGED to ana@qoricash.pe", "STAFF_EMAIL_CHANGED to " + email}; !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestACorrectionThatKeepsTheEmailEndsNothingAndIsNotTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	token := h.signIn(t, "ana@qoricash.pe").Token
	name, same := "Ana María", "ana@qoricash.pe"
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), Name: &name, Email: &same}))(t)
	h.authenticate(t, token)
	if got := h.letters(t); len(got) > 0 {
		t.Errorf("told %q", got)
	}
}
