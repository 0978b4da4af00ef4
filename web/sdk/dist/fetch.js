import { programError } from './errors.js';
/**
 * A `fetch` for GraphQL libraries that send by themselves: it adds the token or the cookie and the `Accept` header, learns the house's clock,
 * and hears when the session ends. The type is that of the `fetch` which is given.
 */
export function houseFetch(house, original) {
    const send = original;
    const wrapped = async (address, init = {}) => {
        const token = await house.sessions.token();
        const headers = {
            ...plain(init.headers),
            accept: 'application/graphql-response+json, application/json;q=0.9',
            ...house.runtime.headers(),
            ...(token && { authorization: `Bearer ${token}` }),
        };
        const answer = await send(address, { ...init, headers, credentials: house.runtime.usesCookie ? 'include' : 'omit' });
        void answer.clone().text().then((text) => listen(house, text, answer.status, token)).catch(() => { });
        return answer;
    };
    return wrapped;
}
async function listen(house, text, status, token) {
    const { errors = [], extensions = {} } = JSON.parse(text);
    house.clock.learn(extensions['serverTime']);
    const ended = errors.map((error) => programError(error)).find(({ code }) => code === 'UNAUTHENTICATED') ?? null;
    if (ended || status === 401 || extensions['session'] === 'ENDED')
        await house.sessions.ended(ended, token);
}
/** Headers come as an object, as pairs, or as `Headers`. */
function plain(headers) {
    if (typeof headers !== 'object' || headers === null)
        return {};
    if (Symbol.iterator in headers)
        return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
