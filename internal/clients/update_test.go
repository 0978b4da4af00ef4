package clients_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func change(id uuid.UUID, apply func(*clients.UpdateInput)) clients.UpdateInput {
	in := clients.UpdateInput{IdempotencyKey: uuid.NewString(), ClientID: id, Reason: "Lo pidió con su DNI"}
	apply(&in)
	return in
}

func email(address string) func(*clients.UpdateInput) {
	return func(in *clients.UpdateInput) { in.Email = &address }
}

func name(n domain.ClientName) func(*clients.UpdateInput) {
	return func(in *clients.UpdateInput) { in.Name = &n }
}

func TestOnlyMasterAndMiddleOfficeCorrectWhoAClientIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for _, role := range []domain.Role{domain.RoleTrader, domain.RoleOperator, domain.RoleAnalyst} {
		ctx, _ := h.staff(t, role)
		_, _, err := h.Update(ctx, change(id, email("otra@correo.pe")))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	_, _, err := h.Update(asClient(t, id), change(id, email("otra@correo.pe")))
	testkit.Refused(t, err, domain.CodeForbidden, "")
	for i, role := range []domain.Role{domain.RoleMaster, domain.RoleMiddleOffice} {
		ctx, _ := h.staff(t, role)
		_, _, err := h.Update(ctx, change(id, email([]string{"una@correo.pe", "dos@correo.pe"}[i])))
		testkit.Must(t, err)
	}
	master, _ := h.staff(t, domain.RoleMaster)
	_, _, err = h.Update(master, change(uuid.New(), email("x@correo.pe")))
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
}

func TestChangedEmailIsToldToBothAddressesAndEndsWhatWasSentToTheFormer(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.register(t, master, eva("12345678"))
	invited := len(h.sent(t, "eva@correo.pe"))
	_, _, err := h.Update(master, change(id, email(" OTRA@correo.pe ")))
	testkit.Must(t, err)
	if row := h.row(t, id); row.Email != "otra@correo.pe" {
		t.Errorf("the e-mail is %s", row.Email)
	}
	if mails := h.sent(t, "eva@correo.pe"); len(mails) != invited+1 || strings.Contains(mails[invited].Text, "otra@") {
		t.Errorf("the former address got %d mails", len(mails)-invited)
	}
	// The new one is told by whoever follows the events.
	if got := h.kinds(t, "client", id); !slices.Equal(got, []string{"REGISTERED", "UPDATED", "EMAIL_CHANGED"}) {
		t.Errorf("events %v", got)
	}
	if facts := h.texts(t, `SELECT facts::text FROM events WHERE kind IN ('UPDATED', 'EMAIL_CHANGED') ORDER BY id`); !slices.Equal(facts,
		[]string{`{"fields": ["email"]}`, `{}`}) {
		t.Errorf("facts %v", facts)
	}
	if open := h.texts(t, `SELECT kind FROM challenges WHERE used_at IS NULL AND ended_at IS NULL`); len(open) != 0 {
		t.Errorf("still good: %v", open)
	}
	audited := h.texts(t, `SELECT changes #>> '{before,email}' || ' ' || (changes #>> '{after,email}') || ' ' || (changes #>> '{after,reason}')
		FROM audit_entries WHERE action = 'client.update'`)
	if !slices.Equal(audited, []string{"eva@correo.pe otra@correo.pe Lo pidió con su DNI"}) {
		t.Errorf("audited %q", audited)
	}
}

func TestMistypedEmailOfARegistrationIsCorrectedByTheHouse(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.pending(t, "12345678")
	former := h.code(t, "eva@correo.pe")
	_, _, err := h.Update(master, change(id, email("eva.rojas@correo.pe")))
	testkit.Must(t, err)
	code := h.code(t, "eva.rojas@correo.pe")
	if code != former {
		testkit.Refused(t, h.VerifyRegistration(anonymous(t), proof("12345678", former)), domain.CodeVerificationFailed, "code")
	}
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", code)))
}

func TestAnotherNameOpensAnApprovedIdentificationAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.register(t, master, eva("12345678"))
	h.approve(t, id)
	phone := "912 345 678"
	_, _, err := h.Update(master, change(id, func(in *clients.UpdateInput) { in.Phone = &phone }))
	testkit.Must(t, err)
	if kyc := h.row(t, id).KycStatus; kyc != domain.KYCApproved {
		t.Errorf("after another telephone: %s", kyc)
	}
	_, _, err = h.Update(master, change(id, name(person("rojas", "lima", "eva"))))
	testkit.Must(t, err)
	row := h.row(t, id)
	if row.KycStatus != domain.KYCInReview || row.KycDecidedAt != nil || row.FullName != "ROJAS LIMA EVA" || *row.MaternalSurname != "LIMA" {
		t.Errorf("after another name: %s, %v, %s", row.KycStatus, row.KycDecidedAt, row.FullName)
	}
	if got := h.kinds(t, "client", id); !slices.Contains(got, "KYC_REOPENED") {
		t.Errorf("events %v", got)
	}
}

func TestUpdateTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.register(t, master, eva("12345678"))
	bad, parallel := "x", true
	_, _, err := h.Update(master, clients.UpdateInput{IdempotencyKey: uuid.NewString(), ClientID: id, Email: &bad, Phone: &bad, ParallelOperations: &parallel,
		Name: &domain.ClientName{Person: &domain.PersonName{Paternal: "Rojas", Given: "Eva"}}, Address: &domain.Address{Line: strings.Repeat("x", 201)}})
	want := []string{"address.line", "email", "name.person.maternalSurname", "parallelOperations", "phone", "reason"}
	if got := fields(err); !slices.Equal(got, want) {
		t.Errorf("faults at %v", got)
	}
	_, _, err = h.Update(master, change(id, email("eva@correo.pe")))
	testkit.Refused(t, err, domain.CodeInvalid, "")
}

func TestClientChangesItsAddressAndNobodyElses(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.register(t, master, eva("12345678"))
	other := h.register(t, master, eva("10117410"))
	in := clients.UpdateAddressInput{IdempotencyKey: uuid.NewString(), Address: domain.Address{Line: " Jr.  Unión 1 ", Department: "Lima"}}
	_, _, err := h.UpdateAddress(asClient(t, id), in)
	testkit.Must(t, err)
	if row := h.row(t, id); *row.Address != "Jr. Unión 1" || row.District != nil || *row.Department != "Lima" {
		t.Errorf("the address is %v", row)
	}
	if row := h.row(t, other); row.Address != nil {
		t.Errorf("another's is %s", *row.Address)
	}
	for _, role := range domain.StaffRoles() {
		ctx, _ := h.staff(t, role)
		_, _, err := h.UpdateAddress(ctx, in)
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	_, _, err = h.UpdateAddress(anonymous(t), in)
	testkit.Refused(t, err, domain.CodeUnauthenticated, "")
}
