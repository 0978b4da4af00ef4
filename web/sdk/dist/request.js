import { operationOf, textOf } from './document.js';
import { networkError, programError, refusalsOf } from './errors.js';
import { cancellation } from './runtime.js';
const longestWait = 10_000;
/** Waits before the next attempt: longer each time, at most `ceiling`, and never in step with all others. */
export const backOff = (attempt, random, ceiling = 30_000) => Math.round((0.5 + random / 2) * Math.min(500 * 2 ** attempt, ceiling));
/**
 * Asks once, and again where that is safe: queries, and mutations whose input has an `idempotencyKey`, after failures that the house calls
 * retryable, at most `retries` times and never after a wait of more than ten seconds.
 */
export async function request(requester, document, variables, options = {}) {
    const query = textOf(document);
    const { kind, name } = operationOf(query);
    const isRepeatable = options.repeatable ?? (kind === 'query' || hasKey(variables));
    const retries = isRepeatable ? (options.retries ?? 2) : 0;
    const body = JSON.stringify({ query, variables, ...(name && { operationName: name }) });
    for (let attempt = 0;; attempt += 1) {
        const answer = await once(requester, body, options);
        const again = nextAttempt(answer);
        if (!again || attempt >= retries)
            return answer;
        const wait = Math.max(again.retryAfterMs ?? 0, backOff(attempt, requester.random()));
        if (wait > longestWait || !(await pause(requester.timers, wait, options.signal)))
            return answer;
    }
}
function hasKey(variables) {
    const { input } = (variables ?? {});
    return typeof input?.idempotencyKey === 'string';
}
/** The error for which to try again: one of the request, or of an act that is still running under the same key. */
function nextAttempt(answer) {
    if (!answer.ok)
        return answer.error.retryable ? answer.error : null;
    for (const payload of Object.values((answer.data ?? {}))) {
        const { userErrors } = (payload ?? {});
        if (!Array.isArray(userErrors))
            continue;
        const running = refusalsOf({ userErrors }).find(({ retryable }) => retryable);
        if (running)
            return running;
    }
    return null;
}
/** Waits; false when it was called off. */
export const pause = (timers, milliseconds, signal) => new Promise((done) => {
    if (signal?.aborted)
        return done(false);
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
async function once(requester, body, options) {
    const sent = await requester.token();
    const outcome = await send(requester, body, sent, options);
    if ('kind' in outcome)
        return failure([outcome], null, silent);
    const { response, text } = outcome;
    const requestId = response.headers.get('x-request-id');
    const read = parse(text);
    if (!read)
        return failure([unreadable(response, requestId)], null, { ...silent, requestId });
    const extensions = extensionsOf(read.extensions, requestId);
    requester.clock.learn(extensions.serverTime);
    const errors = (read.errors ?? []).map((error) => programError(error, requestId));
    const ended = errors.find(({ code }) => code === 'UNAUTHENTICATED') ?? null;
    if (ended || extensions.session === 'ENDED' || response.status === 401)
        await requester.ended(ended, sent);
    if (errors.length > 0 || read.data === undefined || read.data === null) {
        return failure(errors.length > 0 ? errors : [unreadable(response, requestId)], read.data ?? null, extensions);
    }
    return { ok: true, data: read.data, errors: [], extensions };
}
async function send(requester, body, token, options) {
    const limit = cancellation();
    let isLate = false;
    let finish = () => { };
    const late = new Promise((done) => {
        const over = (code) => () => {
            isLate = code === 'TIMED_OUT';
            done(networkError(code));
            limit?.abort();
        };
        const stop = requester.timers.after(options.timeoutMs ?? requester.timeoutMs, over('TIMED_OUT'));
        const cancel = over('CANCELED');
        if (options.signal?.aborted)
            cancel();
        options.signal?.addEventListener('abort', cancel);
        finish = () => {
            stop();
            options.signal?.removeEventListener('abort', cancel);
        };
    });
    const asked = (async () => {
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
        }
        catch (cause) {
            return networkError(isLate ? 'TIMED_OUT' : options.signal?.aborted ? 'CANCELED' : 'OFFLINE', cause);
        }
    })();
    try {
        return await Promise.race([asked, late]);
    }
    finally {
        finish();
    }
}
function parse(text) {
    try {
        const read = JSON.parse(text);
        return typeof read === 'object' && read !== null && ('data' in read || 'errors' in read) ? read : null;
    }
    catch {
        return null;
    }
}
const silent = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null };
const extensionsOf = (read = {}, requestId) => ({
    serverTime: typeof read['serverTime'] === 'string' ? read['serverTime'] : null,
    requestId: typeof read['requestId'] === 'string' ? read['requestId'] : requestId,
    cost: read['cost'] ?? null,
    idempotencyReplayed: read['idempotencyReplayed'] === true,
    session: typeof read['session'] === 'string' ? read['session'] : null,
});
/** What stands between the house and the program answered in the house's place. */
const unreadable = (response, requestId) => networkError('UNREADABLE', new Error(`status ${response.status}`), requestId);
function failure(errors, data, extensions) {
    return { ok: false, data, error: errors[0] ?? networkError('UNREADABLE'), errors, extensions };
}
