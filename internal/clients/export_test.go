package clients_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// exported is the content of an export.
func (h *house) exported(t *testing.T, file uuid.UUID) (map[string]any, string) {
	t.Helper()
	content := h.content(t, file)
	var read map[string]any
	testkit.Must(t, json.Unmarshal(content, &read))
	return read, string(content)
}

func TestClientTakesAllItsDataAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	id := h.pending(t, "12345678")
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "eva@correo.pe"))))
	master, _ := h.staff(t, domain.RoleMaster)
	_, _, err := h.Reassign(master, clients.ReassignInput{IdempotencyKey: "k", ClientIDs: []uuid.UUID{id}, OwnerID: traderID, Reason: "Nota de la casa"})
	testkit.Must(t, err)
	h.addAccount(t, trader, id, bcpSavings)
	_, _, err = h.AddContact(asClient(t, id), further("pagos@correo.pe"))
	testkit.Must(t, err)
	h.operation(t, id, traderID, domain.Completed, "123.50")
	stranger := h.register(t, trader, eva("10117410"))
	h.operation(t, stranger, traderID, domain.Completed, "777.77")

	in := clients.ExportInput{IdempotencyKey: uuid.NewString()}
	file, _, err := h.Export(asClient(t, id), in)
	testkit.Must(t, err)
	again, replay, err := h.Export(asClient(t, id), in)
	if err != nil || again != file || !bool(replay) {
		t.Errorf("again: %s, %t, %v", again, replay, err)
	}
	data, text := h.exported(t, file)
	if data["documentNumber"] != "12345678" || data["fullName"] != "ROJAS LUNA EVA" || data["email"] != "eva@correo.pe" {
		t.Errorf("it says %s", text)
	}
	for list, want := range map[string]int{"accounts": 1, "contacts": 1, "consents": 2, "operations": 1, "documents": 0, "sessions": 0} {
		if got := len(data[list].([]any)); got != want {
			t.Errorf("%d %s, want %d", got, list, want)
		}
	}
	for _, want := range []string{"123.50", bcpSavings, "pagos@correo.pe", "client.register", "client.export"} {
		if want != "client.export" && !strings.Contains(text, want) {
			t.Errorf("%s is missing in %s", want, text)
		}
	}
	for _, secret := range []string{"argon2", "777.77", "Nota de la casa", traderID.String(), "passwordHash"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is in it", secret)
		}
	}
	row, err := h.Store.Read().File.Get(asClient(t, id), file)
	if testkit.Must(t, err); row.Purpose != domain.FileDataExport || row.UploadedBy != id {
		t.Errorf("the file is %v", row)
	}
	if got := h.kinds(t, "client", id); got[len(got)-1] != "DATA_EXPORTED" {
		t.Errorf("events %v", got)
	}
}

func TestOnlyTheClientAndAMasterExport(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	other := h.register(t, trader, eva("10117410"))
	of := func(client uuid.UUID) clients.ExportInput {
		return clients.ExportInput{IdempotencyKey: uuid.NewString(), ClientID: client}
	}
	for _, role := range []domain.Role{domain.RoleTrader, domain.RoleOperator, domain.RoleMiddleOffice, domain.RoleAnalyst} {
		ctx, _ := h.staff(t, role)
		_, _, err := h.Export(ctx, of(id))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	_, _, err := h.Export(asClient(t, other), of(id))
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	master, masterID := h.staff(t, domain.RoleMaster)
	_, _, err = h.Export(master, clients.ExportInput{IdempotencyKey: "k"})
	testkit.Refused(t, err, domain.CodeRequired, "clientId")
	_, _, err = h.Export(master, of(uuid.New()))
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	file, _, err := h.Export(master, of(id))
	testkit.Must(t, err)
	if row, err := h.Store.Read().File.Get(master, file); err != nil || row.UploadedBy != masterID {
		t.Errorf("the file is %v, %v", row, err)
	}
	if rows, _ := h.Store.Read().File.Query().Count(asClient(t, other)); rows != 0 {
		t.Errorf("another client sees %d files", rows)
	}
	if facts := h.texts(t, `SELECT facts::text FROM events WHERE kind = 'DATA_EXPORTED'`); !slices.Equal(facts, []string{`{"byStaff": true}`}) {
		t.Errorf("facts %v", facts)
	}
}

func TestExportsAreFiveAnHour(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wire(clients.Options{RateLimits: testkit.RateLimits(h.DB.App, h.Clock)})
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for try := range 6 {
		_, _, err := h.Export(asClient(t, id), clients.ExportInput{IdempotencyKey: uuid.NewString()})
		if !admitted(err, try < 5) {
			t.Errorf("try %d: %v", try, err)
		}
	}
}
