import { describe, expect, it } from 'vitest';
import { dayAfter, fitsView, invoiceFilter, invoiceSort, type InvoiceDetail, managesAll, nameOf, parseInvoiceSearch, recipientOf, shownActs } from './invoices.ts';

describe('the address of the list', () => {
  it('is read as far as it is understood', () => {
    expect(parseInvoiceSearch({ tab: 'missing', view: 'accepted', kind: 'BOLETA', day: '2026-11-30', text: ' B002-15 ' }))
      .toEqual({ tab: 'missing', view: 'accepted', kind: 'BOLETA', day: '2026-11-30', text: 'B002-15' });
    expect(parseInvoiceSearch({ tab: 'gone', view: 'x', kind: 'TICKET', day: '2026-02-30', text: '' })).toEqual({});
  });

  it('reads a number that stands alone as a text', () => {
    expect(parseInvoiceSearch({ text: 15 })).toEqual({ text: '15' });
  });
});

describe('the views', () => {
  it.each([
    [{}, { status: ['ERROR'] }],
    [{ view: 'way' }, { status: ['PENDING', 'SENT'] }],
    [{ view: 'all' }, {}],
    [{ view: 'accepted', kind: 'FACTURA', day: '2026-11-30', text: 'EXP-1042' }, { status: ['ACCEPTED'], kind: ['FACTURA'], issuedOn: '2026-11-30',
    search: 'EXP-1042' }],
  ] as const)('of %j ask for %j', (search, filter) => {
    expect(invoiceFilter(search)).toEqual(filter);
  });

  it.each([['look', 'ERROR', true], ['look', 'SENT', false], ['way', 'PENDING', true], ['all', 'VOIDED', true]] as const)('%s holds what is %s: %s',
  (view, status, fits) => {
    expect(fitsView(view, status)).toBe(fits);
  });

  it('order by the term what has one, and newest first what is over', () => {
    expect(invoiceSort({})).toEqual({ key: 'DUE_AT', direction: 'ASC' });
    expect(invoiceSort({ view: 'voided' })).toEqual({ key: 'CREATED_AT', direction: 'DESC' });
  });
});

describe('the acts about a document', () => {
  const available = [
    { action: 'REQUEST_VOID', allowed: true, code: null, message: null },
    { action: 'RETRY', allowed: false, code: 'NOT_ALLOWED_IN_STATUS', message: 'No espera a nadie.' },
    { action: 'CORRECT', allowed: false, code: 'FORBIDDEN', message: 'Tu perfil no puede.' },
    { action: 'RESEND', allowed: true, code: null, message: null },
  ] as unknown as InvoiceDetail['availableActions'];

  it('stand with those that are possible first, and leave out what the profile cannot do', () => {
    expect(shownActs(available)).toEqual([
      { act: 'RESEND', blocked: null }, { act: 'REQUEST_VOID', blocked: null }, { act: 'RETRY', blocked: 'No espera a nadie.' },
    ]);
  });
});

it.each([
  [[{ permission: 'INVOICES_MANAGE', reach: 'ALL' }], true],
  [[{ permission: 'INVOICES_MANAGE', reach: 'PORTFOLIO' }], false],
  [[{ permission: 'INVOICES_READ', reach: 'ALL' }], false],
])('whoever has %j looks after all documents: %s', (permissions, all) => {
  expect(managesAll(permissions)).toBe(all);
});

describe('a document', () => {
  it.each([[{ code: 'B002-15', series: 'B002' }, 'B002-15'], [{ code: null, series: 'F001' }, 'F001 sin número']])('%j is named %s', (given, name) => {
    expect(nameOf(given, 'sin número')).toBe(name);
  });

  it('is to whom it names, else to the client of its operation', () => {
    const operation = { client: { fullName: 'QUISPE ROJAS, ROSA' } };
    expect(recipientOf({ recipient: { name: 'ROSA QUISPE' }, operation } as never)).toBe('ROSA QUISPE');
    expect(recipientOf({ recipient: null, operation } as never)).toBe('QUISPE ROJAS, ROSA');
    expect(recipientOf({ recipient: null, operation: null } as never)).toBeNull();
  });
});

it.each([['2026-11-30', 1, '2026-12-01'], ['2026-03-01', -1, '2026-02-28'], ['2027-01-01', -1, '2026-12-31']])('%s and %d days is %s', (day, days, then) => {
  expect(dayAfter(day, days)).toBe(then);
});
