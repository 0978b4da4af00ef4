import type { Document } from './document.ts';
import {
  SessionCreateDocument, SessionEndDocument, SessionRenewDocument, SessionRestoreDocument,
  type DocumentType, type Role, type SessionFactsFragment,
} from './documents/generated/graphql.ts';
import { HouseError, networkError, programError, refusalsOf } from './errors.ts';
import type { Answer, AnswerExtensions, Failure } from './request.ts';
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

/**
 * Under whom something is asked. Everything that a request is made of is taken from one of these, and what it brings back counts for this one
 * alone: whoever signs in or out begins another.
 */
export interface SessionPin {
  /** Null with a cookie, and when nobody is signed in. */
  readonly token: string | null;
  /** Null as long as this program does not know. */
  readonly viewerId: string | null;
  /** Counts up whenever somebody signs in or out. */
  readonly epoch: number;
}

/** Signing in and out, and hearing when a session ends. */
export interface Sessions {
  readonly state: Signal<SessionState>;
  /** Refusals are of the kind `person`; TOTP_REQUIRED asks for the second factor. */
  signIn(credentials: Credentials): Promise<Answer<SessionState>>;
  /** Asks the house who is signed in: when a program starts, and after it was given another password or a second factor. */
  restore(): Promise<Answer<SessionState>>;
  /** Somebody did something: pushes the idle end on, at most once a minute. An open socket is no activity. */
  renew(): Promise<void>;
  /**
   * Ends the session at the house and forgets the token, also when the house is not reached. The answer says whether it was: a cookie that the
   * house could not be asked to end is ended by the next `restore`.
   */
  signOut(): Promise<Answer<null>>;
  /** The token to send; null with a cookie and when nobody is signed in. Rejects where the store does. */
  token(): Promise<string | null>;
  /** Under whom is asked now. Rejects where the store does, which is read again next time. */
  pin(): Promise<SessionPin>;
  /** Tells whether nobody has signed in or out since. */
  holds(pin: SessionPin): boolean;
  /** The house said that the session is over: the one under which was asked, or the one of a token. Another than the current one changes nothing. */
  ended(reason: HouseError | null, of?: SessionPin | string | null): Promise<void>;
}

type Ask = <Data, Variables>(document: Document<Data, Variables>, variables: Variables) => Promise<Answer<Data>>;

const renewEvery = 60_000;
/** The name under which a session is kept that a person left while the house was not reached. */
const debtKey = 'qoricash.owedSignOut';

/** Makes what keeps the session of one program. */
export function createSessions(mode: SessionMode, ask: Ask, now: () => number, storage: KeyValueStore): Sessions {
  const state = signal<SessionState>({ status: 'unknown' });
  let renewedAt = -Infinity;
  /** Changed as a whole and before anything is waited for: token and person never are of two sessions. */
  let current: Omit<SessionPin, 'token'> & { readonly token: string | null | undefined; readonly sessionId: string | null } = {
    token: mode.delivery === 'COOKIE' ? null : undefined, viewerId: null, sessionId: null, epoch: 0,
  };
  const holds = ({ epoch }: SessionPin) => epoch === current.epoch;

  const read = async (name: string): Promise<string | null> => (mode.delivery === 'COOKIE' ? null : mode.store.getItem(`${mode.key}.${name}`));
  /** Writes come one after the other; one that fails leaves the session in memory alone. */
  let writing = Promise.resolve();
  const write = (change: (store: KeyValueStore, key: string) => Promise<void>): Promise<void> => {
    if (mode.delivery === 'COOKIE') return writing;
    const { store, key } = mode;
    return (writing = writing.then(() => change(store, key)).catch(() => {}));
  };
  const keep = (name: string, value: string) => write(async (store, key) => {
    try {
      await store.setItem(`${key}.${name}`, value);
    } catch {
      // Nobody else's may be left in its place.
      await store.removeItem(`${key}.${name}`);
    }
  });
  /** Another tab may have stored a newer one by now: that stays. */
  const forget = (token: string) => write(async (store, key) => {
    if ((await store.getItem(`${key}.token`)) === token) await store.removeItem(`${key}.token`);
  });

  const pin = async (): Promise<SessionPin> => {
    if (current.token === undefined) {
      const token = await read('token');
      if (current.token === undefined) current = { ...current, token };
    }
    const { token = null, viewerId, epoch } = current;
    return { token, viewerId, epoch };
  };
  const enter = (viewer: { readonly id: string; readonly role: Role }, session: SessionFacts, token: string | null): SessionState => {
    const before = state.get();
    const isSame = current.token === token && (before.status === 'unknown' || (current.viewerId === viewer.id && current.sessionId === session.id));
    current = { token, viewerId: viewer.id, sessionId: session.id, epoch: current.epoch + (isSame ? 0 : 1) };
    renewedAt = now();
    const next: SessionState = { status: 'signed-in', viewerId: viewer.id, role: viewer.role, session };
    if (JSON.stringify(next) !== JSON.stringify(before)) state.set(next);
    return state.get();
  };
  const leave = async (of: SessionPin, reason: HouseError | null): Promise<void> => {
    if (!holds(of)) return;
    current = { token: null, viewerId: null, sessionId: null, epoch: current.epoch + 1 };
    if (state.get().status !== 'signed-out' || reason) state.set({ status: 'signed-out', reason });
    if (of.token !== null) await forget(of.token);
  };
  const owe = async (sessionId: string | null): Promise<void> => {
    try {
      await (sessionId === null ? storage.removeItem(debtKey) : storage.setItem(debtKey, sessionId));
    } catch {
      // What cannot be kept is not remembered.
    }
  };
  const isOwed = async (sessionId: string): Promise<boolean> => {
    if (mode.delivery !== 'COOKIE') return false;
    try {
      return (await storage.getItem(debtKey)) === sessionId;
    } catch {
      return false;
    }
  };

  return {
    state,
    pin,
    holds,
    token: async () => (await pin()).token,
    async signIn(credentials) {
      const isApp = mode.delivery === 'BEARER' && mode.app;
      const proved = 'client' in credentials ? { client: { ...credentials.client, app: isApp } } : credentials;
      const deviceToken = await read('device').catch(() => null);
      const input = { credentials: proved, delivery: mode.delivery, ...(deviceToken && { deviceToken }) };
      const answer = await ask(SessionCreateDocument, { input });
      if (!answer.ok) return { ...answer, data: null };
      const created = answer.data.sessionCreate;
      const refusals = refusalsOf(created, answer.extensions.requestId);
      if (refusals[0] || !created.session || !created.viewer) return failed(refusals, answer.extensions);
      const entered = enter(created.viewer, created.session, created.token ?? null);
      if (created.token) void keep('token', created.token);
      if (created.deviceToken) void keep('device', created.deviceToken);
      await writing;
      return { ...answer, data: entered };
    },
    async restore() {
      let of: SessionPin;
      try {
        of = await pin();
      } catch (cause) {
        return failed([networkError('STORAGE', cause)], nothing);
      }
      if (mode.delivery === 'BEARER' && of.token === null) {
        await leave(of, null);
        return { ok: true, data: state.get(), errors: [], extensions: nothing };
      }
      const answer = await ask(SessionRestoreDocument, {});
      if (!answer.ok) return { ...answer, data: null };
      const { viewer } = answer.data;
      const isLeft = viewer.session && (await isOwed(viewer.session.id));
      if (isLeft) {
        const ended = await ask(SessionEndDocument, {});
        if (!ended.ok && ended.error.code !== 'UNAUTHENTICATED') return { ...ended, data: null };
        await owe(null);
      }
      if (!holds(of)) return { ...answer, data: state.get() };
      if (viewer.session && !isLeft) return { ...answer, data: enter(viewer, viewer.session, of.token) };
      await leave(of, null);
      return { ...answer, data: state.get() };
    },
    async renew() {
      const before = state.get();
      const since = now() - renewedAt;
      // A clock that was set back says nothing of when it was.
      if (before.status !== 'signed-in' || (since >= 0 && since < renewEvery)) return;
      renewedAt = now();
      const answer = await ask(SessionRenewDocument, {});
      const session = answer.ok ? answer.data.sessionRenew.session : null;
      const after = state.get();
      if (session && after.status === 'signed-in' && after.session.id === session.id) state.set({ ...after, session });
    },
    async signOut() {
      const of = await pin().catch((): SessionPin => ({ ...current, token: current.token ?? null }));
      const { sessionId } = current;
      const answer = await ask(SessionEndDocument, {});
      const isStanding = mode.delivery === 'COOKIE' && !answer.ok && answer.error.code !== 'UNAUTHENTICATED' && holds(of);
      await leave(of, null);
      if (isStanding && sessionId) await owe(sessionId);
      return { ...answer, data: null };
    },
    async ended(reason, of) {
      if (typeof of === 'object' && of !== null) return leave(of, reason);
      const held = await pin();
      if (of === undefined || of === held.token) await leave(held, reason);
    },
  };
}

const nothing: AnswerExtensions = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null, viewerId: null };

function failed(refusals: readonly HouseError[], extensions: Failure<unknown>['extensions']): Failure<SessionState> {
  const first = refusals[0] ?? programError({ message: networkError('UNREADABLE').message }, extensions.requestId);
  return { ok: false, data: null, error: first, errors: refusals[0] ? refusals : [first], extensions };
}
