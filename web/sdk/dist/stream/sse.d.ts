import { type HouseError } from '../errors.js';
import type { House } from '../house.js';
import type { StreamResult } from './follower.js';
/** Follows by an event stream of HTTP until it ends; answers why. A runtime whose `fetch` does not stream answers `unable` at once. */
export declare function followBySse(house: House, query: string, variables: Readonly<Record<string, unknown>>, sink: {
    opened(): void;
    heard(): void;
    next(result: StreamResult): boolean;
}, stopped: {
    readonly isStopped: boolean;
    onStop(stop: () => void): void;
}): Promise<'unable' | 'complete' | HouseError>;
