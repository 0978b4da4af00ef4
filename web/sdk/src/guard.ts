/** Tells an answer that is older than what was seen. Events and answers to queries overtake each other. */
export interface VersionGuard {
  /** Tells whether anything in it is older than before, and remembers what is newer. */
  isStale(data: unknown): boolean;
  /** Forgets everything: another person signed in. */
  clear(): void;
}

const remembered = 10_000;

/** Makes a guard over all objects that have an `id` and a `version`. */
export function createVersionGuard(): VersionGuard {
  const versions = new Map<string, number>();
  const isStale = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.map(isStale).includes(true);
    if (typeof value !== 'object' || value === null) return false;
    const { id, version } = value as { id?: unknown; version?: unknown };
    const isInside = Object.values(value).map(isStale).includes(true);
    if (typeof id !== 'string' || typeof version !== 'number') return isInside;
    const seen = versions.get(id);
    if (seen !== undefined && version < seen) return true;
    versions.delete(id);
    versions.set(id, version);
    if (versions.size > remembered) for (const oldest of versions.keys()) {
      versions.delete(oldest);
      break;
    }
    return isInside;
  };
  return { isStale, clear: () => versions.clear() };
}
