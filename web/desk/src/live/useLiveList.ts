import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../house/documents.ts';
import { emptyList, hear, isCalm, listOf, type ListPage, type ListRules, type ListState, withPage } from './list.ts';
import { Reading } from './reading.ts';

/** Asks for a page of ids: from the beginning, or behind a cursor. */
export type AskPage = (request: { readonly first: number; readonly after: string | null; readonly count: boolean }) => Promise<ListPage | Problem>;

export interface LiveList<Row> {
  readonly list: ListState;
  readonly problem: Problem | null;
  readonly isLoading: boolean;
  readonly isPaused: boolean;
  /** Asks for the list anew: who waits takes its place. */
  readonly apply: () => void;
  readonly more: () => void;
  readonly pause: (paused: boolean) => void;
  /** Hears that a row is as it is now. */
  readonly hear: (row: Row, at: string) => void;
}

const pageSize = 50;
/** What the house answers at most at once. */
const mostPerPage = 100;

/** Rows that a screen holds at most; beyond that filters find things faster than eyes. */
export const mostRows = 500;
const doubtWait = 2_000;

/**
 * The order of a live list. `key` names what is asked for: another one begins anew. `find` answers rows as they are now.
 */
export function useLiveList<Row>(key: string, ask: AskPage, rules: ListRules<Row>, find: (id: string) => Row | undefined): LiveList<Row> {
  const [list, setList] = useState<ListState>(emptyList);
  const [loaded, setLoaded] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPaused, setPaused] = useState(false);
  const current = useRef({ key, ask, rules, find, list, isPaused });
  const reading = useRef(new Reading<Row>());
  useEffect(() => {
    current.current = { key, ask, rules, find, list, isPaused };
  });

  /** Asks for as much as is loaded, so that nothing that one has scrolled to is lost. */
  const read = useCallback(async (mine: Reading<Row>) => {
    const { key: asked, ask: page, list: shown } = current.current;
    let answered: ListState | null = null;
    do {
      const before: ListState | null = answered;
      const answer = await page({ first: Math.min(mostPerPage, Math.max(pageSize, shown.ids.length - (before?.ids.length ?? 0))), after: before?.endCursor ?? null, count: before === null });
      if (reading.current !== mine) return;
      if ('message' in answer) {
        setProblem(answer);
        setLoaded(asked);
        return;
      }
      answered = before ? withPage(before, answer) : listOf(answer, shown);
    } while (answered.hasMore && answered.ids.length < shown.ids.length);
    setProblem(null);
    setList(mine.over(answered, current.current.rules, current.current.find));
    setLoaded(asked);
  }, []);

  const load = useCallback(async () => {
    const mine = reading.current;
    if (!mine.begin()) return;
    await read(mine);
    if (mine.end() && reading.current === mine) void load();
  }, [read]);

  useEffect(() => {
    setList(emptyList);
    current.current.list = emptyList;
    reading.current = new Reading();
    void load();
  }, [key, load]);

  const apply = useCallback(() => void load(), [load]);
  const more = useCallback(async () => {
    const { key: asked, ask: page, list: now } = current.current;
    if (!now.hasMore || now.ids.length >= mostRows) return;
    const answer = await page({ first: pageSize, after: now.endCursor, count: false });
    if (current.current.key !== asked) return;
    if ('message' in answer) setProblem(answer);
    else setList((before) => withPage(before, answer));
  }, []);

  const hearRow = useCallback((row: Row, at: string) => {
    if (current.current.isPaused) return;
    reading.current.hear(row, at);
    setList((before) => hear(before, row, at, current.current.rules, current.current.find));
  }, []);

  // What only the house can judge is asked again, but never more often than every two seconds.
  const isDoubtful = list.isDoubtful && !isPaused;
  useEffect(() => {
    if (!isDoubtful) return;
    const later = setTimeout(apply, doubtWait);
    return () => clearTimeout(later);
  }, [isDoubtful, apply]);

  return {
    list,
    problem,
    isLoading: loaded !== key,
    isPaused,
    apply,
    more: () => void more(),
    pause: (paused) => {
      setPaused(paused);
      if (!paused) apply();
    },
    hear: hearRow,
  };
}

const restTime = 30_000;

/** Asks for the list anew once nobody has been in it for half a minute: what left it goes then. */
export function useRest<Row>(live: LiveList<Row>, container: { readonly current: HTMLElement | null }): void {
  const { list, apply, isPaused } = live;
  const waits = !isCalm(list) && !isPaused;
  useEffect(() => {
    if (!waits) return;
    const rest = setInterval(() => {
      const box = container.current;
      if (!box?.contains(document.activeElement) && !box?.matches(':hover')) apply();
    }, restTime);
    return () => clearInterval(rest);
  }, [waits, apply, container]);
}
