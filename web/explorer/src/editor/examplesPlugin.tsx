import type { GraphiQLPlugin } from '@graphiql/react';
import { ExampleList } from '../examples/ExampleList';
import { type SeenStore, useSeen } from '../examples/seenStore';
import { useOpenExample } from './useOpenExample';

/** The pane of GraphiQL that lists the saved examples. */
export function examplesPlugin(store: SeenStore): GraphiQLPlugin {
  function Content() {
    const seen = useSeen(store);
    const open = useOpenExample();
    return <ExampleList seen={seen} ready={open !== null} onOpen={(example) => open?.(example, seen)} />;
  }
  return { title: 'Ejemplos', icon: BookmarkIcon, content: Content };
}

function BookmarkIcon() {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
      <path d="M6 3.5h12v17l-6-4.5-6 4.5z" strokeLinejoin="round" />
      <path d="M9 8h6M9 11.5h6" strokeLinecap="round" />
    </svg>
  );
}
