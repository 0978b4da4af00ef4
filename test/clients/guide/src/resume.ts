type Variables = Record<string, unknown>;

/**
 * Makes the variables of a subscription resume by themselves. The libraries write them anew when they subscribe again after a
 * lost connection: `after` need only be the newest cursor at that moment.
 */
export function resuming(variables: Variables = {}) {
  let newest = variables.after ?? null;
  return {
    variables: {
      ...variables,
      get after() {
        return newest;
      },
    } as Variables,
    /** Remembers the cursor of a result, whatever else is in it. */
    remember(result: { data?: unknown }) {
      for (const item of Object.values(result.data ?? {})) newest = (item as { cursor?: string } | null)?.cursor ?? newest;
    },
  };
}
