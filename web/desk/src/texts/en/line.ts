import type { Texts } from '../es.ts';
import { plural } from '../plural.ts';

export const line: Texts['line'] = {
  live: 'Live',
  idle: 'Not connected',
  connecting: 'Connecting',
  slow: 'Reconnecting',
  stopped: 'Signed out',
  catchingUp: (count) => `Catching up: ${count}`,
  slowBar: (time) => `Reconnecting, newest datum ${time}. What you see may have changed.`,
  recovered: (count, from, until) => `Not connected from ${from} to ${until}: ${count} ${plural(count, 'event', 'events')} recovered.`,
  reloaded: (time) => `Everything was updated at ${time}.`,
  dismiss: 'Understood',
};
