import { useCallback, useMemo, useRef, useState } from 'react';
import { OperationPageDocument, OperationRowsDocument, type OperationPageQuery } from '../../gql/graphql.ts';
import { client } from '../../house/client.ts';
import { operationOf, useDeskEvents } from '../../house/deskStream.ts';
import { documentOf } from '../../house/documents.ts';
import { serverNow } from '../../house/house.ts';
import { problemOfResult } from '../../house/transport.ts';
import { type AskPage, useLiveList } from '../../live/useLiveList.ts';
import { type NodesDocument, useRows } from '../../live/useRows.ts';
import { filterOf, filtersOf, type OperationRow, type QueueSearch, rulesOf, sortOf, type View } from './rules.ts';

/** The queue as a screen shows it: rows in their order, what waits, and which rows came while the line was down. */
export function useQueue(search: QueueSearch, view: View, me: string) {
  const key = JSON.stringify([view, filtersOf(search)]);
  const known = useRef<ReadonlyMap<string, OperationRow>>(new Map());
  const [recovered, setRecovered] = useState<ReadonlySet<string>>(new Set());
  const rules = useMemo(() => rulesOf(search, view, me, serverNow), [key, me]);
  const ask: AskPage = useCallback(async ({ first, after, count }) => {
    const variables = { filter: filterOf(search, view, serverNow()), sort: sortOf(view), first, after, count };
    const { data, error } = await client.query(documentOf(OperationPageDocument), variables, { requestPolicy: 'network-only' });
    const problem = problemOfResult(error);
    if (!data) return problem ?? { message: '', code: 'INTERNAL', requestId: null };
    const { nodes, pageInfo, totalCount }: OperationPageQuery['operations'] = data.operations;
    return { ids: nodes.map(({ id }) => id), endCursor: pageInfo.endCursor ?? null, hasMore: pageInfo.hasNextPage, total: totalCount ?? null };
  }, [key]);
  const live = useLiveList<OperationRow>(key, ask, rules, (id) => known.current.get(id));
  const rows = useRows(OperationRowsDocument as unknown as NodesDocument<OperationRow>, live.list.ids);
  known.current = rows;
  useDeskEvents({
    onEvent: (event, isRecovered) => {
      const row = operationOf(event);
      if (!row) return;
      live.hear(row, event.at);
      if (isRecovered) setRecovered((before) => new Set(before).add(row.id));
    },
    onReload: () => live.apply(),
  });
  const shown = useMemo(() => live.list.ids.map((id) => rows.get(id)).filter((row) => row !== undefined), [live.list.ids, rows]);
  const look = useCallback((id: string) => setRecovered((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : before)), []);
  return { ...live, rows: shown, byId: rows, recovered, look };
}
