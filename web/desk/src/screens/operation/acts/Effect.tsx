import { Notice } from '@qoricash/kit';
import { type ReactNode, useEffect, useState } from 'react';
import { ActPreviewDocument, type ActPreviewQuery, type OperationAction, type OperationPreviewInput } from '../../../gql/graphql.ts';
import { useAsk } from '../../../house/ask.ts';
import { Amount } from '../../../house/money.tsx';
import { isNegative, negate } from '@qoricash/sdk/money';
import { useLabel, useTexts } from '../../../texts/texts.tsx';
import type { Detail } from './specs.ts';

type Preview = ActPreviewQuery['operationPreview'];

/** Waits until nobody types, so that a form asks once and not for each letter; says whether what it answers is what stands there. */
function useSettled<Value>(value: Value): readonly [Value, boolean] {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(later);
  }, [key]);
  return [settled, JSON.stringify(settled) === key];
}

/** What an act would come to, as the house computes it: state, books, messages, warnings. Money is never guessed here. */
export function Effect({ action, operation, about, isReady }: {
  readonly action: OperationAction;
  readonly operation: Detail;
  readonly about: Omit<OperationPreviewInput, 'operationId' | 'action' | 'overridesReference'> & { readonly overridesReference?: boolean };
  readonly isReady: boolean;
}) {
  const texts = useTexts();
  const [input, isSettled] = useSettled({ ...about, operationId: operation.id, action, overridesReference: about.overridesReference ?? false });
  return (
    <section className="effect" aria-label={texts.act.effect} aria-live="polite">
      <h3>{texts.act.effect}</h3>
      {!isReady && <p className="muted">{texts.act.fillIn}</p>}
      {isReady && !isSettled && <p className="muted">{texts.act.previewing}</p>}
      {isReady && isSettled && <Previewed key={JSON.stringify(input)} input={input} operation={operation} />}
    </section>
  );
}

/** Asks for what one form says, and for no other: what an earlier one came to is never shown for it. */
function Previewed({ input, operation }: { readonly input: OperationPreviewInput; readonly operation: Detail }) {
  const texts = useTexts();
  const { data, problem, isLoading } = useAsk(ActPreviewDocument, { input }, { policy: 'network-only' });
  return (
    <>
      {problem && <Notice tone="warn">{problem.message}</Notice>}
      {isLoading && <p className="muted">{texts.act.previewing}</p>}
      {data && <Told preview={data.operationPreview} operation={operation} />}
    </>
  );
}

function Told({ preview, operation }: { readonly preview: Preview; readonly operation: Detail }) {
  const texts = useTexts();
  const label = useLabel();
  if (preview.blockers.length > 0) return <Notice tone="bad">{preview.blockers.map(({ message }) => message).join(' ')}</Notice>;
  const status = preview.status && label('OperationStatus', preview.status);
  const lines: ReactNode[] = [
    status && (preview.status === operation.status ? texts.act.stays(status) : texts.act.becomes(status)),
    preview.operator && preview.operator.id !== operation.operator?.id && texts.act.holder(preview.operator.name),
    preview.counterpart && preview.counterpartStatus && texts.act.counterpart(preview.counterpart.code, label('OperationStatus', preview.counterpartStatus)),
  ].filter(Boolean);
  return (
    <>
      <ul className="effect-lines">{lines.map((text, place) => <li key={place}>{text}</li>)}</ul>
      <Entries entries={preview.entries} />
      {preview.messages.length > 0 && (
        <p>
          {texts.act.told}:{' '}
          {preview.messages.map(({ kind, toClient, channels }, place) => (
            <span key={place}>
              {place > 0 && '; '}
              {toClient ? texts.act.toClient : texts.act.toHouse}, {label('MessageKind', kind)}{' '}
              <span className="muted">({channels.map((channel) => label('MessageChannel', channel)).join(', ')})</span>
            </span>
          ))}
        </p>
      )}
      {preview.entries.length > 0 && <p className="muted small">{texts.act.afterwards}</p>}
      {preview.warnings.map(({ message }, place) => <Notice key={place} tone="warn">{message}</Notice>)}
    </>
  );
}

function Entries({ entries }: { readonly entries: Preview['entries'] }) {
  const texts = useTexts();
  const label = useLabel();
  if (entries.length === 0) return <p className="muted">{texts.act.noBooks}</p>;
  return (
    <table className="postings">
      <caption className="heard">{texts.act.books}</caption>
      <thead><tr><th scope="col">{texts.operation.account}</th><th scope="col" className="cell-end">{texts.operation.debit}</th><th scope="col" className="cell-end">{texts.operation.credit}</th></tr></thead>
      {entries.map((entry, place) => (
        <tbody key={place}>
          <tr><th scope="rowgroup" colSpan={3}>{label('LedgerEntryKind', entry.kind)}</th></tr>
          {entry.postings.map(({ account, pcgeCode, money }, line) => <Posting key={line} account={account} code={pcgeCode} money={money} />)}
        </tbody>
      ))}
    </table>
  );
}

/** One line of an entry: its amount stands on the side of its sign. */
export function Posting({ account, code, money }: { readonly account: string; readonly code: string; readonly money: Preview['entries'][number]['postings'][number]['money'] }) {
  const isCredit = isNegative(money.amount);
  const shown = <Amount money={{ ...money, amount: isCredit ? negate(money.amount) : money.amount }} />;
  return (
    <tr>
      <td><code>{code}</code> {account}</td>
      <td className="cell-end">{isCredit ? null : shown}</td>
      <td className="cell-end">{isCredit ? shown : null}</td>
    </tr>
  );
}
