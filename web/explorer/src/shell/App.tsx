import { useState } from 'react';
import { forgetEditor } from '../editor/storage';
import { personOf } from '../session/labels';
import { SignIn } from '../session/SignIn';
import { useSession } from '../session/useSession';
import { ErrorBoundary } from './ErrorBoundary';
import { useTheme } from './theme';
import { TopBar } from './TopBar';
import { useView, type View } from './useView';
import { Workspace } from './Workspace';

/** What a view is called to who hears the page. */
const titles: Readonly<Record<View, string>> = { editor: 'Explorador', live: 'Operaciones en vivo' };

/** The page: the sign-in panel, or the workspace of who signed in. */
export function App() {
  const { state, enter, leave, verify } = useSession();
  const [theme, nextTheme] = useTheme();
  const [view, show] = useView();
  const [problem, setProblem] = useState<string | null>(null);

  async function signOut() {
    setProblem(null);
    try {
      await leave();
      forgetEditor();
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : 'No se pudo salir.');
      verify();
    }
  }

  return (
    <>
      <TopBar state={state} view={view} theme={theme} onView={show} onTheme={nextTheme} onLeave={() => void signOut()} />
      {problem && <p className="refusal banner" role="alert">{problem}</p>}
      <main className="view">
        {state.phase !== 'anonymous' && <h1 className="heard">{titles[view]}</h1>}
        <ErrorBoundary>
          {state.phase === 'asking' && <p className="empty" role="status">Cargando…</p>}
          {state.phase === 'unreachable' && (
            <div className="empty" role="alert">
              <p>{state.message}</p>
              <button type="button" onClick={verify}>Reintentar</button>
            </div>
          )}
          {state.phase === 'anonymous' && <SignIn ended={state.ended} onSignIn={enter} />}
          {state.phase === 'signedIn' && (
            <Workspace
              key={state.session.id}
              person={personOf(state.viewer)}
              view={view}
              theme={theme}
              onView={show}
              onDoubt={verify}
            />
          )}
        </ErrorBoundary>
      </main>
    </>
  );
}
