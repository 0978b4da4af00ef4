import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Opening } from '../editor/OpenRequest';
import { claimEditor } from '../editor/storage';
import { exampleNamed } from '../examples/catalogue';
import type { Operation } from '../live/types';
import { closeSocket, openSocket } from '../transport/socket';
import type { Theme } from './theme';
import type { View } from './useView';

const Editor = lazy(() => import('../editor/Editor'));
const LiveView = lazy(() => import('../live/LiveView'));

interface Props {
  /** Who is signed in. */
  readonly person: string;
  readonly view: View;
  readonly theme: Theme;
  readonly onView: (view: View) => void;
  /** Called when something says that the session may be over. */
  readonly onDoubt: () => void;
}

/** Both views of one session, over one socket. A view is loaded when it is first seen and stays as it was left. */
export function Workspace({ person, view, theme, onView, onDoubt }: Props) {
  // Before the editor reads what is kept, so in the first rendering and not after it.
  useState(() => claimEditor(person));
  const socket = useMemo(() => openSocket(onDoubt), [onDoubt]);
  useEffect(() => () => closeSocket(socket), [socket]);
  const [opening, setOpening] = useState<Opening | null>(null);
  const [visited, setVisited] = useState<ReadonlySet<View>>(new Set([view]));
  if (!visited.has(view)) setVisited(new Set([...visited, view]));

  function openInEditor(operation: Operation) {
    setOpening({ example: exampleNamed('720-operation-timeline'), about: operation });
    onView('editor');
  }

  return (
    <>
      {visited.has('editor') && (
        <div className="view" hidden={view !== 'editor'}>
          <Suspense fallback={<p className="empty" role="status">Cargando el editor…</p>}>
            <Editor socket={socket} theme={theme} opening={opening} onSignedOut={onDoubt} />
          </Suspense>
        </div>
      )}
      {visited.has('live') && (
        <div className="view" hidden={view !== 'live'}>
          <Suspense fallback={<p className="empty" role="status">Cargando…</p>}>
            <LiveView socket={socket} onOpen={openInEditor} />
          </Suspense>
        </div>
      )}
    </>
  );
}
