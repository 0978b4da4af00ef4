import type { Instant } from '@qoricash/sdk';
import { describe, expect, it } from 'vitest';
import { isLive, may, withAllRead, withInvoice, withNotice, withOperation, type Invoice, type Known, type Notice, type Operation } from './known.ts';

const operation = (id: string, version: number, more: Partial<Operation> = {}) => ({ id, version, status: 'PENDING', availableActions: [], ...more }) as unknown as Operation;
const notice = (id: string, readAt: string | null = null) => ({ id, readAt }) as Notice;
const known = (operations: readonly Operation[], notices: readonly Notice[] = [], unread = 0) => ({ operations, notices, unread }) as unknown as Known;

const versions = ({ operations }: Known) => operations.map(({ id, version }) => `${id} v${version}`);

describe('an operation that arrives', () => {
  it('is the newest when it was not known', () => {
    expect(versions(withOperation(known([operation('op_1', 3)]), operation('op_2', 1)))).toEqual(['op_2 v1', 'op_1 v3']);
  });

  it('takes the place of an older version, where that stands', () => {
    expect(versions(withOperation(known([operation('op_2', 1), operation('op_1', 3)]), operation('op_1', 4)))).toEqual(['op_2 v1', 'op_1 v4']);
  });

  it('of an older version changes nothing', () => {
    const before = known([operation('op_1', 4)]);
    expect(withOperation(before, operation('op_1', 3))).toBe(before);
  });

  it('of the same version is taken: what may be done depends on the hour too', () => {
    const after = withOperation(known([operation('op_1', 4)]), operation('op_1', 4, { status: 'EXPIRED' }));
    expect(after.operations[0]?.status).toBe('EXPIRED');
  });
});

describe('the document of an operation', () => {
  const invoice = (id: string, version: number) => ({ id, version }) as Invoice;
  const shown = (of: Known | null) => of?.operations.map((each) => (each.invoice ? `${each.invoice.id} v${each.invoice.version}` : 'none'));
  const with_ = (operationVersion: number, document: Invoice | null) => known([operation('op_1', operationVersion, { invoice: document })]);

  it('takes the place of an older version of it', () => {
    expect(shown(withInvoice(with_(4, invoice('inv_1', 1)), 'op_1', invoice('inv_1', 3)))).toEqual(['inv_1 v3']);
  });

  it('of an older version changes nothing', () => {
    expect(shown(withInvoice(with_(4, invoice('inv_1', 3)), 'op_1', invoice('inv_1', 2)))).toEqual(['inv_1 v3']);
  });

  it('that the operation does not show is for the house to place', () => {
    expect(withInvoice(with_(4, null), 'op_1', invoice('inv_1', 1))).toBeNull();
    expect(withInvoice(with_(4, invoice('inv_1', 3)), 'op_1', invoice('inv_2', 1))).toBeNull();
    expect(withInvoice(with_(4, invoice('inv_1', 3)), 'op_2', invoice('inv_1', 4))).toBeNull();
  });

  it('is not made older by an answer about its operation that was on its way', () => {
    const late = operation('op_1', 4, { invoice: invoice('inv_1', 2) });
    expect(shown(withOperation(with_(4, invoice('inv_1', 3)), late))).toEqual(['inv_1 v3']);
  });

  it('gives way to another one that counts in its place', () => {
    const after = operation('op_1', 5, { invoice: invoice('inv_2', 1) });
    expect(shown(withOperation(with_(4, invoice('inv_1', 9)), after))).toEqual(['inv_2 v1']);
  });
});

describe('messages', () => {
  it('come on top, once', () => {
    const after = withNotice(known([], [notice('n_1')], 1), notice('n_2'), 2);
    expect(after.notices.map(({ id }) => id)).toEqual(['n_2', 'n_1']);
    expect(withNotice(after, notice('n_2'), 2).notices).toHaveLength(2);
    expect(after.unread).toBe(2);
  });

  it('that are read keep the instant of the first time', () => {
    const after = withAllRead(known([], [notice('n_2'), notice('n_1', 'before')], 1), 'now' as Instant);
    expect(after.notices.map(({ readAt }) => readAt)).toEqual(['now', 'before']);
    expect(after.unread).toBe(0);
  });
});

describe('what may be done', () => {
  const action = { action: 'CANCEL', allowed: false, message: 'Ya transferiste.' } as const;

  it('is what the house says, with its reason', () => {
    expect(may(operation('op_1', 1, { availableActions: [action] }), 'CANCEL')).toEqual(action);
  });

  it('is null for what is none of the client’s', () => {
    expect(may(operation('op_1', 1), 'COMPLETE')).toBeNull();
  });

  it.each([['PENDING', true], ['IN_PROCESS', true], ['COMPLETED', false], ['CANCELED', false], ['EXPIRED', false]] as const)('%s is live: %s', (status, live) => {
    expect(isLive(operation('op_1', 1, { status }))).toBe(live);
  });
});
