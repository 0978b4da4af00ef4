/** The house looks for 3 to 100 characters. */
const least = 3;
const most = 100;

/** Whether a text is worth asking for: the house refuses what is shorter or longer. */
export function isSearchable(text: string): boolean {
  const { length } = [...text.trim()];
  return length >= least && length <= most;
}

/** Where the desk shows what was found. */
export const placeOf = ({ __typename, id }: { readonly __typename: 'Operation' | 'Client'; readonly id: string }): string =>
  __typename === 'Operation' ? `/operations/${id}` : `/clients/${id}`;
