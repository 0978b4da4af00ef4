import { operationOf } from '../document.ts';

/** A subscription that a program holds. */
export interface TestSubscription {
  readonly name: string | null;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Sends a result. */
  next(result: object): void;
  /** Ends it with errors. */
  error(errors: readonly object[]): void;
  /** Ends it for good. */
  complete(): void;
}

/** What the house of a test does about sockets. */
export interface SocketHouse {
  /** Whether a connection can be made at all. */
  isReachable(): boolean;
  /** A close code for the payload of `connection_init`; null to admit it. */
  refuse(payload: Readonly<Record<string, unknown>>): number | null;
  subscribed(subscription: TestSubscription): void;
  unsubscribed(subscription: TestSubscription): void;
}

/** One connection, as the house sees it. */
export interface TestConnection {
  /** Ends it with a code of the house, or 1006, as when the line breaks. */
  close(code: number): void;
  /** The line is dead and nobody has noticed: nothing comes and nothing goes. */
  freeze(): void;
}

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: { readonly query?: string; readonly variables?: Readonly<Record<string, unknown>> };
}

/** Makes a class that stands for `WebSocket` and leads to the house of a test. */
export function createTestWebSocket(house: SocketHouse, opened: Set<TestConnection>): unknown {
  const soon = (run: () => void) => void Promise.resolve().then(run);
  return class TestWebSocket implements TestConnection {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    onopen: (() => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: ((event: object) => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    private isFrozen = false;
    private readonly held = new Map<string, TestSubscription>();

    constructor() {
      soon(() => {
        if (!house.isReachable()) {
          this.onerror?.({});
          return this.close(1006);
        }
        this.readyState = 1;
        opened.add(this);
        this.onopen?.();
      });
    }

    send(text: string): void {
      const message = JSON.parse(text) as Message;
      if (!this.isFrozen) soon(() => this.receive(message));
    }

    close(code = 1000): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      opened.delete(this);
      for (const subscription of this.held.values()) house.unsubscribed(subscription);
      this.held.clear();
      soon(() => this.onclose?.({ code, reason: '' }));
    }

    freeze(): void {
      this.isFrozen = true;
    }

    private say(message: object): void {
      if (this.readyState === 1 && !this.isFrozen) soon(() => this.onmessage?.({ data: JSON.stringify(message) }));
    }

    private receive({ id = '', type, payload = {} }: Message): void {
      if (type === 'ping') this.say({ type: 'pong' });
      else if (type === 'connection_init') {
        const code = house.refuse(payload as Readonly<Record<string, unknown>>);
        if (code === null) this.say({ type: 'connection_ack' });
        else this.close(code);
      } else if (type === 'complete') this.drop(id);
      else if (type === 'subscribe') this.subscribe(id, payload.query ?? '', payload.variables ?? {});
    }

    private subscribe(id: string, text: string, variables: Readonly<Record<string, unknown>>): void {
      const subscription: TestSubscription = {
        name: operationOf(text).name, text, variables,
        next: (result) => this.say({ id, type: 'next', payload: result }),
        error: (errors) => {
          this.say({ id, type: 'error', payload: errors });
          this.drop(id);
        },
        complete: () => {
          this.say({ id, type: 'complete' });
          this.drop(id);
        },
      };
      this.held.set(id, subscription);
      house.subscribed(subscription);
    }

    private drop(id: string): void {
      const subscription = this.held.get(id);
      if (subscription && this.held.delete(id)) house.unsubscribed(subscription);
    }
  };
}
