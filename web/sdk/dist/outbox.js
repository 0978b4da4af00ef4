import { textOf } from './document.js';
import { backOff } from './request.js';
import { signal } from './signal.js';
/** The house keeps keys for 7 days; a day is left for clocks that are wrong. */
const keysLive = 6 * 24 * 3_600_000;
/** Opens the outbox of this device and sends what an earlier run has left. */
export function createOutbox(house, options = {}) {
    const { storage, timers, now, jitter } = house.runtime;
    const key = options.key ?? 'qoricash.outbox';
    const entries = signal([]);
    let sending = null;
    let attempt = 0;
    let stopWaiting = () => { };
    let isClosed = false;
    const store = () => storage.setItem(key, JSON.stringify(entries.get()));
    const put = async (next) => {
        entries.set(next);
        await store();
    };
    const replace = (changed) => put(entries.get().map((entry) => (entry.id === changed.id ? changed : entry)));
    const without = (id) => put(entries.get().filter((entry) => entry.id !== id));
    const opened = (async () => {
        const kept = read(await storage.getItem(key));
        entries.set([...kept, ...entries.get()]);
    })();
    const viewerId = () => {
        const state = house.sessions.state.get();
        return state.status === 'signed-in' ? state.viewerId : null;
    };
    const refuse = async (entry, status, errors) => {
        const first = errors[0];
        const changed = { ...entry, status, error: first ? { code: first.code, message: first.message } : null };
        await replace(changed);
        options.onRefused?.(changed, errors);
    };
    /** Sends one; false when the house cannot be asked now. */
    const sendOne = async (entry) => {
        if (now() - entry.addedAt > keysLive) {
            await refuse(entry, 'expired', []);
            return true;
        }
        const answer = await house.act(entry.text, entry.variables);
        if (!entries.get().some(({ id }) => id === entry.id))
            return true;
        if (answer.ok) {
            await without(entry.id);
            options.onDone?.(entry, answer.data);
            return true;
        }
        const { error } = answer;
        if (error.kind === 'network' || error.retryable || error.code === 'UNAUTHENTICATED') {
            await replace({ ...entry, error: { code: error.code, message: error.message } });
            return false;
        }
        await refuse(entry, 'refused', answer.errors);
        return true;
    };
    const run = async () => {
        await opened;
        for (;;) {
            const viewer = viewerId();
            const next = entries.get().find((entry) => entry.status === 'waiting' && entry.viewerId === viewer);
            if (isClosed || !viewer || !next)
                return;
            if (!(await sendOne(next))) {
                stopWaiting = timers.after(backOff(attempt, jitter(), 60_000), () => void flush());
                attempt += 1;
                return;
            }
            attempt = 0;
        }
    };
    const flush = () => {
        stopWaiting();
        sending ??= run().finally(() => {
            sending = null;
        });
        return sending;
    };
    const stopListening = house.sessions.state.subscribe(() => void flush());
    void flush();
    return {
        entries,
        async add(name, document, variables) {
            await opened;
            const viewer = viewerId();
            const { input } = variables;
            if (!viewer)
                throw new Error('Nobody is signed in: an entry of the outbox belongs to a person.');
            if (typeof input?.idempotencyKey !== 'string')
                throw new Error('The outbox takes mutations whose input has an idempotencyKey.');
            const entry = {
                id: input.idempotencyKey, name, text: textOf(document), variables: variables,
                viewerId: viewer, addedAt: now(), status: 'waiting', error: null,
            };
            await put([...entries.get().filter(({ id }) => id !== entry.id), entry]);
            void (sending ?? Promise.resolve()).then(flush);
            return entry;
        },
        flush,
        drop: without,
        clear: () => put([]),
        close() {
            isClosed = true;
            stopWaiting();
            stopListening();
        },
    };
}
/** What an earlier run stored; what cannot be read is left out. */
function read(text) {
    try {
        const kept = JSON.parse(text ?? '[]');
        return Array.isArray(kept) ? kept.filter((entry) => typeof entry?.id === 'string' && typeof entry.text === 'string') : [];
    }
    catch {
        return [];
    }
}
