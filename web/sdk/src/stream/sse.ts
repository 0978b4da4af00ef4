import { networkError, programError, type GraphQLErrorShape, type HouseError } from '../errors.ts';
import type { House } from '../house.ts';
import { cancellation } from '../runtime.ts';
import type { SessionPin } from '../session.ts';
import type { StreamResult } from './follower.ts';

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
}

/** Who takes what comes. */
export interface SseSink {
  heard(): void;
  /** A result; answers why the stream is to be left, or null to go on. */
  next(result: StreamResult): HouseError | null;
}

interface Decoder {
  decode(bytes: Uint8Array, options: { readonly stream: boolean }): string;
}

/** The house sends a comment from time to time: after so many milliseconds of silence the line is dead, and nobody has noticed. */
const deadAfter = 40_000;

/** Follows by an event stream of HTTP until it ends; answers why. A runtime whose `fetch` does not stream answers `unable` at once. */
export async function followBySse(
  house: House,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  sink: SseSink,
  stopped: { readonly isStopped: boolean; onStop(stop: () => void): void },
): Promise<'unable' | HouseError> {
  const { TextDecoder } = globalThis as unknown as { TextDecoder?: new () => Decoder };
  const limit = cancellation();
  if (!TextDecoder || !limit) return 'unable';
  stopped.onStop(() => limit.abort());
  const within = <Result>(asked: Promise<Result>): Promise<Result> => new Promise((done, fail) => {
    const stop = house.runtime.timers.after(deadAfter, () => {
      limit.abort();
      fail(new Error('silence'));
    });
    void asked.then(done, fail).finally(stop);
  });
  try {
    const pin = await house.sessions.pin();
    const { token } = pin;
    const response = await within(house.runtime.fetch(house.address('/graphql'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...house.runtime.headers(),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      credentials: house.runtime.usesCookie ? 'include' : 'omit',
      signal: limit.signal,
    }));
    if (!response.ok) return await heeded(house, await refusal(response), pin);
    const body = response.body as { getReader?(): Reader } | null | undefined;
    if (!body?.getReader) {
      limit.abort();
      return 'unable';
    }
    sink.heard();
    const reader = body.getReader();
    // What comes for another session than the one that is signed in now is nobody's.
    const own = { ...sink, next: (result: StreamResult) => (house.sessions.holds(pin) ? sink.next(result) : networkError('CANCELED')) };
    return await heeded(house, await read(() => within(reader.read()), new TextDecoder(), own, stopped), pin);
  } catch (cause) {
    return networkError(stopped.isStopped ? 'CANCELED' : 'OFFLINE', cause);
  }
}

async function refusal(response: { readonly status: number; text(): Promise<string> }): Promise<HouseError> {
  try {
    const { errors } = JSON.parse(await response.text()) as { errors?: readonly GraphQLErrorShape[] };
    if (errors?.[0]) return programError(errors[0]);
  } catch {
    // What stands between answered, and not in JSON.
  }
  return networkError('UNREADABLE');
}

/** The session that it was opened with has ended: everybody hears that. */
async function heeded(house: House, error: HouseError, pin: SessionPin): Promise<HouseError> {
  if (error.code === 'UNAUTHENTICATED') await house.sessions.ended(error, pin);
  return error;
}

async function read(
  next: () => ReturnType<Reader['read']>,
  decoder: Decoder,
  sink: SseSink,
  stopped: { readonly isStopped: boolean },
): Promise<HouseError> {
  let rest = '';
  while (!stopped.isStopped) {
    const { done, value } = await next();
    if (done || !value) return networkError('OFFLINE');
    sink.heard();
    const parts = (rest + decoder.decode(value, { stream: true })).replace(/\r\n?/g, '\n').split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const { event, data } = fields(part);
      if (event === 'complete') return networkError('OFFLINE');
      const error = event === 'next' && data !== '' ? sink.next(JSON.parse(data) as StreamResult) : null;
      if (error) return error;
    }
  }
  return networkError('CANCELED');
}

/** The fields of one event. Lines that begin with a colon are comments, by which the house says that it is there. */
function fields(part: string): { readonly event: string; readonly data: string } {
  const found = { event: '', data: '' };
  for (const line of part.split('\n')) {
    const [, name, value = ''] = /^(event|data): ?(.*)$/.exec(line) ?? [];
    if (name === 'event') found.event = value;
    else if (name === 'data') found.data += value;
  }
  return found;
}
