package trading

import (
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// StepKey is what a step of an operation's way is.
type StepKey string

// The steps.
const (
	StepCreated StepKey = "CREATED"
	StepDeposit StepKey = "DEPOSIT"
	// StepDepositUnseen is money that was reported and that nobody saw in time.
	StepDepositUnseen StepKey = "DEPOSIT_UNSEEN"
	// StepDepositWaiting is money that counts for nothing yet.
	StepDepositWaiting StepKey = "DEPOSIT_WAITING"
	StepInProcess      StepKey = "IN_PROCESS"
	StepPayoutVoided   StepKey = "PAYOUT_VOIDED"
	StepPaid           StepKey = "PAID"
	StepCompleted      StepKey = "COMPLETED"
	StepCanceled       StepKey = "CANCELED"
	StepExpired        StepKey = "EXPIRED"
)

// StepKeys lists every key.
func StepKeys() []StepKey {
	return []StepKey{StepCreated, StepDeposit, StepDepositUnseen, StepDepositWaiting, StepInProcess, StepPayoutVoided, StepPaid, StepCompleted,
		StepCanceled, StepExpired}
}

// Step is one step of an operation's way, as the client reads it.
type Step struct {
	Key       StepKey
	Label     string
	ReachedAt *time.Time
	DueAt     *time.Time
	Detail    string
}

// Timeline answers an operation's way so far and ahead. Its deposits and payouts must be loaded.
func Timeline(row *ent.Operation) []Step {
	steps := []Step{
		{Key: StepCreated, Label: "Operación creada", ReachedAt: &row.CreatedAt, Detail: row.Code},
		depositStep(row),
	}
	steps = append(steps, uncountedSteps(row)...)
	switch row.Status {
	case domain.Canceled:
		return append(steps, Step{Key: StepCanceled, Label: "Operación cancelada", ReachedAt: row.EndedAt, Detail: value(row.CancelNote)})
	case domain.Expired:
		return append(steps, Step{Key: StepExpired, Label: "Operación expirada", ReachedAt: row.EndedAt, Detail: expiredDetail(row)})
	}
	steps = append(steps, Step{Key: StepInProcess, Label: "Verificamos tu abono", ReachedAt: row.InProcessAt, DueAt: row.SeenBy})
	steps = append(steps, voidedSteps(row)...)
	return append(steps, payoutStep(row), Step{Key: StepCompleted, Label: "Operación completada", ReachedAt: row.CompletedAt})
}

func expiredDetail(row *ent.Operation) string {
	for _, deposit := range row.Edges.Deposits {
		if isLive(row, deposit) {
			return "El plazo terminó sin el abono completo. Tu dinero no se pierde: pide un nuevo tipo de cambio por ese importe o la devolución."
		}
	}
	return "El plazo terminó sin el abono completo. Si ya transferiste, infórmalo aquí: lo revisamos y te lo aplicamos o devolvemos."
}

// uncountedSteps tell of live money that does not count: reports that nobody saw in time or that do not fit, and money that was seen
// and waits. What was withdrawn, rejected, moved or given back is no step of the way.
func uncountedSteps(row *ent.Operation) []Step {
	var steps []Step
	for _, deposit := range row.Edges.Deposits {
		if !isLive(row, deposit) || deposit.Counted {
			continue
		}
		amount := amountOf(deposit).String()
		switch {
		case deposit.Status == domain.DepositConfirmed:
			steps = append(steps, Step{Key: StepDepositWaiting, Label: "Abono en espera", ReachedAt: deposit.DecidedAt,
				Detail: amount + " que recibimos. Te lo aplicamos a una operación o te lo devolvemos."})
		case deposit.LapsedAt != nil:
			steps = append(steps, Step{Key: StepDepositUnseen, Label: "Abono que todavía no vemos", ReachedAt: deposit.LapsedAt,
				Detail: amount + " que informaste. Cuenta apenas lo veamos; si tienes el voucher, infórmalo otra vez con él."})
		default:
			steps = append(steps, Step{Key: StepDepositWaiting, Label: "Abono por revisar", ReachedAt: &deposit.CreatedAt,
				Detail: amount + " que informaste. Lo buscamos en el banco."})
		}
	}
	return steps
}

// voidedSteps tell of payments that did not reach the client; why is not the client's to read.
func voidedSteps(row *ent.Operation) []Step {
	var steps []Step
	for _, payout := range row.Edges.Payouts {
		if payout.VoidedAt != nil {
			steps = append(steps, Step{Key: StepPayoutVoided, Label: "Pago anulado", ReachedAt: payout.VoidedAt,
				Detail: payout.Currency.Symbol() + " " + payout.Amount.Grouped()})
		}
	}
	return steps
}

func depositStep(row *ent.Operation) Step {
	step := Step{Key: StepDeposit, Label: "Transferencia a la casa", DueAt: row.ExpiresAt}
	var sum money.Amount
	for _, deposit := range row.Edges.Deposits {
		if !deposit.Counted {
			continue
		}
		sum = sum.Add(deposit.Amount)
		step.ReachedAt = &deposit.CreatedAt
	}
	due := row.Side.DepositAmount(row.Usd, row.Pen)
	if sum.Cmp(due) < 0 {
		step.ReachedAt = nil
	}
	step.Detail = fmt.Sprintf("%s %s de %s", row.Side.Terms().Deposit.Symbol(), sum.Grouped(), due.Grouped())
	return step
}

func payoutStep(row *ent.Operation) Step {
	step := Step{Key: StepPaid, Label: "Te pagamos"}
	var sum money.Amount
	for _, payout := range row.Edges.Payouts {
		if payout.VoidedAt == nil {
			sum = sum.Add(payout.Amount)
			step.ReachedAt = &payout.CreatedAt
		}
	}
	due := row.Side.PayoutAmount(row.Usd, row.Pen)
	if sum.Cmp(due) < 0 {
		step.ReachedAt = nil
	}
	step.Detail = fmt.Sprintf("%s %s de %s", row.Side.Terms().Payout.Symbol(), sum.Grouped(), due.Grouped())
	return step
}

// Instructions tell the client where and what to pay (domain.md 3.4).
type Instructions struct {
	Account   domain.AccountSnapshot
	Amount    money.Money
	Interbank bool
	Text      string
}

// DepositInstructions answers where and what the client pays.
func DepositInstructions(row *ent.Operation) Instructions {
	amount := money.Money{Amount: row.Side.DepositAmount(row.Usd, row.Pen), Currency: row.Side.Terms().Deposit}
	account := row.DepositSnapshot
	interbank := row.SourceSnapshot.Bank != account.Bank
	text := fmt.Sprintf("Transfiere exactamente %s a la cuenta %s %s de %s y luego informa el número de operación del banco.",
		amount, account.Bank, account.Number, account.Holder)
	if interbank {
		text = fmt.Sprintf("Transfiere exactamente %s por CCI %s (%s, %s) y luego informa el número de operación del banco. Una transferencia interbancaria puede demorar.",
			amount, account.CCI, account.Bank, account.Holder)
	}
	return Instructions{Account: account, Amount: amount, Interbank: interbank, Text: text}
}

func value(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
