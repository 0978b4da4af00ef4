import { setTimeout as pause } from 'node:timers/promises';

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/**
 * Makes the client of graphql-ws that three of the libraries rest on, with the settings that a front end needs: its own
 * defaults give up after five attempts, and on every error that is no close. `at` is asked anew before each connection.
 */
export function socketClient({ at, token, retry = true, onClose = () => {} }) {
  return createClient({
    url: () => `${at().replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token ? { authorization: `Bearer ${token}` } : undefined,
    retryAttempts: retry ? Infinity : 0,
    shouldRetry: () => retry,
    retryWait: (attempt) => pause(Math.min(50 * 2 ** attempt, 500)),
    on: { closed: onClose },
  });
}

/** Closes a client for good. One that is connecting at that moment answers with the close of that connection. */
export const dispose = (client) => client.dispose().catch(() => {});
