import { useEffect, useRef, useSyncExternalStore } from 'react';
import { matchKeybindingPress, parseKeybinding } from 'tinykeys';

/** One thing that a key does. */
export interface KeyBinding {
  /** As tinykeys writes it: `j`, `Shift+C`, `g o`, `[Shift]+/`. */
  readonly keys: string;
  /** What it does, for the map of keys; a binding without a word is an alias. */
  readonly label?: string;
  readonly act: () => void;
  /** Whether it does something now. */
  readonly when?: () => boolean;
}

interface Group {
  readonly title: string;
  readonly bindings: () => readonly KeyBinding[];
}

type Press = ReturnType<typeof parseKeybinding>[number];

const sequenceTime = 1_000;
const kept = 'qoricash-desk:single-keys';

const presses = new Map<string, readonly Press[]>();
function pressesOf(keys: string): readonly Press[] {
  const known = presses.get(keys) ?? parseKeybinding(keys);
  presses.set(keys, known);
  return known;
}

/** A letter alone, which people who speak to their machine may switch off (WCAG 2.1.4). */
const isSingle = (keys: string): boolean => pressesOf(keys).every(([required]) => required.every((modifier) => modifier === 'Shift'));

/** True where a key writes something, or belongs to what is open over the page. */
export function belongsElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role=listbox], [role=menu], [role=dialog], [role=alertdialog]') !== null;
}

/** All keys of the page: one listener, so that `g o` goes somewhere and does not press `o` as well. */
export class KeyRing {
  readonly #groups = new Set<Group>();
  readonly #now: () => number;
  #begun: { readonly presses: readonly KeyboardEvent[]; readonly at: number } = { presses: [], at: 0 };

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(group: Group): () => void {
    this.#groups.add(group);
    return () => void this.#groups.delete(group);
  }

  /** What the keys do now, for the map: the newest group last. */
  map(): readonly { readonly title: string; readonly bindings: readonly KeyBinding[] }[] {
    return [...this.#groups].map(({ title, bindings }) => ({ title, bindings: bindings().filter(({ label }) => label) }));
  }

  /** Takes a key; true when it did something. What was added last is asked first. */
  press(event: KeyboardEvent, singleKeys: boolean): boolean {
    const isLate = this.#now() - this.#begun.at > sequenceTime;
    const sequence = [...(isLate ? [] : this.#begun.presses), event];
    const bindings = [...this.#groups].reverse().flatMap((group) => group.bindings()).filter(({ keys, when }) => (singleKeys || !isSingle(keys)) && (when?.() ?? true));
    for (const length of sequence.length > 1 ? [sequence.length, 1] : [1]) {
      const typed = sequence.slice(-length);
      const whole = bindings.find(({ keys }) => matches(keys, typed, true));
      if (whole) {
        this.#begun = { presses: [], at: 0 };
        whole.act();
        return true;
      }
      if (bindings.some(({ keys }) => matches(keys, typed, false))) {
        this.#begun = { presses: typed, at: this.#now() };
        return false;
      }
    }
    this.#begun = { presses: [], at: 0 };
    return false;
  }
}

function matches(keys: string, typed: readonly KeyboardEvent[], whole: boolean): boolean {
  const wanted = pressesOf(keys);
  if (whole ? wanted.length !== typed.length : wanted.length <= typed.length) return false;
  return typed.every((event, place) => {
    const press = wanted[place];
    return press !== undefined && matchKeybindingPress(event, press);
  });
}

export const keyRing = new KeyRing();

const settings = new Set<() => void>();

/** Whether letters alone do something. */
export const singleKeys = {
  get: (): boolean => localStorage.getItem(kept) !== 'off',
  set(on: boolean): void {
    localStorage.setItem(kept, on ? 'on' : 'off');
    for (const listener of settings) listener();
  },
  subscribe(listener: () => void): () => void {
    settings.add(listener);
    return () => void settings.delete(listener);
  },
};

export const useSingleKeys = (): boolean => useSyncExternalStore(singleKeys.subscribe, singleKeys.get);

/** Listens for the keys of the page; called once. */
export function listenForKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || belongsElsewhere(event.target)) return;
    if (keyRing.press(event, singleKeys.get())) event.preventDefault();
  });
}

/** Keys that hold while a component is shown. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const newest = useRef(bindings);
  useEffect(() => {
    newest.current = bindings;
  });
  useEffect(() => keyRing.add({ title, bindings: () => newest.current }), [title]);
}

/** Keys as they are printed: without the brackets of what may be held besides. */
export const printedKeys = (keys: string): string => keys.replaceAll('[Shift]+', '').replaceAll('$mod', 'Ctrl').replaceAll('Control', 'Ctrl').replaceAll('Escape', 'Esc');
