import type { Decimal } from '@qoricash/sdk/money';
import { subtract, sum } from '@qoricash/sdk/money';
import {
  OperationAddPayoutDocument, OperationAddProofDocument, OperationApplyDepositDocument, OperationCancelDocument, OperationCompleteDocument,
  OperationConfirmDepositDocument, type OperationDetailFragment, OperationHandBackDocument, OperationHoldDocument, OperationNameOperatorDocument, type OperationPreviewInput,
  OperationReassignDocument, OperationRefundDepositDocument, OperationRejectDepositDocument, OperationReleaseDocument, OperationReportDepositDocument,
  OperationReturnDocument, OperationUnapplyDepositDocument, OperationUnconfirmDepositDocument, OperationVoidPayoutDocument,
  OperationWithdrawDepositDocument,
} from '../../../gql/graphql.ts';
import type { TypedText } from '../../../house/documents.ts';

export type Detail = OperationDetailFragment;
export type Deposit = Detail['deposits'][number];
export type Payout = Detail['payouts'][number];

/** What a form holds: texts, and lists of ids. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A field of an act. Its name is the path in the input of the mutation, where refusals are told. */
export type ActField =
  | { readonly name: string; readonly kind: 'deposit'; readonly among: (deposit: Deposit) => boolean }
  | { readonly name: string; readonly kind: 'deposits'; readonly among: (deposit: Deposit) => boolean }
  | { readonly name: string; readonly kind: 'payout'; readonly among: (payout: Payout) => boolean }
  | { readonly name: string; readonly kind: 'account'; readonly of: 'pay' | 'receive'; readonly label: 'seenAt' | 'from'; readonly optional?: boolean }
  | { readonly name: string; readonly kind: 'enum'; readonly label: 'holdReason' | 'cause' | 'reasonHouse'; readonly enumeration: string; readonly values: readonly string[] }
  | { readonly name: string; readonly kind: 'text'; readonly label: 'reference' | 'comment' }
  | { readonly name: string; readonly kind: 'area'; readonly label: 'reasonClient' | 'reasonHouse' | 'note' | 'override'; readonly onlyAfter?: string }
  | { readonly name: string; readonly kind: 'amount'; readonly of: 'pay' | 'receive' }
  | { readonly name: string; readonly kind: 'file'; readonly purpose: 'DEPOSIT_PROOF' | 'PAYOUT_PROOF'; readonly optional?: boolean }
  | { readonly name: string; readonly kind: 'operator' }
  | { readonly name: string; readonly kind: 'proofs' }
  | { readonly name: string; readonly kind: 'otherOperation' };

/** What every act says of the operation. */
interface Base {
  readonly operationId: string;
  readonly expectedVersion: number;
}

/** What an act needs to know beside its form: versions of other operations. */
export interface Others {
  readonly versionOf: (id: string) => number;
  /** The version of the operation that a deposit came from. */
  readonly versionOfOrigin: (depositId: string) => number;
}

/** One act: its form, what it sends, and how it is previewed. */
export interface ActSpec {
  readonly document: TypedText<unknown, { input: { readonly idempotencyKey: string } }>;
  readonly fields: readonly ActField[];
  readonly input: (values: Values, base: Base, others: Others) => object;
  readonly preview: (values: Values) => Omit<OperationPreviewInput, 'operationId' | 'action' | 'overridesReference'> & { overridesReference?: boolean };
  /** What a form begins with. */
  readonly start?: (operation: Detail) => Values;
  /** Takes something away, or ends it: its button says so by its colour. */
  readonly isDanger?: boolean;
}

/** Holds the document and the input to the same type, and forgets it: dialogs treat all acts alike. */
function spec<Data, Input extends { readonly idempotencyKey: string }>(given: Omit<ActSpec, 'document' | 'input'> & {
  readonly document: TypedText<Data, { input: Input }>;
  readonly input: (values: Values, base: Base, others: Others) => Omit<Input, 'idempotencyKey'>;
}): ActSpec {
  return given as unknown as ActSpec;
}

export const one = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};
export const many = (values: Values, name: string): string[] => {
  const value = values[name];
  return Array.isArray(value) ? [...value] : [];
};
const given = (values: Values, name: string): string | null => one(values, name) || null;

const reported = ({ status }: Deposit) => status === 'REPORTED';
const confirmed = ({ status }: Deposit) => status === 'CONFIRMED';
const waits = ({ status, counted }: Deposit) => status === 'CONFIRMED' && !counted;
const standing = ({ voidedAt }: Payout) => !voidedAt;

/** What is still to be paid to the client. */
export const unpaid = ({ receive, payouts }: Detail): Decimal => subtract(receive.amount, sum(payouts.filter(standing).map(({ money }) => money.amount)));

/** What the client has still to transfer. */
export const undeposited = ({ pay, deposits }: Detail): Decimal =>
  subtract(pay.amount, sum(deposits.filter((deposit) => deposit.counted && (reported(deposit) || confirmed(deposit))).map(({ money }) => money.amount)));

const first = (rows: readonly { readonly id: string }[]): string => (rows.length === 1 ? (rows[0]?.id ?? '') : '');
const depositIn = (among: (deposit: Deposit) => boolean) => (operation: Detail): Values => ({ depositId: first(operation.deposits.filter(among)) });

/** The acts that a dialog carries out. TAKE needs none, and AMEND locks a price first. */
export const actSpecs = {
  REPORT_DEPOSIT: spec({
    document: OperationReportDepositDocument,
    fields: [
      { name: 'amount', kind: 'amount', of: 'pay' },
      { name: 'bankReference', kind: 'text', label: 'reference' },
      { name: 'fileId', kind: 'file', purpose: 'DEPOSIT_PROOF', optional: true },
    ],
    start: (operation) => ({ amount: undeposited(operation) }),
    input: (values, base) => ({ ...base, amount: one(values, 'amount'), bankReference: one(values, 'bankReference'), fileId: given(values, 'fileId') }),
    preview: (values) => ({ amount: one(values, 'amount') }),
  }),
  WITHDRAW_DEPOSIT: spec({
    document: OperationWithdrawDepositDocument,
    fields: [{ name: 'depositId', kind: 'deposit', among: reported }],
    start: depositIn(reported),
    input: (values, base) => ({ ...base, depositId: one(values, 'depositId') }),
    preview: (values) => ({ depositId: one(values, 'depositId') }),
  }),
  CONFIRM_DEPOSIT: spec({
    document: OperationConfirmDepositDocument,
    fields: [
      { name: 'depositId', kind: 'deposit', among: reported },
      { name: 'houseAccountId', kind: 'account', of: 'pay', label: 'seenAt', optional: true },
      { name: 'overrideReason', kind: 'area', label: 'override', onlyAfter: 'DUPLICATE_REFERENCE' },
    ],
    start: depositIn(reported),
    input: (values, base) => ({
      ...base, depositId: one(values, 'depositId'), houseAccountId: given(values, 'houseAccountId'), overrideReason: given(values, 'overrideReason'),
    }),
    preview: (values) => ({
      depositId: one(values, 'depositId'), houseAccountId: given(values, 'houseAccountId'), overridesReference: one(values, 'overrideReason') !== '',
    }),
  }),
  UNCONFIRM_DEPOSIT: spec({
    document: OperationUnconfirmDepositDocument,
    fields: [{ name: 'depositId', kind: 'deposit', among: confirmed }, { name: 'reason', kind: 'area', label: 'reasonHouse' }],
    start: depositIn(confirmed),
    input: (values, base) => ({ ...base, depositId: one(values, 'depositId'), reason: one(values, 'reason') }),
    preview: (values) => ({ depositId: one(values, 'depositId') }),
    isDanger: true,
  }),
  REJECT_DEPOSIT: spec({
    document: OperationRejectDepositDocument,
    fields: [{ name: 'depositId', kind: 'deposit', among: reported }, { name: 'reason', kind: 'area', label: 'reasonClient' }],
    start: depositIn(reported),
    input: (values, base) => ({ ...base, depositId: one(values, 'depositId'), reason: one(values, 'reason') }),
    preview: (values) => ({ depositId: one(values, 'depositId') }),
    isDanger: true,
  }),
  REFUND_DEPOSIT: spec({
    document: OperationRefundDepositDocument,
    fields: [
      { name: 'depositId', kind: 'deposit', among: confirmed },
      { name: 'houseAccountId', kind: 'account', of: 'pay', label: 'from' },
      { name: 'bankReference', kind: 'text', label: 'reference' },
    ],
    start: depositIn(confirmed),
    input: (values, base) => ({
      ...base, depositId: one(values, 'depositId'), houseAccountId: one(values, 'houseAccountId'), bankReference: one(values, 'bankReference'),
    }),
    preview: (values) => ({ depositId: one(values, 'depositId'), houseAccountId: given(values, 'houseAccountId') }),
    isDanger: true,
  }),
  APPLY_DEPOSIT: spec({
    document: OperationApplyDepositDocument,
    fields: [{ name: 'depositId', kind: 'deposit', among: waits }, { name: 'toOperationId', kind: 'otherOperation' }],
    start: depositIn(waits),
    input: (values, base, others) => ({
      ...base, depositId: one(values, 'depositId'), toOperationId: one(values, 'toOperationId'), toExpectedVersion: others.versionOf(one(values, 'toOperationId')),
    }),
    preview: (values) => ({ depositId: one(values, 'depositId'), toOperationId: one(values, 'toOperationId') }),
  }),
  UNAPPLY_DEPOSIT: spec({
    document: OperationUnapplyDepositDocument,
    fields: [{ name: 'depositId', kind: 'deposit', among: ({ origin }) => origin != null }],
    start: depositIn(({ origin }) => origin != null),
    input: (values, base, others) => ({ ...base, depositId: one(values, 'depositId'), fromExpectedVersion: others.versionOfOrigin(one(values, 'depositId')) }),
    preview: (values) => ({ depositId: one(values, 'depositId') }),
    isDanger: true,
  }),
  HAND_BACK: spec({
    document: OperationHandBackDocument,
    fields: [],
    input: (_, base) => base,
    preview: () => ({}),
  }),
  REASSIGN: spec({
    document: OperationReassignDocument,
    fields: [{ name: 'operatorId', kind: 'operator' }],
    input: (values, base) => ({ ...base, operatorId: one(values, 'operatorId') }),
    preview: (values) => ({ operatorId: one(values, 'operatorId') }),
  }),
  NAME_OPERATOR: spec({
    document: OperationNameOperatorDocument,
    fields: [{ name: 'operatorId', kind: 'operator' }],
    input: (values, base) => ({ ...base, operatorId: one(values, 'operatorId') }),
    preview: (values) => ({ operatorId: one(values, 'operatorId') }),
  }),
  ADD_PAYOUT: spec({
    document: OperationAddPayoutDocument,
    fields: [
      { name: 'amount', kind: 'amount', of: 'receive' },
      { name: 'houseAccountId', kind: 'account', of: 'receive', label: 'from' },
      { name: 'bankReference', kind: 'text', label: 'reference' },
    ],
    start: (operation) => ({ amount: unpaid(operation) }),
    input: (values, base) => ({
      ...base, amount: one(values, 'amount'), houseAccountId: one(values, 'houseAccountId'), bankReference: one(values, 'bankReference'),
    }),
    preview: (values) => ({ amount: one(values, 'amount'), houseAccountId: given(values, 'houseAccountId') }),
  }),
  VOID_PAYOUT: spec({
    document: OperationVoidPayoutDocument,
    fields: [
      { name: 'payoutId', kind: 'payout', among: () => true },
      { name: 'reason', kind: 'enum', label: 'reasonHouse', enumeration: 'PayoutVoidReason', values: ['NEVER_SENT', 'SENT_BACK', 'WRONG_DATA'] },
    ],
    start: (operation) => ({ payoutId: first(operation.payouts.filter(standing)) }),
    input: (values, base) => ({ ...base, payoutId: one(values, 'payoutId'), reason: one(values, 'reason') as 'NEVER_SENT' }),
    preview: (values) => ({ payoutId: one(values, 'payoutId'), voidReason: one(values, 'reason') as 'NEVER_SENT' }),
    isDanger: true,
  }),
  ADD_PROOF: spec({
    document: OperationAddProofDocument,
    fields: [{ name: 'fileId', kind: 'file', purpose: 'PAYOUT_PROOF' }, { name: 'comment', kind: 'text', label: 'comment' }],
    input: (values, base) => ({ ...base, fileId: one(values, 'fileId'), comment: given(values, 'comment') }),
    preview: () => ({}),
  }),
  COMPLETE: spec({
    document: OperationCompleteDocument,
    fields: [{ name: 'proofIds', kind: 'proofs' }],
    input: (values, base) => ({ ...base, proofIds: many(values, 'proofIds') }),
    preview: (values) => ({ proofIds: many(values, 'proofIds').length > 0 ? many(values, 'proofIds') : null }),
  }),
  RETURN: spec({
    document: OperationReturnDocument,
    fields: [{ name: 'rejectDepositIds', kind: 'deposits', among: reported }, { name: 'reason', kind: 'area', label: 'reasonClient' }],
    input: (values, base) => ({ ...base, rejectDepositIds: many(values, 'rejectDepositIds'), reason: one(values, 'reason') }),
    preview: (values) => ({ rejectDepositIds: many(values, 'rejectDepositIds') }),
    isDanger: true,
  }),
  CANCEL: spec({
    document: OperationCancelDocument,
    fields: [{ name: 'reason', kind: 'area', label: 'reasonClient' }],
    input: (values, base) => ({ ...base, reason: one(values, 'reason') }),
    preview: () => ({}),
    isDanger: true,
  }),
  HOLD: spec({
    document: OperationHoldDocument,
    fields: [
      { name: 'cause', kind: 'enum', label: 'cause', enumeration: 'HoldCause', values: ['MANUAL', 'RECONCILIATION'] },
      { name: 'reason', kind: 'enum', label: 'holdReason', enumeration: 'HoldReason', values: ['REVIEW', 'DOCUMENTS', 'DEPOSIT_CHECK', 'OTHER'] },
      { name: 'note', kind: 'area', label: 'note' },
    ],
    start: () => ({ cause: 'MANUAL' }),
    input: (values, base) => ({ ...base, cause: one(values, 'cause') as 'MANUAL', reason: one(values, 'reason') as 'REVIEW', note: one(values, 'note') }),
    preview: (values) => ({ cause: one(values, 'cause') as 'MANUAL' }),
  }),
  RELEASE: spec({
    document: OperationReleaseDocument,
    fields: [{ name: 'cause', kind: 'enum', label: 'cause', enumeration: 'HoldCause', values: ['MANUAL', 'RECONCILIATION'] }],
    start: (operation) => ({ cause: operation.holds.find(({ releasedAt, cause }) => !releasedAt && cause && cause !== 'COMPLIANCE')?.cause ?? 'MANUAL' }),
    input: (values, base) => ({ ...base, cause: one(values, 'cause') as 'MANUAL' }),
    preview: (values) => ({ cause: one(values, 'cause') as 'MANUAL' }),
  }),
} as const satisfies Record<string, ActSpec>;

/** An act that a dialog carries out. */
export type DialogAct = keyof typeof actSpecs;
export const isDialogAct = (action: string): action is DialogAct => Object.hasOwn(actSpecs, action);

/** Whether enough is filled in to ask what the act would come to. */
export function isFilled(spec: ActSpec, values: Values): boolean {
  return spec.fields.every((field) => {
    if (field.kind === 'area' || field.kind === 'text' || field.kind === 'file' || field.kind === 'proofs' || field.kind === 'deposits') return true;
    if (field.kind === 'account' && field.optional) return true;
    return one(values, field.name) !== '';
  });
}
