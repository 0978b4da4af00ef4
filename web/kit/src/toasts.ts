export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes the act back; only for one's own acts that move no money. */
  readonly undo?: { readonly label: string; readonly act: () => void };
}

type Listener = () => void;

/** How long a toast stands, in milliseconds: long enough to read it and to take an act back. */
export const toastTime = 8_000;

/** The toasts of a page: one at a time, the newest takes the place of the last. */
export class Toasts {
  #shown: Toast | null = null;
  #count = 0;
  readonly #listeners = new Set<Listener>();
  readonly #later: (act: () => void, wait: number) => unknown;

  constructor(later: (act: () => void, wait: number) => unknown = setTimeout) {
    this.#later = later;
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** What stands now; null when nothing does. */
  readonly shown = (): Toast | null => this.#shown;

  show(text: string, undo?: Toast['undo']): void {
    const toast: Toast = { id: (this.#count += 1), text, ...(undo && { undo }) };
    this.#set(toast);
    this.#later(() => this.close(toast.id), toastTime);
  }

  close(id: number): void {
    if (this.#shown?.id === id) this.#set(null);
  }

  /** Takes the act of the toast that stands back; tells whether there was one. */
  undo(): boolean {
    const shown = this.#shown;
    if (!shown?.undo) return false;
    this.#set(null);
    shown.undo.act();
    return true;
  }

  #set(toast: Toast | null): void {
    this.#shown = toast;
    for (const listener of this.#listeners) listener();
  }
}
