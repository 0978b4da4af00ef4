import type { Timers } from '../runtime.js';
/** A clock that stands still until a test moves it. */
export interface TestClock {
    /** Milliseconds since 1970. */
    now(): number;
    readonly timers: Timers;
    /** Moves on, and runs what is due on the way, each at its time; what that sets off is done when it answers. */
    advance(milliseconds: number): Promise<void>;
    /** Lets everything happen that waits for no time. */
    settle(): Promise<void>;
}
/** Makes a clock that begins at an instant. */
export declare function createTestClock(start?: string): TestClock;
