import { describe, expect, it } from 'vitest';
import { filterOf, isHeld, type OperationRow, parseQueueSearch, type QueueSearch, rulesOf, sortOf, type View } from './rules.ts';

const now = Date.parse('2026-11-29T19:03:07Z');
const me = 'usr_me';

/** A row as the house answers it; what a case is about is given. */
function row(given: Partial<Record<keyof OperationRow, unknown>> = {}): OperationRow {
  return {
    id: 'op_1', status: 'IN_PROCESS', side: 'HOUSE_BUYS_USD', channel: 'WEB', holds: [], operator: null, trader: { id: 'usr_trader' },
    base: { amount: '500.00', currency: 'USD' }, createdAt: '2026-11-29T18:00:00Z', clockDueAt: null, completedAt: null,
    sourceAccount: { bank: { code: 'BCP' } }, destinationAccount: { bank: { code: 'BBVA' } }, depositInstructions: { account: { bank: { code: 'INTERBANK' } } },
    ...given,
  } as unknown as OperationRow;
}

const fits = (view: View, given: Parameters<typeof row>[0], search: QueueSearch = {}) => rulesOf(search, view, me, () => now).fits(row(given));

describe('a view of the queue', () => {
  it.each<[View, Parameters<typeof row>[0], boolean]>([
    ['mine', { operator: { id: me } }, true],
    ['mine', { operator: { id: 'usr_other' } }, false],
    ['mine', { operator: { id: me }, status: 'COMPLETED' }, false],
    ['unassigned', {}, true],
    ['unassigned', { operator: { id: me } }, false],
    ['unassigned', { status: 'PENDING' }, false],
    ['pending', { status: 'PENDING' }, true],
    ['process', { status: 'CANCELED' }, false],
    ['held', { holds: [{ releasedAt: null }] }, true],
    ['held', { holds: [{ releasedAt: '2026-11-29T18:00:00Z' }] }, false],
    ['today', { status: 'COMPLETED', completedAt: '2026-11-29T05:00:00Z' }, true],
    ['today', { status: 'COMPLETED', completedAt: '2026-11-29T04:59:59Z' }, false],
    ['all', { status: 'EXPIRED' }, true],
  ])('%s with %j: %s', (view, given, then) => {
    expect(fits(view, given)).toBe(then);
  });
});

describe('a filter of the queue', () => {
  it.each<[QueueSearch, boolean]>([
    [{ side: 'HOUSE_BUYS_USD' }, true],
    [{ side: 'HOUSE_SELLS_USD' }, false],
    [{ bank: 'BCP' }, true],
    [{ bank: 'INTERBANK' }, true],
    [{ bank: 'BBVA' }, true],
    [{ bank: 'SCOTIABANK' }, false],
    [{ channel: 'APP' }, false],
    [{ trader: 'usr_trader' }, true],
    [{ operator: 'usr_trader' }, false],
    [{ min: '500' }, true],
    [{ min: '500.01' }, false],
    [{ max: '499.99' }, false],
    [{ min: '99', max: '1000.00' }, true],
  ])('%j lets the row through: %s', (search, then) => {
    expect(fits('process', {}, search)).toBe(then);
  });

  it('of a text can be judged by the house alone', () => {
    expect(fits('process', {}, { text: 'quispe' })).toBeNull();
  });

  it('of a text needs nobody where another one refuses already', () => {
    expect(fits('process', {}, { text: 'quispe', side: 'HOUSE_SELLS_USD' })).toBe(false);
  });
});

describe('the order of the queue', () => {
  const sorted = (view: View, rows: readonly OperationRow[]) => rows.toSorted(rulesOf({}, view, me, () => now).compare).map(({ id }) => id);

  it('has what ends first at the top, and what no clock runs for at the end, by its id', () => {
    const rows = [
      row({ id: 'op_d' }), row({ id: 'op_a', clockDueAt: '2026-11-29T19:20:00Z' }), row({ id: 'op_c' }), row({ id: 'op_b', clockDueAt: '2026-11-29T19:10:00Z' }),
    ];
    expect(sorted('process', rows)).toEqual(['op_b', 'op_a', 'op_c', 'op_d']);
  });

  it('has the newest at the top where all are shown', () => {
    const rows = [row({ id: 'op_a' }), row({ id: 'op_b', createdAt: '2026-11-29T18:30:00Z' }), row({ id: 'op_c' })];
    expect(sorted('all', rows)).toEqual(['op_b', 'op_c', 'op_a']);
  });

  it('is asked of the house by the same key', () => {
    expect([sortOf('mine'), sortOf('all')]).toEqual([{ key: 'CLOCK_DUE_AT', direction: 'ASC' }, { key: 'CREATED_AT', direction: 'DESC' }]);
  });
});

describe('the address of the queue', () => {
  it('says view, filters and what is open, and is read as it was written', () => {
    const search: QueueSearch = { view: 'held', text: 'rojas', side: 'HOUSE_SELLS_USD', bank: 'BCP', min: '100.00', open: 'op_01k9' };
    expect(parseQueueSearch({ ...search })).toEqual(search);
  });

  it.each([{ view: 'x' }, { side: 'BUY' }, { min: '1e3' }, { min: '-1' }, { open: 'cli_1' }, { bank: '<b>' }, { text: ' ' }, { view: ['mine'] }])(
    'leaves out what it does not understand: %j',
    (given) => expect(parseQueueSearch(given)).toEqual({}),
  );

  it('becomes what the house is asked for', () => {
    expect(filterOf({ text: 'rojas', channel: 'APP', min: '100' }, 'today', now)).toEqual({
      businessDate: '2026-11-29', search: 'rojas', channel: ['APP'], usd: { min: '100' },
    });
  });
});

describe('a hold', () => {
  it('holds until it is released', () => {
    expect([isHeld(row({ holds: [{ releasedAt: null }] })), isHeld(row({ holds: [{ releasedAt: '2026-11-29T18:00:00Z' }] }))]).toEqual([true, false]);
  });
});
