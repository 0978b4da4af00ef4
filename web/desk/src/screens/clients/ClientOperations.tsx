import { Card, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { ClientTrailDocument } from '../../gql/graphql.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { Amount, RateFigure } from '../../house/money.tsx';
import { usePages } from '../../house/pages.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { OperationBadge, SideWord } from '../operations/columns.tsx';
import type { ClientDetail } from './clients.ts';

/** All operations of a client, newest first; each changes where it stands, and a new one is read as it is made. */
export function ClientOperations({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const words = texts.clients.operations;
  const list = usePages(ClientTrailDocument, { first: 50, id: client.id }, ({ operations }) => operations);
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename === 'OperationEvent' && event.operation.client.id === client.id && !list.rows.some(({ id }) => id === event.operation.id)) list.again();
    },
    onReload: list.again,
  });
  return (
    <>
      <Card title={texts.clients.tabs.operations} flush>
        {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={6} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty>{words.none}</Empty>}
        {list.rows.length > 0 && (
          <div className="table-scroll">
            <table className="plain-table padded">
              <thead>
                <tr>
                  <th scope="col">{words.code}</th><th scope="col">{words.status}</th><th scope="col">{words.side}</th>
                  <th scope="col" className="cell-end">{words.usd}</th>
                  <th scope="col" className="cell-end">{words.rate}</th><th scope="col" className="cell-end">{words.pen}</th><th scope="col">{words.created}</th>
                </tr>
              </thead>
              <tbody>
                {list.rows.map((row) => (
                  <tr key={row.id}>
                    <td><Link to="/operations/$id" params={{ id: row.id }}>{row.code}</Link></td>
                    <td><OperationBadge row={row} texts={texts} /></td>
                    <td><SideWord side={row.side} texts={texts} /></td>
                    <td className="cell-end"><Amount money={row.base} bare /></td>
                    <td className="cell-end"><RateFigure rate={row.rate} /></td>
                    <td className="cell-end"><Amount money={row.counter} bare /></td>
                    <td><Time at={row.createdAt} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <MoreRows list={list} />
    </>
  );
}
