/** A value that changes and says so. It fits `useSyncExternalStore` of React as it is. */
export interface Signal<Value> {
    /** The value now; the same object as long as nothing changed. */
    get(): Value;
    /** Calls the listener after each change; answers what ends that. */
    subscribe(listener: () => void): () => void;
}
/** A signal that its maker changes. */
export interface WritableSignal<Value> extends Signal<Value> {
    set(value: Value): void;
}
/** Makes a signal. A listener that throws does not keep the others from hearing. */
export declare function signal<Value>(first: Value): WritableSignal<Value>;
