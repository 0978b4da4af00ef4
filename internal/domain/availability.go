package domain

import "github.com/qoricash/qoricash/internal/money"

// actPermissions says which permission an act of a person asks for.
var actPermissions = map[Act]Permission{
	ActAmend: OperationsAmend, ActReportDeposit: DepositsReport, ActConfirmDeposit: OperationsSettle,
	ActRejectDeposit: OperationsSettle, ActRefundDeposit: OperationsSettle, ActTake: OperationsTake,
	ActReassign: OperationsReassign, ActHandBack: OperationsSettle, ActAddPayout: OperationsSettle, ActAddProof: OperationsSettle,
	ActComplete: OperationsSettle, ActReturn: OperationsSettle, ActCancel: OperationsCancel, ActHold: OperationsHold,
	ActRelease: OperationsHold, ActNameOperator: OperationsAmend, ActWithdrawDeposit: DepositsReport, ActUnconfirmDeposit: OperationsSettle,
	ActApplyDeposit: OperationsSettle, ActUnapplyDeposit: OperationsSettle, ActVoidPayout: OperationsSettle,
}

// PermissionFor answers the permission that an act of a person asks for.
func PermissionFor(act Act) Permission { return actPermissions[act] }

// Preview answers why a person's act would be refused now, or nil when it would go through with the right input. It asks
// the same table as Next, with the facts that a sensible input would make.
func Preview(status Status, act Act, facts Facts) *Error {
	if refusal := inputWanting(act, facts); refusal != nil {
		if _, known := Next(status, act, facts); known != nil && known.Code == CodeNotAllowedInStatus {
			return known
		}
		return refusal.With("status", status)
	}
	_, refusal := Next(status, act, supposing(act, facts))
	return refusal
}

// inputWanting answers why no input could serve the act: there is nothing that it could be about.
func inputWanting(act Act, f Facts) *Error {
	switch act {
	case ActConfirmDeposit, ActRejectDeposit:
		return unless(f.ToCheck > 0, CodeNotAllowedInStatus, "No hay ningún abono informado por revisar.")
	case ActRefundDeposit:
		return unless(f.Refundable > 0, CodeNotAllowedInStatus, "No hay ningún abono confirmado que se pueda devolver.")
	case ActWithdrawDeposit:
		return unless(f.Withdrawable > 0, CodeNotAllowedInStatus, "No hay ningún abono informado por ti que puedas retirar.")
	case ActUnconfirmDeposit:
		return unless(f.Unconfirmable > 0, CodeNotAllowedInStatus,
			"No hay ningún abono confirmado por otra persona cuya confirmación puedas deshacer.")
	case ActApplyDeposit:
		return unless(f.Applicable > 0, CodeNotAllowedInStatus, "No hay ningún abono confirmado en espera que se pueda aplicar a otra operación.")
	case ActUnapplyDeposit:
		return unless(f.Unappliable > 0, CodeNotAllowedInStatus, "No hay ningún abono que haya venido de otra operación.")
	case ActVoidPayout:
		return unless(f.Voidable > 0, CodeNotAllowedInStatus, "No hay ningún pago registrado por otra persona que puedas anular.")
	case ActHold:
		return unless(f.Holdable > 0, CodeNotAllowedInStatus, "La operación ya está en observación por toda causa que puedes abrir.")
	case ActRelease:
		return unless(f.Releasable > 0, CodeNotAllowedInStatus, "La operación no tiene ninguna observación que puedas liberar por tu cuenta.")
	case ActAddPayout:
		return unless(f.Paid.Cmp(f.PayoutDue) < 0, CodeAmountMismatch, "El importe del cliente ya está pagado por completo.")
	}
	return nil
}

// supposing answers the facts after a sensible input.
func supposing(act Act, f Facts) Facts {
	switch act {
	case ActAddPayout:
		f.Payouts, f.Paid = f.Payouts+1, f.PayoutDue
	case ActRefundDeposit:
		f.MovesCounted = f.Applicable == 0
	case ActUnapplyDeposit:
		f.MovesCounted = f.UnappliableWaiting == 0
	case ActAddProof:
		f.Proofs++
	case ActReturn:
		// It may reject whatever waits for a look at the bank, also money that does not count.
		if f.ToCheck > 0 {
			f.Reported = money.Amount{}
		}
	}
	return f
}
