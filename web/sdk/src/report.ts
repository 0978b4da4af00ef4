/** Runs what a program gave; what it throws is told to the runtime as an unhandled rejection, and breaks nothing here. */
export function guarded<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (fault) {
    report(fault);
    return undefined;
  }
}

/** Tells the runtime of a fault in a program's own code. */
export const report = (fault: unknown): void => void Promise.reject(fault);
