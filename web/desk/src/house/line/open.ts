import { createLine } from '@qoricash/sdk/stream';
import { house } from '../house.ts';
import { DeskLine } from './DeskLine.ts';
import { LineHost } from './host.ts';
import type { FromHost, ToHost, Way } from './protocol.ts';
import workerAddress from './socket.worker.ts?worker&url';

interface ScriptPolicy {
  createScriptURL(address: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

/** The page's only script address that is made at run time is that of its own worker; the policy of the page names this rule. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const check = (given: string) => {
    if (given !== workerAddress) throw new Error('The desk makes no other worker.');
    return given;
  };
  return trustedTypes ? trustedTypes.createPolicy('desk', { createScriptURL: check }).createScriptURL(address) : check(address);
}

/** The way to the worker that all tabs of this build share; null in a browser that has none. */
function shared(): Way<FromHost, ToHost> | null {
  if (typeof SharedWorker === 'undefined') return null;
  try {
    const { port } = new SharedWorker(trusted(workerAddress), { type: 'module', name: 'desk' });
    return {
      send: (message) => port.postMessage(message),
      hear: (listener) => {
        port.onmessage = ({ data }: MessageEvent<FromHost>) => listener(data);
      },
    };
  } catch {
    return null;
  }
}

/** The way to a host in this page: the same code, one socket for each tab. */
function own(): Way<FromHost, ToHost> {
  const host = new LineHost(createLine(house), house.clock);
  let toTab: (message: FromHost) => void = () => {};
  let toHost: (message: ToHost) => void = () => {};
  host.join({
    send: (message) => toTab(message),
    hear: (listener) => {
      toHost = listener;
    },
  });
  return {
    send: (message) => toHost(message),
    hear: (listener) => {
      toTab = listener;
    },
  };
}

/** Opens the line of this tab. */
export function openLine(): DeskLine {
  const line = new DeskLine(shared() ?? own(), (offset) => house.clock.learn(new Date(house.runtime.now() + offset).toISOString(), true));
  const see = () => line.seen(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', see);
  addEventListener('online', () => line.reconnect());
  addEventListener('pagehide', ({ persisted }) => persisted || line.leave());
  see();
  return line;
}
