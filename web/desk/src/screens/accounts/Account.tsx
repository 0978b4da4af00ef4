import { Button, Card, Empty, Facts, Failure, Skeleton, Time, dayInWords } from '@qoricash/kit';
import { currencySign } from '@qoricash/sdk/money';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useKeys } from '../../app/keys.ts';
import { LedgerAccountByIdDocument, RecentEntriesDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { Amount, moneyOf } from '../../house/money.tsx';
import { usePages } from '../../house/pages.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type LedgerAccount, movementsOf, sidesOf } from './books.ts';

/** How many operations are read at once: their entries count against the limit of a document. */
const operationsAtOnce = 20;

/** One account of the books: what it holds, and the lines that operations left on it. */
export default function Account() {
  const texts = useOfficeTexts();
  const { id } = useParams({ strict: false });
  const router = useRouter();
  const asked = useAsk(LedgerAccountByIdDocument, { id: id ?? '' }, { policy: 'network-only' });
  useKeys(texts.screens.account, [{ keys: 'Escape', label: texts.common.back, act: () => router.history.back() }]);
  const found = asked.data?.node;
  const account = found?.__typename === 'LedgerAccount' ? found : null;
  return (
    <div className="screen">
      <Link to="/accounts" className="back">‹ {texts.accounts.back}</Link>
      {asked.problem && <Failure message={asked.problem.message} requestId={asked.problem.requestId} onRetry={asked.again} />}
      {asked.isLoading && <Skeleton rows={6} label={texts.common.loading} />}
      {asked.data && !account && <Empty icon="scales">{texts.common.notFound}</Empty>}
      {account && <Whole account={account} />}
    </div>
  );
}

function Whole({ account }: { readonly account: LedgerAccount }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <>
      <div className="screen-head"><h1>{account.name}</h1></div>
      <Card>
        <Facts
          facts={[
            { name: texts.accounts.pcge, value: <code>{account.pcgeCode}</code> },
            { name: texts.accounts.kind, value: label('LedgerAccountKind', account.kind) },
            { name: texts.accounts.currency, value: currencySign[account.currency] },
            { name: texts.accounts.balance, value: <Amount money={account.balance} size="number" /> },
          ]}
        />
      </Card>
      <Movements account={account} />
    </>
  );
}

function Movements({ account }: { readonly account: LedgerAccount }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const list = usePages(RecentEntriesDocument, { first: operationsAtOnce }, ({ operations }) => operations);
  const movements = movementsOf(list.rows, account.id);
  const side = (amount: LedgerAccount['balance']['amount'] | null) => amount && <Amount money={moneyOf(amount, account.currency)} bare />;
  return (
    <>
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      <Card title={texts.accounts.movements} aside={<span className="muted">{texts.accounts.movementsOf(list.rows.length)}</span>} flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
        {!list.isLoading && movements.length === 0 && !list.problem && <Empty icon="scales">{texts.accounts.noMovements}</Empty>}
        {movements.length > 0 && (
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">
                  {texts.accounts.day}</th>
                  <th scope="col">{texts.accounts.recorded}</th>
                  <th scope="col">{texts.accounts.entry}</th>
                  <th scope="col">{texts.accounts.operation}
                </th>
                <th scope="col" className="cell-end">{texts.accounts.debit}</th><th scope="col" className="cell-end">{texts.accounts.credit}</th>
              </tr>
            </thead>
            <tbody>
              {movements.map(({ key, operationId, code, kind, businessDate, recordedAt, amount }) => {
                const { debit, credit } = sidesOf(amount);
                return (
                  <tr key={key}>
                    <td>{dayInWords(businessDate)}</td>
                    <td><Time at={recordedAt} /></td>
                    <td>{label('LedgerEntryKind', kind)}</td>
                    <td><Link to="/operations/$id" params={{ id: operationId }}>{code}</Link></td>
                    <td className="cell-end">{side(debit)}</td>
                    <td className="cell-end">{side(credit)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </Card>
      <p className="muted small">{texts.accounts.movementsNote}</p>
      {list.hasMore && <div className="button-row"><Button onPress={list.more} busy={list.isLoading && texts.common.loading}>{texts.accounts.older}</Button></div>}
    </>
  );
}
