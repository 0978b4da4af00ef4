import type { Money, Operation } from './types';

const symbols = { PEN: 'S/', USD: 'US$' } as const;

const kinds: Readonly<Record<string, string>> = {
  CREATED: 'Creada',
  AMENDED: 'Monto cambiado',
  DEPOSIT_REPORTED: 'Abono informado',
  DEPOSIT_WITHDRAWN: 'Abono retirado',
  DEPOSIT_CONFIRMED: 'Abono confirmado',
  DEPOSIT_UNCONFIRMED: 'Confirmación deshecha',
  DEPOSIT_REJECTED: 'Abono rechazado',
  DEPOSIT_REFUNDED: 'Abono devuelto',
  DEPOSIT_APPLIED: 'Abono aplicado',
  DEPOSIT_UNAPPLIED: 'Aplicación deshecha',
  DEPOSIT_COUNTED: 'Abono contado',
  ASSIGNED: 'Asignada',
  UNASSIGNED: 'Sin operador',
  OPERATOR_NAMED: 'Operador designado',
  PAYOUT_ADDED: 'Pago registrado',
  PAYOUT_VOIDED: 'Pago anulado',
  PROOF_ADDED: 'Comprobante adjunto',
  COMPLETED: 'Completada',
  RETURNED: 'Devuelta al cliente',
  CANCELED: 'Cancelada',
  EXPIRED: 'Expirada',
  HELD: 'Observada',
  RELEASED: 'Liberada',
};

const clock = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', timeStyle: 'medium', hourCycle: 'h23' });

/** The event in Spanish; a kind that the page does not know yet is shown as it came. */
export function kindLabel(kind: string): string {
  return kinds[kind] ?? kind;
}

/** "S/ 1,730.00". Works on the text: amounts are exact. */
export function moneyText({ amount, currency }: Money): string {
  const [whole = '', cents] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${symbols[currency]} ${cents === undefined ? grouped : `${grouped}.${cents}`}`;
}

export function sideLabel(side: Operation['side']): string {
  return side === 'HOUSE_BUYS_USD' ? 'Compra' : 'Venta';
}

/** Time of day in Lima. */
export function timeText(instant: string | number): string {
  return clock.format(new Date(instant));
}

/** "hace 7 s", "hace 3 min". */
export function agoText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 90 ? `hace ${seconds} s` : `hace ${Math.floor(seconds / 60)} min`;
}
