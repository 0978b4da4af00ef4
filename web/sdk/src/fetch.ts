import { programError, type GraphQLErrorShape } from './errors.ts';
import type { House } from './house.ts';
import type { SessionPin } from './session.ts';

interface Init {
  readonly headers?: unknown;
}

interface Answered {
  clone(): { text(): Promise<string> };
  readonly status: number;
}

/**
 * A `fetch` for GraphQL libraries that send by themselves: it adds the token or the cookie and the `Accept` header, learns the house's clock,
 * and hears when the session ends. The type is that of the `fetch` which is given.
 *
 * @typeParam Original - The type of that `fetch`: of the browser, of Node, of another runtime.
 */
export function houseFetch<Original extends { call(address: never, init?: never): Promise<unknown> }['call']>(house: House, original: Original): Original {
  const send = original as unknown as (address: unknown, init: object) => Promise<Answered>;
  const wrapped = async (address: unknown, init: Init = {}): Promise<Answered> => {
    const pin = await house.sessions.pin();
    const headers: Record<string, string> = {
      ...plain(init.headers),
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...house.runtime.headers(),
      ...(pin.token && { authorization: `Bearer ${pin.token}` }),
    };
    const answer = await send(address, { ...init, headers, credentials: house.runtime.usesCookie ? 'include' : 'omit' });
    void answer.clone().text().then((text) => listen(house, text, answer.status, pin)).catch(() => {});
    return answer;
  };
  return wrapped as unknown as Original;
}

async function listen(house: House, text: string, status: number, pin: SessionPin): Promise<void> {
  const { errors = [], extensions = {} } = JSON.parse(text) as { errors?: GraphQLErrorShape[]; extensions?: Record<string, unknown> };
  house.clock.learn(extensions['serverTime']);
  const ended = errors.map((error) => programError(error)).find(({ code }) => code === 'UNAUTHENTICATED') ?? null;
  if (ended || status === 401 || extensions['session'] === 'ENDED') await house.sessions.ended(ended, pin);
}

/** Headers come as an object, as pairs, or as `Headers`. */
function plain(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  if (Symbol.iterator in headers) return Object.fromEntries([...(headers as Iterable<[string, string]>)].map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(Object.entries(headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]));
}
