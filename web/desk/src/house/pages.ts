import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from './client.ts';
import { documentOf, type Problem, type TypedText } from './documents.ts';
import { problemOfResult } from './transport.ts';

/** A page of a connection, as far as a list needs it. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly totalCount?: number;
}

/** The pages of a list that have been asked for, in the house's order. */
export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly problem: Problem | null;
  readonly more: () => void;
  /** Begins anew at the first page. */
  readonly again: () => void;
}

/**
 * Asks for a connection page by page. Each page is followed in the cache, so that an act changes its row where it stands. The
 * variables name the list: others begin anew.
 */
export function usePages<Data, Variables, Row>(
  document: TypedText<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (data: Data) => Page<Row>,
): Paged<Row> {
  const [pages, setPages] = useState<readonly Page<Row>[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(variables);
  const current = useRef({ pick, follow: (_: string | null, __: number) => {} });
  current.current.pick = pick;

  useEffect(() => {
    const followed: (() => void)[] = [];
    let isFirst = true;
    const follow = (after: string | null, place: number) => {
      setLoading(true);
      const { unsubscribe } = client
        .query(documentOf(document) as never, { ...(JSON.parse(key) as object), after } as never, { requestPolicy: 'network-only' })
        .subscribe(({ data, error, stale }) => {
          if (!stale) setLoading(false);
          setProblem(problemOfResult(error));
          if (data === undefined || data === null) return;
          const page = current.current.pick(data as Data);
          const begins = isFirst;
          isFirst = false;
          setPages((before) => (begins ? [page] : place < before.length ? before.with(place, page) : [...before, page]));
        });
      followed.push(unsubscribe);
    };
    current.current.follow = follow;
    follow(null, 0);
    return () => {
      for (const unsubscribe of followed) unsubscribe();
    };
  }, [document, key, round]);

  // Rows of another list are gone the moment that it is asked for; the same list keeps them until its answer is there.
  const [shown, setShown] = useState(key);
  if (shown !== key) {
    setShown(key);
    setPages([]);
  }
  const last = pages.at(-1);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return {
    rows: pages.flatMap(({ nodes }) => nodes),
    total: pages[0]?.totalCount ?? null,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    isLoading,
    problem,
    more: () => {
      if (!isLoading && last?.pageInfo.hasNextPage) current.current.follow(last.pageInfo.endCursor ?? null, pages.length);
    },
    again,
  };
}
