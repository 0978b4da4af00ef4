import type { GraphQLErrorShape } from '../errors.js';
import { type House, type HouseOptions } from '../house.js';
import type { EventCursor } from '../scalar.js';
import { type TestClock } from './clock.js';
import { type LoggedItem } from './log.js';
import { type TestSubscription } from './socket.js';
export { createTestClock, type TestClock } from './clock.js';
export type { LoggedItem } from './log.js';
export type { TestSubscription } from './socket.js';
/** What was asked by HTTP. */
export interface Asked {
    readonly name: string | null;
    readonly text: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, string>>;
}
/** What a scripted house answers: data, errors, or both; `offline` for a line that breaks; a status of what stands between. */
export type Scripted = {
    readonly data?: unknown;
    readonly errors?: readonly GraphQLErrorShape[];
    readonly extensions?: Readonly<Record<string, unknown>>;
    readonly status?: number;
} | 'offline';
/** A house in memory. */
export interface TestHouse {
    readonly house: House;
    readonly clock: TestClock;
    /** `webSocket` of `createLine`. */
    readonly webSocket: unknown;
    /** Everything that was asked by HTTP, in order. */
    readonly asked: readonly Asked[];
    /** The subscriptions that are held now. */
    readonly subscriptions: readonly TestSubscription[];
    /** Says what an operation is answered with, by its name: from now on, or by a function of each request. */
    answer(name: string, answer: Scripted | ((asked: Asked) => Scripted | Promise<Scripted>)): void;
    /** Something happens: an item of a stream (`operationEvents`, `deskEvents`, `notifications`), which whoever follows it gets. */
    happen(field: string, item: LoggedItem): EventCursor;
    /** The program is killed: its sockets break, nothing is reached, and what happens is logged all the same. */
    kill(code?: number): void;
    /** The program is there again. */
    start(): void;
    /** Lets sockets through, or not, as some networks do. */
    allowSockets(isAllowed: boolean): void;
    /** The sockets are dead, and nobody has noticed. */
    freeze(): void;
    /** Closes all sockets with a code of the house. */
    closeSockets(code: number): void;
    /** Refuses the next connections with a code, until it is null again. */
    refuseSockets(code: number | null): void;
    /** The database was set back: every cursor belongs to another history. */
    setBack(): void;
}
/** Makes a house in memory. It keeps a bearer token in memory, unless it is told otherwise. */
export declare function createTestHouse(options?: Partial<HouseOptions>): TestHouse;
