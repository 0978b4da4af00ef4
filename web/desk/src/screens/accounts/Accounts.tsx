import { Age, Badge, Button, Card, CopyButton, done, Empty, Failure, failed, Notice, over, Skeleton } from '@qoricash/kit';
import { currencySign } from '@qoricash/sdk/money';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { BooksDocument, type BooksQuery, HouseMoneyDocument, type HouseMoneyQuery } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useEvery } from '../../house/every.ts';
import { Amount, moneyOf } from '../../house/money.tsx';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { type LedgerAccount, ledgerOf, moneyByCurrency, type MoneyIn, sidesOf, trialByCurrency, type TrialIn } from './books.ts';
import { OpenAccountDialog } from './OpenAccountDialog.tsx';
import './accounts.css';

const verifyCommand = 'qoricash ledger verify';

/** The accounts of the house with what they hold, what is owed to clients, and the accounts of the books behind them. */
export default function Accounts() {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const asked = useAsk(HouseMoneyDocument, {}, { policy: 'network-only' });
  const books = useAsk(BooksDocument, {}, { pause: !can.ledgerRead, policy: 'network-only' });
  const [isOpening, setOpening] = useState(false);
  const again = () => {
    asked.again();
    if (can.ledgerRead) books.again();
  };
  useEvery(30_000, again);
  useKeys(texts.screens.accounts, [{ keys: 'a', label: texts.accounts.open, act: () => setOpening(true), when: () => can.houseAccountsOpen && !isOpening }]);
  const { data, problem, isLoading } = asked;
  const ledger = books.data?.ledgerAccounts ?? [];
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.accounts}</h1>
        <span className="screen-lead">{texts.accounts.lead}</span>
        {can.houseAccountsOpen && <Button icon="plus" shortcut="a" onPress={() => setOpening(true)}>{texts.accounts.open}</Button>}
      </div>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={8} label={texts.common.loading} />}
      {data?.houseAccounts.length === 0 && <Empty icon="bank">{texts.accounts.empty}</Empty>}
      {moneyByCurrency(data?.houseAccounts ?? []).map((part) => <HouseMoney key={part.currency} part={part} ledger={ledger} />)}
      {data && data.houseAccounts.length > 0 && <p className="muted small">{texts.accounts.promisedNote}</p>}
      {data && data.clientFunds.length > 0 && <Funds funds={data.clientFunds} />}
      {books.problem && <Failure message={books.problem.message} requestId={books.problem.requestId} onRetry={books.again} />}
      {books.data && <Books books={books.data} />}
      {isOpening && <OpenAccountDialog onClose={() => setOpening(false)} onDone={() => { setOpening(false); again(); }} />}
    </div>
  );
}

function HouseMoney({ part, ledger }: { readonly part: MoneyIn; readonly ledger: readonly LedgerAccount[] }) {
  const texts = useOfficeTexts();
  const { currency } = part;
  const total = (amount: MoneyIn['balance']) => <Amount money={amount === null ? null : moneyOf(amount, currency)} bare strong />;
  return (
    <Card title={texts.accounts.house(currencySign[currency])} flush>
      <table className="plain-table padded">
        <thead>
          <tr>
            <th scope="col">{texts.accounts.account}</th><th scope="col" className="cell-end">{texts.accounts.balance}</th>
            <th scope="col" className="cell-end">{texts.accounts.promised}</th><th scope="col" className="cell-end">{texts.accounts.available}</th>
            <th scope="col">{texts.accounts.cci}</th><th scope="col">{texts.accounts.holder}</th><th scope="col">{texts.accounts.pcge}</th>
          </tr>
        </thead>
        <tbody>
          {part.accounts.map((account) => {
            const behind = ledgerOf(account, ledger);
            const name = <>{account.bank.code} <code>{account.number}</code></>;
            return (
              <tr key={account.id}>
                <td>
                  {behind ? <Link to="/accounts/$id" params={{ id: behind.id }}>{name}</Link> : name} {!account.active && <Badge state={over}>{texts.accounts.inactive}</Badge>}
                </td>
                <td className="cell-end"><Amount money={account.balance} bare /></td>
                <td className="cell-end"><Amount money={account.promised} bare /></td>
                <td className="cell-end"><Amount money={account.available} bare /></td>
                <td><code className="muted">{account.cci}</code></td>
                <td>{account.holder}</td>
                <td><code>{account.pcgeCode}</code></td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.accounts.total}</th>
            <td className="cell-end">{total(part.balance)}</td><td className="cell-end">{total(part.promised)}</td><td className="cell-end">{total(part.available)}</td>
            <td colSpan={3} />
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}

function Funds({ funds }: { readonly funds: HouseMoneyQuery['clientFunds'] }) {
  const texts = useOfficeTexts();
  return (
    <Card title={texts.accounts.funds} flush>
      <table className="plain-table padded">
        <thead>
          <tr>
            <th scope="col">{texts.accounts.currency}</th>
            <th scope="col" className="cell-end">{texts.accounts.owed}</th>
            <th scope="col" className="cell-end">{texts.accounts.unapplied}</th>
          </tr>
        </thead>
        <tbody>
          {funds.map(({ currency, owed, unapplied }) => (
            <tr key={currency}>
              <td>{currencySign[currency]}</td>
              <td className="cell-end"><Amount money={owed} bare /></td>
              <td className="cell-end"><Amount money={unapplied} bare /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small accounts-note">{texts.accounts.fundsNote}</p>
    </Card>
  );
}

function Books({ books }: { readonly books: BooksQuery }) {
  const texts = useOfficeTexts();
  const { booksStatus: status, ledgerAccounts } = books;
  return (
    <>
      <h2 className="accounts-part">{texts.accounts.books}</h2>
      <Notice tone={status.state === 'BALANCED' ? 'good' : status.state === 'UNBALANCED' ? 'bad' : 'info'} role="status">
        {status.text}{' '}
        {status.checkedAt && <>{texts.accounts.checked} <Age at={status.checkedAt} />. </>}
        {status.entries != null && <>{status.entries} {texts.accounts.entries}. </>}
        {status.findings ? <strong>{texts.accounts.findings(status.findings)}. </strong> : null}
        {status.state === 'UNBALANCED' && status.differences.map((money) => <span key={money.currency}>{texts.accounts.differences}: <Amount money={money} />. </span>)}
        <span className="muted">{texts.accounts.proof} <code>{verifyCommand}</code> <CopyButton text={verifyCommand} what={texts.accounts.books} /></span>
      </Notice>
      <div className="accounts-books">{trialByCurrency(ledgerAccounts).map((part) => <Trial key={part.currency} part={part} />)}</div>
    </>
  );
}

function Trial({ part }: { readonly part: TrialIn }) {
  const texts = useOfficeTexts();
  const { currency } = part;
  const side = (amount: TrialIn['debit'] | null, strong = false) => amount && <Amount money={moneyOf(amount, currency)} bare strong={strong} />;
  return (
    <Card title={texts.accounts.booksIn(currencySign[currency])} aside={<Badge state={part.isEven ? done : failed}>{part.isEven ? texts.accounts.even : texts.accounts.uneven}</Badge>} flush>
      <table className="plain-table padded">
        <thead>
          <tr><th scope="col">{texts.accounts.account}</th>
          <th scope="col" className="cell-end">{texts.accounts.debit}</th>
          <th scope="col" className="cell-end">{texts.accounts.credit}</th></tr>
        </thead>
        <tbody>
          {part.accounts.map(({ id, name, pcgeCode, balance }) => {
            const { debit, credit } = sidesOf(balance.amount);
            return (
              <tr key={id}>
                <td><code>{pcgeCode}</code> <Link to="/accounts/$id" params={{ id }}>{name}</Link></td>
                <td className="cell-end">{side(debit)}</td>
                <td className="cell-end">{side(credit)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr><th scope="row">{texts.accounts.total}</th><td className="cell-end">{side(part.debit, true)}</td>
          <td className="cell-end">{side(part.credit, true)}</td></tr>
        </tfoot>
      </table>
    </Card>
  );
}
