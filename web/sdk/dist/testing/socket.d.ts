/** A subscription that a program holds. */
export interface TestSubscription {
    readonly name: string | null;
    readonly text: string;
    readonly variables: Readonly<Record<string, unknown>>;
    next(result: object): void;
    error(errors: readonly object[]): void;
    complete(): void;
}
/** What the house of a test does about sockets. */
export interface SocketHouse {
    /** Whether a connection can be made at all. */
    isReachable(): boolean;
    /** A close code for the payload of `connection_init`; null to admit it. */
    refuse(payload: Readonly<Record<string, unknown>>): number | null;
    subscribed(subscription: TestSubscription): void;
    unsubscribed(subscription: TestSubscription): void;
}
/** One connection, as the house sees it. */
export interface TestConnection {
    /** Ends it with a code of the house, or 1006, as when the line breaks. */
    close(code: number): void;
    /** The line is dead and nobody has noticed: nothing comes and nothing goes. */
    freeze(): void;
}
/** Makes a class that stands for `WebSocket` and leads to the house of a test. */
export declare function createTestWebSocket(house: SocketHouse, opened: Set<TestConnection>): unknown;
