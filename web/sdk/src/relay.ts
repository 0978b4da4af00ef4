/**
 * What Relay 21 must be told of the house.
 *
 * @module
 */
import { Observable, type FetchFunction, type GraphQLResponse, type SubscribeFunction } from 'relay-runtime';
import { items } from './facts.ts';
import { createVersionGuard, type VersionGuard } from './guard.ts';
import type { House } from './house.ts';
import type { Line } from './stream/index.ts';

/** Both functions of `Network.create`, with one guard between them. */
export interface RelayNetwork {
  readonly fetch: FetchFunction;
  readonly subscribe: SubscribeFunction;
}

/**
 * The network of an environment: `Network.create(network.fetch, network.subscribe)`. Subscriptions go by the line, which resumes them by itself;
 * Relay knows of no reconnection. What is older than what was seen does not reach the store.
 */
export function relayNetwork(house: House, line: Line): RelayNetwork {
  const guard = createVersionGuard();
  return { fetch: fetchFunction(house, guard), subscribe: subscribeFunction(line, guard) };
}

function fetchFunction(house: House, guard: VersionGuard): FetchFunction {
  return async ({ text, operationKind }, variables) => {
    const ask = () => house.request<Record<string, unknown>, typeof variables>(text ?? '', variables);
    const first = await ask();
    const answer = operationKind === 'query' && guard.isStale(first.data) ? await ask() : first;
    // What was answered in part goes to the store with its errors, as the specification has it.
    if (!answer.ok && answer.data === null) throw answer.error;
    const errors = answer.errors.map((error) => ({ message: error.message, extensions: { code: error.code } }));
    return { data: answer.data, ...(errors.length > 0 && { errors }) } as GraphQLResponse;
  };
}

function subscribeFunction(line: Line, guard: VersionGuard): SubscribeFunction {
  return ({ text }, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      line.results(text ?? '', variables, {
        next: (result) => {
          if (!guard.isStale(result.data)) sink.next(result as GraphQLResponse);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      }));
}

/** `getDataID` of the store: items of streams are not kept by their id, or a page that is open for a day would hold thousands. */
export function getDataID(fields: Readonly<Record<string, unknown>>, typeName: string): unknown {
  return items.includes(typeName) ? null : (fields['id'] ?? null);
}
