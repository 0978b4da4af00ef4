import { done, failed, over, type State, waiting } from '@qoricash/kit';
import type { InvoiceAction, InvoiceDetailFragment, InvoiceFilter, InvoiceKind, InvoiceRowFragment, InvoiceSort, InvoiceStatus } from '../../gql/graphql.ts';
import { isRealDay } from '../audit/trail.ts';

export type InvoiceRow = InvoiceRowFragment;
export type InvoiceDetail = InvoiceDetailFragment;

export const invoiceStates: Readonly<Record<InvoiceStatus, State>> = {
  PENDING: waiting, SENT: { tone: 'info', icon: 'half' }, ACCEPTED: done, REJECTED: failed, ERROR: failed, VOIDED: over,
};

export const invoiceKinds: readonly InvoiceKind[] = ['FACTURA', 'BOLETA', 'CREDIT_NOTE'];

/** Views of the list: what waits for a person comes first, then what is on its way. */
export const invoiceViews = ['look', 'way', 'accepted', 'rejected', 'voided', 'all'] as const;
export type InvoiceView = (typeof invoiceViews)[number];

const statusesOf: Readonly<Record<InvoiceView, readonly InvoiceStatus[]>> = {
  look: ['ERROR'], way: ['PENDING', 'SENT'], accepted: ['ACCEPTED'], rejected: ['REJECTED'], voided: ['VOIDED'], all: [],
};

/** Whether a document of a state stands in a view. */
export const fitsView = (view: InvoiceView, status: InvoiceStatus): boolean => statusesOf[view].length === 0 || statusesOf[view].includes(status);

/** What the address of the screen says. */
export interface InvoiceSearch {
  readonly tab?: 'missing' | 'series';
  readonly view?: InvoiceView;
  readonly kind?: InvoiceKind;
  readonly day?: string;
  readonly text?: string;
}

/** Reads an address; what it does not understand of one is left out. */
export function parseInvoiceSearch(given: Readonly<Record<string, unknown>>): InvoiceSearch {
  const oneOf = <Value extends string>(value: unknown, known: readonly Value[]) => known.find((one) => one === value);
  const words = typeof given['text'] === 'string' || typeof given['text'] === 'number' ? String(given['text']).trim() : '';
  const day = typeof given['day'] === 'string' && isRealDay(given['day']) ? given['day'] : undefined;
  const tab = oneOf(given['tab'], ['missing', 'series'] as const);
  const read = { tab, view: oneOf(given['view'], invoiceViews), kind: oneOf(given['kind'], invoiceKinds), day, text: words || undefined };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What the house is asked for. */
export function invoiceFilter({ view = 'look', kind, day, text }: InvoiceSearch): InvoiceFilter {
  const status = statusesOf[view];
  return { ...(status.length > 0 && { status: [...status] }), ...(kind && { kind: [kind] }), ...(day && { issuedOn: day }), ...(text && { search: text }) };
}

/** What has a term comes in its order; what is over comes newest first. */
export const invoiceSort = ({ view = 'look' }: InvoiceSearch): InvoiceSort =>
  (view === 'look' || view === 'way' ? { key: 'DUE_AT', direction: 'ASC' } : { key: 'CREATED_AT', direction: 'DESC' });

/** The acts in the order of their buttons, each with its letter. */
export const invoiceActs = ['RETRY', 'CORRECT', 'REISSUE', 'RESEND', 'REQUEST_NOTE', 'REQUEST_VOID'] as const satisfies readonly InvoiceAction[];
export type InvoiceAct = (typeof invoiceActs)[number];
export const actKeys: Readonly<Record<InvoiceAct, string>> = { RETRY: 'r', CORRECT: 'd', REISSUE: 'e', RESEND: 'm', REQUEST_NOTE: 'n', REQUEST_VOID: 'Shift+A' };

type Availability = InvoiceDetail['availableActions'][number];

/** The acts that a person sees: those that its profile cannot do at all are left out, the others say why they wait. */
export function shownActs(available: readonly Availability[]): readonly { readonly act: InvoiceAct; readonly blocked: string | null }[] {
  const shown = invoiceActs.flatMap((act) => {
    const one = available.find(({ action, code }) => action === act && code !== 'FORBIDDEN');
    return one ? [{ act, blocked: one.allowed ? null : (one.message ?? '—') }] : [];
  });
  return [...shown.filter(({ blocked }) => blocked === null), ...shown.filter(({ blocked }) => blocked !== null)];
}

/** Whether a person may do what goes over all documents of the house. */
export const managesAll = (permissions: readonly { readonly permission: string; readonly reach: string }[]): boolean =>
  permissions.some(({ permission, reach }) => permission === 'INVOICES_MANAGE' && reach === 'ALL');

/** A document as people name it: by its number, or by its series while it has none. */
export const nameOf = ({ code, series }: { readonly code?: string | null; readonly series?: string }, none: string): string => code ?? `${series ?? ''} ${none}`.trim();

/** To whom a document is, for lists: as it names them, or the client of its operation while it names nobody. */
export const recipientOf = ({ recipient, operation }: Pick<InvoiceRow, 'recipient' | 'operation'>): string | null =>
  recipient?.name ?? operation?.client.fullName ?? null;

/** The day so many days later on the calendar. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
