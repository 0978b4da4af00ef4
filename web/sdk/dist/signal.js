/** Makes a signal. A listener that throws does not keep the others from hearing. */
export function signal(first) {
    let value = first;
    const listeners = new Set();
    return {
        get: () => value,
        set(next) {
            if (Object.is(next, value))
                return;
            value = next;
            for (const listener of [...listeners]) {
                try {
                    listener();
                }
                catch (fault) {
                    void Promise.reject(fault);
                }
            }
        },
        subscribe(listener) {
            const entry = () => listener();
            listeners.add(entry);
            return () => void listeners.delete(entry);
        },
    };
}
