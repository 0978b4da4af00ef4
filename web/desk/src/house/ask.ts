import type { RequestPolicy } from '@urql/core';
import { useCallback, useEffect, useRef } from 'react';
import { useQuery, useSubscription } from 'urql';
import { documentOf, type Problem, type TypedText } from './documents.ts';
import { problemOfResult } from './transport.ts';

/** What a screen knows of a question. Data that were there stay while it is asked again, and when that fails. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly problem: Problem | null;
  readonly isLoading: boolean;
  readonly again: () => void;
}

/** Asks, and follows the answer as the cache changes. */
export function useAsk<Data, Variables>(
  document: TypedText<Data, Variables>,
  variables: Variables & {},
  options: { readonly pause?: boolean; readonly policy?: RequestPolicy } = {},
): Asked<Data> {
  const [{ data, error, fetching, stale }, execute] = useQuery<Data, Variables & {}>({
    query: documentOf(document),
    variables,
    pause: options.pause ?? false,
    requestPolicy: options.policy ?? 'cache-and-network',
  } as never);
  const again = useAgain(fetching || stale, useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]));
  return { data, problem: problemOfResult(error), isLoading: fetching && data === undefined, again };
}

/**
 * Asks anew. While an answer is on its way the client asks nothing, though the house may have read it before whatever is the reason to ask: then
 * it is asked behind that answer.
 */
function useAgain(isAsking: boolean, ask: () => void): () => void {
  const state = useRef({ isAsking, isWanted: false });
  useEffect(() => {
    state.current.isAsking = isAsking;
    if (isAsking || !state.current.isWanted) return;
    state.current = { isAsking: true, isWanted: false };
    ask();
  });
  return useCallback(() => {
    if (state.current.isAsking) {
      state.current.isWanted = true;
      return;
    }
    state.current.isAsking = true;
    ask();
  }, [ask]);
}

/** Follows a value of which only the newest counts. */
export function useValue<Data, Variables>(document: TypedText<Data, Variables>, variables: Variables & {}, pause = false): Data | undefined {
  const [{ data }] = useSubscription<Data, Data, Variables & {}>({ query: documentOf(document), variables, pause } as never);
  return data;
}
