import { HouseError } from '../errors.js';
import type { House } from '../house.js';
import type { StreamResult } from './follower.js';
import type { LineOptions } from './options.js';
/** What the line hears of its socket. */
export interface SocketListener {
    attempting(): void;
    connected(): void;
    /** An attempt failed, or the connection ended: it is tried again by itself. */
    lost(): void;
    /** Anything came, a pong too. */
    heard(): void;
    /** A question whether the house is there has waited for so many milliseconds. */
    unanswered(milliseconds: number): void;
    /** Called before each attempt: what it waits for, the attempt waits for. */
    beforeAttempt(): Promise<void>;
}
/** One socket, and what is asked by it. */
export interface Socket {
    subscribe(query: string, variables: Readonly<Record<string, unknown>>, sink: SocketSink): () => void;
    /** Drops the connection; whoever subscribes is connected anew. */
    drop(): void;
    /** Asks at another pace whether the house is there. */
    pingEvery(milliseconds: number): void;
    close(): void;
}
/** Who subscribes by a socket. */
export interface SocketSink {
    next(result: StreamResult): void;
    /** It is over: the house completed it, refused it, or closed the socket for good. */
    over(end: SocketEnd): void;
}
/** Why a subscription is over: complete, errors of the house, or a close code after which none is tried. */
export type SocketEnd = {
    readonly by: 'complete';
} | {
    readonly by: 'error';
    readonly error: HouseError;
} | {
    readonly by: 'close';
    readonly code: number;
    readonly token: string | null;
};
/** Without an answer for so long a socket is taken for dead, whatever the runtime believes. */
export declare const deadAfter = 10000;
/** Makes the socket of a line. It opens with the first subscription. */
export declare function createSocket(house: House, options: LineOptions, listener: SocketListener): Socket;
