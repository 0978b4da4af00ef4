package clients_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestStaffRegisterActiveClientsIntoTheirPortfolioOrTheHouses(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	master, _ := h.staff(t, domain.RoleMaster)

	ofTrader := h.row(t, h.register(t, trader, eva("12345678")))
	ofMaster := h.row(t, h.register(t, master, eva("10117410")))

	if ofTrader.OwnerID != traderID || ofMaster.OwnerID.String() != houseID {
		t.Errorf("owners %s and %s", ofTrader.OwnerID, ofMaster.OwnerID)
	}
	row := ofTrader
	if row.Status != domain.ClientActive || row.KycStatus != domain.KYCPending || row.Channel != domain.ChannelDesk || row.PasswordHash != "" {
		t.Errorf("status %s, KYC %s, channel %s, password %q", row.Status, row.KycStatus, row.Channel, row.PasswordHash)
	}
	if row.FullName != "ROJAS LUNA EVA" || row.Email != "eva@correo.pe" || *row.Phone != "+51987654321" {
		t.Errorf("stored %s, %s, %s", row.FullName, row.Email, *row.Phone)
	}
	events := h.texts(t, `SELECT kind || ' ' || aggregate_version FROM events WHERE aggregate = 'client' AND aggregate_id = $1
		AND client_id = $1 AND trader_id IS NULL AND facts::text NOT ILIKE '%rojas%'`, row.ID)
	if !slices.Equal(events, []string{"REGISTERED 1"}) {
		t.Errorf("events %q", events)
	}
	if rows := h.texts(t, `SELECT action FROM audit_entries WHERE object_id = $1 AND actor_id = $2`, row.ID, traderID); !slices.Equal(rows, []string{"client.register"}) {
		t.Errorf("audited %q", rows)
	}
}

func TestOnlyThoseWhoMayRegisterClients(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, role := range []domain.Role{domain.RoleOperator, domain.RoleMiddleOffice, domain.RoleAnalyst} {
		ctx, _ := h.staff(t, role)
		_, _, err := h.Register(ctx, eva("12345678"))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	_, _, err := h.Register(asClient(t, uuid.New()), eva("12345678"))
	testkit.Refused(t, err, domain.CodeForbidden, "")
}

func TestClientThatRegistersItselfIsTheHousesAndWaitsForItsEmail(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := evaHerself("12345678")
	if id := h.register(t, anonymous(t), in); id != uuid.Nil {
		t.Errorf("the caller learned %s", id)
	}
	ids := h.texts(t, `SELECT id::text FROM clients WHERE document_number = '12345678'`)
	row := h.row(t, uuid.MustParse(ids[0]))
	if row.Status != domain.ClientPendingVerification || row.OwnerID.String() != houseID || row.Channel != domain.ChannelWeb {
		t.Errorf("status %s, owner %s, channel %s", row.Status, row.OwnerID, row.Channel)
	}
	credentials := identity.SignInInput{Credentials: identity.Credentials{Client: &identity.ClientCredentials{
		DocumentType: domain.DocumentDNI, DocumentNumber: "12345678", Password: in.Password}}}
	_, err := h.Identity.SignIn(anonymous(t), credentials)
	testkit.Refused(t, err, domain.CodeInvalidCredentials, "")
	// When the e-mail is proved, the password is the one that was chosen.
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, in.Email))))
	signedIn, err := h.Identity.SignIn(anonymous(t), credentials)
	if err != nil || signedIn.Actor.ID != row.ID {
		t.Errorf("signed in as %+v, %v", signedIn.Actor, err)
	}
	if rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE changes::text LIKE '%tristes%' OR changes::text LIKE '%argon2%'`); len(rows) > 0 {
		t.Errorf("audited %s", rows[0])
	}
}

func TestAnonymousCallerNeverLearnsWhetherADocumentIsRegistered(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	known := h.register(t, trader, eva("12345678"))
	before := h.row(t, known)
	for _, dni := range []string{"12345678", "10117410"} {
		in := evaHerself(dni)
		in.Email = "intruso@correo.pe"
		id, replay, err := h.Register(anonymous(t), in)
		if id != uuid.Nil || bool(replay) || err != nil {
			t.Errorf("%s is answered with %s, %t, %v", dni, id, replay, err)
		}
		_, replay, err = h.Register(anonymous(t), in)
		if !bool(replay) || err != nil {
			t.Errorf("%s again is answered with %t, %v", dni, replay, err)
		}
	}
	after := h.row(t, known)
	if after.Email != before.Email || after.PasswordHash != "" || after.UpdatedAt != before.UpdatedAt {
		t.Error("the known client was changed")
	}
	if rows := h.texts(t, `SELECT action FROM audit_entries WHERE action = 'client.registerKnown'`); len(rows) != 1 {
		t.Errorf("%d attempts on a known client are audited", len(rows))
	}
}

func TestStaffAreToldThatADocumentIsRegistered(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, _ := h.staff(t, domain.RoleTrader)
	second, _ := h.staff(t, domain.RoleTrader)
	h.register(t, first, eva("12345678"))
	again := eva("12345678-1")
	_, _, err := h.Register(second, again)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "documentNumber")
	// The pair counts: the same digits of another document are another client.
	other := eva("123456789")
	other.DocumentType = domain.DocumentCE
	h.register(t, second, other)
}

func TestRepeatedRegistrationAnswersTheSameClient(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	in := eva("12345678")
	first := h.register(t, trader, in)
	in.DocumentNumber, in.Name = " 1234-5678 ", person("rojas ", " luna", "eva")
	again, replay, err := h.Register(trader, in)
	if again != first || !bool(replay) || err != nil {
		t.Errorf("got %s, %t, %v", again, replay, err)
	}
	in.Email = "otra@correo.pe"
	_, _, err = h.Register(trader, in)
	testkit.Refused(t, err, domain.CodeIdempotencyKeyReused, "idempotencyKey")
}

func TestRegistrationsOfOneDocumentAtOnceMakeOneClient(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	var all sync.WaitGroup
	made := make([]bool, 10)
	for i := range made {
		all.Go(func() {
			_, _, err := h.Register(trader, eva("12345678"))
			if made[i] = err == nil; !made[i] {
				testkit.Refused(t, err, domain.CodeAlreadyExists, "documentNumber")
			}
		})
	}
	all.Wait()
	if n := len(slices.DeleteFunc(made, func(b bool) bool { return !b })); n != 1 {
		t.Errorf("%d were made", n)
	}
}

func TestRegistrationTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	for name, c := range map[string]struct {
		change func(*clients.RegisterInput)
		want   []string
	}{
		"everything": {func(in *clients.RegisterInput) {
			*in = clients.RegisterInput{DocumentType: domain.DocumentRUC, DocumentNumber: "20610605571", Name: company("12", ""), Email: "x", Phone: "12",
				Password: "x", ReferralCode: "ABC", Address: domain.Address{District: strings.Repeat("a", 81)},
				FurtherEmails: []string{"b@correo.pe", "y"}, FurtherPhones: []string{"z"}}
		}, []string{"address.district", "documentNumber", "email", "furtherEmails.1", "furtherPhones.0", "name.company.legalName", "password", "phone",
			"referralCode"}},
		"document type":     {func(in *clients.RegisterInput) { in.DocumentType = "LIBRETA" }, []string{"documentType"}},
		"no letters":        {func(in *clients.RegisterInput) { in.Name = person("12345", "Luna", "Eva") }, []string{"name.person.paternalSurname"}},
		"hidden characters": {func(in *clients.RegisterInput) { in.Name = person("Ro\u202ejas", "Luna", "Eva") }, []string{"name.person.paternalSurname"}},
		"endless name":      {func(in *clients.RegisterInput) { in.Name = person("Rojas", "Luna", strings.Repeat("a", 101)) }, []string{"name.person.givenNames"}},
		"no name":           {func(in *clients.RegisterInput) { in.Name = domain.ClientName{} }, []string{"name"}},
		"two addresses":     {func(in *clients.RegisterInput) { in.Email = "a@b.pe;c@d.pe" }, []string{"email"}},
		"too many further":  {func(in *clients.RegisterInput) { in.FurtherEmails = make([]string, 6) }, []string{"furtherEmails"}},
		"an older text": {func(in *clients.RegisterInput) {
			in.Consent = &clients.ConsentInput{Terms: "2025-01", Privacy: "2026-02"}
		}, []string{"consent.terms"}},
	} {
		in := eva("12345678")
		c.change(&in)
		_, _, err := h.Register(trader, in)
		if got := fields(err); !slices.Equal(got, c.want) {
			t.Errorf("%s: faults at %v, want %v", name, got, c.want)
		}
	}
	none := eva("12345678")
	_, _, err := h.Register(anonymous(t), none)
	if got := fields(err); !slices.Equal(got, []string{"consent", "password"}) {
		t.Errorf("whoever registers itself without password and consent is refused at %v", got)
	}
	for _, weak := range []string{"corta", "12345678", "password1", "rojasluna1"} {
		in := evaHerself("12345678")
		in.Password = weak
		_, _, err = h.Register(anonymous(t), in)
		testkit.Refused(t, err, domain.CodeInvalid, "password")
	}
}
