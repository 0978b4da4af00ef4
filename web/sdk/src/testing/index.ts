/**
 * A house in memory, for the tests of a front end: scripted answers, a log of events that is followed and resumed, a socket that can be killed,
 * and a clock that stands still.
 *
 * @module
 */
import { operationOf } from '../document.ts';
import type { GraphQLErrorShape } from '../errors.ts';
import { createHouse, type House, type HouseOptions } from '../house.ts';
import { memoryStore, type Fetch, type FetchResponse } from '../runtime.ts';
import type { EventCursor } from '../scalar.ts';
import { bearerSession } from '../session.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createEventLog, type LoggedItem } from './log.ts';
import { createTestWebSocket, type TestConnection, type TestSubscription } from './socket.ts';

export { createTestClock, type TestClock } from './clock.ts';
export type { LoggedItem } from './log.ts';
export type { TestSubscription } from './socket.ts';

/** What was asked by HTTP. */
export interface Asked {
  readonly name: string | null;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a scripted house answers: data, errors, or both; `offline` for a line that breaks; a status of what stands between. */
export type Scripted =
  | { readonly data?: unknown; readonly errors?: readonly GraphQLErrorShape[]; readonly extensions?: Readonly<Record<string, unknown>>; readonly status?: number }
  | 'offline';

/** A house in memory. */
export interface TestHouse {
  readonly house: House;
  readonly clock: TestClock;
  /** `webSocket` of `createLine`. */
  readonly webSocket: unknown;
  /** Everything that was asked by HTTP, in order. */
  readonly asked: readonly Asked[];
  /** The subscriptions that are held now. */
  readonly subscriptions: readonly TestSubscription[];
  /** Says what an operation is answered with, by its name: from now on, or by a function of each request. */
  answer(name: string, answer: Scripted | ((asked: Asked) => Scripted | Promise<Scripted>)): void;
  /** Something happens: an item of a stream (`operationEvents`, `deskEvents`, `notifications`), which whoever follows it gets. */
  happen(field: string, item: LoggedItem): EventCursor;
  /** The program is killed: its sockets break, nothing is reached, and what happens is logged all the same. */
  kill(code?: number): void;
  /** The program is there again. */
  start(): void;
  /** Lets sockets through, or not, as some networks do. */
  allowSockets(isAllowed: boolean): void;
  /** The sockets are dead, and nobody has noticed. */
  freeze(): void;
  /** Closes all sockets with a code of the house. */
  closeSockets(code: number): void;
  /** Refuses the next connections with a code, until it is null again. */
  refuseSockets(code: number | null): void;
  /** The database was set back: every cursor belongs to another history. */
  setBack(): void;
}

/** Makes a house in memory. It keeps a bearer token in memory, unless it is told otherwise. */
export function createTestHouse(options: Partial<HouseOptions> = {}): TestHouse {
  const clock = createTestClock();
  const log = createEventLog(clock.now);
  const scripts = new Map<string, Scripted | ((asked: Asked) => Scripted | Promise<Scripted>)>();
  const asked: Asked[] = [];
  const subscriptions = new Set<TestSubscription>();
  const connections = new Set<TestConnection>();
  let isRunning = true;
  let admitsSockets = true;
  let refusal: number | null = null;
  const extensions = (own: Readonly<Record<string, unknown>> = {}) => ({ serverTime: new Date(clock.now()).toISOString(), ...own });

  const fetch: Fetch = async (_, init) => {
    const { body, headers } = init as { body: string; headers: Record<string, string> };
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const request: Asked = { name: operationOf(query).name, text: query, variables, headers };
    asked.push(request);
    const script = scripts.get(request.name ?? '') ?? page(request);
    const answer = isRunning ? await (typeof script === 'function' ? script(request) : script) : 'offline';
    if (answer === 'offline') throw new TypeError('fetch failed');
    const { status = 200, extensions: own, ...rest } = answer;
    return response(status, JSON.stringify({ ...rest, extensions: extensions(own) }));
  };
  const page = ({ text, variables }: Asked): Scripted => {
    const field = streamOf(text);
    if (!field) return { errors: [{ message: 'The house of the test has no answer to this.', extensions: { code: 'BAD_REQUEST' } }] };
    return { data: { [field]: log.after(field, (variables['after'] as string | undefined) ?? null, Number(/\bfirst: (\d+)/.exec(text)?.[1] ?? 100)) } };
  };
  const webSocket = createTestWebSocket({
    isReachable: () => isRunning && admitsSockets,
    refuse: () => refusal,
    subscribed(subscription) {
      subscriptions.add(subscription);
      const field = streamOf(subscription.text);
      if (!field) return;
      const after = (subscription.variables['after'] as string | undefined) ?? null;
      const missed = after === null ? [] : log.after(field, after);
      const first = missed[0]?.['reason'] === undefined ? [log.position(after)] : [];
      for (const item of [...first, ...missed]) subscription.next({ data: { [field]: item }, extensions: extensions() });
    },
    unsubscribed: (subscription) => void subscriptions.delete(subscription),
  }, connections);

  const closeSockets = (code: number) => {
    for (const connection of [...connections]) connection.close(code);
  };
  return {
    house: createHouse({
      url: 'https://house.test', fetch, now: clock.now, timers: clock.timers, session: bearerSession({ store: memoryStore() }), random: counted(), jitter: () => 0.5,
      ...options,
    }),
    clock,
    webSocket,
    asked,
    get subscriptions() {
      return [...subscriptions];
    },
    answer: (name, answer) => void scripts.set(name, answer),
    happen(field, item) {
      const cursor = log.append(field, item);
      const logged = log.after(field, null).at(-1);
      for (const subscription of subscriptions) {
        if (streamOf(subscription.text) === field) subscription.next({ data: { [field]: logged }, extensions: extensions() });
      }
      return cursor;
    },
    kill(code = 1006) {
      isRunning = false;
      closeSockets(code);
    },
    start: () => void (isRunning = true),
    allowSockets(isAllowed) {
      admitsSockets = isAllowed;
      if (!isAllowed) closeSockets(1006);
    },
    freeze: () => connections.forEach((connection) => connection.freeze()),
    closeSockets,
    refuseSockets: (code) => void (refusal = code),
    setBack: () => log.forget(),
  };
}

/** The stream of events that a document reads or follows. */
const streamOf = (text: string): string | null => /\b(operationEvents|deskEvents|notifications)\b/.exec(text)?.[1] ?? null;

/** Random bytes that are the same in every run of a test. */
function counted(): (bytes: Uint8Array) => void {
  let next = 0;
  return (bytes) => {
    next += 1;
    bytes.fill(0);
    bytes[14] = next >> 8;
    bytes[15] = next & 0xff;
  };
}

const answerHeaders: Readonly<Record<string, string>> = { 'x-request-id': 'req_test', 'content-type': 'application/graphql-response+json' };

const response = (status: number, text: string): FetchResponse & { clone(): FetchResponse } => ({
  ok: status < 400,
  status,
  headers: { get: (name) => answerHeaders[name.toLowerCase()] ?? null },
  text: async () => text,
  clone: () => response(status, text),
});
