export const acts = {
  AMEND: {
    verb: 'Cambiar el monto',
    busy: 'Cambiando…',
  },
  REPORT_DEPOSIT: {
    verb: 'Registrar abono',
    busy: 'Registrando…',
  },
  WITHDRAW_DEPOSIT: {
    verb: 'Retirar informe',
    busy: 'Retirando…',
  },
  CONFIRM_DEPOSIT: {
    verb: 'Confirmar abono',
    busy: 'Confirmando…',
  },
  UNCONFIRM_DEPOSIT: {
    verb: 'Deshacer confirmación',
    busy: 'Deshaciendo…',
  },
  REJECT_DEPOSIT: {
    verb: 'Rechazar abono',
    busy: 'Rechazando…',
  },
  REFUND_DEPOSIT: {
    verb: 'Devolver el dinero',
    busy: 'Registrando…',
  },
  APPLY_DEPOSIT: {
    verb: 'Pasar a otra operación',
    busy: 'Pasando…',
  },
  UNAPPLY_DEPOSIT: {
    verb: 'Deshacer el pase',
    busy: 'Deshaciendo…',
  },
  TAKE: {
    verb: 'Tomar',
    busy: 'Tomando…',
  },
  HAND_BACK: {
    verb: 'Devolver la asignación',
    busy: 'Devolviendo…',
  },
  REASSIGN: {
    verb: 'Reasignar',
    busy: 'Reasignando…',
  },
  ADD_PAYOUT: {
    verb: 'Registrar pago',
    busy: 'Registrando…',
  },
  VOID_PAYOUT: {
    verb: 'Anular pago',
    busy: 'Anulando…',
  },
  ADD_PROOF: {
    verb: 'Adjuntar comprobante',
    busy: 'Adjuntando…',
  },
  COMPLETE: {
    verb: 'Completar',
    busy: 'Completando…',
  },
  RETURN: {
    verb: 'Devolver al cliente',
    busy: 'Devolviendo…',
  },
  CANCEL: {
    verb: 'Cancelar operación',
    busy: 'Cancelando…',
  },
  HOLD: {
    verb: 'Observar',
    busy: 'Observando…',
  },
  RELEASE: {
    verb: 'Liberar',
    busy: 'Liberando…',
  },
  NAME_OPERATOR: {
    verb: 'Nombrar operador',
    busy: 'Nombrando…',
  },
};
