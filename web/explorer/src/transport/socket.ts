import { type Client, createClient } from 'graphql-ws';
import { socketEndpoint } from './endpoint';

const pingEvery = 12_000;
const pongWithin = 5_000;
const longestWait = 15_000;

/** Close codes by which the server says that the session is over or never was. */
const signedOut: ReadonlySet<number> = new Set([4401, 4403]);

/**
 * Opens the one socket that all subscriptions of a session share. It connects when the first of them begins, notices a
 * dead line by an unanswered ping, and comes back by itself with growing, scattered waits.
 *
 * onDoubt is called when a close says that the session may be over, or when the server refused the socket.
 */
export function openSocket(onDoubt: () => void): Client {
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let greeted = false;
  const client = createClient({
    url: socketEndpoint(window.location),
    keepAlive: pingEvery,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => wait(retries),
    // A refused connection is an error event, which the client by itself takes for the end. Codes that forbid to come
    // back are its own affair: it never asks for those.
    shouldRetry: () => true,
    on: {
      opened: () => {
        greeted = false;
      },
      connected: () => {
        greeted = true;
      },
      ping: (received) => {
        if (!received) deadline = setTimeout(() => client.terminate(), pongWithin);
      },
      pong: (received) => {
        if (received) clearTimeout(deadline);
      },
      closed: (event) => {
        clearTimeout(deadline);
        if (!greeted || signedOut.has(codeOf(event))) onDoubt();
        greeted = false;
      },
    },
  });
  return client;
}

/** Waits half a second, then twice as long each time, never above the longest wait, and never all clients at once. */
function wait(retries: number): Promise<void> {
  const base = Math.min(longestWait, 500 * 2 ** Math.min(retries, 6));
  return new Promise((resolve) => setTimeout(resolve, base * (0.5 + Math.random() / 2)));
}

/** Closes the socket for good. */
export function closeSocket(client: Client): void {
  // Closed while it waits to come back, it rejects: there was nothing left to close.
  Promise.resolve(client.dispose()).catch(() => {});
}

/** The close code of whatever a socket ended with; 0 when there is none. */
export function codeOf(ending: unknown): number {
  return ending instanceof CloseEvent ? ending.code : 0;
}

/** Says in Spanish why a subscription ended. */
export function reasonOf(ending: unknown): string {
  if (Array.isArray(ending)) {
    const first: unknown = ending[0];
    if (typeof first === 'object' && first !== null && 'message' in first) return String(first.message);
  }
  if (ending instanceof CloseEvent) {
    return `El servidor cerró el canal en vivo (${ending.code}${ending.reason ? `: ${ending.reason}` : ''}).`;
  }
  if (ending instanceof Error) return ending.message;
  return 'El canal en vivo terminó.';
}
