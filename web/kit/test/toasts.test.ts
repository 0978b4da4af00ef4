import { describe, expect, it, vi } from 'vitest';
import { Toasts } from '../src/toasts.ts';

function given() {
  const waiting: (() => void)[] = [];
  return { toasts: new Toasts((act) => waiting.push(act)), pass: () => waiting.splice(0).forEach((act) => act()) };
}

describe('toasts', () => {
  it('stand one at a time: the newest takes the place of the last', () => {
    const { toasts } = given();
    toasts.show('uno');
    toasts.show('dos');
    expect(toasts.shown()?.text).toBe('dos');
  });

  it('go after their time', () => {
    const { toasts, pass } = given();
    toasts.show('uno');
    pass();
    expect(toasts.shown()).toBeNull();
  });

  it('do not close one that came later', () => {
    const { toasts } = given();
    toasts.show('uno');
    const first = toasts.shown();
    toasts.show('dos');
    toasts.close(first?.id ?? 0);
    expect(toasts.shown()?.text).toBe('dos');
  });

  it('take an act back once', () => {
    const { toasts } = given();
    const act = vi.fn();
    toasts.show('leído', { label: 'Deshacer', act });
    expect([toasts.undo(), toasts.undo()]).toEqual([true, false]);
    expect(act).toHaveBeenCalledOnce();
  });
});
