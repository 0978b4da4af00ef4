package identity_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// onDevice is a sign-in on a device.
func onDevice(in identity.SignInInput, device string) identity.SignInInput {
	in.Device = device
	return in
}

// besiege lets strangers in many networks try all that they are let to upon one identity, and answers how many tries were judged.
func (h *house) besiege(t *testing.T, guess identity.SignInInput) int {
	t.Helper()
	var judged atomic.Int64
	var all sync.WaitGroup
	for network := range 30 {
		all.Go(func() {
			for range 6 {
				_, err := h.SignIn(from(t, fmt.Sprintf("185.7.%d.1", network)), guess)
				switch domain.CodeOf(err) {
				case domain.CodeInvalidCredentials:
					judged.Add(1)
				case domain.CodeRateLimited:
				default:
					t.Errorf("a guess is answered %v", err)
				}
			}
		})
	}
	all.Wait()
	return int(judged.Load())
}

func TestStrangersLockNobodyOut(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	id := h.client(t, "12345678", clientPassword)
	right := client("12345678", clientPassword, false)
	device := h.signIn(t, right).Device
	// Given strangers that try from thirty networks as often as they may: the loose bound is all that is judged, with
	// the sign-in before.
	if judged := h.besiege(t, client("12345678", "equivocada", false)); judged != 49 {
		t.Errorf("%d guesses were judged, want 49", judged)
	}
	// Then the client signs in from where it did before, and on its own device from anywhere.
	if _, err := h.SignIn(from(t, "190.1.2.3"), right); err != nil {
		t.Errorf("from a known network: %v", err)
	}
	if _, err := h.SignIn(from(t, "200.60.1.1"), onDevice(right, device)); err != nil {
		t.Errorf("on a known device: %v", err)
	}
	// But no stranger, even with the right password or a device of its own.
	h.client(t, "41920371", clientPassword)
	foreign := h.signIn(t, client("41920371", clientPassword, false)).Device
	for name, in := range map[string]identity.SignInInput{"a stranger": right, "on another's device": onDevice(right, foreign),
		"on an invented device": onDevice(right, "qcd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")} {
		_, err := h.SignIn(from(t, "201.1.1.1"), in)
		if domain.CodeOf(err) != domain.CodeRateLimited {
			t.Errorf("%s: %v", name, err)
		}
	}
	// And who has lost every device has the mailbox: the link makes the new one known.
	known, err := h.ResetByLink(from(t, "201.9.9.9"), identity.ResetInput{Token: h.link(t, domain.ChallengePasswordReset, identity.ClientOf(id)),
		NewPassword: "tortuga-verde-y-siete"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.SignIn(from(t, "201.9.9.8"), onDevice(client("12345678", "tortuga-verde-y-siete", false), known)); err != nil {
		t.Errorf("after a reset: %v", err)
	}
}

func TestForgottenLinksOfStrangersDoNotHinderAGoodOne(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	id := h.client(t, "12345678", clientPassword)
	for range 6 {
		_, _ = h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: "x", NewPassword: "tortuga-verde-y-siete"})
	}
	_, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: "x", NewPassword: "tortuga-verde-y-siete"})
	testkit.Refused(t, err, domain.CodeRateLimited)
	token := h.link(t, domain.ChallengePasswordReset, identity.ClientOf(id))
	if _, err := h.ResetByLink(from(t, "190.1.2.3"), identity.ResetInput{Token: token, NewPassword: "tortuga-verde-y-siete"}); err != nil {
		t.Error(err)
	}
}

func TestKnownDeviceHasACountOfItsOwn(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	h.client(t, "12345678", clientPassword)
	right := client("12345678", clientPassword, false)
	device := h.signIn(t, right).Device
	for i := range 5 {
		_, err := h.SignIn(from(t, fmt.Sprintf("190.4.4.%d", i)), onDevice(client("12345678", "equivocada", false), device))
		testkit.Refused(t, err, domain.CodeInvalidCredentials)
	}
	_, err := h.SignIn(from(t, "190.4.4.9"), onDevice(right, device))
	testkit.Refused(t, err, domain.CodeRateLimited)
	if _, err := h.SignIn(from(t, "190.4.4.9"), right); err != nil {
		t.Errorf("without the device: %v", err)
	}
}

func TestDeviceKeepsItsSecretAndTheDatabaseItsHash(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	id := h.client(t, "12345678", clientPassword)
	right := client("12345678", clientPassword, false)
	device := h.signIn(t, right).Device
	if again := h.signIn(t, onDevice(right, device)).Device; again != device {
		t.Errorf("the device is %q, was %q", again, device)
	}
	if rows := h.texts(t, `SELECT r::text FROM known_devices r WHERE position($1 IN r::text) > 0`, device[4:]); len(rows) > 0 {
		t.Errorf("the secret is kept: %s", rows[0])
	}
	for range 30 {
		h.signIn(t, right)
	}
	if rows := h.texts(t, `SELECT id::text FROM known_devices WHERE client_id = $1`, id); len(rows) != 20 {
		t.Errorf("%d devices are known, want 20", len(rows))
	}
	h.Clock.Advance(identity.DeviceLifetime)
	if _, err := h.Sweep(testkit.System(t)); err != nil {
		t.Fatal(err)
	}
	if rows := h.texts(t, `SELECT id::text FROM known_devices`); len(rows) != 0 {
		t.Errorf("%d devices outlive their time", len(rows))
	}
}

func TestAnotherPasswordForgetsTheOtherDevices(t *testing.T) {
	t.Parallel()
	h := openLimited(t)
	id := h.client(t, "12345678", clientPassword)
	right := client("12345678", clientPassword, false)
	h.signIn(t, right)
	own := h.signIn(t, right)
	if err := h.ChangePassword(h.signedInAs(t, own), identity.ChangePasswordInput{CurrentPassword: clientPassword, NewPassword: "tortuga-verde-y-siete",
		Device: own.Device}); err != nil {
		t.Fatal(err)
	}
	if rows := h.texts(t, `SELECT id::text FROM known_devices WHERE client_id = $1`, id); len(rows) != 1 {
		t.Errorf("%d devices are known, want the own one", len(rows))
	}
}

func TestWrongSecondFactorsAreCountedForThePersonWhereverTheyComeFrom(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys()})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	secret, _ := h.enroll(t, h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword))))
	for i := range 5 {
		_, err := h.SignIn(from(t, fmt.Sprintf("190.4.4.%d", i)), staffWith("ana@qoricash.pe", staffPassword, "zzzzzz"))
		testkit.Refused(t, err, domain.CodeTOTPRequired)
	}
	_, err := h.SignIn(from(t, "190.9.9.9"), staffWith("ana@qoricash.pe", staffPassword, h.codeOf(t, secret, 0)))
	testkit.Refused(t, err, domain.CodeRateLimited)
}
