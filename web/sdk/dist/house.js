import { createClock } from './clock.js';
import { rootOf } from './document.js';
import { refusalsOf, networkError } from './errors.js';
import { createIntent, uuid } from './intent.js';
import { request } from './request.js';
import { runtimeFetch, runtimeRandom, runtimeTimers, memoryStore } from './runtime.js';
import { cookieSession, createSessions } from './session.js';
/** Makes the one entry to a house. It opens nothing and asks nothing until it is told to. */
export function createHouse(options) {
    const now = options.now ?? Date.now;
    const random = options.random ?? runtimeRandom;
    const mode = options.session ?? cookieSession();
    const clock = createClock(now);
    const base = () => (typeof options.url === 'function' ? options.url() : options.url).replace(/\/+$/, '');
    const { client } = options;
    const runtime = {
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
        token: () => sessions.token(),
        ended: (...reason) => sessions.ended(...reason),
    };
    const sessions = createSessions(mode, (document, variables) => request(requester, document, variables), now);
    const ask = (document, ...[variables, how]) => request(requester, document, (variables ?? {}), how);
    return {
        address: (path) => `${base()}${path}`,
        request: ask,
        async act(document, ...rest) {
            const answer = await ask(document, ...rest);
            const payload = answer.data === null ? null : rootOf(answer.data);
            if (!answer.ok)
                return { ...answer, data: payload };
            const refusals = refusalsOf(payload, answer.extensions.requestId);
            const error = refusals[0] ?? (payload === null ? networkError('UNREADABLE') : null);
            if (error)
                return { ...answer, ok: false, data: payload, error, errors: refusals[0] ? refusals : [error] };
            return { ...answer, data: payload };
        },
        sessions,
        clock,
        intent: () => createIntent(random),
        id: () => uuid(random),
        runtime,
    };
}
