import { textOf, type Document } from './document.ts';
import type { HouseError } from './errors.ts';
import type { House } from './house.ts';
import { backOff } from './request.ts';
import { signal, type Signal } from './signal.ts';

/** A mutation that waits to be sent, or for a person to look at what became of it. */
export interface OutboxEntry {
  readonly id: string;
  /** What a screen calls it. */
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who wanted it: sent in nobody else's session. */
  readonly viewerId: string;
  /** Milliseconds since 1970, by the device. */
  readonly addedAt: number;
  /**
   * `waiting` is sent when the house is reached, in the order of arrival. `refused` was answered and not done. `expired` is too old to be
   * repeated safely, since the house keeps keys for 7 days: a person looks whether it was done.
   */
  readonly status: 'waiting' | 'refused' | 'expired';
  /** Why it was refused, or why it still waits. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What an outbox tells, and how it is kept. */
export interface OutboxOptions {
  /** The name under which it is stored. */
  readonly key?: string;
  /** A waiting entry was done: `data` is what the mutation answered. */
  readonly onDone?: (entry: OutboxEntry, data: unknown) => void;
  /** An entry was refused or is too old; it stays until it is dropped. */
  readonly onRefused?: (entry: OutboxEntry, errors: readonly HouseError[]) => void;
}

/** Mutations that outlive a lost connection and a closed program. */
export interface Outbox {
  readonly entries: Signal<readonly OutboxEntry[]>;
  /**
   * Stores a mutation and sends it as soon as it can be. The input has an `idempotencyKey`, so that one whose answer was lost is not done
   * twice; without one, or without a signed-in person, it throws.
   */
  add<Data, Variables>(name: string, document: Document<Data, Variables>, variables: Variables): Promise<OutboxEntry>;
  /** Sends what waits: when the program comes to the front, and when the line is back. */
  flush(): Promise<void>;
  /** Forgets an entry. */
  drop(id: string): Promise<void>;
  /** Forgets all, as on a device that changes hands. */
  clear(): Promise<void>;
  /** Ends the attempts of this program; what is stored stays. */
  close(): void;
}

/** The house keeps keys for 7 days; a day is left for clocks that are wrong. */
const keysLive = 6 * 24 * 3_600_000;

/** Opens the outbox of this device and sends what an earlier run has left. */
export function createOutbox(house: House, options: OutboxOptions = {}): Outbox {
  const { storage, timers, now, jitter } = house.runtime;
  const key = options.key ?? 'qoricash.outbox';
  const entries = signal<readonly OutboxEntry[]>([]);
  let sending: Promise<void> | null = null;
  let attempt = 0;
  let stopWaiting = () => {};
  let isClosed = false;

  const store = (): void | Promise<void> => storage.setItem(key, JSON.stringify(entries.get()));
  const put = async (next: readonly OutboxEntry[]): Promise<void> => {
    entries.set(next);
    await store();
  };
  const replace = (changed: OutboxEntry) => put(entries.get().map((entry) => (entry.id === changed.id ? changed : entry)));
  const without = (id: string) => put(entries.get().filter((entry) => entry.id !== id));
  const opened = (async () => {
    const kept = read(await storage.getItem(key));
    entries.set([...kept, ...entries.get()]);
  })();

  const viewerId = (): string | null => {
    const state = house.sessions.state.get();
    return state.status === 'signed-in' ? state.viewerId : null;
  };

  const refuse = async (entry: OutboxEntry, status: 'refused' | 'expired', errors: readonly HouseError[]): Promise<void> => {
    const first = errors[0];
    const changed: OutboxEntry = { ...entry, status, error: first ? { code: first.code, message: first.message } : null };
    await replace(changed);
    options.onRefused?.(changed, errors);
  };

  /** Sends one; false when the house cannot be asked now. */
  const sendOne = async (entry: OutboxEntry): Promise<boolean> => {
    if (now() - entry.addedAt > keysLive) {
      await refuse(entry, 'expired', []);
      return true;
    }
    const answer = await house.act(entry.text, entry.variables as Record<string, unknown>);
    if (!entries.get().some(({ id }) => id === entry.id)) return true;
    if (answer.ok) {
      await without(entry.id);
      options.onDone?.(entry, answer.data);
      return true;
    }
    const { error } = answer;
    if (error.kind === 'network' || error.retryable || error.code === 'UNAUTHENTICATED') {
      await replace({ ...entry, error: { code: error.code, message: error.message } });
      return false;
    }
    await refuse(entry, 'refused', answer.errors);
    return true;
  };

  const run = async (): Promise<void> => {
    await opened;
    for (;;) {
      const viewer = viewerId();
      const next = entries.get().find((entry) => entry.status === 'waiting' && entry.viewerId === viewer);
      if (isClosed || !viewer || !next) return;
      if (!(await sendOne(next))) {
        stopWaiting = timers.after(backOff(attempt, jitter(), 60_000), () => void flush());
        attempt += 1;
        return;
      }
      attempt = 0;
    }
  };
  const flush = (): Promise<void> => {
    stopWaiting();
    sending ??= run().finally(() => {
      sending = null;
    });
    return sending;
  };
  const stopListening = house.sessions.state.subscribe(() => void flush());
  void flush();

  return {
    entries,
    async add(name, document, variables) {
      await opened;
      const viewer = viewerId();
      const { input } = variables as { input?: { idempotencyKey?: unknown } };
      if (!viewer) throw new Error('Nobody is signed in: an entry of the outbox belongs to a person.');
      if (typeof input?.idempotencyKey !== 'string') throw new Error('The outbox takes mutations whose input has an idempotencyKey.');
      const entry: OutboxEntry = {
        id: input.idempotencyKey, name, text: textOf(document), variables: variables as Record<string, unknown>,
        viewerId: viewer, addedAt: now(), status: 'waiting', error: null,
      };
      await put([...entries.get().filter(({ id }) => id !== entry.id), entry]);
      void (sending ?? Promise.resolve()).then(flush);
      return entry;
    },
    flush,
    drop: without,
    clear: () => put([]),
    close() {
      isClosed = true;
      stopWaiting();
      stopListening();
    },
  };
}

/** What an earlier run stored; what cannot be read is left out. */
function read(text: string | null): readonly OutboxEntry[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry: OutboxEntry) => typeof entry?.id === 'string' && typeof entry.text === 'string') : [];
  } catch {
    return [];
  }
}
