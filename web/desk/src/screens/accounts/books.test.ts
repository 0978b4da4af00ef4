import type { Day, Instant } from '@qoricash/sdk';
import { type Currency, decimal } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { type HouseAccount, type LedgerAccount, ledgerOf, moneyByCurrency, movementsOf, sidesOf, trialByCurrency } from './books.ts';

const money = (amount: string, currency: Currency) => ({ __typename: 'Money' as const, amount: decimal(amount), currency });
const bankAccount = (id: string, currency: Currency, balance: string | null, active = true): HouseAccount => ({
  __typename: 'HouseAccount', id, currency, active, bank: {
    __typename: 'Bank', id: `bnk_${id}`, code: 'BCP', name: 'BCP',
  }, number: id, cci: '0', holder: 'QoriCash', pcgeCode: `1041${id}`,
  balance: balance === null ? null : money(balance, currency), promised: balance === null ? null : money('10.00', currency), available: balance === null ? null : money('1.00', currency),
});
const ledgerAccount = (pcgeCode: string, currency: Currency, balance: string, kind: LedgerAccount['kind'] = 'BANK'): LedgerAccount =>
  ({ __typename: 'LedgerAccount', id: `lac_${pcgeCode}${currency}`, kind, currency, name: pcgeCode, pcgeCode, balance: money(balance, currency) });

describe('the money of the house', () => {
  it('is summed by currency and never across, with what is no longer used at the end', () => {
    const [soles, dollars] = moneyByCurrency([bankAccount('3', 'USD', '5.05'), bankAccount('2', 'PEN', '0.20', false), bankAccount('1', 'PEN', '0.10')]);
    expect(soles).toMatchObject({ currency: 'PEN', balance: '0.30', promised: '20.00' });
    expect(soles?.accounts.map(({ id }) => id)).toEqual(['1', '2']);
    expect(dollars).toMatchObject({ currency: 'USD', balance: '5.05' });
  });

  it('has no sum where one of its balances is not shown', () => {
    expect(moneyByCurrency([bankAccount('1', 'PEN', '1.00'), bankAccount('2', 'PEN', null)])[0]?.balance).toBeNull();
  });

  it('has no part for a currency without accounts', () => {
    expect(moneyByCurrency([])).toEqual([]);
  });
});

describe('an amount of the books', () => {
  it.each([
    ['12.50', { debit: '12.50', credit: null }],
    ['-12.50', { debit: null, credit: '12.50' }],
    ['0.00', { debit: null, credit: null }],
  ])('of %s stands on its side, without a sign', (amount, sides) => {
    expect(sidesOf(decimal(amount))).toEqual(sides);
  });
});

describe('the trial balance', () => {
  it('is even where both sides of a currency are equal', () => {
    const [soles] = trialByCurrency([ledgerAccount('4699', 'PEN', '-100.10', 'CLIENT_FUNDS'), ledgerAccount('1041', 'PEN', '100.10')]);
    expect(soles).toMatchObject({ debit: '100.10', credit: '100.10', isEven: true });
    expect(soles?.accounts.map(({ pcgeCode }) => pcgeCode)).toEqual(['1041', '4699']);
  });

  it('says so where a cent is missing', () => {
    expect(trialByCurrency([ledgerAccount('1041', 'USD', '100.10'), ledgerAccount('4699', 'USD', '-100.09')])[0]?.isEven).toBe(false);
  });
});

it('the movements of an account are its own lines alone, the newest first', () => {
  const posting = (id: string, amount: string) =>
    ({ __typename: 'Posting' as const, account: { __typename: 'LedgerAccount' as const, id }, money: money(amount, 'PEN') });
  const entry = (id: string, recordedAt: string, amount: string) => ({
    __typename: 'LedgerEntry' as const, id, kind: 'DEPOSIT' as const, businessDate: '2026-11-30' as Day, recordedAt: recordedAt as Instant,
    postings: [posting('lac_bank', amount), posting('lac_funds', `-${amount}`)],
  });
  const operations = [
    {
      __typename: 'Operation' as const, id: 'op_1', code: 'EXP-1',
      ledgerEntries: [entry('ent_1', '2026-11-30T10:00:00Z', '1.00'), entry('ent_3', '2026-11-30T12:00:00Z', '3.00')],
    },
    { __typename: 'Operation' as const, id: 'op_2', code: 'EXP-2', ledgerEntries: [entry('ent_2', '2026-11-30T11:00:00Z', '2.00')] },
  ];
  expect(movementsOf(operations, 'lac_funds').map(({ code, amount }) => [code, amount])).toEqual([['EXP-1', '-3.00'], ['EXP-2', '-2.00'], ['EXP-1', '-1.00']]);
});

describe('behind an account of the house', () => {
  const named = (
    name: string, currency: Currency, kind: LedgerAccount['kind'] = 'BANK',
  ): LedgerAccount => ({ ...ledgerAccount('10411', currency, '0.00', kind), id: `lac_${name}`, name });

  it('stands the one of its code, its currency and its number, though another of the bank has the same code', () => {
    const ledger = [named('BCP PEN 11', 'PEN'), named('BCP USD 1', 'USD'), named('BCP PEN 1', 'PEN', 'FEES'), named('BCP PEN 1', 'PEN')];
    expect(ledgerOf(bankAccount('1', 'PEN', '0.00'), ledger)).toBe(ledger[3]);
  });

  it.each([
    ['where none has its number', [named('BCP PEN 2', 'PEN')]],
    ['where two have it', [named('BCP PEN 1', 'PEN'), named('BCP PEN 1', 'PEN')]],
  ])('stands none that is known %s', (_, ledger) => {
    expect(ledgerOf(bankAccount('1', 'PEN', '0.00'), ledger)).toBeUndefined();
  });
});
