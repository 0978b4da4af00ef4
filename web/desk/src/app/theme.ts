import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const key = 'qoricash-desk:theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];
const listeners = new Set<() => void>();

const get = (): Theme => order.find((one) => one === localStorage.getItem(key)) ?? 'system';

/** Shows the page in the theme that was chosen in this browser. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = get();
}

/** The theme, and the one after it in turn. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, get);
  const choose = (next: Theme) => {
    localStorage.setItem(key, next);
    applyTheme();
    for (const listener of listeners) listener();
  };
  return [theme, choose];
}
