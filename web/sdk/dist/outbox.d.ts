import { type Document } from './document.js';
import type { HouseError } from './errors.js';
import type { House } from './house.js';
import { type Signal } from './signal.js';
/** A mutation that waits to be sent, or for a person to look at what became of it. */
export interface OutboxEntry {
    readonly id: string;
    /** What a screen calls it. */
    readonly name: string;
    readonly text: string;
    readonly variables: Readonly<Record<string, unknown>>;
    /** Who wanted it: sent in nobody else's session. */
    readonly viewerId: string;
    /** Milliseconds since 1970, by the device. */
    readonly addedAt: number;
    /**
     * `waiting` is sent when the house is reached, in the order of arrival. `refused` was answered and not done. `expired` is too old to be
     * repeated safely, since the house keeps keys for 7 days: a person looks whether it was done.
     */
    readonly status: 'waiting' | 'refused' | 'expired';
    /** Why it was refused, or why it still waits. */
    readonly error: {
        readonly code: string;
        readonly message: string;
    } | null;
}
/** What an outbox tells, and how it is kept. */
export interface OutboxOptions {
    /** The name under which it is stored. */
    readonly key?: string;
    /** A waiting entry was done: `data` is what the mutation answered. */
    readonly onDone?: (entry: OutboxEntry, data: unknown) => void;
    /** An entry was refused or is too old; it stays until it is dropped. */
    readonly onRefused?: (entry: OutboxEntry, errors: readonly HouseError[]) => void;
}
/** Mutations that outlive a lost connection and a closed program. */
export interface Outbox {
    readonly entries: Signal<readonly OutboxEntry[]>;
    /**
     * Stores a mutation and sends it as soon as it can be. The input has an `idempotencyKey`, so that one whose answer was lost is not done
     * twice; without one, or without a signed-in person, it throws.
     */
    add<Data, Variables>(name: string, document: Document<Data, Variables>, variables: Variables): Promise<OutboxEntry>;
    /** Sends what waits: when the program comes to the front, and when the line is back. */
    flush(): Promise<void>;
    /** Forgets an entry. */
    drop(id: string): Promise<void>;
    /** Forgets all, as on a device that changes hands. */
    clear(): Promise<void>;
    /** Ends the attempts of this program; what is stored stays. */
    close(): void;
}
/** Opens the outbox of this device and sends what an earlier run has left. */
export declare function createOutbox(house: House, options?: OutboxOptions): Outbox;
