import { useEffect, useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const key = 'qoricash-explorer:theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];

/** The theme, kept in the browser, and the next one in turn. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => order.find((one) => one === localStorage.getItem(key)) ?? 'system');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(key, theme);
  }, [theme]);
  return [theme, () => setTheme(order[(order.indexOf(theme) + 1) % order.length] ?? 'system')];
}
