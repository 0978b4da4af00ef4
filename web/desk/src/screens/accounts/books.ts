import { compare, type Currency, type Decimal, isNegative, isZero, negate, sum } from '@qoricash/sdk/money';
import type { BooksQuery, HouseMoneyQuery, RecentEntriesQuery } from '../../gql/graphql.ts';

export type HouseAccount = HouseMoneyQuery['houseAccounts'][number];
export type LedgerAccount = BooksQuery['ledgerAccounts'][number];

/** Two currencies never stand in one column. */
export const currencies: readonly Currency[] = ['PEN', 'USD'];

/** What the house has in one currency: its accounts, those in use first, and their sums; null where it may not see balances. */
export interface MoneyIn {
  readonly currency: Currency;
  readonly accounts: readonly HouseAccount[];
  readonly balance: Decimal | null;
  readonly promised: Decimal | null;
  readonly available: Decimal | null;
}

/** The accounts of the house by currency, with sums of what is shown. Accounts that are no longer used count: their money is there. */
export function moneyByCurrency(accounts: readonly HouseAccount[]): readonly MoneyIn[] {
  return currencies.flatMap((currency) => {
    const own = accounts
      .filter((account) => account.currency === currency)
      .toSorted((one, other) => Number(other.active) - Number(one.active) || one.bank.code.localeCompare(other.bank.code) || one.number.localeCompare(other.number));
    const total = (name: 'balance' | 'promised' | 'available') => {
      const amounts = own.map((account) => account[name]?.amount);
      return amounts.every((amount) => amount !== undefined) ? sum(amounts) : null;
    };
    return own.length > 0 ? [{ currency, accounts: own, balance: total('balance'), promised: total('promised'), available: total('available') }] : [];
  });
}

/** One side of an account: what stands in DEBE or in HABER, without a sign; null for nothing. */
export interface Sides {
  readonly debit: Decimal | null;
  readonly credit: Decimal | null;
}

/** On which side an amount of the books stands: positive is debit. */
export function sidesOf(amount: Decimal): Sides {
  if (isZero(amount)) return { debit: null, credit: null };
  return isNegative(amount) ? { debit: null, credit: negate(amount) } : { debit: amount, credit: null };
}

/** The accounts of the books in one currency, by their code, with the sums of both sides: equal where the books balance. */
export interface TrialIn {
  readonly currency: Currency;
  readonly accounts: readonly LedgerAccount[];
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly isEven: boolean;
}

export function trialByCurrency(accounts: readonly LedgerAccount[]): readonly TrialIn[] {
  return currencies.flatMap((currency) => {
    const own = accounts.filter((account) => account.currency === currency).toSorted((one, other) => one.pcgeCode.localeCompare(other.pcgeCode));
    if (own.length === 0) return [];
    const sides = own.map(({ balance }) => sidesOf(balance.amount));
    const debit = sum(sides.flatMap((one) => one.debit ?? []));
    const credit = sum(sides.flatMap((one) => one.credit ?? []));
    return [{ currency, accounts: own, debit, credit, isEven: compare(debit, credit) === 0 }];
  });
}

type OperationEntries = RecentEntriesQuery['operations']['nodes'][number];

/** A line of an account, with the operation that it came by. */
export interface Movement {
  readonly key: string;
  readonly operationId: string;
  readonly code: string;
  readonly kind: OperationEntries['ledgerEntries'][number]['kind'];
  readonly businessDate: string;
  readonly recordedAt: string;
  readonly amount: Decimal;
}

/** The lines that operations left on one account, the newest first. */
export function movementsOf(operations: readonly OperationEntries[], accountId: string): readonly Movement[] {
  return operations
    .flatMap(({ id: operationId, code, ledgerEntries }) => ledgerEntries.flatMap(({ id, kind, businessDate, recordedAt, postings }) =>
      postings.flatMap(({ account, money }, place): Movement[] =>
        (account.id === accountId ? [{ key: `${id} ${place}`, operationId, code, kind, businessDate, recordedAt, amount: money.amount }] : []))))
    .toSorted((one, other) => Date.parse(other.recordedAt) - Date.parse(one.recordedAt));
}

/**
 * The account of the books that stands behind an account of the house. Accounts of one bank and currency share their code of the chart, so
 * it is the one that the house named after the number; none where that does not tell one from the others.
 */
export function ledgerOf(
  { number, pcgeCode, currency }: Pick<HouseAccount, 'number' | 'pcgeCode' | 'currency'>, ledger: readonly LedgerAccount[],
): LedgerAccount | undefined {
  const named = ledger.filter((account) => account.kind === 'BANK' && account.pcgeCode === pcgeCode && account.currency === currency && account.name.split(' ').includes(number));
  return named.length === 1 ? named[0] : undefined;
}
