import { setTimeout as pause } from 'node:timers/promises';

import { createClient } from 'graphql-sse';

export const name = 'graphql-sse';

/** Distinct connections: an HTTP request for each operation. Resumes by the header of the standard, not by a variable. */
export function connect({ at, token, retry = true }) {
  let lastEventId = '';
  const client = createClient({
    url: () => `${at()}/graphql`,
    headers: () => ({
      ...(token && { authorization: `Bearer ${token}` }),
      ...(lastEventId && { 'last-event-id': lastEventId }),
    }),
    retryAttempts: retry ? Infinity : 0,
    retry: (attempt) => pause(Math.min(50 * 2 ** attempt, 500)),
  });
  return {
    async execute(query, variables) {
      for await (const result of client.iterate({ query, variables })) return dataOf(result);
      throw new Error('completed without a result');
    },
    follow(query, variables, recorder) {
      return client.subscribe(
        { query, variables },
        {
          next(result) {
            const item = dataOf(result).operationEvents;
            lastEventId = item.cursor;
            recorder.take(item);
          },
          error: (cause) => recorder.fail(cause),
          complete: () => recorder.fail(new Error('completed')),
        },
      );
    },
    close: async () => client.dispose(),
  };
}

function dataOf({ data, errors }) {
  if (errors) throw new AggregateError(errors, errors[0].message);
  return data;
}
