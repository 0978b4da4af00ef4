package clients_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// signsIn tries a password at the door of the clients.
func (h *house) signsIn(t *testing.T, number, password string) error {
	t.Helper()
	_, err := h.Identity.SignIn(anonymous(t), identity.SignInInput{Credentials: identity.Credentials{Client: &identity.ClientCredentials{
		DocumentType: domain.DocumentDNI, DocumentNumber: number, Password: password}}})
	return err
}

func TestRegistrationThatSomebodyMadeBeforeItsOwnerNeverBecomesTheirs(t *testing.T) {
	t.Parallel()
	h := open(t)
	// Given somebody who registers eva's document with her e-mail and a password of his own.
	intruder := evaHerself("12345678")
	intruder.Password = "puerta-trasera-abierta"
	h.register(t, anonymous(t), intruder)
	first := h.code(t, "eva@correo.pe")
	// When eva registers, types the code, and signs in.
	h.register(t, anonymous(t), evaHerself("12345678"))
	code := h.code(t, "eva@correo.pe")
	if code != first {
		testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", first)), domain.CodeVerificationFailed, "code")
	}
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)))
	// Then her password is good, and his is not.
	testkit.Must(t, h.signsIn(t, "12345678", evasPassword))
	testkit.Refused(t, h.signsIn(t, "12345678", intruder.Password), domain.CodeInvalidCredentials, "")
}

func TestCodeOfARegistrationIsWorthNothingWithoutItsPassword(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.pending(t, "12345678")
	code := h.code(t, "eva@correo.pe")
	stranger := proof("12345678", code)
	stranger.Password = "otra-clave-cualquiera"
	answer := said(h.VerifyRegistration(anonymous(t), proof("12345678", wrong(code))))
	for range 3 {
		if got := said(h.VerifyRegistration(anonymous(t), stranger)); got != answer {
			t.Errorf("a wrong password is answered with %s, a wrong code with %s", got, answer)
		}
	}
	// A wrong password neither uses the code up nor counts as a try of it: whoever knows the document alone cannot end the code.
	if status := h.row(t, id).Status; status != domain.ClientPendingVerification {
		t.Errorf("status %s", status)
	}
	if tries := h.texts(t, `SELECT attempts FROM challenges WHERE client_id = $1 AND used_at IS NULL`, id); !slices.Equal(tries, []string{"1"}) {
		t.Errorf("%v tries are counted", tries)
	}
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), stranger), domain.CodeVerificationFailed, "code")
	stranger.Password = ""
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), stranger), domain.CodeRequired, "password")
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)))
}

func TestRegisteringAgainReplacesWhatWasNeverProved(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := evaHerself("12345678")
	exposed := true
	first.Email, first.FurtherEmails, first.Address = "eva@corero.pe", []string{"casa@correo.pe"}, domain.Address{Line: "Av. Arequipa 1", District: "Lince"}
	first.PoliticallyExposed, first.ReferralCode = &exposed, "ABC234"
	h.register(t, anonymous(t), first)
	former := h.code(t, "eva@corero.pe")
	id := uuid.MustParse(h.texts(t, `SELECT id::text FROM clients WHERE document_number = '12345678'`)[0])

	again := evaHerself("12345678")
	again.Name, again.Phone, again.FurtherEmails, again.FurtherPhones = person("Rojas", "Luna", "Eva María"), "", nil, []string{"912 345 678"}
	again.Password, again.ReferralCode = "otra-clave-de-eva", "XYZ567"
	h.register(t, anonymous(t), again)

	row := h.row(t, id)
	if row.FullName != "ROJAS LUNA EVA MARÍA" || row.Email != "eva@correo.pe" || row.Phone != nil || row.Address != nil || row.District != nil ||
		row.PoliticallyExposed != nil || row.Status != domain.ClientPendingVerification {
		t.Errorf("stored %+v", row)
	}
	if row.ReferralCodeUsed == nil || *row.ReferralCodeUsed != "ABC234" {
		t.Errorf("referred by %v", row.ReferralCodeUsed)
	}
	contacts := h.texts(t, `SELECT value FROM client_contacts WHERE client_id = $1 AND removed_at IS NULL`, id)
	if !slices.Equal(contacts, []string{"+51912345678"}) {
		t.Errorf("contacts %v", contacts)
	}
	if given := h.texts(t, `SELECT document FROM consents WHERE client_id = $1 ORDER BY 1`, id); !slices.Equal(given, []string{"PRIVACY", "TERMS"}) {
		t.Errorf("consents %v", given)
	}
	if got := h.kinds(t, "client", id); !slices.Equal(got, []string{"REGISTERED", "REGISTERED"}) {
		t.Errorf("events %v", got)
	}
	if rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE action = 'client.registerAgain' AND object_id = $1`, id); len(rows) != 1 {
		t.Errorf("audited %v", rows)
	}
	code := h.code(t, "eva@correo.pe")
	if former != code {
		testkit.Refused(t, h.VerifyRegistration(anonymous(t), clients.VerifyInput{Document: dni("12345678"), Password: again.Password, Code: former}),
			domain.CodeVerificationFailed, "code")
	}
	testkit.Must(t, h.VerifyRegistration(anonymous(t), clients.VerifyInput{Document: dni("12345678"), Password: again.Password, Code: code}))
	testkit.Must(t, h.signsIn(t, "12345678", again.Password))
}

func TestRegisteringAgainEndsTheLinksToTheFormerEmail(t *testing.T) {
	t.Parallel()
	h := open(t)
	intruder := evaHerself("12345678")
	intruder.Email = "intruso@correo.pe"
	h.register(t, anonymous(t), intruder)
	testkit.Must(t, h.Identity.RequestReset(anonymous(t), identity.ResetRequest{Client: &identity.ClientReset{DocumentType: domain.DocumentDNI,
		DocumentNumber: "12345678", Email: intruder.Email}}))
	open := `SELECT id::text FROM challenges WHERE kind = 'PASSWORD_RESET_LINK' AND ended_at IS NULL`
	if links := h.texts(t, open); len(links) != 1 {
		t.Fatalf("%d links are open", len(links))
	}
	h.register(t, anonymous(t), evaHerself("12345678"))
	if links := h.texts(t, open); len(links) != 0 {
		t.Errorf("%d links to the former e-mail are open", len(links))
	}
}

func TestRegistrationsOfOneselfAtOnceMakeOneClientWithOneCode(t *testing.T) {
	t.Parallel()
	h := open(t)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if _, _, err := h.Register(anonymous(t), evaHerself("12345678")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if codes := h.texts(t, `SELECT client_id::text FROM challenges WHERE ended_at IS NULL`); len(codes) != 1 {
		t.Errorf("%d codes are open", len(codes))
	}
	if events := h.texts(t, `SELECT aggregate_version FROM events WHERE kind = 'REGISTERED' ORDER BY tx, id`); !slices.Equal(events,
		[]string{"1", "2", "3", "4", "5", "6"}) {
		t.Errorf("versions %v", events)
	}
}
