import { operationOf, rootOf, textOf, type Document } from '../document.ts';
import { HouseError, programError, type GraphQLErrorShape } from '../errors.ts';
import type { House } from '../house.ts';
import { guarded, report } from '../report.ts';
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

/** How many events are read at once: what a desk selects of each costs more than a house admits of a hundred. codegen/generate.mjs says it too. */
const page = 50;
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
  private query: string | null;
  private newest: EventCursor | null;
  private movedAt: number;
  private readonly seen = new Set<string>();
  private pending: ReloadCause | null;
  private isOver = false;
  /** Counts the persons: the load of one does not hold up the next. */
  private turn = 0;
  /** What is to be handed on, in order; it stands still while the program loads its state. */
  private steps: (() => void)[] = [];
  private isLoading = false;
  private isReloadedEarly = false;
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
    const after = () => (this.pending ? null : this.newest);
    this.variables = {
      ...variables,
      get after() {
        return after();
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

  /** Hands on what a result holds; answers the error that came in its place. */
  take(result: StreamResult, isRecovered: boolean): HouseError | null {
    this.house.clock.learn(result.extensions?.['serverTime'], true);
    const item = rootOf(result.data ?? {}) as Item | null;
    this.field = Object.keys(result.data ?? {})[0] ?? this.field;
    if (item) this.hand(item, isRecovered);
    return item || !result.errors?.[0] ? null : programError(result.errors[0]);
  }

  /** Begins anew at the next item: the state is loaded for this reason. The position of a gap is kept, to skip on from by requests. */
  restart(cause: ReloadCause): void {
    this.pending = cause;
    this.isReloadedEarly = false;
    if (cause !== 'person') return;
    this.newest = null;
    this.turn += 1;
    this.steps = [];
    this.isLoading = false;
    this.seen.clear();
  }

  end(error: HouseError): void {
    if (this.isOver) return;
    this.isOver = true;
    guarded(() => this.handlers.onEnd?.(error));
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
   * Follows by one request. The house tells its newest position to subscriptions alone: where there is no cursor the log is read from its
   * beginning, after a gap from there. Until its end is found nothing is handed on; the state is loaded at once where that is far, and at the end.
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
    const { pending } = this;
    this.newest = items.at(-1)?.cursor ?? this.newest;
    if (!pending) return;
    if (items.length < page) this.pending = null;
    else if (this.isReloadedEarly) return;
    this.isReloadedEarly = items.length === page;
    const cursor = this.newest;
    this.steps.push(() => this.load(pending), () => {
      if (cursor && items.length < page) this.handlers.onCursor?.(cursor);
    });
    this.proceed();
  }

  private async ask(): Promise<readonly Item[] | null> {
    const { sessions } = this.house;
    const pin = await sessions.pin().catch(() => null);
    const variables = { ...this.variables, after: this.newest };
    const answer = await this.house.request<Record<string, readonly Item[]>, Record<string, unknown>>(this.query ?? '', variables);
    // It may be of who was signed in before.
    if (this.isOver || (pin && !sessions.holds(pin))) return null;
    if (!answer.ok) {
      // A house that knows its documents may not know this one. Of the stream itself the house speaks where it is subscribed to.
      if (isFinal(answer.error)) this.query = null;
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
    this.newest = cursor;
    this.movedAt = this.house.runtime.now();
    if (item.__typename === 'ResyncRequired') this.pending ??= 'resync';
    const { pending } = this;
    this.pending = null;
    if (pending) this.steps.push(() => this.load(pending));
    if (pending === 'gap' || pending === 'person') this.steps.push(() => this.handlers.onResult?.({ data: { [this.field]: this.resync(item, pending) } }));
    this.steps.push(() => this.give(item, cursor, isRecovered));
    this.proceed();
  }

  private proceed(): void {
    for (let step; !this.isOver && !this.isLoading && (step = this.steps.shift()); ) guarded(step);
  }

  private load(cause: ReloadCause): void {
    const loaded = this.handlers.onReload?.(cause) as PromiseLike<unknown> | undefined;
    if (typeof loaded?.then !== 'function') return;
    const { turn } = this;
    const goOn = () => {
      if (turn !== this.turn) return;
      this.isLoading = false;
      this.proceed();
    };
    this.isLoading = true;
    loaded.then(goOn, (fault: unknown) => {
      report(fault);
      goOn();
    });
  }

  /** What the house says of a history that is another, for who takes results: that the state is to be loaded is read there. */
  private resync({ cursor }: Item, cause: ReloadCause): object {
    return { __typename: 'ResyncRequired', id: `${cause}:${cursor}`, cursor, at: new Date(this.house.clock.now()).toISOString(), reason: cause };
  }

  private give(item: Item, cursor: EventCursor, isRecovered: boolean): void {
    const isKnown = this.isKnown(item.id ?? cursor);
    const isOwn = item.__typename === 'ResyncRequired' || item.__typename === 'StreamPosition';
    if (!isOwn && !isKnown) {
      if (isRecovered) this.recovered();
      guarded(() => this.handlers.onItem(item as never, { cursor, isRecovered }));
    }
    if (isOwn || !isKnown) guarded(() => this.handlers.onResult?.({ data: { [this.field]: item } }));
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

/** Codes that the house repeats as long as the right or the document is what it is. */
const final: readonly string[] = ['FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST', 'COST_EXCEEDED'];

/** Errors after which a stream is not asked for again, by whichever transport they come. All others pass, whatever else they say. */
export const isFinal = (error: HouseError): boolean => error.kind === 'program' && final.includes(error.code);

/** The query that reads the same stream by HTTP: streams of events that have one have it under the same name. */
export function twin(text: string): string | null {
  if (operationOf(text).kind !== 'subscription' || !/\b(?:operationEvents|deskEvents)\b/.test(text)) return null;
  return text.replace(/(^|[\s}])subscription\b/, '$1query').replace(/\b(operationEvents|deskEvents)(\()?/, (_, name: string, opened?: string) =>
    `${name}(first: ${page}${opened ? ', ' : ')'}`);
}
