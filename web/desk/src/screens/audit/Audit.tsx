import { Badge, Button, Card, type Column, CopyButton, DataTable, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { AuditEntriesDocument } from '../../gql/graphql.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActorWord, AuditEntryDialog } from './AuditEntryDialog.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { type Entry, isRead, parseTrailSearch, trailFilter, type TrailSearch } from './trail.ts';
import './audit.css';

const verifyCommand = 'qoricash audit verify';

/** The audit trail: found by person, object, action, day and request; one entry whole in a dialog. */
export default function Audit() {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const search = parseTrailSearch(useSearch({ strict: false }));
  const list = usePages(AuditEntriesDocument, { first: 50, filter: trailFilter(search) }, ({ auditEntries }) => auditEntries);
  const [active, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useMemo(() => trailColumns(texts, label), [texts, label]);
  const go = (next: TrailSearch) => {
    setOpened(null);
    void navigate({ to: '/audit', search: next as never });
  };
  const entry = list.rows.find(({ id }) => id === opened);
  useKeys(texts.screens.audit, [
    { keys: 'Escape', label: texts.audit.clear, act: () => go({}), when: () => opened === null && Object.keys(search).length > 0 },
  ]);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.audit}</h1>
        <span className="screen-lead">{texts.audit.lead} {texts.audit.written}</span>
      </div>
      <AuditFilters key={JSON.stringify(search)} search={search} onChange={go} />
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      <Card flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={12} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && (
          <Empty icon="eye" act={Object.keys(search).length > 0 && <Button shortcut="Esc" onPress={() => go({})}>{texts.audit.clear}</Button>}>{texts.audit.empty}</Empty>
        )}
        {list.rows.length > 0 && (
          <DataTable
            label={texts.screens.audit}
            columns={columns}
            rows={list.rows}
            rowId={({ id }) => id}
            active={active}
            onActive={setActive}
            onOpen={setOpened}
            density="dense"
          />
        )}
      </Card>
      <MoreRows list={list} />
      <Card title={texts.audit.chain}>
        <p>{texts.audit.chainNote}</p>
        <p><code>{verifyCommand}</code> <CopyButton text={verifyCommand} what={texts.audit.chain} /></p>
      </Card>
      {entry && <AuditEntryDialog entry={entry} onClose={() => setOpened(null)} onSearch={go} />}
    </div>
  );
}

function trailColumns(texts: OfficeTexts, label: (enumeration: string, value: string) => string): readonly Column<Entry>[] {
  const words = texts.audit;
  return [
    { id: 'at', head: words.at, width: 112, frozen: true, card: 'second', cell: ({ at }) => <Time at={at} /> },
    { id: 'who', head: words.who, width: 170, card: 'title', cell: (entry) => <ActorWord entry={entry} texts={texts} /> },
    { id: 'role', head: words.role, width: 110, cell: ({ actorRole }) => <span className="muted">{label('ActorRole', actorRole)}</span> },
    {
      id: 'what', head: words.what, width: 220, card: 'first',
      cell: (entry) => <><code>{entry.action}</code> {isRead(entry) && <Badge state={{ tone: 'info', icon: 'eye' }}>{words.read}</Badge>}</>,
    },
    {
      id: 'object', head: words.object, width: 220,
      cell: ({ objectKind, objectId }) => (objectKind ? <>{label('AuditObjectKind', objectKind)} {objectId && <code className="muted">{objectId.slice(-8)}</code>}</> : '—'),
    },
    { id: 'fields', head: words.fields, width: 80, card: 'state', cell: ({ changes }) => (changes.length > 0 ? words.fieldCount(changes.length) : '—') },
    { id: 'address', head: words.address, width: 120, cell: ({ address }) => <code>{address}</code> },
  ];
}
