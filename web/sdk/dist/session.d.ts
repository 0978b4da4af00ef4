import type { Document } from './document.js';
import { type DocumentType, type Role, type SessionFactsFragment } from './documents/generated/graphql.js';
import { HouseError } from './errors.js';
import type { Answer } from './request.js';
import type { KeyValueStore } from './runtime.js';
import { type Signal } from './signal.js';
/** How a program proves who asks. */
export type SessionMode = {
    readonly delivery: 'COOKIE';
} | {
    readonly delivery: 'BEARER';
    readonly store: KeyValueStore;
    readonly app: boolean;
    readonly key: string;
};
/** A session in an HttpOnly cookie: for pages on the house's own site. No script ever sees it. */
export declare const cookieSession: () => SessionMode;
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
export declare const bearerSession: ({ store, app, key }: BearerOptions) => SessionMode;
/** Who is signed in, as far as this program knows. */
export type SessionState = {
    readonly status: 'unknown';
} | {
    readonly status: 'signed-out';
    readonly reason: HouseError | null;
} | {
    readonly status: 'signed-in';
    readonly viewerId: string;
    readonly role: Role;
    readonly session: SessionFacts;
};
/** What the house says of a session: when it ends by idleness and for good, and the one thing that it may be limited to. */
export type SessionFacts = SessionFactsFragment;
/** What a person of the house, or a client, types to sign in. */
export type Credentials = {
    readonly staff: {
        readonly login: string;
        readonly password: string;
        readonly totpCode?: string | null;
    };
} | {
    readonly client: {
        readonly documentType: DocumentType;
        readonly documentNumber: string;
        readonly password: string;
    };
};
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
/** Makes what keeps the session of one program. */
export declare function createSessions(mode: SessionMode, ask: Ask, now: () => number): Sessions;
export {};
