package clients_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// addAccount gives a client a sound account in soles.
func (h *house) addAccount(t *testing.T, ctx context.Context, client uuid.UUID, cci string) uuid.UUID {
	t.Helper()
	id, _, err := h.AddAccount(ctx, clients.AddAccountInput{IdempotencyKey: uuid.NewString(), ClientID: client, Bank: "BCP", Currency: money.PEN,
		Kind: domain.AccountSavings, CCI: cci, HolderDeclared: true})
	testkit.Must(t, err)
	return id
}

const bcpSavings = "00221513242831607026"

func remove(id uuid.UUID) clients.RemoveAccountInput {
	return clients.RemoveAccountInput{IdempotencyKey: uuid.NewString(), AccountID: id}
}

func TestRemovedAccountIsOutOfUseAndStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	other, _ := h.staff(t, domain.RoleTrader)
	client := h.register(t, trader, eva("12345678"))
	stranger := h.register(t, other, eva("10117410"))
	id := h.addAccount(t, trader, client, bcpSavings)
	for _, ctx := range []context.Context{other, asClient(t, stranger)} {
		_, _, err := h.RemoveAccount(ctx, remove(id))
		testkit.Refused(t, err, domain.CodeNotFound, "accountId")
	}
	analyst, _ := h.staff(t, domain.RoleAnalyst)
	_, _, err := h.RemoveAccount(analyst, remove(id))
	testkit.Refused(t, err, domain.CodeForbidden, "")
	in := remove(id)
	for range 2 {
		owner, _, err := h.RemoveAccount(asClient(t, client), in)
		if testkit.Must(t, err); owner != client {
			t.Errorf("removed of %s", owner)
		}
	}
	_, _, err = h.RemoveAccount(asClient(t, client), remove(id))
	testkit.Refused(t, err, domain.CodeNotFound, "accountId")
	if rows := h.texts(t, `SELECT removed_at::text FROM bank_accounts WHERE id = $1`, id); len(rows) != 1 || rows[0] == "" {
		t.Errorf("the row is %v", rows)
	}
	if got := h.kinds(t, "bank_account", id); !slices.Equal(got, []string{"ACCOUNT_ADDED", "ACCOUNT_REMOVED"}) {
		t.Errorf("events %v", got)
	}
	h.addAccount(t, trader, client, bcpSavings) // it may be added again
}

func TestAccountOfALiveOperationIsNotRemoved(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	client := h.register(t, trader, eva("12345678"))
	id := h.addAccount(t, trader, client, bcpSavings)
	for column, status := range map[string]domain.Status{"source_account_id": domain.Pending, "destination_account_id": domain.InProcess} {
		operation := h.operation(t, client, traderID, domain.Pending, "100.00")
		h.exec(t, `UPDATE operations SET status = $2, `+column+` = $3 WHERE id = $1`, operation, status, id)
		_, _, err := h.RemoveAccount(trader, remove(id))
		testkit.Refused(t, err, domain.CodeInUse, "accountId")
		if params := domain.Refusals(err)[0].Params; !slices.Contains(params, domain.Param{Name: "code", Value: codeOf(operation)}) {
			t.Errorf("params %v", params)
		}
		h.exec(t, `UPDATE operations SET status = 'CANCELED', ended_at = now(), cancel_reason = 'CLIENT_REQUEST' WHERE id = $1`, operation)
	}
	_, _, err := h.RemoveAccount(trader, remove(id))
	testkit.Must(t, err)
}

func TestHouseConfirmsThatAnAccountIsItsClients(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	client := h.register(t, trader, eva("12345678"))
	confirm := func(id uuid.UUID, note string) clients.ConfirmAccountInput {
		return clients.ConfirmAccountInput{IdempotencyKey: uuid.NewString(), AccountID: id, Note: note}
	}
	id := h.addAccount(t, trader, client, bcpSavings)
	for _, ctx := range []context.Context{trader, asClient(t, client)} {
		_, _, err := h.ConfirmAccount(ctx, confirm(id, "Estado de cuenta"))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	operator, operatorID := h.staff(t, domain.RoleOperator)
	_, _, err := h.ConfirmAccount(operator, confirm(id, " "))
	testkit.Refused(t, err, domain.CodeRequired, "note")
	_, _, err = h.ConfirmAccount(operator, confirm(uuid.New(), "Estado de cuenta"))
	testkit.Refused(t, err, domain.CodeNotFound, "accountId")
	_, _, err = h.ConfirmAccount(operator, confirm(id, "Estado de cuenta"))
	testkit.Must(t, err)
	if by := h.texts(t, `SELECT holder_confirmed_by::text FROM bank_accounts WHERE holder_confirmed_at IS NOT NULL`); !slices.Equal(by, []string{operatorID.String()}) {
		t.Errorf("confirmed by %v", by)
	}
	_, _, err = h.ConfirmAccount(operator, confirm(id, "Otra vez"))
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "accountId")
	if got := h.kinds(t, "bank_account", id); !slices.Equal(got, []string{"ACCOUNT_ADDED", "ACCOUNT_CONFIRMED"}) {
		t.Errorf("events %v", got)
	}
}
