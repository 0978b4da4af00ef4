package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// report reports money of Client's operation, without a file.
func (h *house) report(t *testing.T, id uuid.UUID, amount, reference string) {
	t.Helper()
	_, _, err := h.Trading.ReportDeposit(h.As(t, testkit.Client), trading.ReportDepositInput{Target: h.Target(t, id),
		Amount: money.MustAmount(amount), BankReference: reference})
	must(t, err)
}

func (h *house) confirm(t *testing.T, by testkit.Caller, id uuid.UUID, n int) {
	t.Helper()
	_, _, err := h.Trading.ConfirmDeposit(h.As(t, by), trading.ConfirmDepositInput{Target: h.Target(t, id), DepositID: h.Row(t, id).Edges.Deposits[n].ID})
	must(t, err)
}

// told answers what somebody's newest line of a kind says; empty for none.
func (h *house) told(t *testing.T, caller testkit.Caller, kind string) string {
	t.Helper()
	column := "user_id"
	if !h.Actor(caller).IsStaff() {
		column = "client_id"
	}
	var said string
	must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT coalesce((SELECT title || ' | ' || body FROM notifications
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
	h.report(t, id, "200.00", "V-100")
	_, _, err := h.Trading.WithdrawDeposit(h.As(t, testkit.Client), trading.WithdrawDepositInput{Target: h.Target(t, id), DepositID: h.Row(t, id).Edges.Deposits[0].ID})
	must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "DEPOSIT_WITHDRAWN", "US$ 200.00", h.deadline(t, id))
	h.wantTold(t, testkit.Operator, "DESK_DEPOSIT_WITHDRAWN", "US$ 200.00")
	h.wantTold(t, testkit.Master, "DESK_DEPOSIT_WITHDRAWN", "US$ 200.00")
}

func TestARejectionThatHandsBackTellsTheNewDeadline(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	_, _, err := h.Trading.RejectDeposit(h.As(t, testkit.Operator), trading.RejectDepositInput{Target: h.Target(t, id),
		DepositID: h.Row(t, id).Edges.Deposits[0].ID, Reason: "No figura en el banco"})
	must(t, err)

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
	h.report(t, id, "200.00", "V-101")
	h.Clock.Advance(domain.DefaultUnproven + time.Second)
	handed, err := h.Trading.HandBackUnseen(access.AsSystem(t.Context()))
	must(t, err)
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
	_, _, err := h.Trading.Return(h.As(t, testkit.Operator), trading.ReturnInput{Target: h.Target(t, id), Reason: "El voucher es de otro banco",
		RejectDepositIDs: []uuid.UUID{h.Row(t, id).Edges.Deposits[0].ID}})
	must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "OPERATION_RETURNED", "El voucher es de otro banco", h.deadline(t, id))
	h.wantTold(t, testkit.Master, "DESK_OPERATION_RETURNED", "El voucher es de otro banco")
	h.wantTold(t, testkit.Client, "DEPOSIT_UNSEEN")
}

func TestAnExpiryWithMoneySaysWhatComesNext(t *testing.T) {
	t.Parallel()
	h := open(t)
	with, without := h.Pending(t, testkit.Client, "200.00"), h.Pending(t, testkit.Client, "300.00")
	h.report(t, with, "50.00", "V-102")
	h.Clock.Advance(domain.DefaultWindow + domain.DefaultPartGrace + time.Second)
	_, err := h.Trading.ExpireDue(access.AsSystem(t.Context()))
	must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Client, "OPERATION_EXPIRED_WITH_MONEY", h.Row(t, with).Code, "US$ 50.00 espera", "nuevo tipo de cambio o la devolución")
	h.wantTold(t, testkit.Client, "OPERATION_EXPIRED", h.Row(t, without).Code)
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Operator, testkit.OtherOperator, testkit.Master} {
		h.wantTold(t, caller, "DESK_OPERATION_EXPIRED_WITH_MONEY", "US$ 50.00")
	}
	h.wantTold(t, testkit.Operator, "DESK_OPERATION_EXPIRED")
}

// late is Client's operation that expired, whose money came afterwards and was seen.
func (h *house) late(t *testing.T, usd string) uuid.UUID {
	t.Helper()
	id := h.Operation(t, domain.Expired)
	h.report(t, id, usd, "V-103")
	h.confirm(t, testkit.Master, id, 0)
	return id
}

func TestMoneyThatMovesIsToldOnceToItsClient(t *testing.T) {
	t.Parallel()
	h := open(t)
	from := h.late(t, "200.00")
	to := h.Pending(t, testkit.Client, "200.00")
	_, _, err := h.Trading.ApplyDeposit(h.As(t, testkit.Master), trading.ApplyDepositInput{Target: h.Target(t, from), DepositID: h.Row(t, from).Edges.Deposits[0].ID,
		ToOperationID: to, ToExpectedVersion: h.Row(t, to).Version})
	must(t, err)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'DEPOSIT_APPLIED'`, h.ID(testkit.Client))
	h.wantTold(t, testkit.Client, "DEPOSIT_APPLIED", h.Row(t, to).Code, h.Row(t, from).Code, "No lo transfieras otra vez")
	h.wantTold(t, testkit.Client, "OPERATION_IN_PROCESS", h.Row(t, to).Code)
	h.wantTold(t, testkit.Trader, "DESK_DEPOSIT_APPLIED", h.Row(t, to).Code, h.Row(t, from).Code)

	_, _, err = h.Trading.UnapplyDeposit(h.As(t, testkit.Master), trading.UnapplyDepositInput{Target: h.Target(t, to), DepositID: h.Row(t, to).Edges.Deposits[0].ID,
		FromExpectedVersion: h.Row(t, from).Version})
	must(t, err)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'DEPOSIT_UNAPPLIED'`, h.ID(testkit.Client))
	h.wantTold(t, testkit.Client, "DEPOSIT_UNAPPLIED", "espera otra vez en "+h.Row(t, from).Code, h.deadline(t, to))
}

func TestAnOperationThatBeginsWithMoneyAsksForNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	from := h.late(t, "200.00")
	id, _, err := h.Trading.Create(h.As(t, testkit.Client), trading.CreateInput{QuoteID: h.Quote(t, testkit.Client, "200.00"), Channel: domain.ChannelWeb,
		SourceAccountID: h.BankAccount(testkit.Client, money.USD), DestinationAccountID: h.BankAccount(testkit.Client, money.PEN),
		DepositID: h.Row(t, from).Edges.Deposits[0].ID})
	must(t, err)

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
	h.confirm(t, testkit.Master, id, 0)
	_, _, err := h.Trading.UnconfirmDeposit(h.As(t, testkit.Operator), trading.UnconfirmDepositInput{Target: h.Target(t, id),
		DepositID: h.Row(t, id).Edges.Deposits[0].ID, Reason: "Era de otra cuenta"})
	must(t, err)

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
	_, _, err := h.Trading.AddPayout(h.As(t, testkit.Master), trading.AddPayoutInput{Target: h.Target(t, id), Amount: money.MustAmount("100.00"),
		HouseAccountID: h.HouseAccount(money.PEN), BankReference: "P-100"})
	must(t, err)
	void := func(reason domain.VoidReason) {
		t.Helper()
		_, _, err := h.Trading.VoidPayout(h.As(t, testkit.Operator), trading.VoidPayoutInput{Target: h.Target(t, id),
			PayoutID: h.Row(t, id).Edges.Payouts[0].ID, Reason: reason})
		must(t, err)
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

// atDesk is an operation that the trader made for Client; it has no deadline.
func (h *house) atDesk(t *testing.T) uuid.UUID {
	t.Helper()
	client, amount := h.ID(testkit.Client), money.Dollars(money.MustAmount("200.00"))
	quote, _, err := h.Pricing.LockQuote(h.As(t, testkit.Trader), pricing.LockQuoteInput{ClientID: &client, Amount: pricing.QuoteAmount{Pay: &amount}})
	must(t, err)
	id, _, err := h.Trading.Create(h.As(t, testkit.Trader), trading.CreateInput{QuoteID: quote, Channel: domain.ChannelDesk, ClientID: client,
		SourceAccountID: h.BankAccount(testkit.Client, money.USD), DestinationAccountID: h.BankAccount(testkit.Client, money.PEN)})
	must(t, err)
	return id
}

func TestAnOperationThatStaysOvernightReachesAPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	held := h.Operation(t, domain.InProcess)
	nobodys := h.atDesk(t)
	_, _, err := h.Trading.ReportDeposit(h.As(t, testkit.Trader), trading.ReportDepositInput{Target: h.Target(t, nobodys), Amount: money.MustAmount("10.00"), BankReference: "V-104"})
	must(t, err)
	h.Clock.Set(time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC))
	_, err = h.Trading.EndDay(access.AsSystem(t.Context()), h.Clock.Now())
	must(t, err)

	h.dispatch(t)

	h.wantTold(t, testkit.Operator, "DESK_OPERATION_OVERNIGHT", "QUISPE")
	h.want(t, 2, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT'`, h.ID(testkit.Operator))
	h.wantTold(t, testkit.OtherOperator, "DESK_OPERATION_OVERNIGHT", h.Row(t, nobodys).Code, "Tiene un abono por revisar")
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT'`, h.ID(testkit.OtherOperator))
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Master} {
		h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT' AND title LIKE '%'||$2||'%'`, h.ID(caller), h.Row(t, held).Code)
		h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_OVERNIGHT' AND title LIKE '%'||$2||'%'`, h.ID(caller), h.Row(t, nobodys).Code)
	}
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL AND kind LIKE '%OVERNIGHT'`)
}
