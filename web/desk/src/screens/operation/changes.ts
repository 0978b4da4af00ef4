import type { OperationDetailFragment } from '../../gql/graphql.ts';
import { plainMoney } from '../../house/money.tsx';

type Detail = OperationDetailFragment;

/** One thing that is another than when somebody began to write. */
export interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Words that the comparison needs. */
export interface ChangeWords {
  readonly status: string;
  readonly operator: string;
  readonly amount: string;
  readonly deposit: string;
  readonly payout: string;
  readonly proofs: string;
  readonly hold: string;
  readonly nobody: string;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly void: string;
  readonly depositStatus: (status: string) => string;
}

/** What is different between an operation as a form began with it and as it is now, as people read it. */
export function changesOf(before: Detail, after: Detail, words: ChangeWords): readonly Change[] {
  const held = ({ holds }: Detail) => (holds.some(({ releasedAt }) => !releasedAt) ? words.yes : words.no);
  const pairs: readonly (readonly [string, string, string])[] = [
    [words.status, before.statusLabel, after.statusLabel],
    [words.operator, before.operator?.name ?? words.nobody, after.operator?.name ?? words.nobody],
    [words.amount, `${plainMoney(before.pay)} › ${plainMoney(before.receive)}`, `${plainMoney(after.pay)} › ${plainMoney(after.receive)}`],
    [words.hold, held(before), held(after)],
    ...byId(before.deposits, after.deposits, ({ money, status }) => `${plainMoney(money)} ${words.depositStatus(status)}`, words.deposit, words.none),
    ...byId(before.payouts, after.payouts, ({ money, voidedAt }) => `${plainMoney(money)}${voidedAt ? ` ${words.void}` : ''}`, words.payout, words.none),
    [words.proofs, String(proofs(before)), String(proofs(after))],
  ];
  return pairs.filter(([, one, other]) => one !== other).map(([name, one, other]) => ({ name, before: one, after: other }));
}

const proofs = ({ proofs: all }: Detail): number => all.filter(({ retiredAt }) => !retiredAt).length;

function byId<Row extends { readonly id: string }>(
  before: readonly Row[], after: readonly Row[], say: (row: Row) => string, name: string, none: string,
): readonly (readonly [string, string, string])[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  const said = (rows: readonly Row[], id: string) => {
    const row = rows.find((one) => one.id === id);
    return row ? say(row) : none;
  };
  return ids.map((id) => [name, said(before, id), said(after, id)]);
}
