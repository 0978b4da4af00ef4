import { createClock, type ServerClock } from './clock.ts';
import { rootOf, type Document, type RootOf } from './document.ts';
import { refusalsOf, networkError, type HouseError, type MutationPayload } from './errors.ts';
import { createIntent, uuid, type Intent } from './intent.ts';
import { request, type Answer, type RequestOptions } from './request.ts';
import { runtimeFetch, runtimeRandom, runtimeTimers, type Fetch, type KeyValueStore, type RandomBytes, type Timers, memoryStore } from './runtime.ts';
import { cookieSession, createSessions, type SessionMode, type SessionPin, type Sessions } from './session.ts';

/** What a program tells of itself. Only the address is needed. */
export interface HouseOptions {
  /** Where the house is: `https://api.qoricash.pe`; empty for a page that the house serves itself. Read anew for every request. */
  readonly url: string | (() => string);
  /** How a person's session is kept; by cookie when left out. */
  readonly session?: SessionMode;
  /** The `fetch` to ask with. */
  readonly fetch?: Fetch;
  /** What keeps the outbox between two starts; in memory when left out. */
  readonly storage?: KeyValueStore;
  /** The clock of the device, in milliseconds since 1970. */
  readonly now?: () => number;
  /** The source of idempotency keys; needed in React Native, where the runtime has none. */
  readonly random?: RandomBytes;
  /** Waits; for tests. */
  readonly timers?: Timers;
  /** Numbers from 0 to 1 by which waits differ; for tests. */
  readonly jitter?: () => number;
  /** Milliseconds until an attempt is given up; 20 seconds when left out. */
  readonly timeoutMs?: number;
  /** Which program asks, for the house's log. */
  readonly client?: { readonly name: string; readonly version: string };
}

/** The house, as one program sees it. */
export interface House {
  /** The address of a path of the house. */
  address(path: string): string;
  /** Asks, with the types of the document. Nothing that a program has to expect is thrown. */
  request<Data, Variables = Record<string, never>>(
    document: Document<Data, Variables>,
    ...rest: VariablesAndOptions<Variables>
  ): Promise<Answer<Data>>;
  /**
   * Carries out a mutation with one root field, and answers its payload. Refusals of the payload are errors of the kind `person`; the payload
   * comes with them, since it may have the way on (`freshQuote`, the object as it is now).
   */
  act<Data, Variables = Record<string, never>>(
    document: Document<Data, Variables>,
    ...rest: VariablesAndOptions<Variables>
  ): Promise<Answer<RootOf<Data>>>;
  readonly sessions: Sessions;
  readonly clock: ServerClock;
  /** Begins something that a person wants done once. */
  intent(): Intent;
  /** A random UUID. */
  id(): string;
  /** What the parts of this package share. */
  readonly runtime: HouseRuntime;
}

/** What a house was given, or took from its runtime. */
export interface HouseRuntime {
  /** Asks an address. */
  readonly fetch: Fetch;
  readonly storage: KeyValueStore;
  /** The clock of the device, in milliseconds since 1970. */
  readonly now: () => number;
  readonly timers: Timers;
  /** A number from 0 to 1, for waits; nothing secret is made of it. */
  readonly jitter: () => number;
  /** Headers by which the program names itself. */
  readonly headers: () => Record<string, string>;
  readonly usesCookie: boolean;
}

/** Variables may be left out where a document has none. */
export type VariablesAndOptions<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

/** Makes the one entry to a house. It opens nothing and asks nothing until it is told to. */
export function createHouse(options: HouseOptions): House {
  const now = options.now ?? Date.now;
  const random = options.random ?? runtimeRandom;
  const mode = options.session ?? cookieSession();
  const clock = createClock(now);
  const base = () => (typeof options.url === 'function' ? options.url() : options.url).replace(/\/+$/, '');
  const { client } = options;
  const runtime: HouseRuntime = {
    fetch: options.fetch ?? runtimeFetch,
    storage: options.storage ?? memoryStore(),
    now,
    timers: options.timers ?? runtimeTimers,
    jitter: options.jitter ?? Math.random,
    headers: () => (client ? { 'x-client-name': client.name, 'x-client-version': client.version } : {}),
    usesCookie: mode.delivery === 'COOKIE',
  };
  const requester = {
    ...runtime,
    address: () => `${base()}/graphql`,
    random: runtime.jitter,
    clock,
    timeoutMs: options.timeoutMs ?? 20_000,
    pin: () => sessions.pin(),
    holds: (pin: SessionPin) => sessions.holds(pin),
    ended: (reason: HouseError | null, of: SessionPin) => sessions.ended(reason, of),
  };
  const sessions: Sessions = createSessions(mode, (document, variables) => request(requester, document, variables), now, runtime.storage);

  const ask: House['request'] = (document, ...[variables, how]) => request(requester, document, (variables ?? {}) as never, how);
  return {
    address: (path) => `${base()}${path}`,
    request: ask,
    async act<Data, Variables>(document: Document<Data, Variables>, ...rest: VariablesAndOptions<Variables>): Promise<Answer<RootOf<Data>>> {
      const answer = await ask(document, ...rest);
      const payload = answer.data === null ? null : rootOf(answer.data);
      if (!answer.ok) return { ...answer, data: payload };
      const refusals = refusalsOf(payload as MutationPayload | null, answer.extensions.requestId);
      const error = refusals[0] ?? (payload === null ? networkError('UNREADABLE') : null);
      if (error) return { ...answer, ok: false, data: payload, error, errors: refusals[0] ? refusals : [error] };
      return { ...answer, data: payload as RootOf<Data> };
    },
    sessions,
    clock,
    intent: () => createIntent(random),
    id: () => uuid(random),
    runtime,
  };
}
