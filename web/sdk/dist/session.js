import { SessionCreateDocument, SessionEndDocument, SessionRenewDocument, SessionRestoreDocument, } from './documents/generated/graphql.js';
import { HouseError, networkError, programError, refusalsOf } from './errors.js';
import { signal } from './signal.js';
/** A session in an HttpOnly cookie: for pages on the house's own site. No script ever sees it. */
export const cookieSession = () => ({ delivery: 'COOKIE' });
/** A session by bearer token: for apps, servers, and pages on a site of their own. */
export const bearerSession = ({ store, app = false, key = 'qoricash' }) => ({ delivery: 'BEARER', store, app, key });
const renewEvery = 60_000;
/** Makes what keeps the session of one program. */
export function createSessions(mode, ask, now) {
    const state = signal({ status: 'unknown' });
    let renewedAt = Number.NEGATIVE_INFINITY;
    let held;
    const keep = async (name, value) => {
        if (mode.delivery === 'COOKIE')
            return;
        if (value === null)
            await mode.store.removeItem(`${mode.key}.${name}`);
        else
            await mode.store.setItem(`${mode.key}.${name}`, value);
    };
    const read = async (name) => (mode.delivery === 'COOKIE' ? null : mode.store.getItem(`${mode.key}.${name}`));
    const token = async () => {
        if (held === undefined) {
            const found = await read('token');
            if (held === undefined)
                held = found;
        }
        return held;
    };
    const hold = async (value) => {
        held = value;
        await keep('token', value);
    };
    const enter = (viewer, session) => {
        renewedAt = now();
        state.set({ status: 'signed-in', viewerId: viewer.id, role: viewer.role, session });
        return state.get();
    };
    const leave = async (reason) => {
        await hold(null);
        if (state.get().status !== 'signed-out' || reason)
            state.set({ status: 'signed-out', reason });
    };
    return {
        state,
        token,
        async signIn(credentials) {
            const isApp = mode.delivery === 'BEARER' && mode.app;
            const proved = 'client' in credentials ? { client: { ...credentials.client, app: isApp } } : credentials;
            const deviceToken = await read('device');
            const input = { credentials: proved, delivery: mode.delivery, ...(deviceToken && { deviceToken }) };
            const answer = await ask(SessionCreateDocument, { input });
            if (!answer.ok)
                return { ...answer, data: null };
            const created = answer.data.sessionCreate;
            const refusals = refusalsOf(created, answer.extensions.requestId);
            if (refusals[0] || !created.session || !created.viewer)
                return failed(refusals, answer.extensions);
            if (created.token)
                await hold(created.token);
            if (created.deviceToken)
                await keep('device', created.deviceToken);
            return { ...answer, data: enter(created.viewer, created.session) };
        },
        async restore() {
            if (mode.delivery === 'BEARER' && (await token()) === null) {
                state.set({ status: 'signed-out', reason: null });
                return { ok: true, data: state.get(), errors: [], extensions: nothing };
            }
            const answer = await ask(SessionRestoreDocument, {});
            if (!answer.ok)
                return { ...answer, data: null };
            const { viewer } = answer.data;
            if (viewer.session)
                return { ...answer, data: enter(viewer, viewer.session) };
            await leave(null);
            return { ...answer, data: state.get() };
        },
        async renew() {
            const before = state.get();
            if (before.status !== 'signed-in' || now() - renewedAt < renewEvery)
                return;
            renewedAt = now();
            const answer = await ask(SessionRenewDocument, {});
            const session = answer.ok ? answer.data.sessionRenew.session : null;
            const after = state.get();
            if (session && after.status === 'signed-in' && after.session.id === session.id)
                state.set({ ...after, session });
            if (!session)
                renewedAt = Number.NEGATIVE_INFINITY;
        },
        async signOut() {
            await ask(SessionEndDocument, {});
            await leave(null);
        },
        async ended(reason, of) {
            if (of !== undefined && of !== (await token()))
                return;
            await leave(reason);
        },
    };
}
const nothing = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null };
function failed(refusals, extensions) {
    const first = refusals[0] ?? programError({ message: networkError('UNREADABLE').message }, extensions.requestId);
    return { ok: false, data: null, error: first, errors: refusals[0] ? refusals : [first], extensions };
}
