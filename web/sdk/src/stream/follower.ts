import { operationOf, rootOf, textOf, type Document } from '../document.ts';
import { HouseError, programError, type GraphQLErrorShape } from '../errors.ts';
import type { House } from '../house.ts';
import type { EventCursor } from '../scalar.ts';
import type { EventHandlers, EventOptions, ReloadCause } from './options.ts';

/** A result of a subscription, as every transport brings it. */
export interface StreamResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorShape[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Item {
  readonly __typename?: string;
  readonly cursor?: EventCursor;
  readonly id?: string;
}

const page = 100;
const rememberedItems = 1_000;

/** Who takes results as they come, instead of items: libraries with a cache of their own. */
export interface ResultHandlers extends EventHandlers<never> {
  onResult?(result: StreamResult): void;
}

/** What became of reading the missed events by HTTP. */
export type CatchUp = 'whole' | 'too-many' | 'failed';

/** One stream of events: where it stands, and what was handed on of it. No transport is known here. */
export class Follower {
  readonly text: string;
  /** Read anew by whoever subscribes: `after` is always the newest cursor. */
  readonly variables: Record<string, unknown>;
  private readonly query: string | null;
  private newest: EventCursor | null;
  private movedAt: number;
  private readonly seen = new Set<string>();
  private pending: ReloadCause | null;
  private isOver = false;
  /** The root field, by the name that the document gives it. */
  private field = 'events';

  constructor(
    private readonly house: House,
    document: Document<unknown, never>,
    variables: Record<string, unknown>,
    private readonly handlers: ResultHandlers,
    options: EventOptions,
    private readonly recovered: () => void,
  ) {
    this.text = textOf(document);
    for (const field of ['__typename', 'cursor']) {
      if (!new RegExp(`\\b${field}\\b`).test(this.text)) throw new Error(`A stream of events selects ${field}.`);
    }
    this.newest = options.after ?? null;
    this.movedAt = options.keptAt ?? house.runtime.now();
    this.pending = this.newest === null ? 'begin' : null;
    this.query = options.query === undefined ? twin(this.text) : options.query;
    const cursor = () => this.newest;
    this.variables = {
      ...variables,
      get after() {
        return cursor();
      },
    };
  }

  cursor(): EventCursor | null {
    return this.newest;
  }

  /** Milliseconds since the position was last known to be the newest. */
  age(): number {
    return this.newest === null ? 0 : this.house.runtime.now() - this.movedAt;
  }

  /** False while its beginning is looked for. */
  get isFollowing(): boolean {
    return this.newest !== null && this.pending === null;
  }

  get canAsk(): boolean {
    return this.query !== null;
  }

  stop(): void {
    this.isOver = true;
  }

  /** Hands on what a result holds; false once the stream is over. */
  take(result: StreamResult, isRecovered: boolean): boolean {
    if (this.isOver) return false;
    this.house.clock.learn(result.extensions?.['serverTime'], true);
    const item = rootOf(result.data ?? {}) as Item | null;
    this.field = Object.keys(result.data ?? {})[0] ?? this.field;
    if (item) this.hand(item, isRecovered);
    else if (result.errors?.[0]) this.end(programError(result.errors[0]));
    return !this.isOver;
  }

  /** Begins anew at the next item: the state is loaded for this reason. */
  restart(cause: ReloadCause): void {
    this.newest = null;
    this.pending = cause;
  }

  end(error: HouseError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.handlers.onEnd?.(error);
  }

  /** Reads what was missed, page by page, until there is no more, or more than `most`. */
  async catchUp(most: number): Promise<CatchUp> {
    if (this.query === null || this.newest === null) return 'failed';
    for (let read = 0; read < most; ) {
      const items = await this.ask();
      if (items === null) return 'failed';
      for (const item of items) this.hand(item, true);
      read += items.length;
      if (items.length < page) return 'whole';
    }
    this.restart('gap');
    return 'too-many';
  }

  /**
   * Follows by one request. The log is read from its beginning where there is no cursor: until its end is found nothing is handed on, and then
   * the state is loaded.
   */
  async next(stopped: { readonly isStopped: boolean }): Promise<'more' | 'caught-up' | 'failed'> {
    const isSkipping = this.pending !== null;
    const items = await this.ask();
    if (items === null || stopped.isStopped) return 'failed';
    if (isSkipping) this.skip(items);
    else for (const item of items) this.hand(item, false);
    return items.length < page ? 'caught-up' : 'more';
  }

  private skip(items: readonly Item[]): void {
    this.newest = items.at(-1)?.cursor ?? this.newest;
    if (items.length === page || !this.pending) return;
    const cause = this.pending;
    this.pending = null;
    this.handlers.onReload?.(cause);
    if (this.newest) this.handlers.onCursor?.(this.newest);
  }

  private async ask(): Promise<readonly Item[] | null> {
    const answer = await this.house.request<Record<string, readonly Item[]>, Record<string, unknown>>(this.query ?? '', { ...this.variables });
    if (this.isOver) return null;
    if (!answer.ok) {
      if (isFinal(answer.error)) this.end(answer.error);
      return null;
    }
    this.movedAt = this.house.runtime.now();
    const [field, items] = Object.entries(answer.data)[0] ?? [this.field, []];
    this.field = field;
    return items;
  }

  private hand(item: Item, isRecovered: boolean): void {
    const { cursor } = item;
    if (!cursor || this.isOver) return;
    const isKnown = this.isKnown(item.id ?? cursor);
    this.newest = cursor;
    this.movedAt = this.house.runtime.now();
    const isResync = item.__typename === 'ResyncRequired';
    if (isResync) this.pending ??= 'resync';
    const { pending } = this;
    this.pending = null;
    if (pending) this.handlers.onReload?.(pending);
    const isOwn = isResync || item.__typename === 'StreamPosition';
    if (!isOwn && !isKnown) {
      if (isRecovered) this.recovered();
      this.handlers.onItem(item as never, { cursor, isRecovered });
    }
    if (isOwn || !isKnown) this.handlers.onResult?.({ data: { [this.field]: item } });
    this.handlers.onCursor?.(cursor);
  }

  private isKnown(name: string): boolean {
    if (this.seen.has(name)) return true;
    this.seen.add(name);
    if (this.seen.size > rememberedItems) {
      for (const oldest of this.seen) {
        this.seen.delete(oldest);
        break;
      }
    }
    return false;
  }
}

/** Errors after which a stream is not asked for again: the right is gone, or the document is at fault. */
export const isFinal = (error: HouseError): boolean => error.kind === 'program' && !error.retryable && error.code !== 'UNAUTHENTICATED' && error.code !== 'RATE_LIMITED';

/** The query that reads the same stream by HTTP: streams of events that have one have it under the same name. */
function twin(text: string): string | null {
  if (operationOf(text).kind !== 'subscription' || !/\b(?:operationEvents|deskEvents)\b/.test(text)) return null;
  return text.replace(/(^|[\s}])subscription\b/, '$1query');
}
