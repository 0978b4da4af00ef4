import type { RequestPolicy } from '@urql/core';
import { useCallback } from 'react';
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
  const [{ data, error, fetching }, execute] = useQuery<Data, Variables & {}>({
    query: documentOf(document),
    variables,
    pause: options.pause ?? false,
    requestPolicy: options.policy ?? 'cache-and-network',
  } as never);
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  return { data, problem: problemOfResult(error), isLoading: fetching && data === undefined, again };
}

/** Follows a value of which only the newest counts. */
export function useValue<Data, Variables>(document: TypedText<Data, Variables>, variables: Variables & {}, pause = false): Data | undefined {
  const [{ data }] = useSubscription<Data, Data, Variables & {}>({ query: documentOf(document), variables, pause } as never);
  return data;
}
