/** Collects what arrives within a frame, and hands it on at once: a burst of events is one change of the screen. */
export class Frames<Item> {
  readonly #hand: (items: readonly Item[]) => void;
  readonly #soon: (act: () => void) => void;
  #kept: Item[] = [];

  constructor(hand: (items: readonly Item[]) => void, soon: (act: () => void) => void = nextFrame) {
    this.#hand = hand;
    this.#soon = soon;
  }

  add(item: Item): void {
    this.#kept.push(item);
    if (this.#kept.length === 1) this.#soon(() => this.flush());
  }

  /** Hands on what was kept, now; what follows waits for the next frame. */
  flush(): void {
    const items = this.#kept;
    this.#kept = [];
    if (items.length > 0) this.#hand(items);
  }
}

/** A hidden page has no frames: there a fifth of a second is enough. */
function nextFrame(act: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(act);
  else setTimeout(act, 200);
}
