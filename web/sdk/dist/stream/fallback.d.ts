import type { HouseError } from '../errors.js';
import type { House } from '../house.js';
import { type Follower, type StreamResult } from './follower.js';
import type { LineTransport } from './state.js';
/** What is followed without a socket. */
export interface FallbackTarget {
    readonly text: string;
    readonly variables: Readonly<Record<string, unknown>>;
    /** Null for values, which no request can follow. */
    readonly follower: Follower | null;
    take(result: StreamResult, isRecovered: boolean): boolean;
    end(error: HouseError): void;
}
/** What the line hears meanwhile. */
export interface FallbackListener {
    heard(transport: LineTransport): void;
    /** The event stream broke. */
    lost(): void;
    unauthenticated(error: HouseError): void;
}
/**
 * Follows one thing where no socket goes through: by an event stream of HTTP, and where the runtime cannot read one, by requests in turn. The
 * socket is tried all the while; when it opens, this is stopped.
 */
export declare function followWithoutSocket(house: House, target: FallbackTarget, { requestMs, mostMissed }: {
    readonly requestMs: number;
    readonly mostMissed: number;
}, listener: FallbackListener): () => void;
