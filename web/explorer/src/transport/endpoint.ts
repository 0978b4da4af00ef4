// The explorer is served by the program it talks to, so the addresses are those of the page's own host.

/** Path of the API, for queries and mutations. */
export const httpEndpoint = '/graphql';

/** Address of the API for subscriptions: the page's host, encrypted when the page is. */
export function socketEndpoint(location: Location): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}${httpEndpoint}`;
}
