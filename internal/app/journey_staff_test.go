package app_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestAPersonOfTheHouseIsHiredSecuresItsAccessLeavesAndComesBack(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	master := w.master(t)
	const email = "norma.vega@qoricash.pe"

	id := w.hiresOnce(t, master, email)
	norma := w.comes(laptop).signsIn(t, email, staffPassword, "")
	mayDoNothingButSetUpTOTP(t, norma, w)
	factor := w.makesItsSessionWhole(t, norma)
	again := w.isReplacedByItsNewSignIn(t, norma, factor, email)

	// When the Master lets her go, she is out everywhere within a second.
	here, there := again.listen(t), again.at(w.b).listen(t)
	master.does(t, attempt{"userDeactivate", keyed(map[string]any{"userId": id, "reason": "Fin de contrato"}), "user { status } movedClients"}, nil)
	w.isOut(t, again, time.Now(), "Inicia sesión", here, there)
	isRefused(t, w.comes(laptop).tries(t, staffSignIn(email, staffPassword, factor.recovery[1]), nil),
		refusalWanted{code: "INVALID_CREDENTIALS", next: "Revísalos"})

	// Who comes back begins anew: another password, another second factor.
	master.does(t, attempt{"userRehire", keyed(map[string]any{"userId": id}), "user { status }"}, nil)
	w.choosesPassword(t, email)
	mayDoNothingButSetUpTOTP(t, w.comes(laptop).signsIn(t, email, staffPassword, ""), w)
	w.post.await(t, email, "Cambiaste tu contraseña")
	w.post.await(t, email, "Cambiaste tu contraseña")
	w.settles(t, master)
	w.post.isOnce(t, email, "Tu acceso a QoriCash", "Tu acceso a QoriCash", "Cambiaste tu contraseña", "Cambiaste tu contraseña",
		"Activaste la verificación en dos pasos")
}

// hiresOnce sends the hiring twice under one key, and shows what is wrong with a password that is too weak.
func (w *town) hiresOnce(t *testing.T, master visitor, email string) (id string) {
	t.Helper()
	hiring := attempt{"userCreate", keyed(map[string]any{"name": "Norma Vega", "email": email, "dni": "41234567", "role": "MIDDLE_OFFICE"}),
		"user { id status }"}
	var first, second struct{ User struct{ ID, Status string } }
	master.does(t, hiring, &first)
	master.at(w.b).does(t, hiring, &second)
	if first != second || first.User.Status != "ACTIVE" {
		t.Errorf("hired as %+v and %+v", first, second)
	}
	norma := w.comes(laptop)
	isRefused(t, norma.tries(t, staffSignIn(email, staffPassword, ""), nil), refusalWanted{code: "INVALID_CREDENTIALS", next: "Revísalos"})
	token := w.post.await(t, email, "Tu acceso a QoriCash").token(t, deskURL)
	chooses := func(password string) []refused {
		return norma.at(w.b).tries(t, attempt{"passwordReset", map[string]any{"token": token, "newPassword": password}, "done"}, nil)
	}
	isRefused(t, chooses("clave1234"), refusalWanted{code: "INVALID", field: "newPassword", next: "10 caracteres"})
	if refusals := chooses(staffPassword); len(refusals) > 0 {
		t.Fatalf("the link is refused: %+v", refusals)
	}
	isRefused(t, chooses(staffPassword+"-2"), refusalWanted{code: "VERIFICATION_FAILED", field: "token", next: "Pide uno nuevo"})
	return first.User.ID
}

const queueDocument = `{ reviewQueue(first: 1) { nodes { id } } }`

// mayDoNothingButSetUpTOTP holds a session of a role that the house asks for a second factor to nothing else, at both instances.
func mayDoNothingButSetUpTOTP(t *testing.T, v visitor, w *town) {
	t.Helper()
	var seen struct {
		Viewer struct {
			Session struct{ Restriction string }
			Can     struct{ KycReview, ClientsUpdate bool }
		}
	}
	v.sees(t, `{ viewer { session { restriction } can { kycReview clientsUpdate } } }`, nil, &seen)
	if seen.Viewer.Session.Restriction != "TOTP_SETUP" || seen.Viewer.Can.KycReview || seen.Viewer.Can.ClientsUpdate {
		t.Errorf("the session is %+v", seen.Viewer)
	}
	want := refusalWanted{code: "TOTP_SETUP_REQUIRED", next: "activar la verificación en dos pasos"}
	for _, i := range []*instance{w.a, w.b} {
		heard, err := v.at(i).ask(t.Context(), queueDocument, nil)
		testkit.Must(t, err)
		isRefused(t, heard.refusals(), want)
	}
	isRefused(t, v.tries(t, attempt{"notificationMarkRead", keyed(nil), "unreadCount"}, nil), want)
}

// makesItsSessionWhole sets the second factor up at one instance; the other knows too.
func (w *town) makesItsSessionWhole(t *testing.T, v visitor) authenticator {
	t.Helper()
	v.does(t, attempt{"totpBegin", nil, "secret"}, nil)
	isRefused(t, v.tries(t, attempt{"totpConfirm", map[string]any{"code": "000000"}, "recoveryCodes"}, nil),
		refusalWanted{code: "VERIFICATION_FAILED", field: "code", next: "la hora de tu teléfono"})
	factor := v.setsUpTOTP(t)
	await(t, "the session is whole at both instances", func() bool {
		for _, i := range []*instance{w.a, w.b} {
			heard, err := v.at(i).ask(t.Context(), queueDocument, nil)
			testkit.Must(t, err)
			if len(heard.Errors) > 0 {
				return false
			}
		}
		return true
	})
	return factor
}

// isReplacedByItsNewSignIn shows that one session lives: the older one learns at once that there is a newer.
func (w *town) isReplacedByItsNewSignIn(t *testing.T, older visitor, factor authenticator, email string) (newer visitor) {
	t.Helper()
	here, there := older.listen(t), older.at(w.b).listen(t)
	v := w.comes(laptop)
	atCode := func(next string) refusalWanted {
		return refusalWanted{code: "TOTP_REQUIRED", field: "credentials.staff.totpCode", next: next}
	}
	isRefused(t, v.tries(t, staffSignIn(email, staffPassword, ""), nil), atCode("Escribe el código de tu aplicación"))
	isRefused(t, v.tries(t, staffSignIn(email, staffPassword, "zzzz"), nil), atCode("Espera al siguiente"))
	code := factor.code(t, 1)
	v.signsIn(t, email, staffPassword, code)
	w.isOut(t, older, time.Now(), "Si no fuiste tú, cambia tu contraseña", here, there)
	isRefused(t, v.tries(t, staffSignIn(email, staffPassword, code), nil), atCode("ya se usó"))
	return v.at(w.a).signsIn(t, email, staffPassword, factor.recovery[0])
}

// isOut holds a session that ended to silence: its sockets are closed within a second, and no instance answers it any more
// but with what to do next.
func (w *town) isOut(t *testing.T, v visitor, since time.Time, next string, sockets ...*listener) {
	t.Helper()
	for _, socket := range sockets {
		closed := socket.isClosed(t)
		if took := closed.at.Sub(since); closed.code != wsproto.CodeUnauthorized || took > time.Second {
			t.Errorf("the socket is closed with %d after %v", closed.code, took)
		}
	}
	for _, i := range []*instance{w.a, w.b} {
		heard, err := v.at(i).ask(t.Context(), `{ sessions { id } }`, nil)
		testkit.Must(t, err)
		isRefused(t, heard.refusals(), refusalWanted{code: "UNAUTHENTICATED", next: next})
		if heard.status != http.StatusOK {
			t.Errorf("answered with %d", heard.status)
		}
	}
	if took := time.Since(since); took > time.Second {
		t.Errorf("silence took %v", took)
	}
}
