package domain

import "slices"

// transitions is the lifecycle of an operation, whole (decisions.md, Lifecycle; facts of domain.md 3). Deposits are
// facts of the world: they are recorded in any state, and count for the operation only while it waits for money.
var transitions = slices.Concat(beforePayment, inProcess, lateMoney(Completed), lateMoney(Canceled), lateMoney(Expired))

var beforePayment = []Transition{
	{From: Pending, Act: ActAmend, To: Pending, Event: EventAmended, Needs: []Requirement{notHeld, noCountedDeposit}},
	{From: Pending, Act: ActCountDeposits, To: InProcess, Event: EventDepositCounted, When: &depositedAndFree},
	{From: Pending, Act: ActCountDeposits, To: Pending, Event: EventDepositCounted},
	{From: Pending, Act: ActReportDeposit, To: InProcess, Event: EventDepositReported, When: &depositedAndFree},
	{From: Pending, Act: ActReportDeposit, To: Pending, Event: EventDepositReported},
	{From: Pending, Act: ActConfirmDeposit, To: Pending, Event: EventDepositConfirmed},
	{From: Pending, Act: ActRejectDeposit, To: Pending, Event: EventDepositRejected},
	{From: Pending, Act: ActRefundDeposit, To: Pending, Event: EventDepositRefunded},
	{From: Pending, Act: ActTake, To: Pending, Event: EventAssigned, Needs: []Requirement{unassigned, moneyToCheck}},
	{From: Pending, Act: ActReassign, To: Pending, Event: EventAssigned, Needs: []Requirement{assignedOrMoneyToCheck}},
	{From: Pending, Act: ActUnassign, To: Pending, Event: EventUnassigned},
	{From: Pending, Act: ActNameOperator, To: Pending, Event: EventOperatorNamed, Needs: []Requirement{unassigned}},
	{From: Pending, Act: ActRename, To: Pending, Event: EventOperatorNamed},
	{From: Pending, Act: ActCancel, To: Canceled, Event: EventCanceled, Needs: []Requirement{notHeld, noLiveDeposit}},
	{From: Pending, Act: ActExpire, To: Expired, Event: EventExpired,
		Needs: []Requirement{notHeld, noLiveDeposit, deadlinePassed}},
	{From: Pending, Act: ActEndDay, To: Expired, Event: EventExpired, Needs: []Requirement{notHeld, noLiveDeposit}},
	{From: Pending, Act: ActHold, To: Pending, Event: EventHeld, Needs: []Requirement{notHeld}},
	{From: Pending, Act: ActRelease, To: InProcess, Event: EventReleased, When: &depositedAndHeld},
	{From: Pending, Act: ActRelease, To: Pending, Event: EventReleased, Needs: []Requirement{held}},
}

var inProcess = []Transition{
	{From: InProcess, Act: ActReportDeposit, To: InProcess, Event: EventDepositReported},
	{From: InProcess, Act: ActConfirmDeposit, To: InProcess, Event: EventDepositConfirmed},
	{From: InProcess, Act: ActRejectDeposit, To: InProcess, Event: EventDepositRejected},
	{From: InProcess, Act: ActRefundDeposit, To: InProcess, Event: EventDepositRefunded,
		Needs: []Requirement{nothingPaid}},
	{From: InProcess, Act: ActAssign, To: InProcess, Event: EventAssigned},
	{From: InProcess, Act: ActTake, To: InProcess, Event: EventAssigned, Needs: []Requirement{unassigned}},
	{From: InProcess, Act: ActReassign, To: InProcess, Event: EventAssigned},
	{From: InProcess, Act: ActUnassign, To: InProcess, Event: EventUnassigned},
	{From: InProcess, Act: ActRename, To: InProcess, Event: EventOperatorNamed},
	{From: InProcess, Act: ActAddPayout, To: InProcess, Event: EventPayoutAdded,
		Needs: []Requirement{notHeld, depositsConfirmed, payoutsWithinBounds}},
	{From: InProcess, Act: ActAddProof, To: InProcess, Event: EventProofAdded, Needs: []Requirement{proofsWithinBounds}},
	{From: InProcess, Act: ActComplete, To: Completed, Event: EventCompleted,
		Needs: []Requirement{notHeld, depositsConfirmed, payoutsExact, proofGiven}},
	{From: InProcess, Act: ActReturn, To: Pending, Event: EventReturned,
		Needs: []Requirement{notHeld, nothingPaid, depositRejected, depositIncomplete}},
	{From: InProcess, Act: ActCancel, To: Canceled, Event: EventCanceled,
		Needs: []Requirement{notHeld, mayEndInProcess, noLiveDeposit, nothingPaid}},
	{From: InProcess, Act: ActHold, To: InProcess, Event: EventHeld, Needs: []Requirement{notHeld}},
	{From: InProcess, Act: ActRelease, To: InProcess, Event: EventReleased, Needs: []Requirement{held}},
}

// lateMoney is what may still happen after the end: money that comes late or wrong is recorded, checked and given back;
// the state stands.
func lateMoney(end Status) []Transition {
	return []Transition{
		{From: end, Act: ActReportDeposit, To: end, Event: EventDepositReported},
		{From: end, Act: ActConfirmDeposit, To: end, Event: EventDepositConfirmed},
		{From: end, Act: ActRejectDeposit, To: end, Event: EventDepositRejected},
		{From: end, Act: ActRefundDeposit, To: end, Event: EventDepositRefunded},
		{From: end, Act: ActTake, To: end, Event: EventAssigned, Needs: []Requirement{unassigned, moneyUnsettled}},
		{From: end, Act: ActReassign, To: end, Event: EventAssigned, Needs: []Requirement{moneyUnsettled}},
		{From: end, Act: ActUnassign, To: end, Event: EventUnassigned},
	}
}

func deposited(f Facts) bool { return f.Reported.Add(f.Confirmed).Cmp(f.DepositDue) == 0 }

var (
	depositedAndFree = Condition{"deposit complete", func(f Facts) bool { return deposited(f) && !f.OnHold }}
	depositedAndHeld = Condition{"deposit complete", func(f Facts) bool { return deposited(f) && f.OnHold }}

	notHeld = Requirement{"no open hold", func(f Facts) *Error {
		return unless(!f.OnHold, CodeOnHold, "La operación está en observación. Un responsable debe liberarla para continuar.")
	}}
	held = Requirement{"an open hold", func(f Facts) *Error {
		return unless(f.OnHold, CodeNotAllowedInStatus, "La operación no tiene ninguna observación abierta.")
	}}
	noLiveDeposit = Requirement{"no deposit reported or confirmed", func(f Facts) *Error {
		return unless(!f.AnyDepositLive, CodeNotAllowedInStatus,
			"Hay un abono informado o confirmado. Primero debe rechazarse o devolverse ese abono.")
	}}
	noCountedDeposit = Requirement{"no deposit that counts", func(f Facts) *Error {
		return unless(f.Reported.IsZero() && f.Confirmed.IsZero(), CodeNotAllowedInStatus,
			"Ya hay un abono aplicado a la operación; el importe no puede cambiar.")
	}}
	deadlinePassed = Requirement{"deadline passed", func(f Facts) *Error {
		return unless(f.DeadlinePassed, CodeNotAllowedInStatus, "El plazo de la operación todavía no vence.")
	}}
	unassigned = Requirement{"no operator", func(f Facts) *Error {
		return unless(!f.Assigned, CodeNotAllowedInStatus, "La operación ya tiene un operador asignado.")
	}}
	moneyToCheck = Requirement{"a deposit to check", func(f Facts) *Error {
		return unless(f.AnyDepositLive, CodeNotAllowedInStatus, "No hay ningún abono por revisar en esta operación.")
	}}
	assignedOrMoneyToCheck = Requirement{"an operator or a deposit to check", func(f Facts) *Error {
		if f.Assigned {
			return nil
		}
		return moneyToCheck.Check(f)
	}}
	// What a completed operation exchanged is confirmed for good and nobody's work any more.
	moneyUnsettled = Requirement{"money that was not exchanged", func(f Facts) *Error {
		return unless(f.ToCheck+f.Refundable > 0, CodeNotAllowedInStatus, "No hay ningún abono por revisar en esta operación.")
	}}
	mayEndInProcess = Requirement{"by Master", func(f Facts) *Error {
		return unless(f.MayEndInProcess, CodeForbidden, "Solo un Master puede cancelar una operación en proceso.")
	}}
	nothingPaid = Requirement{"no payout yet", func(f Facts) *Error {
		return unless(f.Paid.IsZero(), CodeNotAllowedInStatus, "Ya se registró un pago al cliente; la operación debe completarse.")
	}}
	depositRejected = Requirement{"a rejected deposit", func(f Facts) *Error {
		return unless(f.AnyDepositRejected, CodeRequired, "Indica al menos un abono que se rechaza.")
	}}
	depositIncomplete = Requirement{"deposit incomplete", func(f Facts) *Error {
		return unless(!deposited(f), CodeAmountMismatch, "Los abonos siguen cubriendo el importe; rechaza el que no llegó.")
	}}
	depositsConfirmed = Requirement{"confirmed deposits = deposit", func(f Facts) *Error {
		if f.Confirmed.Cmp(f.DepositDue) == 0 {
			return nil
		}
		return Refuse(CodeAmountMismatch, "Los abonos confirmados suman %s de %s. Confirma los abonos que faltan.",
			f.Confirmed, f.DepositDue).With("confirmed", f.Confirmed).With("due", f.DepositDue)
	}}
	payoutsWithinBounds = Requirement{"payouts <= payout, at most 4", func(f Facts) *Error {
		if f.Payouts > MaxPayouts {
			return Refuse(CodeTooMany, "Una operación admite hasta %d pagos.", MaxPayouts).With("maximum", MaxPayouts)
		}
		if f.Paid.Cmp(f.PayoutDue) > 0 {
			return Refuse(CodeAmountMismatch, "Los pagos sumarían %s y el cliente recibe %s.", f.Paid, f.PayoutDue).
				With("paid", f.Paid).With("due", f.PayoutDue)
		}
		return nil
	}}
	payoutsExact = Requirement{"payouts = payout", func(f Facts) *Error {
		if f.Paid.Cmp(f.PayoutDue) == 0 {
			return nil
		}
		return Refuse(CodeAmountMismatch, "Los pagos suman %s de %s. Registra los pagos que faltan.", f.Paid, f.PayoutDue).
			With("paid", f.Paid).With("due", f.PayoutDue)
	}}
	proofsWithinBounds = Requirement{"at most 4 proofs", func(f Facts) *Error {
		return unless(f.Proofs <= MaxProofs, CodeTooMany, "Una operación admite hasta 4 comprobantes de pago.")
	}}
	proofGiven = Requirement{"a payout proof", func(f Facts) *Error {
		return unless(f.Proofs >= 1, CodeProofRequired, "Adjunta al menos un comprobante de pago antes de completar.")
	}}
)

func unless(ok bool, code Code, message string) *Error {
	if ok {
		return nil
	}
	return Refuse(code, "%s", message)
}
