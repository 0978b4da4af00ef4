import { Badge, type Column, Countdown, over, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import type { InvoiceStatus } from '../../gql/graphql.ts';
import { Amount } from '../../house/money.tsx';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { invoiceStates, type InvoiceRow, nameOf, recipientOf } from './invoices.ts';

/** How a document stands: exactly, where this person reads that, else in short. */
export function InvoiceBadge({ invoice }: { readonly invoice: { readonly status: InvoiceStatus; readonly statusLabel: string; readonly stateLabel?: string | null } }) {
  return <Badge state={invoiceStates[invoice.status] ?? over}>{invoice.stateLabel ?? invoice.statusLabel}</Badge>;
}

/** A document's term: what is left of it while there is no final answer, the word once it is over. */
function Term({ row: { dueAt, status }, texts }: { readonly row: InvoiceRow; readonly texts: OfficeTexts }) {
  if (!dueAt || status === 'ACCEPTED' || status === 'VOIDED' || status === 'REJECTED') return <span className="muted">{texts.invoices.noTerm}</span>;
  return <Countdown until={dueAt} lateWord={texts.invoices.late} />;
}

/** The columns of the list. What is watched lights up when it changes. */
export function invoiceColumns(texts: OfficeTexts, label: (enumeration: string, value: string) => string): readonly Column<InvoiceRow>[] {
  const { column, noNumber } = texts.invoices;
  return [
    {
      id: 'code', head: column.code, width: 135, frozen: true, card: 'title',
      cell: (row) => <Link to="/invoices/$id" params={{ id: row.id }} tabIndex={-1}>{nameOf(row, noNumber)}</Link>,
    },
    {
      id: 'status', head: column.status, width: 180, card: 'state', watch: ({ stateLabel, status }) => stateLabel ?? status,
      cell: (row) => <InvoiceBadge invoice={row} />,
    },
    {
      id: 'operation', head: column.operation, width: 90,
      cell: ({ operation }) => (operation ? <Link to="/operations/$id" params={{ id: operation.id }} tabIndex={-1}>{operation.code}</Link> : '—'),
    },
    { id: 'kind', head: column.kind, width: 80, cell: ({ kind }) => label('InvoiceKind', kind) },
    { id: 'client', head: column.client, width: 170, card: 'first', cell: (row) => recipientOf(row) ?? '—' },
    { id: 'total', head: column.total, width: 90, align: 'end', card: 'second', cell: ({ total }) => <Amount money={total} bare /> },
    { id: 'due', head: column.due, width: 100, cell: (row) => <Term row={row} texts={texts} /> },
    { id: 'attempts', head: column.attempts, width: 70, align: 'end', watch: ({ attempts }) => String(attempts), cell: ({ attempts }) => attempts ?? '—' },
    {
      id: 'waits', head: column.waits, width: 240, watch: ({ explanation }) => explanation.text,
      cell: ({ explanation: { text } }) => <span className="muted" title={text}>{text}</span>,
    },
    { id: 'created', head: column.created, width: 90, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}
