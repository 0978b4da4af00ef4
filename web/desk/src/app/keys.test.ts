import { describe, expect, it, vi } from 'vitest';
import { KeyRing } from './keys.ts';

/** A key as a browser reports it. */
function key(name: string, held: readonly string[] = []): KeyboardEvent {
  const code = /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : 'Slash';
  return { key: name, code, getModifierState: (modifier: string) => held.includes(modifier) } as unknown as KeyboardEvent;
}

function given(...keys: string[]) {
  let now = 1_000;
  const ring = new KeyRing(() => now);
  const acts = Object.fromEntries(keys.map((one) => [one, vi.fn()]));
  ring.add({ title: 'Lista', bindings: () => keys.map((one) => ({ keys: one, label: one, act: () => acts[one]?.() })) });
  return { ring, acts, wait: (time: number) => (now += time) };
}

describe('the keys of the page', () => {
  it('go somewhere by two keys, and do not press the second one as well', () => {
    const { ring, acts } = given('g o', 'o');
    ring.press(key('g'), true);
    ring.press(key('o'), true);
    expect(acts['g o']).toHaveBeenCalledOnce();
    expect(acts['o']).not.toHaveBeenCalled();
  });

  it('forget the first of two keys after a second', () => {
    const { ring, acts, wait } = given('g o', 'o');
    ring.press(key('g'), true);
    wait(1_500);
    ring.press(key('o'), true);
    expect(acts['o']).toHaveBeenCalledOnce();
  });

  it('take the second key by itself where no sequence fits', () => {
    const { ring, acts } = given('g o', 'j');
    ring.press(key('g'), true);
    ring.press(key('j'), true);
    expect(acts['j']).toHaveBeenCalledOnce();
  });

  it.each([[[]], [['Shift']]])('search by / with %j held, for a Spanish keyboard needs Shift for it', (held) => {
    const { ring, acts } = given('[Shift]+/');
    ring.press(key('/', held), true);
    expect(acts['[Shift]+/']).toHaveBeenCalledOnce();
  });

  it('tell a letter from the same one with Shift', () => {
    const { ring, acts } = given('c', 'Shift+C');
    ring.press(key('C', ['Shift']), true);
    expect(acts['Shift+C']).toHaveBeenCalledOnce();
    expect(acts['c']).not.toHaveBeenCalled();
  });

  it('are quiet where letters are switched off, but for those with Ctrl', () => {
    const { ring, acts } = given('t', 'Control+K');
    expect(ring.press(key('t'), false)).toBe(false);
    expect(ring.press(key('k', ['Control']), false)).toBe(true);
    expect(acts['t']).not.toHaveBeenCalled();
  });

  it('belong to what was opened last', () => {
    const { ring, acts } = given('Escape');
    const closed = vi.fn();
    ring.add({ title: 'Detalle', bindings: () => [{ keys: 'Escape', act: closed }] });
    ring.press({ ...key('Escape'), code: 'Escape' } as KeyboardEvent, true);
    expect(closed).toHaveBeenCalledOnce();
    expect(acts['Escape']).not.toHaveBeenCalled();
  });
});
