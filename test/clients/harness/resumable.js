/**
 * Makes the variables of a lossless subscription resume by themselves. All libraries here write the variables anew when
 * they subscribe again after a lost connection, so `after` need only be the newest cursor at that moment. A front end does
 * the same.
 */
export function resumable(variables = {}) {
  let newest = variables.after ?? null;
  return {
    variables: {
      ...variables,
      get after() {
        return newest;
      },
    },
    /** Remembers the cursor of a result. */
    remember(result) {
      for (const item of Object.values(result.data ?? {})) newest = item?.cursor ?? newest;
    },
  };
}
