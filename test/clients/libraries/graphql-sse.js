import { createClient } from 'graphql-sse';

import { resuming } from '../build/guide/resume.js';
import { sseOptions } from '../build/guide/sse.js';
import { houseOf, soon } from './house.js';

export const name = 'graphql-sse';

/** Distinct connections, as it is by itself: an HTTP request for each operation. */
export function connect(options) {
  const { retry = true } = options;
  const settings = sseOptions(houseOf(options));
  const client = createClient({
    ...settings,
    retryAttempts: retry ? Infinity : 0,
    // The guide's decision whether to try again, without its wait.
    retry: (attempt) => Promise.race([settings.retry(attempt), soon(attempt)]),
  });
  return {
    async execute(query, variables) {
      for await (const result of client.iterate({ query, variables })) return dataOf(result);
      throw new Error('completed without a result');
    },
    follow(query, variables, recorder) {
      const resume = resuming(variables);
      return client.subscribe(
        { query, variables: resume.variables },
        {
          next(result) {
            resume.remember(result);
            recorder.take(dataOf(result).operationEvents);
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
