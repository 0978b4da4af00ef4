/**
 * A house in memory, for the tests of a front end: scripted answers, a log of events that is followed and resumed, a socket that can be killed,
 * and a clock that stands still.
 *
 * @module
 */
import { operationOf } from '../document.js';
import { createHouse } from '../house.js';
import { memoryStore } from '../runtime.js';
import { bearerSession } from '../session.js';
import { createTestClock } from './clock.js';
import { createEventLog } from './log.js';
import { createTestWebSocket } from './socket.js';
export { createTestClock } from './clock.js';
/** Makes a house in memory. It keeps a bearer token in memory, unless it is told otherwise. */
export function createTestHouse(options = {}) {
    const clock = createTestClock();
    const log = createEventLog(clock.now);
    const scripts = new Map();
    const asked = [];
    const subscriptions = new Set();
    const connections = new Set();
    let isRunning = true;
    let admitsSockets = true;
    let refusal = null;
    const extensions = (own = {}) => ({ serverTime: new Date(clock.now()).toISOString(), ...own });
    const fetch = async (_, init) => {
        const { body, headers } = init;
        const { query, variables = {} } = JSON.parse(body);
        const request = { name: operationOf(query).name, text: query, variables, headers };
        asked.push(request);
        const script = scripts.get(request.name ?? '') ?? page(request);
        const answer = isRunning ? await (typeof script === 'function' ? script(request) : script) : 'offline';
        if (answer === 'offline')
            throw new TypeError('fetch failed');
        const { status = 200, extensions: own, ...rest } = answer;
        return response(status, JSON.stringify({ ...rest, extensions: extensions(own) }));
    };
    const page = ({ text, variables }) => {
        const field = streamOf(text);
        if (!field)
            return { errors: [{ message: 'The house of the test has no answer to this.', extensions: { code: 'BAD_REQUEST' } }] };
        return { data: { [field]: log.after(field, variables['after'] ?? null, 100) } };
    };
    const webSocket = createTestWebSocket({
        isReachable: () => isRunning && admitsSockets,
        refuse: () => refusal,
        subscribed(subscription) {
            subscriptions.add(subscription);
            const field = streamOf(subscription.text);
            if (!field)
                return;
            const after = subscription.variables['after'] ?? null;
            const missed = after === null ? [] : log.after(field, after);
            const first = missed[0]?.['reason'] === undefined ? [log.position(after)] : [];
            for (const item of [...first, ...missed])
                subscription.next({ data: { [field]: item }, extensions: extensions() });
        },
        unsubscribed: (subscription) => void subscriptions.delete(subscription),
    }, connections);
    const closeSockets = (code) => {
        for (const connection of [...connections])
            connection.close(code);
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
                if (streamOf(subscription.text) === field)
                    subscription.next({ data: { [field]: logged }, extensions: extensions() });
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
            if (!isAllowed)
                closeSockets(1006);
        },
        freeze: () => connections.forEach((connection) => connection.freeze()),
        closeSockets,
        refuseSockets: (code) => void (refusal = code),
        setBack: () => log.forget(),
    };
}
/** The stream of events that a document reads or follows. */
const streamOf = (text) => /\b(operationEvents|deskEvents|notifications)\b/.exec(text)?.[1] ?? null;
/** Random bytes that are the same in every run of a test. */
function counted() {
    let next = 0;
    return (bytes) => {
        next += 1;
        bytes.fill(0);
        bytes[14] = next >> 8;
        bytes[15] = next & 0xff;
    };
}
const answerHeaders = { 'x-request-id': 'req_test', 'content-type': 'application/graphql-response+json' };
const response = (status, text) => ({
    ok: status < 400,
    status,
    headers: { get: (name) => answerHeaders[name.toLowerCase()] ?? null },
    text: async () => text,
    clone: () => response(status, text),
});
