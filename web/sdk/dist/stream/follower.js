import { operationOf, rootOf, textOf } from '../document.js';
import { HouseError, programError } from '../errors.js';
const page = 100;
const rememberedItems = 1_000;
/** One stream of events: where it stands, and what was handed on of it. No transport is known here. */
export class Follower {
    house;
    handlers;
    recovered;
    text;
    /** Read anew by whoever subscribes: `after` is always the newest cursor. */
    variables;
    query;
    newest;
    movedAt;
    seen = new Set();
    pending;
    isOver = false;
    /** The root field, by the name that the document gives it. */
    field = 'events';
    constructor(house, document, variables, handlers, options, recovered) {
        this.house = house;
        this.handlers = handlers;
        this.recovered = recovered;
        this.text = textOf(document);
        for (const field of ['__typename', 'cursor']) {
            if (!new RegExp(`\\b${field}\\b`).test(this.text))
                throw new Error(`A stream of events selects ${field}.`);
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
    cursor() {
        return this.newest;
    }
    /** Milliseconds since the position was last known to be the newest. */
    age() {
        return this.newest === null ? 0 : this.house.runtime.now() - this.movedAt;
    }
    /** False while its beginning is looked for. */
    get isFollowing() {
        return this.newest !== null && this.pending === null;
    }
    get canAsk() {
        return this.query !== null;
    }
    stop() {
        this.isOver = true;
    }
    /** Hands on what a result holds; false once the stream is over. */
    take(result, isRecovered) {
        if (this.isOver)
            return false;
        this.house.clock.learn(result.extensions?.['serverTime'], true);
        const item = rootOf(result.data ?? {});
        this.field = Object.keys(result.data ?? {})[0] ?? this.field;
        if (item)
            this.hand(item, isRecovered);
        else if (result.errors?.[0])
            this.end(programError(result.errors[0]));
        return !this.isOver;
    }
    /** Begins anew at the next item: the state is loaded for this reason. */
    restart(cause) {
        this.newest = null;
        this.pending = cause;
    }
    end(error) {
        if (this.isOver)
            return;
        this.isOver = true;
        this.handlers.onEnd?.(error);
    }
    /** Reads what was missed, page by page, until there is no more, or more than `most`. */
    async catchUp(most) {
        if (this.query === null || this.newest === null)
            return 'failed';
        for (let read = 0; read < most;) {
            const items = await this.ask();
            if (items === null)
                return 'failed';
            for (const item of items)
                this.hand(item, true);
            read += items.length;
            if (items.length < page)
                return 'whole';
        }
        this.restart('gap');
        return 'too-many';
    }
    /**
     * Follows by one request. The log is read from its beginning where there is no cursor: until its end is found nothing is handed on, and then
     * the state is loaded.
     */
    async next(stopped) {
        const isSkipping = this.pending !== null;
        const items = await this.ask();
        if (items === null || stopped.isStopped)
            return 'failed';
        if (isSkipping)
            this.skip(items);
        else
            for (const item of items)
                this.hand(item, false);
        return items.length < page ? 'caught-up' : 'more';
    }
    skip(items) {
        this.newest = items.at(-1)?.cursor ?? this.newest;
        if (items.length === page || !this.pending)
            return;
        const cause = this.pending;
        this.pending = null;
        this.handlers.onReload?.(cause);
        if (this.newest)
            this.handlers.onCursor?.(this.newest);
    }
    async ask() {
        const answer = await this.house.request(this.query ?? '', { ...this.variables });
        if (this.isOver)
            return null;
        if (!answer.ok) {
            if (isFinal(answer.error))
                this.end(answer.error);
            return null;
        }
        this.movedAt = this.house.runtime.now();
        const [field, items] = Object.entries(answer.data)[0] ?? [this.field, []];
        this.field = field;
        return items;
    }
    hand(item, isRecovered) {
        const { cursor } = item;
        if (!cursor || this.isOver)
            return;
        const isKnown = this.isKnown(item.id ?? cursor);
        this.newest = cursor;
        this.movedAt = this.house.runtime.now();
        if (item.__typename === 'ResyncRequired')
            this.pending ??= 'resync';
        const { pending } = this;
        this.pending = null;
        if (pending)
            this.handlers.onReload?.(pending);
        const isOwn = item.__typename === 'StreamPosition' || item.__typename === 'ResyncRequired';
        if (!isOwn && !isKnown) {
            if (isRecovered)
                this.recovered();
            this.handlers.onItem(item, { cursor, isRecovered });
        }
        if (isOwn || !isKnown)
            this.handlers.onResult?.({ data: { [this.field]: item } });
        this.handlers.onCursor?.(cursor);
    }
    isKnown(name) {
        if (this.seen.has(name))
            return true;
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
export const isFinal = (error) => error.kind === 'program' && !error.retryable && error.code !== 'UNAUTHENTICATED' && error.code !== 'RATE_LIMITED';
/** The query that reads the same stream by HTTP: streams of events that have one have it under the same name. */
function twin(text) {
    if (operationOf(text).kind !== 'subscription' || !/\b(?:operationEvents|deskEvents)\b/.test(text))
        return null;
    return text.replace(/(^|[\s}])subscription\b/, '$1query');
}
