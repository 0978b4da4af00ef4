import { useState } from 'react';
import type { OperationAction } from '../../../gql/graphql.ts';
import { OperationTakeDocument } from '../../../gql/graphql.ts';
import { useAct } from '../../../house/act.ts';
import { type Detail, type DialogAct, isDialogAct, type Values } from './specs.ts';

/** Keys of acts, shown beside their labels. */
export const actKeys: Readonly<Partial<Record<OperationAction, string>>> = {
  TAKE: 't', CONFIRM_DEPOSIT: 'a', REJECT_DEPOSIT: 'Shift+A', ADD_PAYOUT: 'p', ADD_PROOF: 'f', COMPLETE: 'e', RETURN: 'd', CANCEL: 'Shift+C', HOLD: 'h', RELEASE: 'l',
  REASSIGN: 'r', HAND_BACK: 'Shift+T', REPORT_DEPOSIT: 'b', AMEND: 'm',
};

/** Acts in the order in which an operation needs them; the others stand behind «more». */
export const actOrder: readonly OperationAction[] = [
  'TAKE', 'CONFIRM_DEPOSIT', 'ADD_PAYOUT', 'ADD_PROOF', 'COMPLETE', 'REPORT_DEPOSIT', 'RETURN', 'HOLD', 'RELEASE', 'REJECT_DEPOSIT', 'REASSIGN', 'HAND_BACK', 'NAME_OPERATOR',
  'AMEND',
  'APPLY_DEPOSIT', 'UNAPPLY_DEPOSIT', 'WITHDRAW_DEPOSIT', 'REFUND_DEPOSIT', 'UNCONFIRM_DEPOSIT', 'VOID_PAYOUT', 'CANCEL',
];

export type OpenAct = { readonly action: DialogAct; readonly start?: Values } | { readonly action: 'AMEND' };

/** The acts on one operation: those that need no dialog are carried out, the others are opened. */
export function useActs(operation: Pick<Detail, 'id' | 'version'>) {
  const [open, setOpen] = useState<OpenAct | null>(null);
  const take = useAct(OperationTakeDocument);
  const begin = (action: OperationAction, start?: Values) => {
    if (action === 'TAKE') void take.send({ operationId: operation.id, expectedVersion: operation.version });
    else if (action === 'AMEND') setOpen({ action });
    else if (isDialogAct(action)) setOpen({ action, ...(start && { start }) });
  };
  return { open, begin, close: () => setOpen(null), take };
}
