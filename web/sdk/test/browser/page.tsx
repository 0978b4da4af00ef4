// A page on the SDK's hooks, over a house in memory: the test of the browser drives it by `window.at`.
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Document } from '../../src/index.ts';
import { useAppState, useCountdown, useLine, useSession, useStream } from '../../src/react/index.ts';
import { createLine } from '../../src/stream/index.ts';
import { createTestHouse } from '../../src/testing/index.ts';

const Follow = 'subscription Follow { operationEvents { __typename ... on Event { cursor } ... on OperationEvent { kind } } }' as Document<
  { operationEvents: { __typename: 'OperationEvent'; kind: string } },
  Record<string, never>
>;

const at = createTestHouse();
const line = createLine(at.house, { webSocket: at.webSocket });
const background: ((state: string) => void)[] = [];
const appState = {
  currentState: 'active',
  addEventListener: (_: 'change', listener: (state: string) => void) => {
    background.push(listener);
    return { remove: () => void background.splice(background.indexOf(listener), 1) };
  },
};

function Page() {
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [isPaused, setPaused] = useState(false);
  const { status } = useLine(line);
  const left = useCountdown(at.house, '2026-11-23T15:00:10.000Z');
  useAppState(line, appState);
  useStream(line, Follow, {}, {
    onItem: ({ kind }) => setKinds([...kinds, kind]),
    onReload: (cause) => setKinds([...kinds, cause]),
  }, { isPaused });
  return (
    <main>
      <p id="session">{useSession(at.house).status}</p>
      <p id="line">{status}</p>
      <p id="left">{left?.text}{left?.isOver ? ' over' : ''}</p>
      <p id="kinds">{kinds.join(' ')}</p>
      <button onClick={() => setPaused(!isPaused)}>pause</button>
    </main>
  );
}

Object.assign(globalThis, { at, background });
createRoot(document.getElementById('root')!).render(<StrictMode><Page /></StrictMode>);
