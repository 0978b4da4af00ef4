import { HouseError, type House } from '@qoricash/sdk';
import { CombinedError, type Exchange, makeErrorResult, type Operation, type OperationResult, stringifyDocument } from '@urql/core';
import { filter, fromPromise, make, merge, mergeMap, pipe, share, type Source, takeUntil } from 'wonka';
import { textOfKey } from './documents.ts';

/** How subscriptions come: it calls `next` with each result until what it answered is called. */
export type Follow = (text: string, variables: Readonly<Record<string, unknown>>, next: (data: unknown, extensions: Readonly<Record<string, unknown>>) => void) => () => void;

/**
 * The last exchange: queries and mutations by the SDK's request, which knows about sessions, the clock, time limits and what
 * may be tried again; subscriptions by the line that all tabs share.
 */
export const houseExchange = (house: House, follow: Follow): Exchange => () => (operations$) => {
  const shared$ = pipe(operations$, share);
  const asked$ = pipe(
    shared$,
    filter(({ kind }) => kind === 'query' || kind === 'mutation'),
    mergeMap((operation) => pipe(fromPromise(ask(house, operation)), takeUntil(torn(shared$, operation)))),
  );
  const followed$ = pipe(
    shared$,
    filter(({ kind }) => kind === 'subscription'),
    mergeMap((operation) => pipe(subscription(operation, follow), takeUntil(torn(shared$, operation)))),
  );
  return merge([asked$, followed$]);
};

const torn = (operations$: Source<Operation>, { key }: Operation): Source<Operation> =>
  pipe(operations$, filter((operation) => operation.kind === 'teardown' && operation.key === key));

const textOf = ({ query }: Operation): string => textOfKey((query as { __key?: number }).__key) ?? stringifyDocument(query);

async function ask(house: House, operation: Operation): Promise<OperationResult> {
  const answer = await house.request<unknown, Record<string, unknown>>(textOf(operation), (operation.variables ?? {}) as Record<string, unknown>);
  const extensions = { ...answer.extensions };
  if (answer.ok) return { operation, data: answer.data, extensions, stale: false, hasNext: false };
  // Errors of a field leave the others good: the cache tells what is missing by their paths.
  const graphQLErrors = answer.errors.filter(({ kind }) => kind === 'program').map(({ cause, message, code, requestId }) =>
    ({ ...(cause as object), message, extensions: { code, requestId } }));
  const error = new CombinedError(graphQLErrors.length > 0 ? { graphQLErrors } : { networkError: answer.error });
  if (answer.data === null) return { ...makeErrorResult(operation, answer.error), error, extensions };
  return { operation, data: answer.data, error, extensions, stale: false, hasNext: false };
}

const subscription = (operation: Operation, follow: Follow): Source<OperationResult> =>
  make<OperationResult>(({ next }) =>
    follow(textOf(operation), (operation.variables ?? {}) as Record<string, unknown>, (data, extensions) =>
      next({ operation, data, extensions: { ...extensions }, stale: false, hasNext: true })));

/** What a failed answer says to a person, and the id by which the house finds it in its log. */
export function problemOfResult(error: CombinedError | undefined): { message: string; code: string; requestId: string | null } | null {
  if (!error) return null;
  if (error.networkError instanceof HouseError) return { message: error.networkError.message, code: error.networkError.code, requestId: error.networkError.requestId };
  const [first] = error.graphQLErrors;
  const { code, requestId } = (first?.extensions ?? {}) as { code?: string; requestId?: string | null };
  return { message: first?.message ?? error.message, code: code ?? 'INTERNAL', requestId: requestId ?? null };
}
