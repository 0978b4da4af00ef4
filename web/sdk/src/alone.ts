import type { KeyValueStore } from './runtime.ts';

interface Locks {
  request(name: string, run: () => Promise<void>): Promise<void>;
}

const queues = new WeakMap<KeyValueStore, Promise<void>>();

/**
 * Runs what reads a store and writes it anew, one at a time: in this program by a queue, and between the tabs of a browser by its locks, where
 * it has them.
 */
export function alone(storage: KeyValueStore, key: string, run: () => Promise<void>): Promise<void> {
  const { navigator } = globalThis as unknown as { navigator?: { locks?: Locks } };
  const locks = navigator?.locks;
  const mine = (queues.get(storage) ?? Promise.resolve()).then(() => (locks ? locks.request(key, run) : run()));
  queues.set(storage, mine.catch(() => {}));
  return mine;
}
