/** Tells an answer that is older than what was seen. Events and answers to queries overtake each other. */
export interface VersionGuard {
    /** Tells whether anything in it is older than before, and remembers what is newer. */
    isStale(data: unknown): boolean;
    /** Forgets everything: another person signed in. */
    clear(): void;
}
/** Makes a guard over all objects that have an `id` and a `version`. */
export declare function createVersionGuard(): VersionGuard;
