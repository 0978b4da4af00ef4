import { resuming } from '../build/guide/resume.js';
import { dispose, socketClient } from './socket.js';

export const name = 'graphql-ws';

/** Everything over the websocket: queries and mutations too. */
export function connect(options) {
  const client = socketClient(options);
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
    close: () => dispose(client),
  };
}

function dataOf({ data, errors }) {
  if (errors) throw new AggregateError(errors, errors[0].message);
  return data;
}
