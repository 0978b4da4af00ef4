import { Age, Badge, type Column, DataTable, Empty, Failure, secondPerson, Skeleton } from '@qoricash/kit';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { type ReviewRowFragment, DeskCountersDocument, ReviewQueueDocument } from '../../gql/graphql.ts';
import { useValue } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { duplicates, unread, waitsSince } from './review.ts';
import './kyc.css';

/** Clients whose identification waits for the house, the longest wait first. */
export default function Kyc() {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const list = useReviewQueue();
  const [active, setActive] = useState<string | null>(null);
  const columns = useMemo(() => queueColumns(texts, label), [texts, label]);
  const box = useRef<HTMLDivElement>(null);
  const open = (id: string) => void navigate({ to: '/kyc/$id', params: { id } });
  const standing = list.rows.find(({ id }) => id === active) ?? list.rows[0];
  useKeys(texts.screens.kyc, [
    {
      keys: 'j', label: texts.queue.keys.down, act: () => box.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus(),
      when: () => !box.current?.contains(document.activeElement),
    },
    { keys: 'o', label: texts.queue.keys.page, act: () => standing && open(standing.id) },
  ]);
  return (
    <div className="screen" ref={box}>
      <div className="screen-head">
        <h1>{texts.screens.kyc}</h1>
        <span className="screen-lead">{texts.kyc.lead}</span>
      </div>
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
      {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="card">{texts.kyc.empty}</Empty>}
      {list.rows.length > 0 && (
        <DataTable label={texts.screens.kyc} columns={columns} rows={list.rows} rowId={({ id }) => id} active={active} onActive={setActive} onOpen={open} />
      )}
      <MoreRows list={list} />
    </div>
  );
}

/** The queue, read again when as many wait as before no more, or when a proposal was made or decided. */
export function useReviewQueue() {
  const list = usePages(ReviewQueueDocument, { first: 50 }, ({ reviewQueue }) => reviewQueue);
  const waiting = useValue(DeskCountersDocument, {})?.deskCounters.identificationsInReview ?? null;
  const { again } = list;
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (known.current !== null && waiting !== null && known.current !== waiting) again();
    known.current = waiting ?? known.current;
  }, [waiting, again]);
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'ApprovalEvent' && again(), onReload: again });
  return list;
}

function queueColumns(texts: OfficeTexts, label: (enumeration: string, value: string) => string): readonly Column<ReviewRowFragment>[] {
  const { column } = texts.kyc;
  return [
    {
      id: 'client', head: column.client, width: 270, frozen: true, card: 'title',
      cell: ({ id, fullName }) => <Link to="/kyc/$id" params={{ id }} tabIndex={-1}>{fullName}</Link>,
    },
    {
      id: 'wait', head: column.wait, width: 90, card: 'state',
      cell: (client) => {
        const since = waitsSince(client);
        return since ? <Age at={since} /> : texts.kyc.none;
      },
    },
    {
      id: 'kind', head: column.kind, width: 150, card: 'first',
      cell: ({ documentType, maskedDocumentNumber }) => <>{label('DocumentType', documentType)} <code>{maskedDocumentNumber}</code></>,
    },
    {
      id: 'papers', head: column.papers, width: 130, watch: ({ identification }) => (identification?.documents ?? []).map(({ id, status }) => id + status).join(),
      cell: ({ identification }) => {
        const papers = unread(identification?.documents ?? []);
        const kinds = papers.map(({ kind }) => label('ClientDocumentKind', kind)).join(', ');
        return papers.length === 0 ? texts.kyc.none : <span title={kinds}>{texts.kyc.count(papers.length)}</span>;
      },
    },
    {
      id: 'duplicates', head: column.duplicates, width: 100,
      cell: (client) => (duplicates(client) > 0 ? <Badge state={{ tone: 'warn', icon: 'twins' }}>{duplicates(client)}</Badge> : texts.kyc.none),
    },
    {
      id: 'proposal', head: column.proposal, width: 210, card: 'second', watch: ({ identification }) => identification?.proposal?.id ?? '',
      cell: ({ identification }) => {
        const by = identification?.proposal?.proposer.name;
        return by ? <Badge state={secondPerson}>{texts.kyc.proposedBy(by)}</Badge> : texts.kyc.none;
      },
    },
    { id: 'owner', head: column.owner, width: 140, cell: ({ owner }) => owner?.name ?? texts.clients.house },
  ];
}
