import { requestClient, poll } from '../build/guide/request.js';
import * as documents from '../harness/documents.js';
import { houseOf, soon } from './house.js';

export const name = 'graphql-request';

/** Everything by HTTP. It cannot subscribe, and follows by asking for the stream. */
export function connect(options) {
  const client = requestClient(houseOf(options));
  const stopped = [];
  return {
    execute: (document, variables) => client.request(document, variables),
    follow(_, variables, recorder) {
      let following = true;
      const stop = () => (following = false);
      stopped.push(stop);
      (async () => {
        for await (const item of poll(client, documents.journey.Events, { after: null, ...variables }, () => soon(1))) {
          if (!following) return;
          recorder.take(item);
        }
      })().catch((cause) => following && recorder.fail(cause));
      return stop;
    },
    close: async () => stopped.forEach((stop) => stop()),
  };
}
