import { useEffect, useMemo, useRef, useState } from 'react';
import { ClientPageDocument, ClientRowsDocument } from '../../gql/graphql.ts';
import { client } from '../../house/client.ts';
import { type DeskEvent, useDeskEvents } from '../../house/deskStream.ts';
import { documentOf } from '../../house/documents.ts';
import { useEvery } from '../../house/every.ts';
import { usePages } from '../../house/pages.ts';
import { type ClientSearch, clientFilter } from './clients.ts';

const pageSize = 50;
const countEvery = 30_000;
const rest = 1_000;

/** The client that an event of the desk is about; null where it is about nobody. */
export function clientIdOf(event: DeskEvent): string | null {
  if (event.__typename === 'OperationEvent') return event.operation.client.id;
  return event.__typename === 'ApprovalEvent' ? (event.proposal.client?.id ?? null) : null;
}

/** Asks again whenever something of one client happened, or may have. */
export function useClientNews(id: string, again: () => void): void {
  useDeskEvents({
    onEvent: (event) => {
      if (clientIdOf(event) === id) again();
    },
    onReload: again,
  });
}

/**
 * The list of clients. Rows change in place when something happens to them; who was registered or moved meanwhile is counted every
 * half minute, because the stream of the desk tells of neither, and waits until the list is asked for anew.
 */
export function useClients(search: ClientSearch) {
  const filter = useMemo(() => clientFilter(search), [search.text, search.status, search.kyc, search.owner]);
  const list = usePages(ClientPageDocument, { first: pageSize, filter }, ({ clients }) => clients);
  const [isChanged, setChanged] = useState(false);
  const touched = useRef<{ readonly ids: Set<string>; timer: ReturnType<typeof setTimeout> | null }>({ ids: new Set(), timer: null });
  const shown = useRef<ReadonlySet<string>>(new Set());
  shown.current = new Set(list.rows.map(({ id }) => id));
  useEffect(() => setChanged(false), [list.rows.length, list.total, filter]);
  useEffect(() => {
    const { current } = touched;
    return () => {
      if (current.timer) clearTimeout(current.timer);
    };
  }, []);

  const readTouched = () => {
    const ids = [...touched.current.ids];
    touched.current.ids.clear();
    touched.current.timer = null;
    void client.query(documentOf(ClientRowsDocument), { ids }, { requestPolicy: 'network-only' }).toPromise();
  };
  useDeskEvents({
    onEvent: (event) => {
      const id = clientIdOf(event);
      if (id === null || !shown.current.has(id)) return;
      touched.current.ids.add(id);
      touched.current.timer ??= setTimeout(readTouched, rest);
    },
    onReload: list.again,
  });
  useEvery(countEvery, () => {
    void client.query(documentOf(ClientPageDocument), { first: 1, filter }, { requestPolicy: 'network-only' }).toPromise().then(({ data }) => {
      if (data && list.total !== null && data.clients.totalCount !== list.total) setChanged(true);
    });
  });
  const again = () => {
    setChanged(false);
    list.again();
  };
  return { ...list, again, isChanged };
}
