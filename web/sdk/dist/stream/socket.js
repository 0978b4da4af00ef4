import { createClient } from 'graphql-ws';
import { HouseError, networkError, programError } from '../errors.js';
import { backOff, pause } from '../request.js';
/** Without an answer for so long a socket is taken for dead, whatever the runtime believes. */
export const deadAfter = 10_000;
const open = 1;
/**
 * Close codes that end every attempt. 4403 would be tried again by graphql-ws itself: the session owes another password or the second factor,
 * which no attempt changes.
 */
const isFinal = (code) => code === 4403;
/** Makes the socket of a line. It opens with the first subscription. */
export function createSocket(house, options, listener) {
    const { timers, jitter } = house.runtime;
    let token = null;
    let raw = null;
    let every = options.pingMs ?? 2_000;
    let stopPinging = () => { };
    let askedAt = null;
    const ask = () => {
        stopPinging();
        stopPinging = timers.after(askedAt === null ? every : 1_000, () => {
            if (raw?.readyState !== open)
                return;
            if (askedAt === null) {
                askedAt = house.runtime.now();
                raw.send('{"type":"ping"}');
            }
            else {
                const waited = house.runtime.now() - askedAt;
                listener.unanswered(waited);
                if (waited >= deadAfter)
                    return client.terminate();
            }
            ask();
        });
    };
    const lost = () => {
        stopPinging();
        raw = null;
        askedAt = null;
        listener.lost();
    };
    const client = createClient({
        url: () => socketAddress(house.address('/graphql')),
        ...(options.webSocket ? { webSocketImpl: options.webSocket } : {}),
        connectionParams: async () => {
            token = await house.sessions.token();
            return token ? { authorization: `Bearer ${token}` } : {};
        },
        connectionAckWaitTimeout: deadAfter,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: (cause) => !isFinal(cause?.code),
        async retryWait(attempt) {
            await pause(timers, backOff(attempt, jitter()));
            await listener.beforeAttempt();
        },
        on: {
            connecting: () => listener.attempting(),
            connected(socket) {
                raw = socket;
                askedAt = null;
                listener.connected();
                ask();
            },
            message() {
                askedAt = null;
                listener.heard();
            },
            closed: lost,
            error: lost,
        },
    });
    return {
        subscribe(query, variables, sink) {
            return client.subscribe({ query, variables: variables }, {
                next: (result) => sink.next(result),
                complete: () => sink.over({ by: 'complete' }),
                error: (cause) => sink.over(endOf(cause, token)),
            });
        },
        drop: () => client.terminate(),
        pingEvery(milliseconds) {
            every = milliseconds;
            if (raw)
                ask();
        },
        close() {
            stopPinging();
            // One that is connecting at that moment answers with the close of that connection.
            Promise.resolve(client.dispose()).catch(() => { });
        },
    };
}
function endOf(cause, token) {
    if (Array.isArray(cause))
        return { by: 'error', error: programError(cause[0] ?? { message: 'stream error' }) };
    const { code } = (cause ?? {});
    if (typeof code === 'number')
        return { by: 'close', code, token };
    return { by: 'error', error: networkError('OFFLINE', cause) };
}
/** The socket's address; below a page of the house itself it is the page's. */
function socketAddress(address) {
    const { location } = globalThis;
    const whole = address.startsWith('/') ? `${location?.origin ?? ''}${address}` : address;
    return whole.replace(/^http/, 'ws');
}
