import { Button, Card, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AuditEntriesDocument } from '../../gql/graphql.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActorWord, AuditEntryDialog } from '../audit/AuditEntryDialog.tsx';
import { isRead, type TrailSearch } from '../audit/trail.ts';
import type { ClientDetail } from './clients.ts';

/** What was done about the client and who looked at it, as the audit trail has it. */
export function ClientHistory({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const words = texts.clients.trail;
  const navigate = useNavigate();
  const list = usePages(AuditEntriesDocument, { first: 50, filter: { objectId: client.id } }, ({ auditEntries }) => auditEntries);
  const [opened, setOpened] = useState<string | null>(null);
  const entry = list.rows.find(({ id }) => id === opened);
  const search = (asked: TrailSearch) => void navigate({ to: '/audit', search: asked as never });
  return (
    <>
      <Card title={texts.clients.tabs.trail} aside={<Button tone="quiet" onPress={() => search({ object: client.id })}>{words.whole}</Button>} flush>
        {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={6} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="eye">{words.none}</Empty>}
        {list.rows.length > 0 && (
          <div className="table-scroll">
            <table className="plain-table padded">
              <thead><tr><th scope="col">{words.when}</th><th scope="col">{words.who}</th><th scope="col">{words.what}</th><th scope="col">{words.fields}</th>
              </tr></thead>
              <tbody>
                {list.rows.map((row) => (
                  <tr key={row.id}>
                    <td><Time at={row.at} /></td>
                    <td><ActorWord entry={row} texts={texts} /></td>
                    <td><Button tone="quiet" onPress={() => setOpened(row.id)}><code>{row.action}</code></Button></td>
                    <td className="muted client-note">{isRead(row) ? texts.audit.read : row.changes.map(({ path }) => path).join(', ') || texts.clients.nothing}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <MoreRows list={list} />
      {entry && <AuditEntryDialog entry={entry} onClose={() => setOpened(null)} onSearch={search} />}
    </>
  );
}
