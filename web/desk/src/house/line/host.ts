import type { ServerClock } from '@qoricash/sdk';
import type { Line, ReloadCause } from '@qoricash/sdk/stream';
import { type FromHost, saidState, type ToHost, type Way } from './protocol.ts';

interface Tab {
  readonly way: Way<ToHost, FromHost>;
  readonly follows: Map<string, Shared>;
  isSeen: boolean;
}

/** One stream, however many tabs follow it. */
interface Shared {
  readonly key: string;
  readonly listeners: Map<Tab, Set<string>>;
  /** The newest value, for tabs that come later; streams of events have none. */
  value: unknown;
  stop: () => void;
}

/**
 * Holds the line for all tabs of one person: one socket and one cursor, whatever is open. It lives in a shared worker, which no
 * browser freezes as it does a tab in the background; where there is none, in the page itself.
 */
export class LineHost {
  readonly #line: Line;
  readonly #clock: ServerClock;
  readonly #tabs = new Set<Tab>();
  readonly #shared = new Map<string, Shared>();

  constructor(line: Line, clock: ServerClock) {
    this.#line = line;
    this.#clock = clock;
    line.state.subscribe(() => this.#tellState());
  }

  /** Takes a tab in. It hears the state at once, and of each thing that it follows to load what it shows. */
  join(way: Way<ToHost, FromHost>): void {
    const tab: Tab = { way, follows: new Map(), isSeen: true };
    this.#tabs.add(tab);
    way.hear((message) => this.#take(tab, message));
    way.send({ type: 'state', state: saidState(this.#line.state.get()) });
  }

  #take(tab: Tab, message: ToHost): void {
    switch (message.type) {
      case 'follow': return this.#follow(tab, message);
      case 'leave': return this.#leave(tab, message.id);
      case 'seen':
        tab.isSeen = message.isSeen;
        return this.#line.show([...this.#tabs].some(({ isSeen }) => isSeen));
      case 'reconnect': return this.#line.reconnect();
      case 'session':
        for (const one of this.#tabs) if (one !== tab) one.way.send(message);
        return;
      case 'bye':
        for (const id of [...tab.follows.keys()]) this.#leave(tab, id);
        this.#tabs.delete(tab);
    }
  }

  #follow(tab: Tab, { id, kind, text, variables }: Extract<ToHost, { type: 'follow' }>): void {
    const key = JSON.stringify([kind, text, variables]);
    const known = this.#shared.get(key);
    const shared = known ?? this.#begin(key, kind, text, variables);
    const ids = shared.listeners.get(tab) ?? new Set();
    shared.listeners.set(tab, ids.add(id));
    tab.follows.set(id, shared);
    if (!known) return;
    // Whoever comes later was not there for what went by: it loads its screen, and hears all that follows.
    if (kind === 'events') tab.way.send({ type: 'reload', id, cause: 'begin' });
    else if (shared.value !== undefined) tab.way.send({ type: 'item', id, item: shared.value, isRecovered: false });
  }

  #begin(key: string, kind: 'events' | 'values', text: string, variables: Readonly<Record<string, unknown>>): Shared {
    const shared: Shared = { key, listeners: new Map(), value: undefined, stop: () => {} };
    this.#shared.set(key, shared);
    const onEnd = ({ code, message }: { code: string; message: string }) => {
      this.#tell(shared, (id) => ({ type: 'end', id, code, message }));
      this.#shared.delete(key);
    };
    if (kind === 'values') {
      const onValue = (value: unknown) => {
        shared.value = value;
        this.#tell(shared, (id) => ({ type: 'item', id, item: value, isRecovered: false }));
      };
      shared.stop = this.#line.values<unknown, Record<string, unknown>>(text, variables, { onValue, onEnd });
      return shared;
    }
    const stream = this.#line.events<unknown, Record<string, unknown>>(text, variables, {
      onItem: (item, { isRecovered }) => this.#tell(shared, (id) => ({ type: 'item', id, item, isRecovered })),
      onReload: (cause: ReloadCause) => this.#tell(shared, (id) => ({ type: 'reload', id, cause })),
      onEnd,
    });
    shared.stop = () => stream.stop();
    return shared;
  }

  #leave(tab: Tab, id: string): void {
    const shared = tab.follows.get(id);
    tab.follows.delete(id);
    const ids = shared?.listeners.get(tab);
    ids?.delete(id);
    if (!shared || !ids) return;
    if (ids.size === 0) shared.listeners.delete(tab);
    if (shared.listeners.size > 0) return;
    shared.stop();
    this.#shared.delete(shared.key);
  }

  #tell(shared: Shared, message: (id: string) => FromHost): void {
    for (const [tab, ids] of shared.listeners) for (const id of ids) tab.way.send(message(id));
  }

  #tellState(): void {
    const state = saidState(this.#line.state.get());
    for (const { way } of this.#tabs) {
      way.send({ type: 'clock', offset: this.#clock.offset() });
      way.send({ type: 'state', state });
    }
  }
}
