import type { Document } from './document.ts';
import {
  SessionCreateDocument, SessionEndDocument, SessionRenewDocument, SessionRestoreDocument,
  type DocumentType, type Role, type SessionFactsFragment,
} from './documents/generated/graphql.ts';
import { HouseError, networkError, programError, refusalsOf } from './errors.ts';
import type { Answer, Failure } from './request.ts';
import type { KeyValueStore } from './runtime.ts';
import { signal, type Signal } from './signal.ts';

/** How a program proves who asks. */
export type SessionMode =
  | { readonly delivery: 'COOKIE' }
  | { readonly delivery: 'BEARER'; readonly store: KeyValueStore; readonly app: boolean; readonly key: string };

/** A session in an HttpOnly cookie: for pages on the house's own site. No script ever sees it. */
export const cookieSession = (): SessionMode => ({ delivery: 'COOKIE' });

/** Where a bearer token is kept, and what for. */
export interface BearerOptions {
  /** What keeps the token: `sessionStorage`, or SecureStore of Expo behind the three methods. */
  readonly store: KeyValueStore;
  /** True in an app on a telephone: 30 days idle and 90 at most, instead of 30 minutes and 12 hours. */
  readonly app?: boolean;
  /** The beginning of the names under which it is kept. */
  readonly key?: string;
}

/** A session by bearer token: for apps, servers, and pages on a site of their own. */
export const bearerSession = ({ store, app = false, key = 'qoricash' }: BearerOptions): SessionMode => ({ delivery: 'BEARER', store, app, key });

/** Who is signed in, as far as this program knows. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed-out'; readonly reason: HouseError | null }
  | { readonly status: 'signed-in'; readonly viewerId: string; readonly role: Role; readonly session: SessionFacts };

/** What the house says of a session: when it ends by idleness and for good, and the one thing that it may be limited to. */
export type SessionFacts = SessionFactsFragment;

/** What a person of the house, or a client, types to sign in. */
export type Credentials =
  | { readonly staff: { readonly login: string; readonly password: string; readonly totpCode?: string | null } }
  | { readonly client: { readonly documentType: DocumentType; readonly documentNumber: string; readonly password: string } };

/** Signing in and out, and hearing when a session ends. */
export interface Sessions {
  readonly state: Signal<SessionState>;
  /** Refusals are of the kind `person`; TOTP_REQUIRED asks for the second factor. */
  signIn(credentials: Credentials): Promise<Answer<SessionState>>;
  /** Asks the house who is signed in: when a program starts, and after it was given another password or a second factor. */
  restore(): Promise<Answer<SessionState>>;
  /** Somebody did something: pushes the idle end on, at most once a minute. An open socket is no activity. */
  renew(): Promise<void>;
  /** Ends the session at the house and forgets the token, also when the house is not reached. */
  signOut(): Promise<void>;
  /** The token to send; null with a cookie and when nobody is signed in. */
  token(): Promise<string | null>;
  /** The house said that the session is over. A token that is not the current one any more changes nothing. */
  ended(reason: HouseError | null, token?: string | null): Promise<void>;
}

type Ask = <Data, Variables>(document: Document<Data, Variables>, variables: Variables) => Promise<Answer<Data>>;

const renewEvery = 60_000;

/** Makes what keeps the session of one program. */
export function createSessions(mode: SessionMode, ask: Ask, now: () => number): Sessions {
  const state = signal<SessionState>({ status: 'unknown' });
  let renewedAt = -Infinity;
  let held: string | null | undefined;

  const keep = async (name: string, value: string | null): Promise<void> => {
    if (mode.delivery === 'COOKIE') return;
    if (value === null) await mode.store.removeItem(`${mode.key}.${name}`);
    else await mode.store.setItem(`${mode.key}.${name}`, value);
  };
  const read = async (name: string): Promise<string | null> => (mode.delivery === 'COOKIE' ? null : mode.store.getItem(`${mode.key}.${name}`));

  const token = async (): Promise<string | null> => {
    if (held === undefined) {
      const found = await read('token');
      if (held === undefined) held = found;
    }
    return held;
  };
  const hold = async (value: string | null): Promise<void> => {
    held = value;
    await keep('token', value);
  };
  const enter = (viewer: { readonly id: string; readonly role: Role }, session: SessionFacts): SessionState => {
    renewedAt = now();
    state.set({ status: 'signed-in', viewerId: viewer.id, role: viewer.role, session });
    return state.get();
  };
  const leave = async (reason: HouseError | null): Promise<void> => {
    await hold(null);
    if (state.get().status !== 'signed-out' || reason) state.set({ status: 'signed-out', reason });
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
      if (!answer.ok) return { ...answer, data: null };
      const created = answer.data.sessionCreate;
      const refusals = refusalsOf(created, answer.extensions.requestId);
      if (refusals[0] || !created.session || !created.viewer) return failed(refusals, answer.extensions);
      if (created.token) await hold(created.token);
      if (created.deviceToken) await keep('device', created.deviceToken);
      return { ...answer, data: enter(created.viewer, created.session) };
    },
    async restore() {
      if (mode.delivery === 'BEARER' && (await token()) === null) {
        state.set({ status: 'signed-out', reason: null });
        return { ok: true, data: state.get(), errors: [], extensions: nothing };
      }
      const answer = await ask(SessionRestoreDocument, {});
      if (!answer.ok) return { ...answer, data: null };
      const { viewer } = answer.data;
      if (viewer.session) return { ...answer, data: enter(viewer, viewer.session) };
      await leave(null);
      return { ...answer, data: state.get() };
    },
    async renew() {
      const before = state.get();
      if (before.status !== 'signed-in' || now() - renewedAt < renewEvery) return;
      renewedAt = now();
      const answer = await ask(SessionRenewDocument, {});
      const session = answer.ok ? answer.data.sessionRenew.session : null;
      const after = state.get();
      if (session && after.status === 'signed-in' && after.session.id === session.id) state.set({ ...after, session });
      if (!session) renewedAt = -Infinity;
    },
    async signOut() {
      await ask(SessionEndDocument, {});
      await leave(null);
    },
    async ended(reason, of) {
      if (of !== undefined && of !== (await token())) return;
      await leave(reason);
    },
  };
}

const nothing = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null };

function failed(refusals: readonly HouseError[], extensions: Failure<unknown>['extensions']): Failure<SessionState> {
  const first = refusals[0] ?? programError({ message: networkError('UNREADABLE').message }, extensions.requestId);
  return { ok: false, data: null, error: first, errors: refusals[0] ? refusals : [first], extensions };
}
