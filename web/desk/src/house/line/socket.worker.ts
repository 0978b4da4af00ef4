import { cookieSession, createHouse } from '@qoricash/sdk';
import { createLine } from '@qoricash/sdk/stream';
import { LineHost } from './host.ts';
import type { FromHost, ToHost } from './protocol.ts';

interface Connected {
  readonly ports: readonly MessagePort[];
}

/** A shared worker's own scope, which the types of pages do not have. */
const scope = globalThis as unknown as { onconnect: ((event: Connected) => void) | null; readonly location: { readonly origin: string } };

const house = createHouse({ url: scope.location.origin, session: cookieSession() });
void house.sessions.restore();
// While one tab is seen the line is kept at its pace; a worker is not put to sleep with a page, so nothing is dropped in the background.
const host = new LineHost(createLine(house, { backgroundMs: Number.POSITIVE_INFINITY }), house.clock);

scope.onconnect = ({ ports }) => {
  const [port] = ports;
  if (!port) return;
  host.join({
    send: (message: FromHost) => port.postMessage(message),
    hear: (listener) => {
      port.onmessage = ({ data }: MessageEvent<ToHost>) => listener(data);
    },
  });
};
