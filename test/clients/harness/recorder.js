import { EventEmitter, once } from 'node:events';

/** Writes down what a follower of `operationEvents` is shown, and lets a test wait for it. */
export class Recorder {
  /** Every item, in the order in which it came, repeated ones too. */
  items = [];
  #failure;
  #changes = new EventEmitter();

  take(item) {
    this.items.push(item);
    this.#changes.emit('change');
  }

  fail(cause) {
    this.#failure = cause;
    this.#changes.emit('change');
  }

  /** What happened, each event once: a cursor that came before is a repeated delivery. */
  get events() {
    const seen = new Map();
    for (const item of this.items) {
      if (item.__typename === 'OperationEvent' && !seen.has(item.cursor)) seen.set(item.cursor, item);
    }
    return [...seen.values()];
  }

  get kinds() {
    return this.events.map((event) => event.kind);
  }

  /** How many events came more than once. */
  get repeated() {
    return this.items.filter((item) => item.__typename === 'OperationEvent').length - this.events.length;
  }

  /** Waits until the first item: from then on the follower misses nothing. */
  begun() {
    return this.until('the first item', () => this.items.length > 0);
  }

  /** Waits until an event of a kind was shown. */
  saw(kind, within) {
    return this.until(kind, () => this.kinds.includes(kind), within);
  }

  /** Waits for the end that a follower cannot recover from, and answers its cause. */
  async failed(within) {
    await this.until('an end', () => this.#failure, within);
    return this.#failure;
  }

  async until(what, holds, within = 15_000) {
    const signal = AbortSignal.timeout(within);
    while (!holds()) {
      if (this.#failure) throw new Error(`waited for ${what}`, { cause: this.#failure });
      try {
        await once(this.#changes, 'change', { signal });
      } catch {
        throw new Error(`no ${what} within ${within} ms; seen: ${this.kinds.join(', ') || 'no event'}`);
      }
    }
  }
}
