package clients_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func further(value string) clients.AddContactInput {
	return clients.AddContactInput{IdempotencyKey: uuid.NewString(), Kind: domain.ContactEmail, Value: value, Label: "Tesorería"}
}

func (h *house) contactRow(t *testing.T, id uuid.UUID) *ent.ClientContact {
	t.Helper()
	row, err := h.Store.Read().ClientContact.Get(testkit.System(t), id)
	testkit.Must(t, err)
	return row
}

func TestFurtherEmailIsProvedByItsCode(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	client := h.register(t, master, eva("12345678"))
	id, _, err := h.AddContact(asClient(t, client), further("Pagos@correo.pe"))
	testkit.Must(t, err)
	code := h.code(t, "pagos@correo.pe")
	err = h.VerifyContact(asClient(t, client), id, wrong(code))
	testkit.Refused(t, err, domain.CodeVerificationFailed, "code")
	if params := domain.Refusals(err)[0].Params; !slices.Contains(params, domain.Param{Name: "attemptsLeft", Value: "4"}) {
		t.Errorf("params %v", params)
	}
	testkit.Must(t, h.VerifyContact(asClient(t, client), id, code))
	if row := h.contactRow(t, id); row.VerifiedAt == nil || *row.Label != "Tesorería" {
		t.Errorf("the contact is %v", row)
	}
	testkit.Refused(t, h.VerifyContact(asClient(t, client), id, code), domain.CodeNotAllowedInStatus, "contactId")
	if got := h.kinds(t, "client", client); !slices.Equal(got, []string{"REGISTERED", "CONTACT_ADDED", "CONTACT_VERIFIED"}) {
		t.Errorf("events %v", got)
	}
}

func TestUnprovedEmailThatIsAddedAgainGetsAnotherCode(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := evaHerself("12345678")
	in.FurtherEmails, in.FurtherPhones = []string{"pagos@correo.pe", "eva@correo.pe", "pagos@correo.pe"}, []string{"912345678"}
	h.register(t, anonymous(t), in)
	client := uuid.MustParse(h.texts(t, `SELECT id::text FROM clients`)[0])
	stored := h.texts(t, `SELECT kind || ' ' || value FROM client_contacts ORDER BY id`)
	if !slices.Equal(stored, []string{"EMAIL pagos@correo.pe", "PHONE +51912345678"}) {
		t.Fatalf("contacts %v", stored)
	}
	id, _, err := h.AddContact(asClient(t, client), further("pagos@correo.pe"))
	testkit.Must(t, err)
	testkit.Must(t, h.VerifyContact(asClient(t, client), id, h.code(t, "pagos@correo.pe")))
	_, _, err = h.AddContact(asClient(t, client), further("pagos@correo.pe"))
	testkit.Refused(t, err, domain.CodeAlreadyExists, "value")
	_, _, err = h.AddContact(asClient(t, client), further("eva@correo.pe"))
	testkit.Refused(t, err, domain.CodeAlreadyExists, "value")
}

func TestContactsAreTheClientsAndThoseOfWhoCorrectsClients(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	client := h.register(t, master, eva("12345678"))
	other := h.register(t, master, eva("10117410"))
	for _, role := range []domain.Role{domain.RoleTrader, domain.RoleOperator, domain.RoleAnalyst} {
		ctx, _ := h.staff(t, role)
		in := further("x@correo.pe")
		in.ClientID = client
		_, _, err := h.AddContact(ctx, in)
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	foreign := further("x@correo.pe")
	foreign.ClientID = client
	_, _, err := h.AddContact(asClient(t, other), foreign)
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	middle, _ := h.staff(t, domain.RoleMiddleOffice)
	_, _, err = h.AddContact(middle, further("x@correo.pe"))
	testkit.Refused(t, err, domain.CodeRequired, "clientId")
	id, _, err := h.AddContact(middle, foreign)
	testkit.Must(t, err)

	testkit.Refused(t, h.VerifyContact(asClient(t, other), id, "123456"), domain.CodeNotFound, "contactId")
	_, _, err = h.RemoveContact(asClient(t, other), clients.RemoveContactInput{IdempotencyKey: "k", ContactID: id})
	testkit.Refused(t, err, domain.CodeNotFound, "contactId")
	_, _, err = h.RemoveContact(anonymous(t), clients.RemoveContactInput{IdempotencyKey: "k", ContactID: id})
	testkit.Refused(t, err, domain.CodeUnauthenticated, "")
	for range 2 { // a repeated request answers the same
		owner, _, err := h.RemoveContact(asClient(t, client), clients.RemoveContactInput{IdempotencyKey: "k", ContactID: id})
		if testkit.Must(t, err); owner != client {
			t.Errorf("removed of %s", owner)
		}
	}
	_, _, err = h.RemoveContact(asClient(t, client), clients.RemoveContactInput{IdempotencyKey: "l", ContactID: id})
	testkit.Refused(t, err, domain.CodeNotFound, "contactId")
	testkit.Refused(t, h.VerifyContact(asClient(t, client), id, "123456"), domain.CodeNotFound, "contactId")
}

func TestContactsAreSoundAndFew(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	client := h.register(t, master, eva("12345678"))
	_, _, err := h.AddContact(asClient(t, client), clients.AddContactInput{IdempotencyKey: "k", Kind: domain.ContactPhone, Value: "12", Label: "a\u202eb"})
	if got := fields(err); !slices.Equal(got, []string{"label", "value"}) {
		t.Errorf("faults at %v", got)
	}
	for i := range clients.MaxContacts {
		in := further("")
		in.Kind, in.Value = domain.ContactPhone, fmt.Sprintf("91234567%d", i)
		_, _, err := h.AddContact(asClient(t, client), in)
		testkit.Must(t, err)
	}
	_, _, err = h.AddContact(asClient(t, client), further("uno.mas@correo.pe"))
	testkit.Refused(t, err, domain.CodeTooMany, "")
}
