import { useSyncExternalStore } from 'react';

export type View = 'editor' | 'live';

const liveHash = '#en-vivo';

/** Which view the address names, so that it can be linked and the back button works. */
export function useView(): readonly [View, (view: View) => void] {
  const view = useSyncExternalStore(subscribe, () => (window.location.hash === liveHash ? 'live' : 'editor'));
  return [view, show];
}

function show(view: View): void {
  window.location.hash = view === 'live' ? liveHash : '';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
