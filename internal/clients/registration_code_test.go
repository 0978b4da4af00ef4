package clients_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func dni(number string) clients.Document {
	return clients.Document{Type: domain.DocumentDNI, Number: number}
}

// evasPassword is the one that eva chooses when she registers herself.
const evasPassword = "tres-tristes-tigres"

// proof is what eva types to prove her e-mail.
func proof(number, code string) clients.VerifyInput {
	return clients.VerifyInput{Document: dni(number), Password: evasPassword, Code: code}
}

// pending registers eva herself and answers her key.
func (h *house) pending(t *testing.T, number string) uuid.UUID {
	t.Helper()
	h.register(t, anonymous(t), evaHerself(number))
	return uuid.MustParse(h.texts(t, `SELECT id::text FROM clients WHERE document_number = $1`, number)[0])
}

func (h *house) kinds(t *testing.T, aggregate string, id uuid.UUID) []string {
	t.Helper()
	return h.texts(t, `SELECT kind FROM events WHERE aggregate = $1 AND aggregate_id = $2 ORDER BY aggregate_version`, aggregate, id)
}

func TestCodeOfTheEmailActivatesTheClientOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.pending(t, "12345678")
	code := h.code(t, "eva@correo.pe")
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", wrong(code))), domain.CodeVerificationFailed, "code")
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("1234 5678", " "+code[:3]+" "+code[3:])))
	if status := h.row(t, id).Status; status != domain.ClientActive {
		t.Errorf("status %s", status)
	}
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)), domain.CodeVerificationFailed, "code")
	if got := h.kinds(t, "client", id); !slices.Equal(got, []string{"REGISTERED", "ACTIVATED"}) {
		t.Errorf("events %v", got)
	}
}

func TestCodeIsWorthNothingAfterFiveTriesOrTenMinutes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.pending(t, "12345678")
	code := h.code(t, "eva@correo.pe")
	for range 5 {
		testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", wrong(code))), domain.CodeVerificationFailed, "code")
	}
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)), domain.CodeVerificationFailed, "code")
	testkit.Must(t, h.SendRegistrationCode(anonymous(t), dni("12345678")))
	code = h.code(t, "eva@correo.pe")
	h.Clock.Advance(10 * time.Minute)
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)), domain.CodeVerificationFailed, "code")
	testkit.Must(t, h.SendRegistrationCode(anonymous(t), dni("12345678")))
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "eva@correo.pe"))))
}

func TestCodeThatOneInstanceSentIsVerifiedOnAnother(t *testing.T) {
	t.Parallel()
	one := open(t)
	other := &house{around: around{one.Instance(t)}, post: one.post}
	other.wire(clients.Options{})
	id := one.pending(t, "12345678")
	testkit.Must(t, other.VerifyRegistration(anonymous(t), proof("12345678", one.code(t, "eva@correo.pe"))))
	if status := one.row(t, id).Status; status != domain.ClientActive {
		t.Errorf("status %s", status)
	}
}

// said is everything that a caller hears of an answer.
func said(err error) string {
	var all []string
	for _, refusal := range domain.Refusals(err) {
		all = append(all, fmt.Sprint(refusal.Code, refusal.Field, refusal.Message, refusal.Params))
	}
	return fmt.Sprint(err == nil, all)
}

func TestCodesTellNobodyWhoIsRegistered(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	h.register(t, trader, eva("10117410"))
	h.pending(t, "12345678")
	for _, ask := range map[string]func(clients.Document) error{
		"send": func(d clients.Document) error { return h.SendRegistrationCode(anonymous(t), d) },
		"verify": func(d clients.Document) error {
			return h.VerifyRegistration(anonymous(t), clients.VerifyInput{Document: d, Password: evasPassword, Code: wrong(h.code(t, "eva@correo.pe"))})
		},
	} {
		var answers []string
		for _, number := range []string{"12345678", "10117410", "41920371"} {
			for range 6 {
				answers = append(answers, said(ask(dni(number))))
			}
		}
		if slices.Sort(answers); answers[0] != answers[len(answers)-1] {
			t.Errorf("answers differ: %s and %s", answers[0], answers[len(answers)-1])
		}
	}
}

// The time that an answer takes is that of its statements and of one hash. Statements are counted here, because they cannot
// flake on a busy machine.
func TestRegistrationDoesTheSameWorkForKnownAndUnknownDocuments(t *testing.T) {
	t.Parallel()
	h := &house{post: &post{}}
	kit, statements := testkit.NewCounted(t, testkit.WithMailer(h.post))
	h.Kit = kit
	h.wire(clients.Options{})
	trader, _ := h.staff(t, domain.RoleTrader)
	h.register(t, trader, eva("10117410"))
	h.pending(t, "12345678")
	acts := map[string]func(number string) error{
		"register": func(number string) error {
			_, _, err := h.Register(anonymous(t), evaHerself(number))
			return err
		},
		"send":   func(number string) error { return h.SendRegistrationCode(anonymous(t), dni(number)) },
		"verify": func(number string) error { return h.VerifyRegistration(anonymous(t), proof(number, "000000")) },
	}
	for what, act := range acts {
		sent := map[string]int{}
		for who, number := range map[string]string{"active": "10117410", "pending": "12345678", "unknown": "41920371"} {
			statements.Reset()
			err := act(number)
			if code := domain.CodeOf(err); code != "" && code != domain.CodeVerificationFailed || code == "" && err != nil {
				t.Fatal(err)
			}
			sent[who] = len(statements.Sent())
			h.exec(t, `UPDATE clients SET document_number = 'GONE' WHERE document_number = '41920371'`)
		}
		least, most := min(sent["active"], sent["pending"], sent["unknown"]), max(sent["active"], sent["pending"], sent["unknown"])
		// A savepoint and its undoing are two, and inventing a client for a rehearsal is one.
		if most-least > 3 || most > 2*least {
			t.Errorf("%s sends %v statements", what, sent)
		}
		t.Logf("%s: %v", what, sent)
	}
}

func TestKnownClientHearsOfTheAttemptAndTheTypedAddressHearsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	known := eva("12345678")
	known.Email = "duena@correo.pe"
	h.register(t, trader, known)
	before := len(h.sent(t, "duena@correo.pe"))
	in := evaHerself("12345678")
	in.Email = "intruso@correo.pe"
	h.register(t, anonymous(t), in)
	if got := h.sent(t, "intruso@correo.pe"); len(got) != 0 {
		t.Errorf("the typed address got %q", got[0].Subject)
	}
	mails := h.sent(t, "duena@correo.pe")
	if len(mails) != before+1 || sixDigits.MatchString(mails[before].Text) || strings.Contains(mails[before].Text, "intruso") {
		t.Errorf("the client got %d mails, the last %+v", len(mails)-before, mails[len(mails)-1])
	}
}

// admitted tells whether something passed where it may, and was refused by a limit, and by nothing else, where it may not.
func admitted(err error, may bool) bool {
	if may {
		return err == nil
	}
	return domain.CodeOf(err) == domain.CodeRateLimited
}

func TestRegistrationsAndCodesAreLimitedForKnownAndUnknownAlike(t *testing.T) {
	t.Parallel()
	h := open(t)
	limits := testkit.RateLimits(h.DB.App, h.Clock)
	h.wire(clients.Options{RateLimits: limits})
	trader, _ := h.staff(t, domain.RoleTrader)
	h.register(t, trader, eva("10117410"))
	for _, number := range []string{"10117410", "41920371"} {
		for try := range 6 {
			err := h.SendRegistrationCode(anonymousFrom(t, "190.1.2."+number[:2]), dni(number))
			if !admitted(err, try < 5) {
				t.Errorf("%s, try %d: %v", number, try, err)
			}
		}
	}
	for try := range 6 {
		_, _, err := h.Register(anonymousFrom(t, "190.1.3.9"), evaHerself(fmt.Sprintf("4444333%d", try)))
		if !admitted(err, try < 5) {
			t.Errorf("registration %d: %v", try, err)
		}
	}
}

// limited counts the limits of the house.
func (h *house) limited(t *testing.T) {
	t.Helper()
	h.wire(clients.Options{RateLimits: testkit.RateLimits(h.DB.App, h.Clock)})
}

func TestStrangersKeepNobodyFromRegistering(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.limited(t)
	// Given strangers who register eva's document with her e-mail, and with theirs, from as many networks as it takes.
	stranger := evaHerself("12345678")
	stranger.Password = "otra-clave-de-otro"
	for network := range 8 {
		for try := range 6 {
			stranger.IdempotencyKey, stranger.Email = uuid.NewString(), "eva@correo.pe"
			if network == 7 {
				stranger.Email = "intruso@correo.pe"
			}
			_, _, err := h.Register(anonymousFrom(t, fmt.Sprintf("185.7.%d.1", network)), stranger)
			if !admitted(err, try < 5) {
				t.Fatalf("network %d, try %d: %v", network, try, err)
			}
		}
	}
	if got := len(h.sent(t, "eva@correo.pe")); got != 20 {
		t.Errorf("%d mails reached eva, want 20", got)
	}
	// When eva registers herself: no mail goes out any more, and the registration is hers.
	h.register(t, anonymousFrom(t, "190.1.2.3"), evaHerself("12345678"))
	// And a code that went to a stranger's mailbox proves nothing of eva's.
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "intruso@correo.pe"))), domain.CodeVerificationFailed, "code")
	// Then she has her code as soon as one more mail may go to her.
	h.Clock.Advance(3 * time.Minute)
	testkit.Must(t, h.SendRegistrationCode(anonymousFrom(t, "190.1.2.3"), dni("12345678")))
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "eva@correo.pe"))))
}

func TestCodeThatWasSentLastStaysGoodWhereNoMoreMailsGoOut(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.limited(t)
	stranger := evaHerself("12345678")
	stranger.Password = "otra-clave-de-otro"
	for network := range 5 {
		for range 5 {
			stranger.IdempotencyKey = uuid.NewString()
			_, _, err := h.Register(anonymousFrom(t, fmt.Sprintf("185.7.%d.1", network)), stranger)
			testkit.Must(t, err)
		}
	}
	h.register(t, anonymousFrom(t, "190.1.2.3"), evaHerself("12345678"))
	if got := len(h.sent(t, "eva@correo.pe")); got != 20 {
		t.Errorf("%d mails reached eva, want 20", got)
	}
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "eva@correo.pe"))))
}

func TestWhoHasNoPasswordUsesNoTriesOfACodeUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.pending(t, "12345678")
	code := h.code(t, "eva@correo.pe")
	for range 9 {
		guess := proof("12345678", wrong(code))
		guess.Password = "otra-clave-de-otro"
		testkit.Refused(t, h.VerifyRegistration(anonymous(t), guess), domain.CodeVerificationFailed, "code")
	}
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)))
}

func TestMalformedDocumentsAndCodesAreRefusedAtTheirField(t *testing.T) {
	t.Parallel()
	h := open(t)
	testkit.Refused(t, h.SendRegistrationCode(anonymous(t), dni("123")), domain.CodeInvalid, "documentNumber")
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", "12a456")), domain.CodeInvalid, "code")
	testkit.Refused(t, h.VerifyRegistration(anonymous(t), clients.VerifyInput{Document: clients.Document{Type: "X", Number: "1"}, Password: evasPassword, Code: "123456"}),
		domain.CodeInvalid, "documentType")
}
