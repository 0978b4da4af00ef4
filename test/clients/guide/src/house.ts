/** Where the house is, and who asks. All of it is read anew for every request and every connection. */
export interface House {
  address: () => string;
  token: () => string | null;
  /** The session has ended: forget the token, and show the sign-in. */
  signedOut: () => void;
}

export const house: House = {
  address: () => process.env.NEXT_PUBLIC_HOUSE ?? 'http://127.0.0.1:8080',
  token: () => (typeof window === 'undefined' ? null : sessionStorage.getItem('token')),
  signedOut: () => sessionStorage.removeItem('token'),
};

export function authorization({ token }: House): Record<string, string> {
  const known = token();
  return known ? { authorization: `Bearer ${known}` } : {};
}

/** Waits before the next attempt: longer each time, at most half a minute, and never in step with all others. */
export const backOff = (attempt: number) =>
  new Promise<void>((done) => setTimeout(done, (0.5 + Math.random() / 2) * Math.min(1_000 * 2 ** attempt, 30_000)));
