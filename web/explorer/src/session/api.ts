import { ask, askAt, Refused } from '../transport/request';
import renewDocument from './renew.graphql?raw';
import signInDocument from './signIn.graphql?raw';
import signOutDocument from './signOut.graphql?raw';
import viewerDocument from './viewer.graphql?raw';

export type Role = 'MASTER' | 'TRADER' | 'OPERATOR' | 'MIDDLE_OFFICE' | 'ANALYST' | 'CLIENT' | 'ANONYMOUS';
export type DocumentType = 'DNI' | 'CE' | 'PASSPORT' | 'RUC';

/** The part of a session that the page needs to end it in time. */
export interface Session {
  readonly id: string;
  /** Milliseconds until its idle end, by the server's clock, from when this was answered. */
  readonly idleFor: number;
}

/** A session as the API tells it. */
interface TimedSession {
  readonly id: string;
  readonly idleExpiresAt: string;
}

function sessionOf(told: TimedSession | null, serverTime: number): Session | null {
  return told && { id: told.id, idleFor: Date.parse(told.idleExpiresAt) - serverTime };
}

/** Who is asking. */
export interface Viewer {
  readonly role: Role;
  readonly staffMember: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  readonly client: { readonly id: string; readonly fullName: string } | null;
  readonly session: Session | null;
}

/** What a person types to sign in. */
export type Credentials =
  | { readonly staff: { readonly login: string; readonly password: string } }
  | {
      readonly client: {
        readonly documentType: DocumentType;
        readonly documentNumber: string;
        readonly password: string;
      };
    };

const nobody: Viewer = { role: 'ANONYMOUS', staffMember: null, client: null, session: null };

/** Who is asking, signed in or not. */
export async function readViewer(): Promise<Viewer> {
  try {
    const { data, serverTime } = await askAt<{ viewer: Omit<Viewer, 'session'> & { session: TimedSession | null } }>(viewerDocument);
    return { ...data.viewer, session: sessionOf(data.viewer.session, serverTime) };
  } catch (failure) {
    // A cookie that has outlived its session may be refused before the question is read.
    if (failure instanceof Refused && failure.signedOut) return nobody;
    throw failure;
  }
}

/** Signs in; the token comes as a cookie that scripts cannot read. Gives the refusal in Spanish, or null when done. */
export async function signIn(credentials: Credentials): Promise<string | null> {
  const { sessionCreate } = await ask<{ sessionCreate: { userErrors: readonly { message: string }[] } }>(signInDocument, {
    input: { credentials, delivery: 'COOKIE' },
  });
  return sessionCreate.userErrors[0]?.message ?? null;
}

/** Pushes the idle end of the session on. Gives null when there is none any more. */
export async function renew(): Promise<Session | null> {
  const { data, serverTime } = await askAt<{ sessionRenew: { session: TimedSession | null } }>(renewDocument);
  return sessionOf(data.sessionRenew.session, serverTime);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await ask<unknown>(signOutDocument);
}
