import { limaDay } from '@qoricash/kit';
import { compare as compareAmounts } from '@qoricash/sdk/money';
import type { Channel, OperationFilter, OperationRowFragment, OperationSort, OperationStatus, Side } from '../../gql/graphql.ts';
import type { ListRules } from '../../live/list.ts';

/** A row of the queue. */
export type OperationRow = OperationRowFragment;

export const views = ['mine', 'unassigned', 'pending', 'process', 'held', 'today', 'all'] as const;
export type View = (typeof views)[number];

/** What the address of the queue says: view, filters, and what is open beside it. */
export interface QueueSearch {
  readonly view?: View;
  readonly text?: string;
  readonly side?: Side;
  readonly bank?: string;
  readonly channel?: Channel;
  readonly operator?: string;
  readonly trader?: string;
  readonly min?: string;
  readonly max?: string;
  /** The operation whose panel is open. */
  readonly open?: string;
}

const sides: readonly Side[] = ['HOUSE_BUYS_USD', 'HOUSE_SELLS_USD'];
const channels: readonly Channel[] = ['DESK', 'PLATFORM', 'APP', 'WEB', 'API'];
const amount = /^\d{1,13}(\.\d{1,2})?$/;

/** Reads an address; what it does not understand of one is left out. */
export function parseQueueSearch(given: Readonly<Record<string, unknown>>): QueueSearch {
  const oneOf = <Value extends string>(value: unknown, known: readonly Value[]) => known.find((one) => one === value);
  const text = (value: unknown, form = /\S/) => (typeof value === 'string' || typeof value === 'number' ? [String(value)].find((one) => form.test(one)) : undefined);
  const read = {
    view: oneOf(given['view'], views), text: text(given['text']), side: oneOf(given['side'], sides), bank: text(given['bank'], /^\w+$/),
    channel: oneOf(given['channel'], channels), operator: text(given['operator'], /^usr_/), trader: text(given['trader'], /^usr_/),
    min: text(given['min'], amount), max: text(given['max'], amount), open: text(given['open'], /^op_/),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The filters of an address, without the view and what is open. */
export const filtersOf = ({ view: _, open: __, ...filters }: QueueSearch): Omit<QueueSearch, 'view' | 'open'> => filters;

const ended: readonly OperationStatus[] = ['COMPLETED', 'CANCELED', 'EXPIRED'];
const live: readonly OperationStatus[] = ['PENDING', 'IN_PROCESS'];

/** Work queues show the oldest first, so that who comes stands at the end; what is done shows the newest. */
export const sortOf = (view: View): OperationSort =>
  view === 'today' || view === 'all' ? { key: 'CREATED_AT', direction: 'DESC' } : { key: 'CLOCK_DUE_AT', direction: 'ASC' };

/** What the house is asked for. `now` is its clock. */
export function filterOf(search: QueueSearch, view: View, now: number): OperationFilter {
  const { text, side, bank, channel, operator, trader, min, max } = search;
  return {
    ...viewFilter(view, now),
    ...(text && { search: text }),
    ...(side && { side }),
    ...(bank && { bank }),
    ...(channel && { channel: [channel] }),
    ...(operator && { operatorId: operator }),
    ...(trader && { traderId: trader }),
    ...((min || max) && { usd: { ...(min && { min }), ...(max && { max }) } }),
  };
}

function viewFilter(view: View, now: number): OperationFilter {
  switch (view) {
    case 'mine': return { assignedToMe: true, status: [...live] };
    case 'unassigned': return { unassigned: true, status: ['IN_PROCESS'] };
    case 'pending': return { status: ['PENDING'] };
    case 'process': return { status: ['IN_PROCESS'] };
    case 'held': return { held: true };
    case 'today': return { businessDate: limaDay(now) };
    case 'all': return {};
  }
}

/** Whether an open hold stands above the state of a row. */
export const isHeld = ({ holds }: Pick<OperationRow, 'holds'>): boolean => holds.some(({ releasedAt }) => !releasedAt);

/** The rules of the queue, as the house has them. `me` is the id of who looks. */
export const rulesOf = (search: QueueSearch, view: View, me: string, now: () => number): ListRules<OperationRow> => ({
  id: ({ id }) => id,
  fits: (row) => inView(row, view, me, now()) && passes(row, search),
  compare: comparing(sortOf(view)),
});

function inView(row: OperationRow, view: View, me: string, now: number): boolean {
  switch (view) {
    case 'mine': return row.operator?.id === me && live.includes(row.status);
    case 'unassigned': return row.status === 'IN_PROCESS' && !row.operator;
    case 'pending': return row.status === 'PENDING';
    case 'process': return row.status === 'IN_PROCESS';
    case 'held': return isHeld(row);
    case 'today': return row.status === 'COMPLETED' && row.completedAt != null && limaDay(Date.parse(row.completedAt)) === limaDay(now);
    case 'all': return true;
  }
}

/** Null where only the house can tell: it finds texts without accents and by the document's number, which no row has. */
function passes(row: OperationRow, { text, side, bank, channel, operator, trader, min, max }: QueueSearch): boolean | null {
  const banks = [row.sourceAccount.bank.code, row.depositInstructions.account.bank.code, row.destinationAccount.bank.code];
  const fits =
    (!side || row.side === side) &&
    (!channel || row.channel === channel) &&
    (!bank || banks.includes(bank)) &&
    (!operator || row.operator?.id === operator) &&
    (!trader || row.trader.id === trader) &&
    (!min || compareAmounts(row.base.amount, min as typeof row.base.amount) >= 0) &&
    (!max || compareAmounts(row.base.amount, max as typeof row.base.amount) <= 0);
  return fits && text ? null : fits;
}

function comparing({ key, direction }: OperationSort): (one: OperationRow, other: OperationRow) => number {
  const sign = direction === 'ASC' ? 1 : -1;
  const instant = (row: OperationRow) => (key === 'CLOCK_DUE_AT' ? (row.clockDueAt ? Date.parse(row.clockDueAt) : Number.POSITIVE_INFINITY) : Date.parse(row.createdAt));
  return (one, other) => {
    const [left, right] = [instant(one), instant(other)];
    if (left !== right) return left < right ? -sign : sign;
    return one.id === other.id ? 0 : one.id < other.id ? -sign : sign;
  };
}

/** Deposits that count or may count still, of how much there has to be. */
export function depositsOf(row: OperationRow): { readonly count: number; readonly amounts: readonly (typeof row.pay.amount)[] } {
  const standing = row.deposits.filter(({ status, counted }) => counted && (status === 'REPORTED' || status === 'CONFIRMED'));
  return { count: standing.length, amounts: standing.map(({ money }) => money.amount) };
}

export const isEnded = ({ status }: Pick<OperationRow, 'status'>): boolean => ended.includes(status);
