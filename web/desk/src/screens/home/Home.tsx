import { Age, Button, Card, Empty, Facts, Figure, limaDay, useNow } from '@qoricash/kit';
import { type Currency, currencySign, sum } from '@qoricash/sdk/money';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Counters } from '../../app/screens.ts';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import {
  DeskCountersDocument, HomeBalancesDocument, type HomeBalancesQuery, HomeDecideDocument, HomeNextDocument, HomeOldestDocument, HomeQueueDocument, HomeRateDocument, HomeTodayDocument,
  OperationTakeDocument, RateTicksDocument,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk, useValue } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { Amount, moneyOf, RateFigure } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { OperationBadge, OperationClock, SideWord } from '../operations/columns.tsx';
import type { View } from '../operations/rules.ts';
import { pipsBetween } from '../new-operation/pips.ts';
import './home.css';

/** What waits for this person first, then how the house is doing. Nothing here is computed but sums of what is shown. */
export default function Home() {
  const texts = useTexts();
  const { can } = useViewer();
  const box = useRef<HTMLDivElement>(null);
  const counters: Counters = useValue(DeskCountersDocument, {})?.deskCounters ?? {};
  useKeys(texts.home.title, Array.from({ length: 9 }, (_, place) => ({
    keys: String(place + 1),
    ...(place === 0 && { label: texts.home.openCard }),
    act: () => box.current?.querySelectorAll<HTMLElement>('.card')[place]?.querySelector<HTMLElement>('a, button')?.focus(),
  })));
  return (
    <div className="screen home" ref={box}>
      <h1 className="heard">{texts.home.title}</h1>
      {can.operationsRead && <Mine />}
      {counters['approvalsToDecide'] != null && <Decide />}
      <States counters={counters} />
      <RateCard />
      {can.operationsRead && <Today />}
      {can.balancesRead && <Balances />}
    </div>
  );
}

/** Asks again when something happened, at most every second: an event is not an answer. */
function useFresh(...again: readonly (() => void)[]): void {
  const waits = useRef<ReturnType<typeof setTimeout> | null>(null);
  const all = () => {
    for (const one of again) one();
  };
  const soon = () => {
    waits.current ??= setTimeout(() => {
      waits.current = null;
      all();
    }, 1_000);
  };
  useDeskEvents({ onEvent: soon, onReload: soon });
  useEffect(() => () => {
    if (waits.current) clearTimeout(waits.current);
  }, []);
}

function Mine() {
  const texts = useTexts();
  const { can } = useViewer();
  const navigate = useNavigate();
  const settles = can.operationsSettle;
  const filter = settles ? { assignedToMe: true, status: ['PENDING', 'IN_PROCESS'] as const } : { status: ['PENDING', 'IN_PROCESS'] as const };
  const { data, again } = useAsk(HomeQueueDocument, { filter: { ...filter, status: [...filter.status] } });
  const next = useAsk(HomeNextDocument, {}, { pause: !can.operationsTake });
  const take = useAct(OperationTakeDocument);
  useFresh(again, next.again);
  const [free] = next.data?.operations.nodes ?? [];
  const takeNext = async () => {
    if (free && (await take.send({ operationId: free.id, expectedVersion: free.version }))) void navigate({ to: '/operations/$id', params: { id: free.id } });
  };
  useKeys(texts.home.mine, [{ keys: 't', label: texts.acts.TAKE.verb, act: () => void takeNext(), when: () => free !== undefined }]);
  const rows = data?.operations.nodes ?? [];
  return (
    <Card title={settles ? texts.home.mine : texts.home.running} aside={<Link to="/operations">{texts.screens.operations}</Link>} flush>
      {data && rows.length === 0 && (
        <Empty act={free && <Button shortcut="t" busy={take.isBusy && texts.acts.TAKE.busy} onPress={() => void takeNext()}>{texts.acts.TAKE.verb}</Button>}>
          {texts.home.emptyMine} {free && <>{texts.home.next(free.code)} <Age at={free.statusSince} />.</>} {take.refusals.whole}
        </Empty>
      )}
      <table className="plain-table padded">
        <caption className="heard">{texts.home.mine}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td><Link to="/operations/$id" params={{ id: row.id }}>{row.code}</Link></td>
              <td><OperationBadge row={row} texts={texts} /></td>
              <td className="home-wide"><SideWord side={row.side} texts={texts} /></td>
              <td className="cell-end"><Amount money={row.base} /></td>
              <td className="home-wide">{row.destinationAccount.bank.code}</td>
              <td className="cell-end"><OperationClock row={row} texts={texts} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Decide() {
  const texts = useTexts();
  const label = useLabel();
  const { data, again } = useAsk(HomeDecideDocument, {});
  useFresh(again);
  const proposals = data?.approvals.nodes ?? [];
  return (
    <Card title={texts.home.decide} flush>
      {data && proposals.length === 0 && <Empty icon="stamp">{texts.home.emptyDecide}</Empty>}
      <table className="plain-table padded">
        <caption className="heard">{texts.home.decide}</caption>
        <tbody>
          {proposals.map(({ id, kind, createdAt, proposer, client }) => (
            <tr key={id}><td>{label('ProposalKind', kind)}</td><td>{client?.fullName}</td><td className="muted">{proposer.name}</td><td className="cell-end"><Age at={createdAt} /></td></tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const viewOf: Readonly<Record<string, View>> = {
  operationsMine: 'mine', operationsUnassigned: 'unassigned', operationsAwaitingDeposit: 'pending', operationsInProcess: 'process', operationsOnHold: 'held',
};

function States({ counters }: { readonly counters: Counters }) {
  const texts = useTexts();
  const { can } = useViewer();
  const oldest = useAsk(HomeOldestDocument, {}, { pause: !can.operationsRead });
  useFresh(oldest.again);
  const [first] = oldest.data?.operations.nodes ?? [];
  const names = Object.keys(texts.home.counter) as (keyof typeof texts.home.counter)[];
  return (
    <Card
      title={texts.home.states}
      aside={first && <span className="muted">{texts.home.oldest} <Link to="/operations/$id" params={{ id: first.id }}>{first.code}</Link> <Age at={first.statusSince} /></span>}
    >
      <ul className="counters">
        {names.flatMap((name) => {
          const count = counters[name];
          if (count == null) return [];
          const view = viewOf[name];
          const content = <><span className="counter-figure">{count}</span> <span className="counter-word">{texts.home.counter[name]}</span></>;
          return [<li key={name}>{view ? <Link to="/operations" search={{ view } as never} className="counter">{content}</Link> : <span className="counter">{content}</span>}</li>];
        })}
      </ul>
    </Card>
  );
}

function RateCard() {
  const texts = useTexts();
  const asked = useAsk(HomeRateDocument, {});
  useValue(RateTicksDocument, {});
  const rate = asked.data?.publicRate;
  return (
    <Card title={<Link to="/rates">{texts.home.rate}</Link>} aside={rate && <span className="muted">{texts.home.published} <Age at={rate.at} /></span>}>
      {!rate && <Empty icon="rate">{texts.home.noRate}</Empty>}
      {rate && (
        <Facts
          facts={[
            { name: texts.home.buys, value: <RateFigure rate={rate.houseBuys} size="number" /> },
            { name: texts.home.sells, value: <RateFigure rate={rate.houseSells} size="number" /> },
            { name: texts.home.spread, value: <Figure text={`${pipsBetween(rate.houseBuys, rate.houseSells)} ${texts.rates.pips}`} size="number" /> },
          ]}
        />
      )}
    </Card>
  );
}

function Today() {
  const texts = useTexts();
  const day = limaDay(useNow());
  const { data, again } = useAsk(HomeTodayDocument, { day });
  useFresh(again);
  const done = data?.operations;
  const isPart = done !== undefined && done.totalCount > done.nodes.length;
  return (
    <Card title={texts.home.today} aside={isPart && <span className="muted">{texts.home.truncated}</span>}>
      {done && (
        <Facts
          facts={[
            { name: texts.home.completed, value: <span className="figure figure-number">{done.totalCount}</span> },
            { name: texts.home.volume, value: <Amount money={moneyOf(sum(done.nodes.map(({ base }) => base.amount)), 'USD')} size="number" /> },
          ]}
        />
      )}
    </Card>
  );
}

function Balances() {
  const texts = useTexts();
  const { data, again } = useAsk(HomeBalancesDocument, {});
  useFresh(again);
  const accounts = (data?.houseAccounts ?? []).filter(({ active }) => active);
  return (
    <Card title={texts.home.money} flush>
      {currencies.map((currency) => <BalancesIn key={currency} currency={currency} accounts={accounts.filter((account) => account.currency === currency)} />)}
    </Card>
  );
}

const currencies: readonly Currency[] = ['PEN', 'USD'];

/** Accounts of one currency: two currencies never stand in one column. */
function BalancesIn({ currency, accounts }: { readonly currency: Currency; readonly accounts: HomeBalancesQuery['houseAccounts'] }) {
  const texts = useTexts();
  if (accounts.length === 0) return null;
  return (
    <table className="plain-table padded">
      <thead>
        <tr>
          <th scope="col">{texts.operation.account} {currencySign[currency]}</th>
          <th scope="col" className="cell-end">{texts.home.balance}</th>
          <th scope="col" className="cell-end">{texts.home.promised}</th>
          <th scope="col" className="cell-end">{texts.home.available}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ id, bank, number, balance, promised, available }) => (
          <tr key={id}>
            <td>{bank.code} <code className="muted">{number.slice(-6)}</code></td>
            <td className="cell-end"><Amount money={balance} bare /></td>
            <td className="cell-end"><Amount money={promised} bare /></td>
            <td className="cell-end"><Amount money={available} bare strong /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
