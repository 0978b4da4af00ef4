import { Empty, Failure, Skeleton, Tabs, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useViewer } from '../../app/viewer.tsx';
import { ClientOperationsDocument, OperationEntriesDocument, OperationHistoryDocument, type OperationDetailFragment } from '../../gql/graphql.ts';
import { type Asked, useAsk } from '../../house/ask.ts';
import { operationOf, useDeskEvents } from '../../house/deskStream.ts';
import { Amount, plainMoney, RateFigure } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { OperationBadge } from '../operations/columns.tsx';
import { Posting } from './acts/Effect.tsx';

type Detail = OperationDetailFragment;

/** What stands behind an operation: its entries, its history, and what else its client does. */
export function OperationTabs({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const { can } = useViewer();
  return (
    <Tabs
      label={texts.operation.title(operation.code)}
      tabs={[
        { id: 'events', label: texts.operation.tabs.events, content: () => <History operation={operation} /> },
        ...(can.ledgerRead ? [{ id: 'entries', label: texts.operation.tabs.entries, content: () => <Entries operation={operation} /> }] : []),
        { id: 'client', label: texts.operation.tabs.client, content: () => <Others operation={operation} /> },
      ]}
    />
  );
}

/** Asks again whenever something happened to the operation. */
function useFresh(id: string, { again }: Pick<Asked<unknown>, 'again'>): void {
  useDeskEvents({
    onEvent: (event) => {
      if (operationOf(event)?.id === id) again();
    },
    onReload: again,
  });
}

function History({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const label = useLabel();
  const asked = useAsk(OperationHistoryDocument, { id: operation.id }, { policy: 'network-only' });
  useFresh(operation.id, asked);
  if (!asked.data) return <Waiting {...asked} />;
  const events = asked.data.operationEvents.filter((item) => item.__typename === 'OperationEvent').toReversed();
  return (
    <table className="plain-table">
      <thead>
        <tr><th scope="col">{texts.operation.when}</th><th scope="col">{texts.operation.event}</th><th scope="col">{texts.operation.change}</th><th scope="col" className="cell-end">{texts.operation.amount}</th></tr>
      </thead>
      <tbody>
        {events.map(({ cursor, at, kind, operationVersion, facts }) => (
          <tr key={cursor}>
            <td><Time at={at} /></td>
            <td>{label('OperationEventKind', kind)} <span className="muted small">{texts.operation.version(operationVersion)}</span></td>
            <td>
              {facts.from && facts.to && facts.from !== facts.to && <>{label('OperationStatus', facts.from)} › {label('OperationStatus', facts.to)} </>}
              {facts.reason && <span className="muted">{label('OperationEventReason', facts.reason)}</span>}
              {facts.counterpart && <span className="muted"> {facts.counterpart}</span>}
            </td>
            <td className="cell-end">{facts.money ? <Amount money={facts.money} /> : facts.base ? <><Amount money={facts.base} /> {facts.rate && <RateFigure rate={facts.rate} />}</> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Entries({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const label = useLabel();
  const asked = useAsk(OperationEntriesDocument, { id: operation.id }, { policy: 'network-only' });
  useFresh(operation.id, asked);
  if (!asked.data) return <Waiting {...asked} />;
  const found = asked.data.node;
  const entries = found?.__typename === 'Operation' ? found.ledgerEntries : [];
  if (entries.length === 0) return <Empty icon="scales">{texts.operation.noEntries}</Empty>;
  return (
    <table className="postings">
      <thead><tr><th scope="col">{texts.operation.account}</th><th scope="col" className="cell-end">{texts.operation.debit}</th><th scope="col" className="cell-end">{texts.operation.credit}</th></tr></thead>
      {entries.map(({ id, kind, businessDate, recordedAt, postings }) => (
        <tbody key={id}>
          <tr><th scope="rowgroup" colSpan={3}>{texts.operation.entryOf(label('LedgerEntryKind', kind), businessDate)} <span className="muted"><Time at={recordedAt} /></span></th></tr>
          {postings.map(({ account, money }, place) => <Posting key={place} account={account.name} code={account.pcgeCode} money={money} />)}
        </tbody>
      ))}
    </table>
  );
}

function Others({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const asked = useAsk(ClientOperationsDocument, { clientId: operation.client.id });
  if (!asked.data) return <Waiting {...asked} />;
  const others = asked.data.operations.nodes.filter(({ id }) => id !== operation.id);
  if (others.length === 0) return <Empty>{texts.operation.noOthers}</Empty>;
  return (
    <table className="plain-table">
      <tbody>
        {others.map((other) => (
          <tr key={other.id}>
            <td><Link to="/operations/$id" params={{ id: other.id }}>{other.code}</Link></td>
            <td><OperationBadge row={other} texts={texts} /></td>
            <td className="cell-end">{plainMoney(other.pay)} › {plainMoney(other.receive)}</td>
            <td><Time at={other.createdAt} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Waiting({ problem, again }: Asked<unknown>) {
  const texts = useTexts();
  return problem ? <Failure message={problem.message} requestId={problem.requestId} onRetry={again} /> : <Skeleton rows={3} label={texts.common.loading} />;
}
