import type { ServerClock } from './clock.ts';
import { operationOf, textOf, type Document } from './document.ts';
import { networkError, programError, refusalsOf, type GraphQLErrorShape, type HouseError } from './errors.ts';
import type { SessionPin } from './session.ts';
import { cancellation, type CancelSignal, type Fetch, type FetchResponse, type Timers } from './runtime.ts';

/** What an answer says beside its data. */
export interface AnswerExtensions {
  /** The house's clock when it answered (RFC 3339). */
  readonly serverTime: string | null;
  readonly requestId: string | null;
  /** What the document cost, as the house says it; to be shown, not to be calculated with. */
  readonly cost: unknown;
  /** True when the act had been done before, under the same idempotency key. */
  readonly idempotencyReplayed: boolean;
  /** `ENDED` when the session that was sent is over. */
  readonly session: string | null;
  /** Whose answer it is: who was signed in when it was asked, as far as the program knew. Another may be signed in by now. */
  readonly viewerId: string | null;
}

/** What was asked for, whole. */
export interface Success<Data> {
  readonly ok: true;
  readonly data: Data;
  readonly errors: readonly [];
  readonly extensions: AnswerExtensions;
}

/** Why something is missing. Where parts could be answered they are in `data`; what failed is null there. */
export interface Failure<Data> {
  readonly ok: false;
  readonly data: Data | null;
  /** The first of `errors`. */
  readonly error: HouseError;
  readonly errors: readonly HouseError[];
  readonly extensions: AnswerExtensions;
}

/** What became of a request: nothing is thrown that a program has to expect. */
export type Answer<Data> = Success<Data> | Failure<Data>;

/** How one request is made. */
export interface RequestOptions {
  /** Ends it early. */
  readonly signal?: CancelSignal;
  /** Milliseconds until an attempt is given up. */
  readonly timeoutMs?: number;
  /** How often it is tried again, where that is safe. */
  readonly retries?: number;
  /** True for a mutation without a key that may be done twice, false for what must be sent once. */
  readonly repeatable?: boolean;
  /** Who asks: under anybody else nothing is sent, and the answer is CANCELED. */
  readonly viewerId?: string;
}

/** What a requester needs. */
export interface Requester {
  readonly address: () => string;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly random: () => number;
  readonly clock: ServerClock;
  readonly timeoutMs: number;
  readonly headers: () => Record<string, string>;
  readonly pin: () => Promise<SessionPin>;
  readonly holds: (pin: SessionPin) => boolean;
  readonly usesCookie: boolean;
  readonly ended: (reason: HouseError | null, of: SessionPin) => Promise<void>;
}

const longestWait = 10_000;

/** Waits before the next attempt: longer each time, at most `ceiling`, and never in step with all others. */
export const backOff = (attempt: number, random: number, ceiling = 30_000): number =>
  Math.round((0.5 + random / 2) * Math.min(500 * 2 ** attempt, ceiling));

/**
 * Asks once, and again where that is safe: queries, and mutations whose input has an `idempotencyKey`, after failures that the house calls
 * retryable, at most `retries` times and never after a wait of more than ten seconds. All attempts are of one person: when somebody signs in or
 * out between them, it is given up.
 */
export async function request<Data, Variables>(
  requester: Requester,
  document: Document<Data, Variables>,
  variables: Variables,
  options: RequestOptions = {},
): Promise<Answer<Data>> {
  const query = textOf(document);
  const { kind, name } = operationOf(query);
  const isRepeatable = options.repeatable ?? (kind === 'query' || hasKey(variables));
  const retries = isRepeatable ? (options.retries ?? 2) : 0;
  const body = JSON.stringify({ query, variables, ...(name && { operationName: name }) });
  let pin: SessionPin | null = null;
  for (let attempt = 0; ; attempt += 1) {
    const before: SessionPin | null = pin;
    try {
      // What nobody asked may be answered to whoever signed in meanwhile.
      if (!pin || (kind === 'query' && isNobody(pin))) pin = await requester.pin();
    } catch (cause) {
      return failure([networkError('STORAGE', cause)], null, silent);
    }
    const isOther = (before !== null && !requester.holds(pin)) || (options.viewerId ?? pin.viewerId) !== pin.viewerId;
    if (isOther) return failure([networkError('CANCELED')], null, { ...silent, viewerId: pin.viewerId });
    const answer = await once<Data>(requester, body, pin, options);
    const again = nextAttempt(answer);
    if (!again || attempt >= retries) return answer;
    const wait = Math.max(again.retryAfterMs ?? 0, backOff(attempt, requester.random()));
    if (wait > longestWait || !(await pause(requester.timers, wait, options.signal))) return answer;
  }
}

const isNobody = ({ token, viewerId }: SessionPin): boolean => token === null && viewerId === null;

function hasKey(variables: unknown): boolean {
  const { input } = (variables ?? {}) as { input?: { idempotencyKey?: unknown } };
  return typeof input?.idempotencyKey === 'string';
}

/** The error for which to try again: one of the request, or of an act that is still running under the same key. */
function nextAttempt(answer: Answer<unknown>): HouseError | null {
  if (!answer.ok) return answer.error.retryable ? answer.error : null;
  for (const payload of Object.values((answer.data ?? {}) as Record<string, unknown>)) {
    const { userErrors } = (payload ?? {}) as { userErrors?: unknown };
    if (!Array.isArray(userErrors)) continue;
    const running = refusalsOf({ userErrors }).find(({ retryable }) => retryable);
    if (running) return running;
  }
  return null;
}

/** Waits; false when it was called off. */
export const pause = (timers: Timers, milliseconds: number, signal?: CancelSignal): Promise<boolean> =>
  new Promise((done) => {
    if (signal?.aborted) return done(false);
    const stop = timers.after(milliseconds, () => {
      signal?.removeEventListener('abort', cancel);
      done(true);
    });
    const cancel = () => {
      stop();
      done(false);
    };
    signal?.addEventListener('abort', cancel);
  });

async function once<Data>(requester: Requester, body: string, pin: SessionPin, options: RequestOptions): Promise<Answer<Data>> {
  const { viewerId } = pin;
  const outcome = await send(requester, body, pin.token, options);
  if ('kind' in outcome) return failure([outcome], null, { ...silent, viewerId });
  const { response, text } = outcome;
  const requestId = response.headers.get('x-request-id');
  const read = parse<Data>(text);
  if (!read) return failure([unreadable(response, requestId)], null, { ...silent, requestId, viewerId });
  const extensions = { ...extensionsOf(read.extensions, requestId), viewerId };
  requester.clock.learn(extensions.serverTime);
  const errors = (read.errors ?? []).map((error) => programError(error, requestId));
  const ended = errors.find(({ code }) => code === 'UNAUTHENTICATED') ?? null;
  if (ended || extensions.session === 'ENDED' || response.status === 401) await requester.ended(ended, pin);
  if (errors.length > 0 || read.data === undefined || read.data === null) {
    return failure(errors.length > 0 ? errors : [unreadable(response, requestId)], read.data ?? null, extensions);
  }
  return { ok: true, data: read.data, errors: [], extensions };
}

type Sent = { readonly response: FetchResponse; readonly text: string } | HouseError;

async function send(requester: Requester, body: string, token: string | null, options: RequestOptions): Promise<Sent> {
  const limit = cancellation();
  let isLate = false;
  let finish = () => {};
  const late = new Promise<HouseError>((done) => {
    const over = (code: 'TIMED_OUT' | 'CANCELED') => () => {
      isLate = code === 'TIMED_OUT';
      done(networkError(code));
      limit?.abort();
    };
    const stop = requester.timers.after(options.timeoutMs ?? requester.timeoutMs, over('TIMED_OUT'));
    const cancel = over('CANCELED');
    if (options.signal?.aborted) cancel();
    options.signal?.addEventListener('abort', cancel);
    finish = () => {
      stop();
      options.signal?.removeEventListener('abort', cancel);
    };
  });
  const asked = (async (): Promise<Sent> => {
    try {
      const response = await requester.fetch(requester.address(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...requester.headers(),
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body,
        credentials: requester.usesCookie ? 'include' : 'omit',
        ...(limit && { signal: limit.signal }),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      return networkError(isLate ? 'TIMED_OUT' : options.signal?.aborted ? 'CANCELED' : 'OFFLINE', cause);
    }
  })();
  try {
    return await Promise.race([asked, late]);
  } finally {
    finish();
  }
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLErrorShape[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function parse<Data>(text: string): Body<Data> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && ('data' in read || 'errors' in read) ? (read as Body<Data>) : null;
  } catch {
    return null;
  }
}

const silent: AnswerExtensions = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null, viewerId: null };

const extensionsOf = (read: Readonly<Record<string, unknown>> = {}, requestId: string | null): AnswerExtensions => ({
  serverTime: typeof read['serverTime'] === 'string' ? read['serverTime'] : null,
  requestId: typeof read['requestId'] === 'string' ? read['requestId'] : requestId,
  cost: read['cost'] ?? null,
  idempotencyReplayed: read['idempotencyReplayed'] === true,
  session: typeof read['session'] === 'string' ? read['session'] : null,
  viewerId: null,
});

/** What stands between the house and the program answered in the house's place. */
const unreadable = (response: FetchResponse, requestId: string | null): HouseError =>
  networkError('UNREADABLE', new Error(`status ${response.status}`), requestId);

function failure<Data>(errors: readonly HouseError[], data: Data | null, extensions: AnswerExtensions): Failure<Data> {
  return { ok: false, data, error: errors[0] ?? networkError('UNREADABLE'), errors, extensions };
}
