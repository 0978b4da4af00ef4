import { guarded } from './report.ts';

/** A value that changes and says so. It fits `useSyncExternalStore` of React as it is. */
export interface Signal<Value> {
  /** The value now; the same object as long as nothing changed. */
  get(): Value;
  /** Calls the listener after each change; answers what ends that. */
  subscribe(listener: () => void): () => void;
}

/** A signal that its maker changes. */
export interface WritableSignal<Value> extends Signal<Value> {
  /** Changes the value, and tells of it where it is another. */
  set(value: Value): void;
}

/** Makes a signal. A listener that throws does not keep the others from hearing. */
export function signal<Value>(first: Value): WritableSignal<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) guarded(listener);
    },
    subscribe(listener) {
      const entry = () => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}
