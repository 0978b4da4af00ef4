import { useCallback, useEffect, useRef, useState } from 'react';
import { type Credentials, readViewer, type Session, signIn, signOut, type Viewer } from './api';
import { useActivity } from './useActivity';

/** Where the page stands with its session. */
export type SessionState =
  | { readonly phase: 'asking' }
  | { readonly phase: 'unreachable'; readonly message: string }
  | { readonly phase: 'anonymous'; readonly ended: boolean }
  | { readonly phase: 'signedIn'; readonly viewer: Viewer; readonly session: Session };

export interface SessionControl {
  readonly state: SessionState;
  /** Signs in; gives the refusal in Spanish, or null when done. */
  readonly enter: (credentials: Credentials) => Promise<string | null>;
  readonly leave: () => Promise<void>;
  /** Asks the server again who is signed in: after a doubt, or by the person. */
  readonly verify: () => void;
}

/** Keeps what the page knows of its session equal to what the server says. */
export function useSession(): SessionControl {
  const [state, setState] = useState<SessionState>({ phase: 'asking' });
  const asking = useRef(false);

  const verify = useCallback(async () => {
    // Several doubts at once (a socket, a request, a timer) are one question.
    if (asking.current) return;
    asking.current = true;
    try {
      const viewer = await readViewer();
      setState((before) => stateOf(viewer, before));
    } catch (failure) {
      // A signed-in page keeps its work on a lost line: the session is judged by the server, not by the line.
      setState((before) => (before.phase === 'signedIn' ? before : { phase: 'unreachable', message: messageOf(failure) }));
    } finally {
      asking.current = false;
    }
  }, []);

  const enter = useCallback(
    async (credentials: Credentials) => {
      const refusal = await signIn(credentials);
      if (refusal === null) await verify();
      return refusal;
    },
    [verify],
  );

  const leave = useCallback(async () => {
    await signOut();
    setState({ phase: 'anonymous', ended: false });
  }, []);

  useEffect(() => void verify(), [verify]);
  useActivity(state.phase === 'signedIn' ? state.session : null, verify);
  return { state, enter, leave, verify };
}

function stateOf(viewer: Viewer, before: SessionState): SessionState {
  if (viewer.session) return { phase: 'signedIn', viewer, session: viewer.session };
  const ended = before.phase === 'signedIn' || (before.phase === 'anonymous' && before.ended);
  return { phase: 'anonymous', ended };
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : 'No se pudo preguntar al servidor.';
}
