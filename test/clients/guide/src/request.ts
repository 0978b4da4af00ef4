import { GraphQLClient, type RequestDocument } from 'graphql-request';

import { authorization, backOff, type House } from './house';

export const requestClient = (house: House) =>
  new GraphQLClient(`${house.address()}/graphql`, { headers: () => authorization(house) });

/**
 * Follows by asking: every event after the cursor, once, in order. The document selects `operationEvents` and its cursors. It throws
 * while the line is down: begin again after the last item.
 */
export async function* poll<Item extends { cursor: string }>(
  client: GraphQLClient,
  document: RequestDocument,
  { after, ...variables }: { after: string | null; [name: string]: unknown },
  wait: () => Promise<void> = () => backOff(1),
) {
  for (let newest = after; ; ) {
    const { operationEvents } = await client.request<{ operationEvents: Item[] }>(document, { ...variables, after: newest });
    for (const item of operationEvents) {
      yield item;
      newest = item.cursor;
    }
    if (operationEvents.length === 0) await wait();
  }
}
