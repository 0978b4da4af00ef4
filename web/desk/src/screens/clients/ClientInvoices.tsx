import { Card, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { InvoicesDocument } from '../../gql/graphql.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { Amount } from '../../house/money.tsx';
import { usePages } from '../../house/pages.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { InvoiceBadge } from '../invoices/columns.tsx';
import { nameOf } from '../invoices/invoices.ts';
import type { ClientDetail } from './clients.ts';

/** All electronic documents of a client, newest first; each changes where it stands, and a new one is read as it is made. */
export function ClientInvoices({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { column, noNumber } = texts.invoices;
  const list = usePages(InvoicesDocument, { first: 50, filter: { clientId: client.id } }, ({ invoices }) => invoices);
  const heard = useRef(new Set<string>());
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename !== 'InvoiceEvent' || heard.current.has(event.invoice.id)) return;
      // An event does not say whose document it is: an unknown one is looked for once.
      heard.current.add(event.invoice.id);
      if (!list.rows.some(({ id }) => id === event.invoice.id)) list.again();
    },
    onReload: list.again,
  });
  return (
    <>
      <Card title={texts.clients.tabs.invoices} flush>
        {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={6} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="receipt">{texts.clients.noInvoices}</Empty>}
        {list.rows.length > 0 && (
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">{column.code}</th><th scope="col">{column.kind}</th><th scope="col">{column.status}</th><th scope="col">{column.operation}</th>
                <th scope="col" className="cell-end">{column.total}</th><th scope="col">{column.created}</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((invoice) => (
                <tr key={invoice.id}>
                  <td><Link to="/invoices/$id" params={{ id: invoice.id }}>{nameOf(invoice, noNumber)}</Link></td>
                  <td>{label('InvoiceKind', invoice.kind)}</td>
                  <td><InvoiceBadge invoice={invoice} /></td>
                  <td>{invoice.operation && <Link to="/operations/$id" params={{ id: invoice.operation.id }}>{invoice.operation.code}</Link>}</td>
                  <td className="cell-end"><Amount money={invoice.total} bare /></td>
                  <td><Time at={invoice.createdAt} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      <MoreRows list={list} />
    </>
  );
}
