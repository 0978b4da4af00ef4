import { Button, Card, Empty, Failure, limaDay, Skeleton, TextField, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { InvoiceGapsDocument, type InvoiceGapsQuery } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { serverNow } from '../../house/house.ts';
import { Amount } from '../../house/money.tsx';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { isRealDay } from '../audit/trail.ts';
import { InvoiceBadge } from './columns.tsx';
import { dayAfter, nameOf } from './invoices.ts';

type Gaps = InvoiceGapsQuery['invoiceGaps'];

/** What is missing of a day: operations without a valid document, and numbers without a final answer. */
export function InvoiceGaps({ day, onDay }: { readonly day: string | null; readonly onDay: (day: string) => void }) {
  const texts = useOfficeTexts();
  const { gaps: words, badDay, dayHint } = texts.invoices;
  const { data, problem, isLoading, again } = useAsk(InvoiceGapsDocument, { day }, { policy: 'network-only' });
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'InvoiceEvent' && again(), onReload: again });
  const gaps = data?.invoiceGaps;
  const today = limaDay(serverNow());
  const shown = day ?? gaps?.day ?? today;
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const isBad = !isRealDay(typed.trim());
  return (
    <div className="invoices-list">
      <form className="gap-day" onSubmit={(event) => { event.preventDefault(); if (!isBad) onDay(typed.trim()); }}>
        <Button icon="left" label={words.previous} onPress={() => onDay(dayAfter(shown, -1))} />
        <TextField
          label={words.day}
          value={typed}
          onChange={setTyped}
          hint={dayHint}
          error={isBad && typed.trim().length >= 10 ? badDay : null}
          onBlur={() => !isBad && typed.trim() !== shown && onDay(typed.trim())}
        />
        <Button icon="right" label={words.next} blocked={shown >= today ? words.noLater : null} onPress={() => onDay(dayAfter(shown, 1))} />
      </form>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={6} label={texts.common.loading} />}
      {gaps && <Operations gaps={gaps} />}
      {gaps && <Documents gaps={gaps} />}
    </div>
  );
}

function Operations({ gaps }: { readonly gaps: Gaps }) {
  const { gaps: words } = useOfficeTexts().invoices;
  const { operations, operationCount } = gaps;
  return (
    <Card title={words.operations} aside={operationCount > 0 && <span className="muted">{words.count(operationCount)}</span>} flush>
      {operations.length === 0 && <Empty icon="receipt">{words.noOperations}</Empty>}
      {operations.length > 0 && (
        <table className="plain-table padded">
          <thead>
            <tr>
              <th scope="col">{words.operation}</th><th scope="col">{words.client}</th><th scope="col" className="cell-end">{words.usd}</th>
              <th scope="col" className="cell-end">{words.pen}</th><th scope="col">{words.completed}</th>
            </tr>
          </thead>
          <tbody>
            {operations.map(({ id, code, client, base, counter, completedAt }) => (
              <tr key={id}>
                <td><Link to="/operations/$id" params={{ id }}>{code}</Link></td>
                <td>{client.fullName}</td>
                <td className="cell-end"><Amount money={base} bare /></td>
                <td className="cell-end"><Amount money={counter} bare /></td>
                <td>{completedAt && <Time at={completedAt} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {operationCount > operations.length && <p className="muted small invoices-note">{words.first(operations.length, operationCount)}</p>}
    </Card>
  );
}

function Documents({ gaps }: { readonly gaps: Gaps }) {
  const { gaps: words, column, noNumber } = useOfficeTexts().invoices;
  const { documents, documentCount } = gaps;
  return (
    <Card title={words.documents} aside={documentCount > 0 && <span className="muted">{words.count(documentCount)}</span>} flush>
      {documents.length === 0 && <Empty icon="receipt">{words.noDocuments}</Empty>}
      {documents.length > 0 && (
        <table className="plain-table padded">
          <thead><tr><th scope="col">{column.code}</th><th scope="col">{words.status}</th><th scope="col">{column.waits}</th></tr></thead>
          <tbody>
            {documents.map((invoice) => (
              <tr key={invoice.id}>
                <td><Link to="/invoices/$id" params={{ id: invoice.id }}>{nameOf(invoice, noNumber)}</Link></td>
                <td><InvoiceBadge invoice={invoice} /></td>
                <td className="invoices-wrap">{invoice.explanation.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {documentCount > documents.length && <p className="muted small invoices-note">{words.first(documents.length, documentCount)}</p>}
    </Card>
  );
}
