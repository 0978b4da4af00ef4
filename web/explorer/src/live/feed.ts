import type { Client } from 'graphql-ws';
import { ask } from '../transport/request';
import { reasonOf } from '../transport/socket';
import { emptyFeed, type FeedState, loaded, lost, reconnected, stopped, taken } from './feedState';
import liveDocument from './liveOperations.graphql?raw';
import recentDocument from './recentOperations.graphql?raw';
import type { Operation, StreamItem } from './types';

const recent = 40;
const pauseBeforeFollowingAgain = 1_000;

/**
 * Follows the stream of operations. It loses nothing: every connection goes on from the last cursor, and after
 * ResyncRequired the list is read again before the stream continues from the cursor that came with it.
 */
export class OperationFeed {
  readonly #socket: Client;
  readonly #listeners = new Set<() => void>();
  #state: FeedState = emptyFeed;
  #listIsDue = true;
  #running: { readonly end: () => void } | null = null;

  constructor(socket: Client) {
    this.#socket = socket;
  }

  readonly current = (): FeedState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to follow, from the last cursor when there is one. */
  start(): void {
    if (this.#running) return;
    this.#set({ ...this.#state, link: 'connecting', problem: null });
    const endings = [
      this.#socket.on('closed', () => this.#set(lost(this.#state, new Date()))),
      this.#socket.on('connected', () => this.#set(reconnected(this.#state, new Date()))),
      this.#follow(),
    ];
    this.#running = { end: () => endings.forEach((end) => end()) };
  }

  stop(): void {
    const running = this.#running;
    this.#running = null;
    running?.end();
  }

  #follow(): () => void {
    const feed = this;
    let again: ReturnType<typeof setTimeout> | undefined;
    let unsubscribe: () => void = () => {};
    const begin = () => {
      unsubscribe = this.#socket.subscribe<{ operationEvents: StreamItem }>(
        {
          query: liveDocument,
          // The client writes the request anew for each connection, so a getter makes every one resume.
          get variables() {
            return { after: feed.#state.cursor };
          },
        },
        {
          next: ({ data, errors }) => {
            if (data) this.#take(data.operationEvents);
            else if (errors) this.#fail(errors);
          },
          error: (ending) => this.#fail(ending),
          complete: () => {
            // Our own unsubscribing completes too; the server's is followed by another beginning.
            if (this.#running) again = setTimeout(begin, pauseBeforeFollowingAgain);
          },
        },
      );
    };
    begin();
    return () => {
      clearTimeout(again);
      unsubscribe();
    };
  }

  #take(item: StreamItem): void {
    this.#set(taken(this.#state, item, Date.now()));
    if (item.__typename === 'ResyncRequired') this.#listIsDue = true;
    // Only now: what happens after the list was read comes by the stream that has begun before.
    if (this.#listIsDue) void this.#load();
  }

  #fail(ending: unknown): void {
    this.#set(stopped(this.#state, reasonOf(ending)));
    this.stop();
  }

  async #load(): Promise<void> {
    this.#listIsDue = false;
    try {
      const { operations } = await ask<{ operations: { nodes: readonly Operation[] } }>(recentDocument, { first: recent });
      this.#set(loaded(this.#state, operations.nodes));
    } catch {
      // The next item of the stream is the next occasion, and the stream says when the line is down.
      this.#listIsDue = true;
    }
  }

  #set(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
