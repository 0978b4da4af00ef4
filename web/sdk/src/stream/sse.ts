import { networkError, programError, type GraphQLErrorShape, type HouseError } from '../errors.ts';
import type { House } from '../house.ts';
import { cancellation } from '../runtime.ts';
import type { StreamResult } from './follower.ts';

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
}

interface Decoder {
  decode(bytes: Uint8Array, options: { readonly stream: boolean }): string;
}

/** Follows by an event stream of HTTP until it ends; answers why. A runtime whose `fetch` does not stream answers `unable` at once. */
export async function followBySse(
  house: House,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  sink: { opened(): void; heard(): void; next(result: StreamResult): boolean },
  stopped: { readonly isStopped: boolean; onStop(stop: () => void): void },
): Promise<'unable' | 'complete' | HouseError> {
  const { TextDecoder } = globalThis as unknown as { TextDecoder?: new () => Decoder };
  const limit = cancellation();
  if (!TextDecoder || !limit) return 'unable';
  stopped.onStop(() => limit.abort());
  const token = await house.sessions.token();
  try {
    const response = await house.runtime.fetch(house.address('/graphql'), {
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
    });
    if (!response.ok) return await refusal(house, response, token);
    const body = response.body as { getReader?(): Reader } | null | undefined;
    if (!body?.getReader) {
      limit.abort();
      return 'unable';
    }
    sink.opened();
    return await read(body.getReader(), new TextDecoder(), sink, stopped);
  } catch (cause) {
    return networkError(stopped.isStopped ? 'CANCELED' : 'OFFLINE', cause);
  }
}

async function refusal(house: House, response: { readonly status: number; text(): Promise<string> }, token: string | null): Promise<HouseError> {
  const text = await response.text();
  let error: HouseError = networkError('UNREADABLE');
  try {
    const { errors } = JSON.parse(text) as { errors?: readonly GraphQLErrorShape[] };
    if (errors?.[0]) error = programError(errors[0]);
  } catch {
    // What stands between answered, and not in JSON.
  }
  if (response.status === 401) await house.sessions.ended(error, token);
  return error;
}

async function read(
  reader: Reader,
  decoder: Decoder,
  sink: { heard(): void; next(result: StreamResult): boolean },
  stopped: { readonly isStopped: boolean },
): Promise<'complete' | HouseError> {
  let rest = '';
  while (!stopped.isStopped) {
    const { done, value } = await reader.read();
    if (done || !value) return networkError('OFFLINE');
    sink.heard();
    const parts = (rest + decoder.decode(value, { stream: true })).replace(/\r\n?/g, '\n').split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const { event, data } = fields(part);
      if (event === 'complete') return 'complete';
      if (event === 'next' && data !== '' && !sink.next(JSON.parse(data) as StreamResult)) return 'complete';
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
