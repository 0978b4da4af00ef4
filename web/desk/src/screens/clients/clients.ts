import { compare, isZero, type Money, sum } from '@qoricash/sdk/money';
import type { ClientDetailFragment, ClientDocumentKind, ClientFilter, ClientRowFragment, ClientStatus, KycStatus } from '../../gql/graphql.ts';
import type { Viewer } from '../../app/viewer.tsx';

/** A row of the list, and a client whole. */
export type ClientRow = ClientRowFragment;
export type ClientDetail = ClientDetailFragment;

export const clientStatuses: readonly ClientStatus[] = ['ACTIVE', 'PENDING_VERIFICATION', 'DEACTIVATED'];
export const kycStatuses: readonly KycStatus[] = ['PENDING', 'IN_REVIEW', 'APPROVED', 'REJECTED'];

/** What the address of the list says. */
export interface ClientSearch {
  readonly text?: string;
  readonly status?: ClientStatus;
  readonly kyc?: KycStatus;
  /** Id of the trader whose portfolio it is. */
  readonly owner?: string;
}

/** Reads an address; what it does not understand of one is left out. */
export function parseClientSearch(given: Readonly<Record<string, unknown>>): ClientSearch {
  const oneOf = <Value extends string>(value: unknown, known: readonly Value[]) => known.find((one) => one === value);
  // A document number that stands alone in an address is read as a number.
  const words = typeof given['text'] === 'string' || typeof given['text'] === 'number' ? String(given['text']).trim() : '';
  const owner = typeof given['owner'] === 'string' && /^usr_\w+$/.test(given['owner']) ? given['owner'] : undefined;
  const read = { text: words || undefined, status: oneOf(given['status'], clientStatuses), kyc: oneOf(given['kyc'], kycStatuses), owner };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The house searches for two characters at least: what is shorter narrows nothing yet. */
export const leastSearch = 2;

/** What the house is asked for. */
export function clientFilter({ text, status, kyc, owner }: ClientSearch): ClientFilter {
  return {
    ...(text && text.length >= leastSearch && { search: text }), ...(status && { status: [status] }), ...(kyc && { kycStatus: [kyc] }), ...(owner && { ownerId: owner }),
  };
}

/** How full a limit is, for a bar of four steps; the figures beside it are the house's. */
export type Fill = 'none' | 'some' | 'most' | 'full';

/** Three quarters of the limit are `most`. */
export function fillOf(used: Money, maximum: Money | null | undefined): Fill | null {
  if (!maximum) return null;
  if (compare(used.amount, maximum.amount) >= 0) return 'full';
  if (isZero(used.amount)) return 'none';
  const { amount: part } = used;
  const { amount: whole } = maximum;
  return compare(sum([part, part, part, part]), sum([whole, whole, whole])) >= 0 ? 'most' : 'some';
}

/** How many clients move at once: the house takes no more. */
export const mostMoved = 500;

export type ClientAct =
  | 'EDIT' | 'REASSIGN' | 'DEACTIVATE' | 'REACTIVATE' | 'REOPEN' | 'REVIEW'
  | 'ADD_ACCOUNT' | 'CONFIRM_ACCOUNT' | 'REMOVE_ACCOUNT' | 'CONTACTS' | 'SUBMIT';

/** The permission that each act takes, as `rolePermissions` names it. */
export const actPermission = {
  EDIT: 'CLIENTS_UPDATE', REASSIGN: 'CLIENTS_REASSIGN', DEACTIVATE: 'CLIENTS_DEACTIVATE', REACTIVATE: 'CLIENTS_DEACTIVATE', REOPEN: 'KYC_REVIEW', REVIEW: 'KYC_REVIEW',
  ADD_ACCOUNT: 'ACCOUNTS_WRITE', CONFIRM_ACCOUNT: 'ACCOUNTS_CONFIRM', REMOVE_ACCOUNT: 'ACCOUNTS_WRITE', CONTACTS: 'CLIENTS_UPDATE', SUBMIT: 'DOCUMENTS_SUBMIT',
} as const satisfies Record<ClientAct, string>;

const abilities = {
  CLIENTS_UPDATE: 'clientsUpdate', CLIENTS_REASSIGN: 'clientsReassign', CLIENTS_DEACTIVATE: 'clientsDeactivate', KYC_REVIEW: 'kycReview',
  ACCOUNTS_WRITE: 'accountsWrite', ACCOUNTS_CONFIRM: 'accountsConfirm', DOCUMENTS_SUBMIT: 'documentsSubmit',
} as const;

/** Why an act is not possible: the right is missing, or the state of the client stands in the way. */
export type Block = 'RIGHT' | 'NOT_DECIDED' | 'NOTHING_TO_REVIEW';

/**
 * Whether an act is possible, as far as the page can know: rights are those of `viewer.can`, and states those in which the house
 * refuses always. The rest is the house's to refuse.
 */
export function blockOf(act: ClientAct, can: Viewer['can'], client: Pick<ClientDetail, 'kycStatus'>): Block | null {
  if (!can[abilities[actPermission[act]]]) return 'RIGHT';
  if (act === 'REOPEN' && client.kycStatus !== 'APPROVED' && client.kycStatus !== 'REJECTED') return 'NOT_DECIDED';
  if (act === 'REVIEW' && client.kycStatus !== 'IN_REVIEW') return 'NOTHING_TO_REVIEW';
  return null;
}

/** The roles that hold a permission, in the order of the matrix. */
export function rolesWith(
  permission: string, matrix: readonly { readonly role: string; readonly permissions: readonly { readonly permission: string }[] }[],
): readonly string[] {
  return matrix.filter(({ permissions }) => permissions.some((grant) => grant.permission === permission)).map(({ role }) => role).filter((role) => role !== 'CLIENT');
}

/** The kinds of papers that a client may send, those that are missing first; what the house itself answers for is for who reviews. */
export function paperKinds(identification: ClientDetail['identification'], reviews: boolean): readonly ClientDocumentKind[] {
  const { missing = [], required = [] } = identification ?? {};
  return [...new Set<ClientDocumentKind>([...missing, ...required, 'OTHER', ...(reviews ? ['COMPLIANCE_VALIDATION' as const] : [])])];
}
