/** The house's clock, by what its answers say. Instants are milliseconds since 1970. */
export interface ServerClock {
    /** Now, by the house. Before the first answer it is the clock of the device. */
    now(): number;
    /** How far the house is ahead of the device, in milliseconds. */
    offset(): number;
    /** How much is left until an instant of the house, in milliseconds, never below zero. */
    until(instant: string): number;
    /** Learns from `extensions.serverTime`. An item of a stream may have waited for long (`waited`), an answer has not. */
    learn(serverTime: unknown, waited?: boolean): void;
}
/**
 * An answer has always waited, so of several offsets the largest is the nearest to the truth. Offsets are forgotten after ten minutes; when
 * the clock of the device is set, which shows as a difference that no line makes, everything before is.
 */
export declare function createClock(now: () => number): ServerClock;
