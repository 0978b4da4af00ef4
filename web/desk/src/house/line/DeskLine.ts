import { signal, type Signal } from '@qoricash/sdk';
import type { ReloadCause } from '@qoricash/sdk/stream';
import type { FromHost, SaidState, ToHost, Way } from './protocol.ts';

/** Who follows a stream by the line. */
export interface Follower {
  onItem(item: unknown, isRecovered: boolean): void;
  onReload?(cause: ReloadCause): void;
  onEnd?(reason: { readonly code: string; readonly message: string }): void;
}

const before: SaidState = { status: 'idle', transport: 'socket', heardAt: null, recovered: 0, reason: null };

/** The line as one tab has it, whoever holds it. */
export class DeskLine {
  readonly #way: Way<FromHost, ToHost>;
  readonly #followers = new Map<string, Follower>();
  readonly #state = signal<SaidState>(before);
  readonly #idleEnd = signal<string | null>(null);
  readonly #onClock: (offset: number) => void;
  #count = 0;

  constructor(way: Way<FromHost, ToHost>, onClock: (offset: number) => void) {
    this.#way = way;
    this.#onClock = onClock;
    way.hear((message) => this.#take(message));
  }

  get state(): Signal<SaidState> {
    return this.#state;
  }

  /** When the session ends unless somebody does something, as another tab heard it. */
  get idleEnd(): Signal<string | null> {
    return this.#idleEnd;
  }

  /** Follows a stream until what it answers is called. */
  follow(kind: 'events' | 'values', text: string, variables: Readonly<Record<string, unknown>>, follower: Follower): () => void {
    const id = String((this.#count += 1));
    this.#followers.set(id, follower);
    this.#way.send({ type: 'follow', id, kind, text, variables });
    return () => {
      if (this.#followers.delete(id)) this.#way.send({ type: 'leave', id });
    };
  }

  seen(isSeen: boolean): void {
    this.#way.send({ type: 'seen', isSeen });
  }

  reconnect(): void {
    this.#way.send({ type: 'reconnect' });
  }

  renewed(idleExpiresAt: string): void {
    this.#way.send({ type: 'session', idleExpiresAt });
  }

  leave(): void {
    this.#way.send({ type: 'bye' });
  }

  #take(message: FromHost): void {
    switch (message.type) {
      case 'state': return this.#state.set(message.state);
      case 'clock': return this.#onClock(message.offset);
      case 'session': return this.#idleEnd.set(message.idleExpiresAt);
      case 'item': return this.#followers.get(message.id)?.onItem(message.item, message.isRecovered);
      case 'reload': return this.#followers.get(message.id)?.onReload?.(message.cause);
      case 'end': {
        const follower = this.#followers.get(message.id);
        this.#followers.delete(message.id);
        follower?.onEnd?.(message);
      }
    }
  }
}
