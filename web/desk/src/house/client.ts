import { versionGuardExchange } from '@qoricash/sdk/urql';
import { Client } from '@urql/core';
import { houseCache } from './cache.ts';
import { Frames } from './frames.ts';
import { house } from './house.ts';
import type { DeskLine } from './line/DeskLine.ts';
import { openLine } from './line/open.ts';
import { type Follow, houseExchange } from './transport.ts';

/** The line of this tab. */
export const line: DeskLine = openLine();

/** Values come by subscriptions of the client; streams of events by the desk's own stream, which knows about reloads. */
const follow: Follow = (text, variables, next) => {
  const kind = text.includes('deskEvents') ? 'events' : 'values';
  const field = /\{\s*(?:__typename\s+)?(\w+)/.exec(text)?.[1] ?? '';
  const frames = new Frames<{ item: unknown; isRecovered: boolean }>((items) => {
    for (const { item, isRecovered } of items) next({ __typename: 'Subscription', [field]: item }, { isRecovered });
  });
  return line.follow(kind, text, variables, {
    onItem: (item, isRecovered) => frames.add({ item, isRecovered }),
    onReload: (cause) => {
      frames.flush();
      for (const listener of reloads) listener(cause);
    },
  });
};

type Reloaded = (cause: string) => void;
const reloads = new Set<Reloaded>();

/** Calls the listener when screens have to load what they show: the stream begins, or lost its place. */
export function onReload(listener: Reloaded): () => void {
  reloads.add(listener);
  return () => void reloads.delete(listener);
}

/** The one client of the page. */
export const client = new Client({
  url: '/graphql',
  exchanges: [houseCache(), versionGuardExchange, houseExchange(house, follow)],
  preferGetMethod: false,
  requestPolicy: 'cache-first',
  suspense: false,
});
