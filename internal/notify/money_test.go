package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// told answers what somebody's newest line of a kind says; empty for none.
func (h *house) told(t *testing.T, caller testkit.Caller, kind string) string {
	t.Helper()
	column := "user_id"
	if !h.Actor(caller).IsStaff() {
		column = "client_id"
	}
	var said string
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT coalesce((SELECT title || ' | ' || body FROM notifications
		WHERE `+column+` = $1 AND kind = $2 ORDER BY id DESC LIMIT 1), '')`, h.ID(caller), kind).Scan(&said))
	return said
}

// wantTold holds what is said to somebody to its parts; without any, nothing may be said.
func (h *house) wantTold(t *testing.T, caller testkit.Caller, kind string, parts ...string) {
	t.Helper()
	said := h.told(t, caller, kind)
	if (said != "") != (len(parts) > 0) {
		t.Errorf("%s to %s: %q", kind, caller, said)
	}
	for _, part := range parts {
		if !strings.Contains(said, part) {
			t.Errorf("%s to %s says %q and not %q", kind, caller, said, part)
		}
	}
}

func (h *house) deadline(t *testing.T, id uuid.UUID) string {
	t.Helper()
	return domain.SpokenInLima(*h.Row(t, id).ExpiresAt)
}

func TestAWithdrawnReportIsToldWithTheTimeThatIsLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Pending(t, testkit.Client, "200.00")
	h.ReportAs(t, testkit.Client, id, "200.00", "V-100", uuid.Nil)
	h.WithdrawAs(t, testkit.Client, id, 0)

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "DEPOSIT_WITHDRAWN", "US$ 200.00", h.deadline(t, id))
	h.wantTold(t, testkit.Operator, "DESK_DEPOSIT_WITHDRAWN", "US$ 200.00")
	h.wantTold(t, testkit.Master, "DESK_DEPOSIT_WITHDRAWN", "US$ 200.00")
}

func TestARejectionThatHandsBackTellsTheNewDeadline(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	h.RejectAs(t, testkit.Operator, id, 0, "No figura en el banco")

	h.dispatch(t)
	h.send(t)

	h.wantTold(t, testkit.Client, "DEPOSIT_REJECTED", "No figura en el banco", h.deadline(t, id))
	var letters string
	for _, mail := range h.mails.mailsTo("cliente.44443333@correo.pe") {
		letters += mail.Text
	}
	if !strings.Contains(letters, "Tienes hasta el "+h.deadline(t, id)+" para depositar y avisarnos.") {
		t.Errorf("no letter says the deadline:\n%s", letters)
	}
}

func TestMoneyThatNobodySawIsToldToTheClientAndTheDesk(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Pending(t, testkit.Client, "200.00")
	h.ReportAs(t, testkit.Client, id, "200.00", "V-101", uuid.Nil)
	h.Clock.Advance(domain.DefaultUnproven + time.Second)
	handed, err := h.Trading.HandBackUnseen(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	if handed != 1 {
		t.Fatalf("%d operations were handed back", handed)
	}

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "DEPOSIT_UNSEEN", "Tu aviso espera", "voucher", h.deadline(t, id))
	h.wantTold(t, testkit.Client, "OPERATION_RETURNED")
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Operator, testkit.OtherOperator, testkit.Master} {
		h.wantTold(t, caller, "DESK_DEPOSIT_UNSEEN", "confírmalo")
	}
}

func TestAReturnSaysWhatTheOperatorWrote(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	h.ReturnAs(t, testkit.Operator, id, "El voucher es de otro banco")

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "OPERATION_RETURNED", "El voucher es de otro banco", h.deadline(t, id))
	h.wantTold(t, testkit.Master, "DESK_OPERATION_RETURNED", "El voucher es de otro banco")
	h.wantTold(t, testkit.Client, "DEPOSIT_UNSEEN")
}

func TestAnExpiryWithMoneySaysWhatComesNext(t *testing.T) {
	t.Parallel()
	h := open(t)
	with, without := h.Pending(t, testkit.Client, "200.00"), h.Pending(t, testkit.Client, "300.00")
	h.ReportAs(t, testkit.Client, with, "50.00", "V-102", uuid.Nil)
	h.Clock.Advance(domain.DefaultWindow + domain.DefaultPartGrace + time.Second)
	_, err := h.Trading.ExpireDue(access.AsSystem(t.Context()))
	testkit.Must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "OPERATION_EXPIRED_WITH_MONEY", h.Row(t, with).Code, "US$ 50.00 espera", "nuevo tipo de cambio o la devolución")
	h.wantTold(t, testkit.Client, "OPERATION_EXPIRED", h.Row(t, without).Code)
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Operator, testkit.OtherOperator, testkit.Master} {
		h.wantTold(t, caller, "DESK_OPERATION_EXPIRED_WITH_MONEY", "US$ 50.00")
	}
	h.wantTold(t, testkit.Operator, "DESK_OPERATION_EXPIRED")
}

func TestMoneyThatMovesIsToldOnceToItsClient(t *testing.T) {
	t.Parallel()
	h := open(t)
	from := h.Late(t)
	to := h.Pending(t, testkit.Client, "200.00")
	h.ApplyAs(t, testkit.Master, from, to)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'DEPOSIT_APPLIED'`, h.ID(testkit.Client))
	h.wantTold(t, testkit.Client, "DEPOSIT_APPLIED", h.Row(t, to).Code, h.Row(t, from).Code, "No lo transfieras otra vez")
	h.wantTold(t, testkit.Client, "OPERATION_IN_PROCESS", h.Row(t, to).Code)
	h.wantTold(t, testkit.Trader, "DESK_DEPOSIT_APPLIED", h.Row(t, to).Code, h.Row(t, from).Code)

	h.UnapplyAs(t, testkit.Master, to, from)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'DEPOSIT_UNAPPLIED'`, h.ID(testkit.Client))
	h.wantTold(t, testkit.Client, "DEPOSIT_UNAPPLIED", "espera otra vez en "+h.Row(t, from).Code, h.deadline(t, to))
}

func TestAnOperationThatBeginsWithMoneyAsksForNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Requoted(t, h.Late(t))

	h.dispatch(t)
	h.send(t)

	h.wantTold(t, testkit.Client, "OPERATION_CREATED", h.Row(t, id).Code, "no lo transfieras otra vez")
	for _, mail := range h.mails.mailsTo("cliente.44443333@correo.pe") {
		if strings.Contains(mail.Subject, h.Row(t, id).Code) && strings.Contains(mail.Text, h.Row(t, id).DepositSnapshot.CCI) {
			t.Errorf("a letter asks for the money again:\n%s", mail.Text)
		}
	}
}

func TestAMasterHearsOfAConfirmationThatIsUndone(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	h.ConfirmAs(t, testkit.Master, id, 0, "")
	h.UnconfirmAs(t, testkit.Operator, id, 0, "Era de otra cuenta")

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "DEPOSIT_UNCONFIRMED", "US$ 200.00", "No lo transfieras otra vez")
	h.wantTold(t, testkit.Master, "DESK_DEPOSIT_UNCONFIRMED", "US$ 200.00", "por verificar")
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE title || body LIKE '%Era de otra cuenta%'`)
}

func TestAClientReadsThatAPayoutIsVoidAndNeverWhy(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	h.Confirm(t, id)
	h.PayAs(t, testkit.Master, id, "100.00", "P-100")
	void := func(reason domain.VoidReason) {
		t.Helper()
		h.VoidAs(t, testkit.Operator, id, 0, reason)
		h.dispatch(t)
	}

	void(domain.VoidWrongData)
	h.wantTold(t, testkit.Client, "PAYOUT_VOIDED", "Pago anulado", "S/ 100.00", "te avisamos cuando te paguemos")
	h.wantTold(t, testkit.Master, "DESK_PAYOUT_VOIDED", "datos equivocados", "S/ 100.00")
	h.wantTold(t, testkit.Trader, "DESK_PAYOUT_VOIDED", "datos equivocados")

	// That it came back is the house's alone.
	void(domain.VoidSentBack)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'PAYOUT_VOIDED'`, h.ID(testkit.Client))
	h.wantTold(t, testkit.Master, "DESK_PAYOUT_CAME_BACK", "está otra vez en la casa")
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_PAYOUT_VOIDED'`, h.ID(testkit.Master))
	h.send(t)
	for _, mail := range h.mails.mailsTo("cliente.44443333@correo.pe") {
		if strings.Contains(mail.Text+mail.Subject, "equivocados") {
			t.Errorf("the client reads why:\n%s", mail.Text)
		}
	}
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE client_id = $1 AND title || body LIKE '%equivocados%'`, h.ID(testkit.Client))
}

func TestAnOperationThatStaysOvernightReachesAPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	held := h.Operation(t, domain.InProcess)
	nobodys := h.AtDesk(t, "200.00")
	h.ReportAs(t, testkit.Trader, nobodys, "10.00", "V-104", uuid.Nil)
	h.Clock.Set(time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC))
	_, err := h.Trading.EndDay(access.AsSystem(t.Context()), h.Clock.Now())
	testkit.Must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Operator, "DESK_OPERATION_OVERNIGHT", "QUISPE")
	h.want(t, 2, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT'`, h.ID(testkit.Operator))
	h.wantTold(t, testkit.OtherOperator, "DESK_OPERATION_OVERNIGHT", h.Row(t, nobodys).Code, "Tiene un abono por revisar")
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT'`, h.ID(testkit.OtherOperator))
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Master} {
		h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT' AND title LIKE '%'||$2||'%'`,
			h.ID(caller), h.Row(t, held).Code)
		h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT' AND title LIKE '%'||$2||'%'`,
			h.ID(caller), h.Row(t, nobodys).Code)
	}
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL AND kind LIKE '%OVERNIGHT'`)
}
