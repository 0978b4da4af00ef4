import { useSyncExternalStore } from 'react';
import { learn, type Seen } from './placeholders';

/** Keeps what the answers of one session showed. */
export class SeenStore {
  #seen: Seen = {};
  readonly #listeners = new Set<() => void>();

  readonly current = (): Seen => this.#seen;

  readonly learn = (answer: unknown): void => {
    this.#seen = learn(this.#seen, answer);
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useSeen(store: SeenStore): Seen {
  return useSyncExternalStore(store.subscribe, store.current);
}
