package domain

func deposited(f Facts) bool { return f.Reported.Add(f.Confirmed).Cmp(f.DepositDue) == 0 }

// unpaid tells that the house paid nothing, and that nothing which it sent by mistake is still out.
func unpaid(f Facts) bool { return f.Paid.IsZero() && !f.MoneyOut }

// The conditions by which an act leads to one state or another.
var (
	depositedAndFree = Condition{"deposit complete", func(f Facts) bool { return deposited(f) && !f.OnHold }}
	depositedAndHeld = Condition{"deposit complete", func(f Facts) bool { return deposited(f) && f.OnHold }}
	shortAndFree     = Condition{"deposit incomplete, nothing paid", func(f Facts) bool { return !deposited(f) && unpaid(f) && !f.OnHold }}
	shortAndHeld     = Condition{"deposit incomplete, nothing paid", func(f Facts) bool { return !deposited(f) && unpaid(f) && f.OnHold }}
	heldAlready      = Condition{"another hold is open", func(f Facts) bool { return f.OnHold }}
	heldStill        = Condition{"another hold stays open", func(f Facts) bool { return f.OtherHolds }}
)

// The requirements of holds and time.
var (
	notHeld = Requirement{"no open hold", func(f Facts) *Error {
		return unless(!f.OnHold, CodeOnHold, "La operación está en observación. Un responsable debe liberarla para continuar.")
	}}
	notHeldOrReleaser = Requirement{"no open hold, or the right to release every one alone", func(f Facts) *Error {
		return unless(!f.OnHold || f.MayRelease, CodeOnHold,
			"La operación está en observación: solo devuelve el dinero quien puede liberarla por su cuenta. Pide que la liberen.")
	}}
	held = Requirement{"an open hold", func(f Facts) *Error {
		return unless(f.OnHold, CodeNotAllowedInStatus, "La operación no tiene ninguna observación abierta.")
	}}
	deadlinePassed = Requirement{"deadline passed", func(f Facts) *Error {
		return unless(f.DeadlinePassed, CodeNotAllowedInStatus, "El plazo de la operación todavía no vence.")
	}}
	nothingStopsTheDay = Requirement{"a deadline, or no live deposit", func(f Facts) *Error {
		return unless(f.HasDeadline || !f.AnyDepositLive, CodeNotAllowedInStatus, "La operación de mesa tiene un abono por revisar.")
	}}
	notSeenInTime = Requirement{"reported money not seen in time", func(f Facts) *Error {
		return unless(f.SightOverdue && f.Confirmed.Cmp(f.DepositDue) != 0, CodeNotAllowedInStatus,
			"Todavía hay tiempo para verificar el abono informado.")
	}}
	unassigned = Requirement{"no operator", func(f Facts) *Error {
		return unless(!f.Assigned, CodeNotAllowedInStatus, "La operación ya tiene un operador asignado.")
	}}
	assigned = Requirement{"an operator", func(f Facts) *Error {
		return unless(f.Assigned, CodeNotAllowedInStatus, "La operación no tiene operador: no hay nada que devolver.")
	}}
	mayEndInProcess = Requirement{"by Master", func(f Facts) *Error {
		return unless(f.MayEndInProcess, CodeForbidden, "Solo un Master puede cancelar una operación en proceso.")
	}}
)

// The requirements of deposits.
var (
	noLiveDeposit = Requirement{"no deposit reported or confirmed", func(f Facts) *Error {
		return unless(!f.AnyDepositLive, CodeNotAllowedInStatus,
			"Hay un abono informado o confirmado. Primero debe rechazarse o devolverse ese abono.")
	}}
	noCountedDeposit = Requirement{"no deposit that counts", func(f Facts) *Error {
		return unless(f.Reported.IsZero() && f.Confirmed.IsZero(), CodeNotAllowedInStatus,
			"Ya hay un abono aplicado a la operación; el importe no puede cambiar.")
	}}
	moneyToCheck = Requirement{"a live deposit, or money out by mistake", func(f Facts) *Error {
		return unless(f.AnyDepositLive || f.MoneyOut, CodeNotAllowedInStatus, "No hay ningún abono ni pago por revisar en esta operación.")
	}}
	assignedOrMoneyToCheck = Requirement{"an operator, a live deposit, or money out by mistake", func(f Facts) *Error {
		if f.Assigned {
			return nil
		}
		return moneyToCheck.Check(f)
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
	nothingOut = Requirement{"no money out by mistake", func(f Facts) *Error {
		return unless(!f.MoneyOut, CodeNotAllowedInStatus,
			"Un pago con datos equivocados sigue fuera de la casa. Anúlalo como devuelto cuando el banco regrese el dinero.")
	}}
	unpaidOrWaiting = Requirement{"nothing paid, or money that does not count", func(f Facts) *Error {
		return unless(f.Paid.IsZero() || !f.MovesCounted, CodeNotAllowedInStatus,
			"Ya se registró un pago al cliente: anula el pago antes de mover el abono que lo cubre.")
	}}
	unpaidOrMaster = Requirement{"nothing paid, or by Master", func(f Facts) *Error {
		return unless(f.Paid.IsZero() || f.MayEndInProcess, CodeForbidden,
			"Ya se registró un pago al cliente: solo un Master puede deshacer la confirmación de su abono.")
	}}
)

// The requirements of payouts and proofs.
var (
	nothingPaid = Requirement{"no payout yet", func(f Facts) *Error {
		return unless(unpaid(f), CodeNotAllowedInStatus, "Ya se registró un pago al cliente; la operación debe completarse o el pago anularse.")
	}}
	payoutsWithinBounds = Requirement{"payouts <= payout, at most 4", func(f Facts) *Error {
		if f.Payouts > MaxPayouts {
			return Refuse(CodeTooMany, "Una operación admite hasta %d pagos.", MaxPayouts).With("maximum", MaxPayouts)
		}
		if f.Paid.Cmp(f.PayoutDue) > 0 {
			return Refuse(CodeAmountMismatch, "Los pagos sumarían %s y el cliente recibe %s.", f.Paid, f.PayoutDue).
				At("amount").With("paid", f.Paid).With("due", f.PayoutDue)
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
