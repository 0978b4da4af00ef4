import { alone } from './alone.ts';
import { textOf, type Document } from './document.ts';
import { networkError, type HouseError } from './errors.ts';
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
  /** Milliseconds since 1970, by the house's clock. */
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

/** Mutations that outlive a lost connection and a closed program. All tabs of a browser share one. */
export interface Outbox {
  readonly entries: Signal<readonly OutboxEntry[]>;
  /**
   * Stores a mutation and sends it as soon as it can be. The input has an `idempotencyKey`, so that one whose answer was lost is not done
   * twice; without one, without a signed-in person, or where the store fails, it throws and keeps nothing.
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
/** What was added so much later than now was added by another clock: its age is not known. */
const clocksDiffer = 60_000;

/** Opens the outbox of this device and sends what an earlier run has left. */
export function createOutbox(house: House, options: OutboxOptions = {}): Outbox {
  const { storage, timers, jitter, usesCookie } = house.runtime;
  const key = options.key ?? 'qoricash.outbox';
  const entries = signal<readonly OutboxEntry[]>([]);
  let sending: Promise<void> | null = null;
  let attempt = 0;
  let stopWaiting = () => {};
  /** The house has said how long to wait: nothing that happens meanwhile makes it shorter. */
  let isHeld = false;
  let isClosed = false;
  let changes = 0;

  /** Other tabs change the list too: it is read before it is written, and what is shown is what is stored. */
  const update = (change: (stored: readonly OutboxEntry[]) => readonly OutboxEntry[]): Promise<void> => {
    changes += 1;
    return alone(storage, key, async () => {
      const next = change(read(await storage.getItem(key)));
      await storage.setItem(key, JSON.stringify(next));
      entries.set(next);
    });
  };
  const replace = (changed: OutboxEntry) => update((stored) => stored.map((entry) => (entry.id === changed.id ? changed : entry)));
  /** Tells whether it was still there. */
  const without = async (id: string): Promise<boolean> => {
    let wasThere = false;
    await update((stored) => {
      wasThere = stored.some((entry) => entry.id === id);
      return stored.filter((entry) => entry.id !== id);
    });
    return wasThere;
  };
  /** Reads until nothing was changed meanwhile: what somebody forgets is not sent. */
  const refresh = async (): Promise<void> => {
    for (let seen = -1; seen !== changes; ) {
      seen = changes;
      await alone(storage, key, async () => entries.set(read(await storage.getItem(key))));
    }
  };

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

  /** Sends one; why the house cannot be asked now, or null when it was. */
  const sendOne = async (entry: OutboxEntry): Promise<HouseError | null> => {
    const age = house.clock.now() - entry.addedAt;
    if (age > keysLive || age < -clocksDiffer) {
      await refuse(entry, 'expired', []);
      return null;
    }
    const answer = await house.act(entry.text, entry.variables as Record<string, unknown>, { viewerId: entry.viewerId });
    if (answer.ok) {
      if (await without(entry.id)) options.onDone?.(entry, answer.data);
      return null;
    }
    const { error } = answer;
    // Somebody else is signed in by now: it waits for its own person.
    if (error.code === 'CANCELED') return null;
    if (error.kind === 'network' || error.retryable || error.code === 'UNAUTHENTICATED') {
      await replace({ ...entry, error: { code: error.code, message: error.message } });
      return error;
    }
    if (entries.get().some(({ id }) => id === entry.id)) await refuse(entry, 'refused', answer.errors);
    return null;
  };

  const next = (): OutboxEntry | null => {
    const viewer = viewerId();
    return entries.get().find((entry) => entry.status === 'waiting' && entry.viewerId === viewer) ?? null;
  };
  const run = async (): Promise<HouseError | null> => {
    for (await refresh(); next() && !isClosed; await refresh()) {
      // Another tab may have given this browser the cookie of somebody else.
      const asked = usesCookie ? await house.sessions.restore() : null;
      if (asked && !asked.ok) return asked.error;
      if (asked) await refresh();
      const entry = next();
      if (!entry || isClosed) return null;
      const error = await sendOne(entry);
      if (error) return error;
      attempt = 0;
    }
    return null;
  };
  const attemptAll = async (): Promise<void> => {
    const error = await run().catch((cause) => networkError('STORAGE', cause));
    if (!error || isClosed) return;
    isHeld = error.retryAfterMs !== null;
    stopWaiting = timers.after(Math.max(error.retryAfterMs ?? 0, backOff(attempt, jitter(), 60_000)), () => {
      isHeld = false;
      void flush();
    });
    attempt += 1;
  };
  const flush = async (): Promise<void> => {
    if (isHeld) return;
    stopWaiting();
    sending ??= attemptAll().finally(() => {
      sending = null;
    });
    return sending;
  };
  const stopListening = house.sessions.state.subscribe(() => void flush());
  void flush();

  return {
    entries,
    async add(name, document, variables) {
      const viewer = viewerId();
      const { input } = variables as { input?: { idempotencyKey?: unknown } };
      if (!viewer) throw new Error('Nobody is signed in: an entry of the outbox belongs to a person.');
      if (typeof input?.idempotencyKey !== 'string') throw new Error('The outbox takes mutations whose input has an idempotencyKey.');
      const entry: OutboxEntry = {
        id: input.idempotencyKey, name, text: textOf(document), variables: variables as Record<string, unknown>,
        viewerId: viewer, addedAt: house.clock.now(), status: 'waiting', error: null,
      };
      await update((stored) => [...stored.filter(({ id }) => id !== entry.id), entry]);
      void (sending ?? Promise.resolve()).then(flush);
      return entry;
    },
    flush,
    drop: async (id) => void (await without(id)),
    clear: () => update(() => []),
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
