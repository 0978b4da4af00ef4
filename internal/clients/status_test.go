package clients_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func because(id uuid.UUID) clients.StatusInput {
	return clients.StatusInput{IdempotencyKey: uuid.NewString(), ClientID: id, Reason: "Lo pidió por escrito"}
}

func TestDeactivatedClientIsSignedOutAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	middle, _ := h.staff(t, domain.RoleMiddleOffice)
	id := h.pending(t, "12345678")
	testkit.Must(t, h.VerifyRegistration(anonymous(t), proof("12345678", h.code(t, "eva@correo.pe"))))
	signedIn, err := h.Identity.SignIn(anonymous(t), identity.SignInInput{Credentials: identity.Credentials{Client: &identity.ClientCredentials{
		DocumentType: domain.DocumentDNI, DocumentNumber: "12345678", Password: "tres-tristes-tigres"}}})
	testkit.Must(t, err)
	_, _, err = h.Identity.Authenticate(t.Context(), signedIn.Token)
	testkit.Must(t, err)
	in := because(id)
	for range 2 {
		_, _, err = h.Deactivate(middle, in)
		testkit.Must(t, err)
	}
	_, _, err = h.Identity.Authenticate(t.Context(), signedIn.Token)
	testkit.Refused(t, err, domain.CodeUnauthenticated, "")
	if row := h.row(t, id); row.Status != domain.ClientDeactivated || *row.DeactivationReason != "Lo pidió por escrito" {
		t.Errorf("the client is %v", row)
	}
	_, _, err = h.Deactivate(middle, because(id))
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "clientId")
	_, _, err = h.Reactivate(middle, because(id))
	testkit.Must(t, err)
	if row := h.row(t, id); row.Status != domain.ClientActive || row.DeactivationReason != nil {
		t.Errorf("the client is %v", row)
	}
	_, _, err = h.Reactivate(middle, because(id))
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "clientId")
	if got := h.kinds(t, "client", id); !slices.Equal(got, []string{"REGISTERED", "ACTIVATED", "DEACTIVATED", "REACTIVATED"}) {
		t.Errorf("events %v", got)
	}
}

func TestClientWithALiveOperationIsNotClosed(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	_, traderID := h.staff(t, domain.RoleTrader)
	for i, status := range domain.Statuses() {
		id := h.register(t, master, eva([]string{"44443331", "44443332", "44443333", "44443334", "44443335"}[i]))
		operation := h.operation(t, id, traderID, status, "100.00")
		_, _, err := h.Deactivate(master, because(id))
		if !status.Live() {
			testkit.Must(t, err)
			continue
		}
		testkit.Refused(t, err, domain.CodeInUse, "clientId")
		if params := domain.Refusals(err)[0].Params; !slices.Contains(params, domain.Param{Name: "code", Value: codeOf(operation)}) {
			t.Errorf("params %v", params)
		}
	}
}

func TestOnlyMasterAndMiddleOfficeCloseClientsAndSayWhy(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	id := h.register(t, master, eva("12345678"))
	for _, act := range []func(clients.StatusInput) error{
		func(in clients.StatusInput) error { _, _, err := h.Deactivate(asClient(t, id), in); return err },
		func(in clients.StatusInput) error { _, _, err := h.Reactivate(asClient(t, id), in); return err },
	} {
		testkit.Refused(t, act(because(id)), domain.CodeForbidden, "")
	}
	for _, role := range []domain.Role{domain.RoleTrader, domain.RoleOperator, domain.RoleAnalyst} {
		ctx, _ := h.staff(t, role)
		_, _, err := h.Deactivate(ctx, because(id))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	silent := because(id)
	silent.Reason = "  "
	_, _, err := h.Deactivate(master, silent)
	testkit.Refused(t, err, domain.CodeRequired, "reason")
	_, _, err = h.Deactivate(master, because(uuid.New()))
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
}
