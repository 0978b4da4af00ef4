import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { socketOptions } from '../build/guide/socket.js';
import { houseOf, soon } from './house.js';

/**
 * Makes the client of graphql-ws that four of the libraries rest on, with the settings of the guide and a shorter wait. `at` is
 * asked anew before each connection.
 */
export function socketClient(options) {
  const { retry = true, onClose = () => {} } = options;
  const settings = socketOptions(houseOf(options));
  return createClient({
    ...settings,
    webSocketImpl: WebSocket,
    retryWait: soon,
    ...(!retry && { retryAttempts: 0 }),
    on: {
      closed(event) {
        settings.on.closed(event);
        onClose(event);
      },
    },
  });
}

/** Closes a client for good. One that is connecting at that moment answers with the close of that connection. */
export const dispose = (client) => client.dispose().catch(() => {});
