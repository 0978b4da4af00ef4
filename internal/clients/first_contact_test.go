package clients_test

import (
	"context"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// signedIn registers eva, proves her e-mail and signs her in.
func (h *house) signedIn(t *testing.T, number string) (context.Context, uuid.UUID) {
	t.Helper()
	id := h.pending(t, number)
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof(number, h.code(t, "eva@correo.pe"))))
	return h.signInAgain(t, number), id
}

func (h *house) signInAgain(t *testing.T, number string) context.Context {
	t.Helper()
	signedIn, err := h.Identity.SignIn(anonymous(t), identity.SignInInput{Credentials: identity.Credentials{
		Client: &identity.ClientCredentials{DocumentType: domain.DocumentDNI, DocumentNumber: number, Password: evasPassword}}})
	testkit.Must(t, err)
	return access.WithActor(t.Context(), signedIn.Actor)
}

func another(kind domain.ContactKind, value string) clients.ChangeFirstContactInput {
	return clients.ChangeFirstContactInput{Kind: kind, Value: value, CurrentPassword: evasPassword}
}

// change changes a first contact by the code that was sent to an address.
func (h *house) change(t *testing.T, ctx context.Context, in clients.ChangeFirstContactInput) time.Time {
	t.Helper()
	sentTo, err := h.ChangeFirstContact(ctx, in)
	testkit.Must(t, err)
	undoUntil, err := h.VerifyFirstContact(ctx, h.code(t, sentTo))
	testkit.Must(t, err)
	return undoUntil
}

var undoToken = regexp.MustCompile(`/deshacer-cambio#token=([A-Za-z0-9_-]+)`)

// undo is the token of the newest link to undo that was mailed to an address; empty for none.
func (h *house) undo(t *testing.T, address string) string {
	t.Helper()
	var newest, token string
	for _, mail := range h.sent(t, address) {
		if found := undoToken.FindStringSubmatch(mail.Text); found != nil && mail.Key > newest {
			newest, token = mail.Key, found[1]
		}
	}
	return token
}

// reset tells whether a link for a forgotten password goes to an e-mail.
func (h *house) reset(t *testing.T, number, email string) bool {
	t.Helper()
	count := func() int {
		return len(h.texts(t, `SELECT id::text FROM outbox_messages WHERE kind = 'PASSWORD_RESET'`))
	}
	before := count()
	testkit.Must(t, h.Identity.RequestReset(anonymous(t), identity.ResetRequest{Client: &identity.ClientReset{DocumentType: domain.DocumentDNI,
		DocumentNumber: number, Email: email}}))
	return count() > before
}

func TestClientChangesItsFirstEmailWithPasswordAndCode(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, id := h.signedIn(t, "12345678")
	undoUntil := h.change(t, ctx, another(domain.ContactEmail, "Nueva@Correo.pe"))
	if got := h.row(t, id).Email; got != "nueva@correo.pe" {
		t.Errorf("the e-mail is %s", got)
	}
	if want := h.Clock.Now().Add(72 * time.Hour); !undoUntil.Equal(want) {
		t.Errorf("it may be undone until %s, want %s", undoUntil, want)
	}
	if got := h.kinds(t, "client", id); !slices.Equal(got, []string{"REGISTERED", "ACTIVATED", "FIRST_CONTACT_CHANGED", "EMAIL_CHANGED"}) {
		t.Errorf("events %v", got)
	}
	// For 72 hours the former e-mail alone chooses another password; from then on the new one does.
	if h.reset(t, "12345678", "nueva@correo.pe") || !h.reset(t, "12345678", "eva@correo.pe") {
		t.Error("the new e-mail gets links at once, or the former one none")
	}
	token := h.undo(t, "eva@correo.pe")
	h.Clock.Advance(72 * time.Hour)
	if !h.reset(t, "12345678", "nueva@correo.pe") || h.reset(t, "12345678", "eva@correo.pe") {
		t.Error("after 72 hours the new e-mail gets no links, or the former one does")
	}
	testkit.Refused(t, h.UndoFirstContact(anonymous(t), token), domain.CodeVerificationFailed, "token")
}

func TestClientChangesItsFirstTelephoneByACodeToItsEmail(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, id := h.signedIn(t, "12345678")
	h.change(t, ctx, another(domain.ContactPhone, "912 345 678"))
	if got := h.row(t, id).Phone; got == nil || *got != "+51912345678" {
		t.Errorf("the telephone is %v", got)
	}
	testkit.Must(t, h.UndoFirstContact(anonymous(t), h.undo(t, "eva@correo.pe")))
	if got := h.row(t, id).Phone; got == nil || *got != "+51987654321" {
		t.Errorf("undone, the telephone is %v", got)
	}
}

func TestFormerEmailUndoesWhatAnIntruderChanged(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, id := h.signedIn(t, "12345678")
	// Given an intruder with the password, who changes the e-mail and then the telephone.
	h.change(t, ctx, another(domain.ContactEmail, "intruso@correo.pe"))
	token := h.undo(t, "eva@correo.pe")
	h.change(t, ctx, another(domain.ContactPhone, "912 345 678"))
	if h.undo(t, "intruso@correo.pe") != "" {
		t.Fatal("the new e-mail got a link to undo")
	}
	// When eva undoes it, once.
	testkit.Must(t, h.UndoFirstContact(anonymous(t), token))
	testkit.Refused(t, h.UndoFirstContact(anonymous(t), token), domain.CodeVerificationFailed, "token")
	// Then the e-mail is hers again, every session is over, and she has a link to choose another password.
	if got := h.row(t, id).Email; got != "eva@correo.pe" {
		t.Errorf("the e-mail is %s", got)
	}
	if live := h.texts(t, `SELECT id::text FROM sessions WHERE client_id = $1 AND ended_at IS NULL`, id); len(live) != 0 {
		t.Errorf("%d sessions live on", len(live))
	}
	if links := h.texts(t, `SELECT recipient FROM outbox_messages WHERE kind = 'PASSWORD_RESET'`); !slices.Equal(links, []string{"eva@correo.pe"}) {
		t.Errorf("links to choose a password went to %v", links)
	}
	// And the telephone has a link of its own.
	testkit.Must(t, h.UndoFirstContact(anonymous(t), h.undo(t, "eva@correo.pe")))
	if got := h.row(t, id).Phone; got == nil || *got != "+51987654321" {
		t.Errorf("the telephone is %v", got)
	}
}

func TestFirstContactIsNotChangedWithoutProof(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, id := h.signedIn(t, "12345678")
	ask := func(in clients.ChangeFirstContactInput) error {
		_, err := h.ChangeFirstContact(ctx, in)
		return err
	}
	wrongPassword := another(domain.ContactEmail, "nueva@correo.pe")
	wrongPassword.CurrentPassword = "otra-clave-de-otro"
	testkit.Refused(t, ask(wrongPassword), domain.CodeInvalidCredentials, "currentPassword")
	testkit.Refused(t, ask(another(domain.ContactEmail, "no es un correo")), domain.CodeInvalid, "value")
	testkit.Refused(t, ask(another(domain.ContactEmail, "eva@correo.pe")), domain.CodeAlreadyExists, "value")
	testkit.Refused(t, ask(another("FAX", "1")), domain.CodeInvalid, "kind")
	testkit.Must(t, ask(another(domain.ContactEmail, "nueva@correo.pe")))
	old := h.code(t, "nueva@correo.pe")
	testkit.Must(t, ask(another(domain.ContactEmail, "otra@correo.pe")))
	if old != h.code(t, "otra@correo.pe") {
		_, err := h.VerifyFirstContact(ctx, old)
		testkit.Refused(t, err, domain.CodeVerificationFailed, "code")
	}
	if got := h.row(t, id).Email; got != "eva@correo.pe" {
		t.Errorf("the e-mail is %s", got)
	}
	// One change at a time: the link to undo is of the last one.
	h.change(t, ctx, another(domain.ContactEmail, "otra@correo.pe"))
	testkit.Refused(t, ask(another(domain.ContactEmail, "tercera@correo.pe")), domain.CodeNotAllowedInStatus, "kind")
	// Staff correct clients with a reason, and not this way.
	trader, _ := h.staff(t, domain.RoleMaster)
	_, err := h.ChangeFirstContact(trader, another(domain.ContactEmail, "nueva@correo.pe"))
	if code := domain.CodeOf(err); code != domain.CodeForbidden && code != domain.CodeUnauthenticated {
		t.Errorf("staff: %v", err)
	}
}
