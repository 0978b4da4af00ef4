const remembered = 10_000;
/** Makes a guard over all objects that have an `id` and a `version`. */
export function createVersionGuard() {
    const versions = new Map();
    const isStale = (value) => {
        if (Array.isArray(value))
            return value.map(isStale).includes(true);
        if (typeof value !== 'object' || value === null)
            return false;
        const { id, version } = value;
        const isInside = Object.values(value).map(isStale).includes(true);
        if (typeof id !== 'string' || typeof version !== 'number')
            return isInside;
        const seen = versions.get(id);
        if (seen !== undefined && version < seen)
            return true;
        versions.delete(id);
        versions.set(id, version);
        if (versions.size > remembered)
            for (const oldest of versions.keys()) {
                versions.delete(oldest);
                break;
            }
        return isInside;
    };
    return { isStale, clear: () => versions.clear() };
}
