import { createClient, type Client } from 'graphql-ws';
import { HouseError, networkError, programError, type GraphQLErrorShape } from '../errors.ts';
import type { House } from '../house.ts';
import { backOff } from '../request.ts';
import type { SessionPin } from '../session.ts';
import type { StreamResult } from './follower.ts';
import type { LineOptions } from './options.ts';

/** What the line hears of its socket. */
export interface SocketListener {
  attempting(): void;
  connected(): void;
  /** An attempt failed, or the connection ended: it is tried again by itself. */
  lost(): void;
  /** Anything came, a pong too. */
  heard(): void;
  /** A question whether the house is there has waited for so many milliseconds. */
  unanswered(milliseconds: number): void;
  /** Called before each attempt: what it waits for, the attempt waits for. */
  beforeAttempt(): Promise<void>;
}

/** One socket, and what is asked by it. */
export interface Socket {
  subscribe(query: string, variables: Readonly<Record<string, unknown>>, sink: SocketSink): () => void;
  /** Drops the connection, also one on its way; whoever subscribes is connected anew. */
  drop(): void;
  /** Drops a connection that was made under another session than the one now. */
  dropOther(): void;
  /** Ends the wait before the next attempt, and begins with short ones again. */
  hurry(): void;
  /** Asks at another pace whether the house is there. */
  pingEvery(milliseconds: number): void;
  close(): void;
}

/** Who subscribes by a socket. */
export interface SocketSink {
  next(result: StreamResult, pin: SessionPin | null): void;
  /** It is over: the house completed it, refused it, or closed the socket for good. The connection was made under this session. */
  over(end: SocketEnd, pin: SessionPin | null): void;
}

/** Why a subscription is over: complete, errors of the house, or a close code after which none is tried. */
export type SocketEnd =
  | { readonly by: 'complete' }
  | { readonly by: 'error'; readonly error: HouseError }
  | { readonly by: 'close'; readonly code: number };

interface RawSocket {
  send(text: string): void;
  readonly readyState: number;
}

/** Without an answer for so long a socket is taken for dead, whatever the runtime believes. */
export const deadAfter = 10_000;
const open = 1;

/**
 * Close codes that end every attempt. 4403 would be tried again by graphql-ws itself: the session owes another password or the second factor,
 * which no attempt changes.
 */
const isFinal = (code: number | undefined) => code === 4403;

/** Makes the socket of a line. It opens with the first subscription. */
export function createSocket(house: House, options: LineOptions, listener: SocketListener): Socket {
  const { timers, jitter } = house.runtime;
  /** Under whom the connection was made, or is being made. */
  let pin: SessionPin | null = null;
  let attempt = 0;
  let stopPause = () => {};
  let raw: RawSocket | null = null;
  let every = options.pingMs ?? 2_000;
  let stopPinging = () => {};
  let askedAt: number | null = null;

  const ask = (): void => {
    stopPinging();
    stopPinging = timers.after(askedAt === null ? every : 1_000, () => {
      if (raw?.readyState !== open) return;
      if (askedAt === null) {
        askedAt = house.runtime.now();
        raw.send('{"type":"ping"}');
      } else {
        const waited = house.runtime.now() - askedAt;
        listener.unanswered(waited);
        if (waited >= deadAfter) return client.terminate();
      }
      ask();
    });
  };
  const lost = (): void => {
    stopPinging();
    raw = null;
    askedAt = null;
    listener.lost();
  };

  const client: Client = createClient({
    url: () => socketAddress(house.address('/graphql')),
    ...(options.webSocket ? { webSocketImpl: options.webSocket } : {}),
    connectionParams: async () => {
      try {
        pin = await house.sessions.pin();
        return pin.token ? { authorization: `Bearer ${pin.token}` } : {};
      } catch {
        // The store of the device failed: it is read again at the next attempt.
        client.terminate();
        return {};
      }
    },
    connectionAckWaitTimeout: deadAfter,
    retryAttempts: Infinity,
    shouldRetry: (cause) => !isFinal((cause as { code?: number } | undefined)?.code),
    async retryWait() {
      await new Promise<void>((done) => {
        const stop = timers.after(backOff(attempt, jitter()), done);
        stopPause = () => {
          stop();
          done();
        };
      });
      attempt += 1;
      await listener.beforeAttempt();
    },
    on: {
      connecting() {
        pin = null;
        listener.attempting();
      },
      connected(socket) {
        attempt = 0;
        raw = socket as RawSocket;
        askedAt = null;
        listener.connected();
        ask();
      },
      message() {
        askedAt = null;
        listener.heard();
      },
      closed: lost,
      error: lost,
    },
  });

  return {
    subscribe(query, variables, sink) {
      return client.subscribe(
        { query, variables: variables as Record<string, unknown> },
        {
          next(result) {
            if (pin && !house.sessions.holds(pin)) client.terminate();
            else sink.next(result as StreamResult, pin);
          },
          complete: () => sink.over({ by: 'complete' }, pin),
          error: (cause) => sink.over(endOf(cause), pin),
        },
      );
    },
    drop: () => client.terminate(),
    dropOther() {
      if (pin && !house.sessions.holds(pin)) client.terminate();
    },
    hurry() {
      attempt = 0;
      stopPause();
    },
    pingEvery(milliseconds) {
      every = milliseconds;
      if (raw) ask();
    },
    close() {
      stopPinging();
      // One that is connecting at that moment answers with the close of that connection.
      Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}

function endOf(cause: unknown): SocketEnd {
  if (Array.isArray(cause)) return { by: 'error', error: programError((cause as GraphQLErrorShape[])[0] ?? { message: 'stream error' }) };
  const { code } = (cause ?? {}) as { code?: unknown };
  if (typeof code === 'number') return { by: 'close', code };
  return { by: 'error', error: networkError('OFFLINE', cause) };
}

/** The socket's address; below a page of the house itself it is the page's. */
function socketAddress(address: string): string {
  const { location } = globalThis as unknown as { location?: { readonly origin: string } };
  const whole = address.startsWith('/') ? `${location?.origin ?? ''}${address}` : address;
  return whole.replace(/^http/, 'ws');
}
